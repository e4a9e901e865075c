"""Which rules run, for which unit, and how much their findings weigh."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from orglint.core import ORGANISATION, Problem, Ref, RuleSetting, Settings, Severity, nearest
from orglint.core.wording import did_you_mean, joined
from orglint.org import METHODS, Org, Unit, View, Work
from orglint.rulebook.book import Rulebook
from orglint.rulebook.mistakes import Mistake, Pointer, Unusable
from orglint.rulebook.rule import Rule

ALWAYS = "core"
DEFAULT = "split"


@dataclass(frozen=True)
class Selection:
    """The book under the settings of a run."""

    book: Rulebook
    settings: Settings
    only: tuple[str, ...] = ()
    """Ids of the only rules to run, whatever their profiles; the rules' own examples are judged so."""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Rules that name what nothing declares in what could be read, and what that is."""
    _by_methods: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that are on everywhere: `core`, the named ones and what they imply, and `split` by default."""
        return self._with_default(_implied(self.book, self.settings.profiles))

    def _with_default(self, named: tuple[str, ...]) -> tuple[str, ...]:
        there = DEFAULT in self.book.profiles and not any(_contradict(self.book, name, DEFAULT) for name in named)
        return tuple(dict.fromkeys((ALWAYS, *named, *((DEFAULT,) if there else ()))))

    def _profiles_of(self, methods: frozenset[str]) -> tuple[str, ...]:
        """Return the profiles that are on for what works by some methods; without any, those that are on everywhere.

        A profile named after a method brings along what it implies, save what somebody's choice contradicts.
        """
        if not methods:
            return self.profiles
        if methods not in self._by_methods:
            chosen = [name for name in _implied(self.book, self.settings.profiles) if name not in METHODS]
            own = _implied(self.book, methods) if len(methods) == 1 else ()
            fit = [name for name in own if name in methods or name not in METHODS]
            fit = [name for name in fit if not any(_contradict(self.book, name, other) for other in chosen)]
            self._by_methods[methods] = self._with_default((*chosen, *fit))
        return self._by_methods[methods]

    @cached_property
    def running(self) -> tuple[Rule, ...]:
        """The rules that run, with the settings' options."""
        return tuple(self._with_options(rule) for rule in self.book.rules.values() if self._runs(rule))

    def _with_options(self, rule: Rule) -> Rule:
        options = dict(self._setting(rule).options)
        return replace(rule, options=options) if options else rule

    def _setting(self, rule: Rule) -> RuleSetting:
        family = self.settings.rules.get(rule.family, RuleSetting())
        own = self.settings.rules.get(rule.id, RuleSetting())
        return RuleSetting(
            own.on if own.on is not None else family.on,
            own.severity or family.severity,
            {**family.options, **own.options},
        )

    def _runs(self, rule: Rule) -> bool:
        if self.only:
            return rule.id in self.only
        settings, said = self.settings, self._setting(rule)
        if settings.select:
            chosen = rule.id in settings.select or rule.family in settings.select
        elif said.on is not None:
            chosen = said.on
        else:
            there = {*self.profiles, *METHODS, *_implied(self.book, METHODS)}
            chosen = not there.isdisjoint(rule.file.profiles) and rule.file.status != "preview"
        return chosen and rule.id not in settings.ignore and rule.family not in settings.ignore

    def severity_of(self, rule: Rule, problem: Problem, view: View) -> Severity | None:
        """Return what a problem weighs, None where the rule is not on for what it belongs to."""
        belongs_to = problem.scope if problem.scope != ORGANISATION else next(iter(problem.subjects), ORGANISATION)
        active = self._profiles_for(rule, methods_of(view, belongs_to))
        if not active and not rule.is_built_in:
            return None
        said = self._setting(rule)
        if said.severity is not None:
            return said.severity
        adjusted = [self.book.profiles[name].rules.get(rule.id) for name in active if name in self.book.profiles]
        levels = [one.severity for one in adjusted if one is not None and one.severity is not None]
        return max(levels) if levels else rule.severity(view, problem.about, problem.values)

    @property
    def only_built_in(self) -> "Selection":
        """The same selection without the rules that look at the organisation."""
        built_in = {rule.id: rule for rule in self.book.rules.values() if rule.is_built_in}
        return replace(self, book=replace(self.book, rules=built_in))

    def is_on(self, rule: Rule, scope: Ref, view: View) -> bool:
        """Return whether a rule is on for a unit."""
        return bool(self._profiles_for(rule, methods_of(view, scope)))

    def is_everywhere(self, rule: Rule, view: View) -> bool:
        """Return whether a rule is on for everything in the run, not only for units of some method."""
        methods = view.once("all methods", _all_methods)
        return rule.is_built_in or all(self._profiles_for(rule, one) for one in methods)

    def _by_itself(self, rule: Rule) -> bool:
        """Return whether a rule was switched on by name, whatever its profiles."""
        return bool(self.settings.select or self._setting(rule).on)

    def _profiles_for(self, rule: Rule, methods: frozenset[str]) -> tuple[str, ...]:
        """Return the profiles by which a rule is on for what works by some methods, and those that adjust it there.

        A profile named after a method is on for what says that method, and never for what says another one.
        """
        forced = self._by_itself(rule)
        active = self._profiles_of(methods)
        anyway, without_method = forced or bool(self.only), forced and not methods
        found = [
            profile for profile in rule.file.profiles
            if profile in active or (without_method if profile in METHODS else anyway)
        ]  # fmt: skip
        adjusting = [name for name in active if rule.id in self.book.profiles[name].rules] if found else []
        return tuple(dict.fromkeys((*found, *adjusting)))


