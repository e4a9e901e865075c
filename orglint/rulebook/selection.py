"""Which rules run, for which unit, with which options, and how much their findings weigh."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from orglint.core import ORGANISATION, Problem, Ref, RuleSetting, Settings, Severity
from orglint.org import METHODS, Org, View
from orglint.rulebook import settled
from orglint.rulebook.active import ALWAYS, Profiles
from orglint.rulebook.book import Rulebook
from orglint.rulebook.mistakes import Mistake, Pointer, Unusable
from orglint.rulebook.rule import Rule
from orglint.rulebook.spec import Adjustment
from orglint.rulebook.standing import EVERYWHERE, Standing, Standings

_NOTHING = RuleSetting()


@dataclass(frozen=True)
class Selection:
    """The book under the settings of a run."""

    book: Rulebook
    settings: Settings
    only: tuple[str, ...] = ()
    """Ids of the only rules to run, whatever their profiles; the rules' own examples are judged so."""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Rules that name what nothing declares in what could be read, and what that is."""
    pointer: Pointer = field(default=Pointer("the command line"), compare=False)
    """Where the settings are."""
    _merged: dict[tuple[int, ...], Mapping[str, RuleSetting]] = field(default_factory=dict, compare=False)

    @cached_property
    def active(self) -> Profiles:
        """Which profiles are on, and where."""
        return Profiles(self.book.profiles, self.settings)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that are on everywhere."""
        return self.active.everywhere

    @cached_property
    def running(self) -> tuple[Rule, ...]:
        """The rules that run for something, with the options they have everywhere."""
        rules = (rule for rule in self.book.rules.values() if self._runs(rule))
        return tuple(self._with(rule, self.options(rule, EVERYWHERE)) for rule in rules)

    def _with(self, rule: Rule, options: Mapping[str, Any]) -> Rule:
        return replace(rule, options=options) if options or rule.options else rule

    def setting(self, rule: Rule, overrides: tuple[int, ...] = ()) -> RuleSetting:
        """Return what the settings say about a rule: about itself rather than about its family."""
        said = self._rules(overrides)
        return merged(said.get(rule.family, _NOTHING), said.get(rule.id, _NOTHING))

    def _rules(self, overrides: tuple[int, ...]) -> Mapping[str, RuleSetting]:
        """Return what is said about rules and families where some overrides speak; a later one wins, key by key."""
        if not overrides:
            return self.settings.rules
        if overrides not in self._merged:
            found = dict(self.settings.rules)
            for at in overrides:
                for name, said in self.settings.overrides[at].rules.items():
                    found[name] = merged(found.get(name, _NOTHING), said)
            self._merged[overrides] = found
        return self._merged[overrides]

    def _runs(self, rule: Rule) -> bool:
        """Return whether a rule may be on for something."""
        if self.only:
            return rule.id in self.only
        settings = self.settings
        if rule.id in settings.ignore or rule.family in settings.ignore:
            return False
        if settings.select:
            return rule.id in settings.select or rule.family in settings.select
        on = [self.setting(rule, overrides).on for overrides in ((), *((one.at,) for one in settings.overrides))]
        if any(on) or on[0] is False:
            return any(on)
        return not self.active.possible.isdisjoint(rule.file.profiles) and rule.file.status != "preview"

    def options(self, rule: Rule, standing: Standing) -> Mapping[str, Any]:
        """Return the options of a rule for a standing: what the settings say, over what the profiles say."""
        said = self.setting(rule, standing.overrides).options
        if rule.id not in self._adjusted:
            return said
        active = self.active.of(standing)
        nearest_last = [ALWAYS, *(name for name in reversed(active) if name != ALWAYS)]
        adjusting = [one for name in nearest_last if (one := self.book.profiles[name].rules.get(rule.id)) is not None]
        found: dict[str, Any] = {}
        for one in adjusting:
            found.update(one.options)
        return {**found, **said}

    def said(self, variant: Rule, option: str) -> tuple[Pointer, tuple[str | int, ...]]:
        """Return where an option of a rule was set as it is."""
        value = variant.options.get(option)
        places: list[tuple[Mapping[str, RuleSetting], tuple[str | int, ...]]] = [
            *((one.rules, ("overrides", one.at)) for one in reversed(self.settings.overrides)),
            (self.settings.rules, ()),
        ]  # fmt: skip
        for rules, base in places:
            if option in (said := rules.get(variant.id, _NOTHING).options) and said[option] == value:
                return self.pointer, (*base, "rules", variant.id, option)
        for name, profile in self.book.profiles.items():
            if option in profile.rules.get(variant.id, Adjustment()).options and name in self.book.places:
                return self.book.places[name], ("rules", variant.id, option)
        return variant.pointer, ("check", option)

    @cached_property
    def _adjusted(self) -> frozenset[str]:
        """The rules for which a profile says an option."""
        several = (one.rules.items() for one in self.book.profiles.values())
        return frozenset(name for rules in several for name, said in rules if said.options)

    @cached_property
    def _varied(self) -> frozenset[str]:
        """The rules that may have other options somewhere than elsewhere."""
        several = (one.rules.items() for one in self.settings.overrides)
        return self._adjusted | {name for rules in several for name, said in rules if said.options}

    def variants(self, rule: Rule, standings: Standings) -> tuple[Rule, ...]:
        """Return a rule once for each of the options that it has where it is on."""
        if rule.id not in self._varied or self.only:
            return (rule,)
        found: list[Mapping[str, Any]] = []
        for standing in standings.all:
            options = self.options(rule, standing)
            if options not in found and self._profiles_for(rule, standing):
                found.append(options)
        return tuple(rule if options == rule.options else self._with(rule, options) for options in found)

    def standings(self, view: View) -> Standings:
        """Return the standing of everything in a view."""
        made = view.once("standings", lambda view: Standings(view.org, self.settings.overrides))
        return made if made.overrides is self.settings.overrides else Standings(view.org, self.settings.overrides)

    def standing(self, problem: Problem, view: View) -> Standing:
        """Return where a problem belongs to: its scope, else its subject, else the file of its primary label."""
        scope = problem.scope if problem.scope != ORGANISATION else next(iter(problem.subjects), ORGANISATION)
        return self.standings(view).of(scope, problem.label.at.path)

    def has(self, variant: Rule, standing: Standing) -> bool:
        """Return whether a rule has just these options for a standing."""
        return variant.id not in self._varied or bool(self.only) or self.options(variant, standing) == variant.options

    def severity_of(self, rule: Rule, problem: Problem, view: View) -> Severity | None:
        """Return what a problem weighs, None where the rule is not on for what it belongs to."""
        standing = self.standing(problem, view)
        active = self._profiles_for(rule, standing)
        said = self.setting(rule, standing.overrides)
        if not (active or rule.is_built_in) or self._is_off(said) or not self.has(rule, standing):
            return None
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
        """Return whether a rule is on for a unit, with just these options."""
        standing = self.standings(view).of(scope)
        return bool(self._profiles_for(rule, standing)) and self.has(rule, standing)

    def is_somewhere(self, rule: Rule, view: View) -> bool:
        """Return whether a rule is on for anything in the run."""
        if self._is_on(rule, EVERYWHERE):
            return True
        return any(self._is_on(rule, standing) for standing in self.standings(view).all)

    def is_on_in(self, path: str, rule: Rule, view: View) -> bool:
        """Return whether a rule is on for everything that a finding in a file may belong to.

        Without overrides that is everything in the run, whose units may work by several methods.
        """
        standings = self.standings(view)
        several = standings.in_file(path) if self.settings.overrides else standings.all
        return all(self._is_on(rule, standing) for standing in several)

    def _is_on(self, rule: Rule, standing: Standing) -> bool:
        if rule.is_built_in:
            return not self._is_off(self.setting(rule, standing.overrides))
        return bool(self._profiles_for(rule, standing))

    def _is_off(self, said: RuleSetting) -> bool:
        return said.on is False and not self.settings.select and not self.only

    def _profiles_for(self, rule: Rule, standing: Standing) -> tuple[str, ...]:
        """Return the profiles by which a rule is on for a standing, and those that adjust it there.

        A profile named after a method is on for what says that method, and never for what says another one. A rule
        that was switched on by name is on whatever its profiles.
        """
        said = self.setting(rule, standing.overrides)
        forced = bool(self.settings.select or said.on)
        if self._is_off(said) or (rule.file.status == "preview" and not forced and not self.only):
            return ()
        active = self.active.of(standing)
        anyway, without_method = forced or bool(self.only), forced and not standing.methods
        found = [
            profile for profile in rule.file.profiles
            if profile in active or (without_method if profile in METHODS else anyway)
        ]  # fmt: skip
        adjusting = [name for name in active if rule.id in self.book.profiles[name].rules] if found else []
        return tuple(dict.fromkeys((*found, *adjusting)))


def merged(before: RuleSetting, said: RuleSetting) -> RuleSetting:
    """Return what is said about a rule where something more is said, which wins key by key."""
    return RuleSetting(
        said.on if said.on is not None else before.on,
        said.severity or before.severity,
        {**before.options, **said.options} if before.options else said.options,
    )


def named(selection: Selection, org: Org) -> Selection:
    """Return a selection that names only what an organisation knows; raises Unusable with the names it does not.

    Where a document was lost, what declares a name may have been lost with it: then a rule that names it does not run.
    """
    standings = Standings(org, selection.settings.overrides)
    mistakes = list(settled.met(selection.settings, selection.book.profiles, standings, selection.pointer))
    if not org.lost:
        mistakes += settled.unknown_units(selection.settings, org, selection.pointer)
    asked = list(_asked(selection, standings))
    unfit = [one for variant in asked for one in _unfit(selection, variant)]
    wrong = {} if unfit else _unknown(selection, asked, org)
    mistakes += dict.fromkeys(unfit)
    if not org.lost:
        mistakes += (mistake for several in wrong.values() for mistake in several)
    if mistakes:
        raise Unusable(mistakes)
    return replace(selection, unnamed={name: several[0].message for name, several in wrong.items()})


def _asked(selection: Selection, standings: Standings) -> Iterator[Rule]:
    """Yield the rules of which settings or an organisation's own files may say names, with their options."""
    for rule in selection.running:
        yield from (one for one in selection.variants(rule, standings) if one.own or one.options)


