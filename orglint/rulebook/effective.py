"""Settings as they hold: every value, profile and rule, with where it comes from."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from orglint.core import Override, OwnKey, Severity
from orglint.core.wording import joined
from orglint.org import METHODS
from orglint.rulebook.active import ALWAYS, DEFAULT, contradict, implied
from orglint.rulebook.options import written
from orglint.rulebook.rule import Rule
from orglint.rulebook.selection import Selection
from orglint.rulebook.standing import EVERYWHERE, Standing

State = Literal["on", "off", "in places"]
COMMAND = "command line"
UNSAID = "default"


class Value(NamedTuple):
    """What something is, and where that comes from."""

    value: Any
    origin: str


class Profile(NamedTuple):
    """Whether a profile is on, and why."""

    name: str
    state: State
    why: str


class Effect(NamedTuple):
    """Whether a rule is on and why, how much its findings weigh, and its options."""

    rule: str
    family: str
    state: State
    why: str
    severity: Value
    options: Mapping[str, Value]


class Place(NamedTuple):
    """An override: where it holds, which profiles are on there, and the rules that are different."""

    origin: str
    where: Mapping[str, tuple[str, ...]]
    profiles: tuple[str, ...]
    rules: tuple[Effect, ...]


class Effective:
    """What the settings of a run come to. `given` are the settings that the command line said."""

    def __init__(self, selection: Selection, given: frozenset[str] = frozenset()) -> None:
        self._selection = selection
        self._settings = selection.settings
        self._given = given

    @property
    def values(self) -> Mapping[str, Value]:
        """The plain settings, by their keys."""
        said = self._settings
        values: dict[str, Any] = {
            "fail_on": said.fail_on.word, "include": list(said.include), "exclude": list(said.exclude),
            "rule_dirs": list(said.rule_dirs), "headcount": said.headcount,
            "extra": {cls: {key: _shown(kind) for key, kind in keys.items()} for cls, keys in said.extra.items()},
        }  # fmt: skip
        return {key: Value(value, self._from(key)) for key, value in values.items()}

    def _from(self, key: str) -> str:
        return COMMAND if key in self._given else self._origin(key) or UNSAID

    def _origin(self, *route: str | int) -> str:
        return self._selection.pointer.origin(*route)

    @property
    def profiles(self) -> Iterator[Profile]:
        """All profiles: those that are on everywhere, and then the others."""
        on = self._selection.profiles
        for name in on:
            yield Profile(name, "on", self._why_on(name))
        for name in self._selection.book.profiles:
            if name not in on:
                yield self._not_everywhere(name)

    def _why_on(self, name: str) -> str:
        if name == ALWAYS:
            return "always"
        if name in self._settings.profiles:
            return self._origin("profiles", self._settings.profiles.index(name)) or COMMAND
        known = self._selection.book.profiles
        by = [one for one in self._settings.profiles if name in implied(known, [one])]
        return f"implied by {joined(by)}" if by else UNSAID

    def _not_everywhere(self, name: str) -> Profile:
        known = self._selection.book.profiles
        places = [self._origin("overrides", one.at, "profiles") for one in self._settings.overrides
                  if name in implied(known, one.profiles)]  # fmt: skip
        by = self._methods(name, ())
        if places:
            return Profile(name, "in places", joined(places))
        if by:
            return Profile(name, "in places", f"where a unit works by {joined(by, 'or')}")
        if name == DEFAULT:
            against = [one for one in self._selection.profiles if contradict(known, one, DEFAULT)]
            return Profile(name, "off", f"{joined(against)} contradicts it")
        return Profile(name, "off", "nobody names it")

    def _methods(self, name: str, overrides: tuple[int, ...]) -> list[str]:
        """Return the methods that bring a profile along, where nothing that somebody named stands against it."""
        known = self._selection.book.profiles
        if any(contradict(known, name, other) for other in self._selection.active.named(overrides)):
            return []
        return [method for method in known if method in METHODS and name in implied(known, [method])]

    @property
    def rules(self) -> Iterator[Effect]:
        """All rules of the book."""
        running = {rule.id for rule in self._selection.running}
        for rule in self._selection.book.rules.values():
            yield self._effect(rule, EVERYWHERE, runs=rule.id in running)

    def _effect(self, rule: Rule, standing: Standing, *, runs: bool) -> Effect:
        state, why = self._state(rule, standing, runs=runs)
        options = self._selection.options(rule, standing)
        shown = {name: Value(value, self._option_from(rule, name, standing))
                 for name, value in written(rule.file, options).items()}  # fmt: skip
        return Effect(rule.id, rule.family, state, why, self._severity(rule, standing), shown)

    def _state(self, rule: Rule, standing: Standing, *, runs: bool) -> tuple[State, str]:
        settings = self._settings
        if rule.id in settings.ignore or rule.family in settings.ignore:
            return "off", "--ignore"
        if settings.select:
            return ("on" if runs else "off"), "--select"
        on = self._selection.setting(rule, standing.overrides).on
        if on is not None:
            return self._said(rule, standing, on=on, runs=runs)
        if rule.file.status == "preview":
            return ("in places", "overrides") if runs else ("off", "preview")
        return self._by_profile(rule, standing, runs=runs)

    def _said(self, rule: Rule, standing: Standing, *, on: bool, runs: bool) -> tuple[State, str]:
        where = self._rule_from(rule, standing, "on")
        if not on and runs and not standing.overrides:
            return "in places", f"{where}, and overrides"
        return ("on" if on else "off"), where

    def _by_profile(self, rule: Rule, standing: Standing, *, runs: bool) -> tuple[State, str]:
        active = self._selection.active.of(standing)
        found = [name for name in rule.file.profiles if name in active]
        if found:
            return "on", _profiles(found)
        why = f"not on: {_profiles(rule.file.profiles)}"
        by_methods = any(self._methods(name, standing.overrides) for name in rule.file.profiles)
        if not runs or (standing.overrides and not by_methods):
            return "off", why
        states = {one.name: one for one in self.profiles}
        there = [states[name] for name in rule.file.profiles if states[name].state == "in places"]
        return ("in places", joined([f"profile {one.name}, {one.why}" for one in there]) or "overrides")

    def _rule_from(self, rule: Rule, standing: Standing, what: Literal["on", "severity"]) -> str:
        """Return where the last word about a rule was said: about itself, else about its family."""
        for name, more in ((rule.id, ""), (rule.family, f" (family {rule.family})")):
            for at in reversed(standing.overrides):
                said = self._settings.overrides[at].rules.get(name)
                if said is not None and getattr(said, what) is not None:
                    return self._origin("overrides", at, "rules", name) + more
            said = self._settings.rules.get(name)
            if said is not None and getattr(said, what) is not None:
                return (self._origin("rules", name) or COMMAND) + more
        return UNSAID

    def _severity(self, rule: Rule, standing: Standing) -> Value:
        said = self._selection.setting(rule, standing.overrides).severity
        if said is not None:
            return Value(said.word, self._rule_from(rule, standing, "severity"))
        profiles, active = self._selection.book.profiles, self._selection.active.of(standing)
        adjusted: list[tuple[Severity, str]] = [
            (found.severity, name) for name in active
            if (found := profiles[name].rules.get(rule.id)) is not None and found.severity is not None
        ]  # fmt: skip
        if adjusted:
            severity, name = max(adjusted)
            return Value(severity.word, f"profile {name}")
        return Value(rule.file.severity.word, "the rule and its grades" if rule.file.grades else "the rule")

    def _option_from(self, rule: Rule, name: str, standing: Standing) -> str:
        for at in reversed(standing.overrides):
            said = self._settings.overrides[at].rules.get(rule.id)
            if said is not None and name in said.options:
                return self._origin("overrides", at, "rules", rule.id, name)
        said = self._settings.rules.get(rule.id)
        if said is not None and name in said.options:
            return self._origin("rules", rule.id, name) or COMMAND
        profiles = self._selection.book.profiles
        for profile in self._selection.active.of(standing):
            if rule.id in profiles[profile].rules and name in profiles[profile].rules[rule.id].options:
                return f"profile {profile}"
        return "the rule"

    @property
    def overrides(self) -> Iterator[Place]:
        """The overrides, each as if it were the only one."""
        running = {rule.id for rule in self._selection.running}
        everywhere = {one.rule: one for one in self.rules}
        for one in self._settings.overrides:
            standing = Standing(overrides=(one.at,))
            effects = [self._effect(rule, standing, runs=rule.id in running)
                       for rule in self._selection.book.rules.values()]  # fmt: skip
            different = tuple(effect for effect in effects if _plain(effect) != _plain(everywhere[effect.rule]))
            profiles = self._selection.active.of(standing)
            yield Place(self._origin("overrides", one.at), _where(one), profiles, different)


def _plain(effect: Effect) -> object:
    """Return what a rule does, without where that comes from."""
    return effect.state, effect.severity.value, {name: one.value for name, one in effect.options.items()}


def _where(override: Override) -> Mapping[str, tuple[str, ...]]:
    paths = {"path": override.paths} if override.paths else {}
    return {**override.units, **paths}


def _profiles(names: list[str] | tuple[str, ...]) -> str:
    return f"profile{'s' if len(names) > 1 else ''} {joined(names)}"


def _shown(key: OwnKey) -> str:
    """Return a type as settings write it."""
    one = f"[{', '.join(key.values)}]" if key.kind == "one-of" else key.kind
    return f"{{list_of: {one}}}" if key.many else one