def methods_of(view: View, scope: Ref) -> frozenset[str]:
    """Return the methods by which a unit of a view works; none for anything else."""
    tables: Mapping[str, Mapping[str, Unit]] = {
        "team": view.org.teams, "product": view.org.products, "system": view.org.systems, "process": view.org.processes,
    }  # fmt: skip
    unit = tables.get(scope.kind, {}).get(scope.id)
    return view.once(("methods", scope), lambda _: frozenset(_said_methods(unit)))


def _all_methods(view: View) -> set[frozenset[str]]:
    """Return the methods of all units, each combination once; some are none at all."""
    org = view.org
    units = (*org.teams.values(), *org.products.values(), *org.systems.values(), *org.processes.values())
    return {frozenset(), *(frozenset(_said_methods(unit)) for unit in units)}


def _said_methods(unit: Unit | None) -> Iterable[str]:
    """Yield the methods by which a unit works: its own, else those of the teams that work on it."""
    if unit is None:
        return ()
    if unit.method is not None:
        return (unit.method,)
    return (team.method for team in unit.teams if team.method) if isinstance(unit, Work) else ()


def _implied(book: Rulebook, names: Iterable[str]) -> tuple[str, ...]:
    """Return profiles with what they imply."""
    found: dict[str, None] = {}
    waiting = list(names)
    for name in waiting:  # grows while it is walked
        if name not in found and name in book.profiles:
            found[name] = None
            waiting.extend(book.profiles[name].implies)
    return tuple(found)


def _contradict(book: Rulebook, one: str, other: str) -> bool:
    return other in book.profiles[one].contradicts or one in book.profiles[other].contradicts


def named(selection: Selection, org: Org) -> Selection:
    """Return a selection whose rules name only what an organisation knows; raises Unusable with the names it does not.

    Where a document was lost, what declares a name may have been lost with it: then the rule does not run.
    """
    asked = [rule for rule in selection.running if rule.own or rule.options]
    if not asked:
        return selection
    from orglint.rulebook.catalogue import Catalogue  # noqa: PLC0415 - only where rules name what may not be there

    catalogue = Catalogue.of_org(org)
    wrong = {rule.id: list(catalogue.unknown(rule)) for rule in asked}
    if not org.lost and any(wrong.values()):
        raise Unusable([mistake for several in wrong.values() for mistake in several])
    return replace(selection, unnamed={name: several[0].message for name, several in wrong.items() if several})


def select(
    book: Rulebook, settings: Settings, pointer: Pointer | None = None, mistakes: Iterable[Mistake] = ()
) -> Selection:
    """Return the book under settings.

    Raises Unusable with the mistakes met before, and where settings name what does not exist or contradict themselves.
    """
    pointer = pointer or Pointer(settings.path or "the command line")
    settings = _renamed(settings, book.formerly)
    selection = Selection(book, settings)
    mistakes = [*mistakes, *_unknown(book, settings, pointer), *_contradictions(book, settings, pointer)]
    mistakes += [mistake for name in settings.rules for mistake in _options(book, name, settings.rules[name], pointer)]
    if mistakes:
        raise Unusable(mistakes)
    return selection


def _renamed(settings: Settings, formerly: Mapping[str, str]) -> Settings:
    """Return settings that call every rule by the name it has now."""
    return settings._replace(
        rules={formerly.get(name, name): said for name, said in settings.rules.items()},
        select=tuple(formerly.get(name, name) for name in settings.select),
        ignore=tuple(formerly.get(name, name) for name in settings.ignore),
    )


def _unknown(book: Rulebook, settings: Settings, pointer: Pointer) -> Iterable[Mistake]:
    rules = (*book.rules, *book.families)
    asked: list[tuple[str, str, tuple[str, ...], tuple[str | int, ...]]] = [
        *(("profile", name, tuple(book.profiles), ("profiles", at)) for at, name in enumerate(settings.profiles)),
        *(("rule or family", name, rules, ("rules", name)) for name in settings.rules),
        *(("rule or family", name, rules, ()) for name in (*settings.select, *settings.ignore)),
    ]
    for noun, name, known, route in asked:
        if name not in known:
            near = nearest(name, known)
            hint = did_you_mean(near)
            yield pointer.mistake(f"there is no {noun} {name}{hint}", *route)


def _contradictions(book: Rulebook, settings: Settings, pointer: Pointer) -> Iterable[Mistake]:
    named = _implied(book, settings.profiles)
    for at, one in enumerate(named):
        for other in named[at + 1 :]:
            first, second = book.profiles[one], book.profiles[other]
            if _contradict(book, one, other):
                why = first.why_contradicts or second.why_contradicts
                yield pointer.mistake(f"the profiles {one} and {other} contradict each other: {why}", "profiles")


def _options(book: Rulebook, name: str, said: RuleSetting, pointer: Pointer) -> Iterable[Mistake]:
    """Yield what is wrong with the options of one rule, each at its place in the settings."""
    rule = book.rules.get(name)
    if rule is None or not said.options:
        if said.options and name in book.families:
            yield pointer.mistake(f"{name} is a family, and a family has no options", "rules", name)
        return
    there = tuple(rule.file.options)
    for option in said.options:
        if option not in there:
            near = nearest(option, there)
            hint = f"; did you mean {joined(near, 'or')}?" if near else f"; there are: {joined(there) or 'none'}"
            yield pointer.mistake(f"{name} has no option {option}{hint}", "rules", name, option, key=True)
    known = {option: value for option, value in said.options.items() if option in there}
    from orglint.rulebook.lint import unfit_options  # noqa: PLC0415 - only where options are set

    wrong = unfit_options(replace(rule, options=known))
    yield from (pointer.mistake(message, "rules", name, option) for option, message in wrong)