def _unfit(selection: Selection, variant: Rule) -> Iterator[Mistake]:
    """Yield the options that fit one by one, and not as they come together in some unit."""
    if not variant.options:
        return
    from orglint.rulebook.lint import unfit_options  # noqa: PLC0415 - only where options are set

    for option, why in unfit_options(variant):
        pointer, route = selection.said(variant, option)
        yield pointer.mistake(why, *route)


def _unknown(selection: Selection, asked: Sequence[Rule], org: Org) -> Mapping[str, Sequence[Mistake]]:
    """Return the names that nothing declares, by the rule that names them."""
    if not asked:
        return {}
    from orglint.rulebook.catalogue import Catalogue  # noqa: PLC0415 - only where rules name what may not be there

    catalogue = Catalogue.of_org(org)
    found: dict[str, dict[Mistake, None]] = {}
    for variant in asked:
        for mistake in catalogue.unknown(variant, selection.said):
            found.setdefault(variant.id, {})[mistake] = None
    return {name: list(several) for name, several in found.items()}


def select(
    book: Rulebook, settings: Settings, pointer: Pointer | None = None, mistakes: Iterable[Mistake] = ()
) -> Selection:
    """Return the book under settings.

    Raises Unusable with the mistakes met before, and where settings name what does not exist or contradict themselves.
    """
    pointer = pointer or Pointer(settings.path or "the command line")
    settings = settled.renamed(settings, book.formerly)
    mistakes = [*mistakes, *settled.mistakes(book, settings, pointer)]
    if mistakes:
        raise Unusable(mistakes)
    return Selection(book, settings, pointer=pointer)
