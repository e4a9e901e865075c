"""A rule file bound to its kind: ready to run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from orglint.core import Reference, RuleInfo, Severity, nearest
from orglint.core.wording import did_you_mean, joined, placeholders
from orglint.expr import DAY, Evaluate, ExpressionError, Type, checked, compiled, of
from orglint.kinds import BUILT_IN, BY_NAME, Found, Kind, Params
from orglint.org import FACTS, View
from orglint.rulebook import declared
from orglint.rulebook.mistakes import Mistake, Pointer, unfit
from orglint.rulebook.spec import Example, RuleFile

_NEED_PEOPLE = ("segregation", "independence", "continuity")
"""The families whose rules ask for more people than a small organisation has."""


_KINDS = {**BY_NAME, declared.NAME: declared.KIND}


@dataclass(frozen=True)
class Rule:
    """A rule of the book. Cheap to make; its check is bound when it is first asked for."""

    id: str
    family: str
    file: RuleFile
    options: Mapping[str, Any]
    """What the settings say instead of the rule's own bounds and lists."""
    compiled: Mapping[str, Any] | None = None
    """The parameters of the check, where they were validated when the book was compiled."""

    @cached_property
    def info(self) -> RuleInfo:
        """What reports may say about the rule."""
        file = self.file
        return RuleInfo(
            self.id, self.family, file.summary, file.severity, file.rationale, file.help, file.fine_when,
            tuple(Reference(one.title, one.locator, one.evidence) for one in file.references),
            file.profiles, file.status, file.since,
        )  # fmt: skip

    @property
    def kind_name(self) -> str:
        """The name of the kind of check."""
        return str(self.file.check.get("kind", ""))

    @property
    def is_built_in(self) -> bool:
        """Whether the reader or the resolver makes the check."""
        return self.kind_name == BUILT_IN

    @property
    def examples(self) -> tuple[Example, ...]:
        """All examples, valid ones first."""
        return (*self.file.valid, *self.file.invalid)

    @cached_property
    def kind(self) -> Kind:
        """The kind of check."""
        return _KINDS[self.kind_name]

    @cached_property
    def params(self) -> Params:
        """The parameters of the check, with what the settings say."""
        if self.compiled is not None and not self.options:
            return self.kind.params.trusted(self.compiled)
        return self.kind.params.model_validate({**self.file.check, **self.options})

    @cached_property
    def _subjects(self) -> Mapping[str, Type]:
        return {name: of(thing) for name, thing in self.params.subjects().items()}

    @cached_property
    def _conditions(self) -> tuple[Evaluate, ...]:
        """What must all be true of a subject for the rule to speak of it; compiled once it is asked."""
        names = {**self._subjects, "today": DAY}
        known: frozenset[str] = frozenset()
        found = []
        for source in _conditions(self.file):
            expression = checked(source, names, known)
            known = expression.known
            found.append(compiled(expression, names))
        return tuple(found)

    @cached_property
    def _grades(self) -> tuple[tuple[Severity, Evaluate], ...]:
        names = self._grade_names()
        return tuple((grade.severity, compiled(checked(grade.when, names), names)) for grade in self.file.grades)

    def _grade_names(self) -> Mapping[str, Type]:
        return {**self._subjects, "today": DAY, **{name: of(kind) for name, kind in self.kind.values.items()}}

    def run(self, view: View) -> Iterator[Found]:
        """Find the rule's problems in a view."""

        def where(*subjects: object) -> bool:
            subjects = subjects[: len(self._subjects)]
            return all(condition(view, *subjects, view.day) for condition in self._conditions)

        return self.kind.check(view, self.params, where)

    def severity(self, view: View, about: tuple[object, ...], values: Mapping[str, object]) -> Severity:
        """Return what a problem weighs: the first grade that holds, else the rule's own severity."""
        if not self.file.grades:
            return self.file.severity
        subjects = about[: len(self._subjects)]
        given = [values.get(name) for name in self.kind.values]
        for severity, holds in self._grades:
            if holds(view, *subjects, view.day, *given):
                return severity
        return self.file.severity

    def mistakes(self, pointer: Pointer) -> list[Mistake]:
        """Return what is wrong with the rule, as far as that can be told before any file is read."""
        if self.is_built_in:
            return self._missing(pointer, examples=not self.file.not_shown)
        if self.kind_name not in _KINDS:
            near = nearest(self.kind_name, tuple(BY_NAME))
            hint = did_you_mean(near)
            message = f"there is no kind {self.kind_name}{hint}; there are {joined(tuple(BY_NAME))}"
            return [pointer.mistake(message, "check", "kind")]
        try:
            params = self.params
        except ValidationError as error:
            return pointer.of(error, self.kind.params, "check")
        found = self._missing(pointer, examples=True)
        if params.impossible():
            found.append(pointer.mistake(params.impossible(), "check"))
        found += self._needs(pointer)
        return [*found, *self._expressions(pointer), *self._placeholders(pointer), *self._options(pointer)]

    def unfit_options(self) -> list[tuple[str, str]]:
        """Return the options with which the check could not be made, and why."""
        try:
            impossible = self.params.impossible()
        except ValidationError as error:
            return [(str(one["loc"][0]), f"{one['loc'][0]} {unfit(one)}") for one in error.errors(include_url=False)]
        return [(next(iter(self.options), ""), impossible)] if impossible else []

    def _missing(self, pointer: Pointer, *, examples: bool) -> list[Mistake]:
        found: list[Mistake] = []
        if examples and not self.file.valid:
            found.append(pointer.mistake("a rule shows at least one valid example"))
        if examples and not self.file.invalid:
            found.append(pointer.mistake("a rule shows at least one invalid example"))
        if not self.file.message and not self.is_built_in:
            found.append(pointer.mistake("message is missing"))
        if self.file.min_headcount and self.family not in _NEED_PEOPLE:
            found.append(pointer.mistake(f"min_headcount belongs to {joined(_NEED_PEOPLE)}", "min_headcount", key=True))
        return found

    def _expressions(self, pointer: Pointer) -> Iterator[Mistake]:
        """Try all expressions; each mistake is told where it stands."""
        names = {**self._subjects, "today": DAY}
        known: frozenset[str] = frozenset()
        for route, source in (*_conditions_at(self.file),):
            written = self.file.unless if route == ("unless",) else source
            try:
                checked(written, names, known)
                known = checked(source, names, known).known
            except ExpressionError as error:
                yield pointer.mistake(error.shown(written), *route)
        for at, grade in enumerate(self.file.grades):
            try:
                checked(grade.when, self._grade_names())
            except ExpressionError as error:
                yield pointer.mistake(error.shown(grade.when), "grades", at, "when")

    def _needs(self, pointer: Pointer) -> Iterator[Mistake]:
        known = tuple(f"{cls}.{name}" for cls in FACTS if cls not in ("unit", "org") for name in FACTS[cls])
        for at, fact in enumerate(self.file.needs):
            if fact not in known:
                near = nearest(fact, known)
                hint = did_you_mean(near)
                yield pointer.mistake(f"there is no fact {fact}{hint}", "needs", at)

    def _placeholders(self, pointer: Pointer) -> Iterator[Mistake]:
        known = self.kind.placeholders or self._fields()
        texts = [("message", self.file.message), *(("help", text) for text in self.file.help)]
        for field, text in texts:
            for name in placeholders(text):
                if name not in known:
                    yield pointer.mistake(f"there is no {{{name}}} here; there are {joined(known)}", field)

    def _fields(self) -> tuple[str, ...]:
        """Return the plain fields of what the rule looks at, as messages name them."""
        classes = self.params.subjects()
        return tuple(
            f"{name}.{field}" for name, cls in classes.items() for field, fact in FACTS[cls].items()
            if not fact.via and not fact.type.startswith("[")
        )  # fmt: skip

    def _options(self, pointer: Pointer) -> Iterator[Mistake]:
        for name in self.file.options:
            if name not in self.file.check:
                yield pointer.mistake(f"the option {name} is no bound or list of check", "options", name, key=True)


def _conditions_at(file: RuleFile) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the conditions of a rule in the order in which one narrows the next, and where each stands."""
    if file.when:
        yield ("when",), file.when
    if file.unless:
        yield ("unless",), f"not ({file.unless})"
    if "assert" in file.check:
        yield ("check", "assert"), str(file.check["assert"])


def _conditions(file: RuleFile) -> Iterator[str]:
    for route, source in _conditions_at(file):
        yield f"not ({source})" if route == ("check", "assert") else source
