"""The expressions of a rule in the order in which one narrows the next: `when`, `unless`, `let`, `assert`, grades."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from re import escape, search, split
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple

from orglint.core import Value
from orglint.expr import DAY, Evaluate, Expression, ExpressionError, Named, Type, checked, compiled, of, typed
from orglint.org import Model, View
from orglint.rulebook.options import NAME, Options
from orglint.rulebook.spec import RuleFile

Route = tuple[str | int, ...]
Known = frozenset[str]


class Step(NamedTuple):
    """One expression of a rule: where it stands, and what of it lets the rule speak.

    `asks` is "yes" for what must hold, "no" for what must not, "value" for what `let` names.
    """

    route: Route
    source: str
    asks: Literal["yes", "no", "value"]
    name: str = ""


class Trace(NamedTuple):
    """What one expression said of a subject: a value, and whether the rule goes on."""

    step: Step
    value: object
    goes_on: bool


def steps(file: RuleFile) -> Iterator[Step]:
    """Yield the expressions of a rule that decide whether it speaks of a subject."""
    if file.when:
        yield Step(("when",), file.when, "yes")
    if file.unless:
        yield Step(("unless",), file.unless, "no")
    let = file.check.get("let")
    for name, source in let.items() if isinstance(let, dict) else ():
        yield Step(("check", "let", name), str(source), "value", name)
    if "assert" in file.check:
        yield Step(("check", "assert"), str(file.check["assert"]), "no")


class Speaks:
    """Whether a rule speaks of a subject, for its check; one in Python also asks what the options say."""

    __slots__ = ("_conditions", "_view")

    def __init__(self, conditions: "Conditions", view: View) -> None:
        self._conditions = conditions
        self._view = view

    def __call__(self, *subjects: object) -> bool:
        """Return whether `when` and what else narrows the rule holds of a subject."""
        return self._conditions.hold(self._view, *subjects)

    @property
    def options(self) -> SimpleNamespace:
        """Return the options of the rule under the settings of the run, by name."""
        return self._conditions.options


class Mistaken(NamedTuple):
    """An expression that cannot be understood, and where it stands."""

    route: Route
    source: str
    error: ExpressionError


class Conditions:
    """The expressions of one rule, checked and compiled when they are first asked."""

    def __init__(
        self, file: RuleFile, subjects: Mapping[str, str], values: Mapping[str, str], options: Options, model: Model
    ) -> None:
        self._file = file
        self._options = options
        self._model: Model = {**model, NAME: options.facts} if options.values else model
        mine = {NAME: options.type} if options.values else {}
        self._names: dict[str, Type] = {**{name: of(cls) for name, cls in subjects.items()}, "today": DAY, **mine}
        self._values = {name: of(kind) for name, kind in values.items()}
        self._subjects = len(subjects)

    def mistakes(self) -> Iterator[Mistaken]:
        """Try all expressions; one that cannot be understood narrows and names nothing."""
        names, known = dict(self._names), Known()
        broken: set[str] = set()
        for step in steps(self._file):
            if _reads(step.source, broken):
                broken |= {step.name} - {""}
                continue
            try:
                names, known, _ = self._next(step, names, known)
            except ExpressionError as error:
                yield Mistaken(step.route, step.source, error)
                broken |= {step.name} - {""}
        for at, grade in enumerate(self._file.grades):
            if _reads(grade.when, broken):
                continue
            try:
                checked(grade.when, {**names, **self._values}, self._of_grades(known), self._model)
            except ExpressionError as error:
                yield Mistaken(("grades", at, "when"), grade.when, error)

    def _next(self, step: Step, names: dict[str, Type], known: Known) -> tuple[dict[str, Type], Known, Expression]:
        """Return the names and what is known after a step, and the step as an expression; raises ExpressionError."""
        if step.asks == "value":
            found = typed(step.source, names, known, self._model)
            return {**names, step.name: found.type}, known, found
        found = checked(step.source, names, known, self._model)
        return names, found.otherwise if step.asks == "no" else found.known, found

    @cached_property
    def _bound(self) -> tuple[tuple[Step, Evaluate], ...]:
        names, known = dict(self._names), Known()
        found = []
        for step in steps(self._file):
            before = dict(names)
            names, known, expression = self._next(step, names, known)
            found.append((step, compiled(expression, before, self._model)))
        return tuple(found)

    def _of_grades(self, known: Known) -> Known:
        """Return what grades may rely on: what is known of the subjects, but not of values with the same name."""
        return Known(one for one in known if split(r"\W", one, maxsplit=1)[0] not in self._values)

    @cached_property
    def _grades(self) -> tuple[Evaluate, ...]:
        names, known = self._after
        names, known = {**names, **self._values}, self._of_grades(known)
        made = (checked(grade.when, names, known, self._model) for grade in self._file.grades)
        return tuple(compiled(one, names, self._model) for one in made)

    @cached_property
    def let(self) -> Mapping[str, Type]:
        """The names that `let` gives, with their types."""
        names, _ = self._after
        return {name: kind for name, kind in names.items() if name not in self._names}

    @cached_property
    def _after(self) -> tuple[dict[str, Type], Known]:
        """The names there are, and what is known, where the rule speaks of a subject."""
        names, known = dict(self._names), Known()
        for step in steps(self._file):
            names, known, _ = self._next(step, names, known)
        return names, known

    def named(self) -> Iterator[tuple[Route, str, Named]]:
        """Yield the names of roles, duties and teams that expressions write out, and where."""
        names, known = dict(self._names), Known()
        for step in steps(self._file):
            names, known, found = self._next(step, names, known)
            yield from ((step.route, step.source, one) for one in found.named)
        for at, grade in enumerate(self._file.grades):
            made = checked(grade.when, {**names, **self._values}, self._of_grades(known), self._model)
            yield from ((("grades", at, "when"), grade.when, one) for one in made.named)

    @property
    def options(self) -> SimpleNamespace:
        """The options, as they are set."""
        return self._options.thing

    @cached_property
    def _thing(self) -> tuple[object, ...]:
        return (self._options.thing,) if self._options.values else ()

    def _given(self, view: View, subjects: tuple[object, ...]) -> list[object]:
        return [*subjects[: self._subjects], view.day, *self._thing]

    def hold(self, view: View, *subjects: object) -> bool:
        """Return whether the rule speaks of a subject."""
        if not self._bound:
            return True
        given = self._given(view, subjects)
        for step, evaluate in self._bound:
            value = evaluate(view, *given)
            if step.asks == "value":
                given.append(value)
            elif bool(value) == (step.asks == "no"):
                return False
        return True

    def applies(self, view: View, subject: object) -> bool:
        """Return whether `when`, which a rule must have, holds for a subject."""
        _, evaluate = self._bound[0]
        return bool(evaluate(view, *self._given(view, (subject,))))

    def trace(self, view: View, *subjects: object) -> Iterator[Trace]:
        """Yield what each expression says of a subject, up to the one that keeps the rule silent."""
        given = self._given(view, subjects)
        for step, evaluate in self._bound:
            value = evaluate(view, *given)
            if step.asks == "value":
                given.append(value)
                yield Trace(step, value, goes_on=True)
                continue
            goes_on = bool(value) == (step.asks == "yes")
            yield Trace(step, value, goes_on)
            if not goes_on:
                return

    def words(self, view: View, *subjects: object) -> dict[str, Value]:
        """Return what a message may name of `let` and of the options, once the rule speaks of a subject."""
        found = {f"{NAME}.{name}": _said(value) for name, value in self._options.values.items()}
        if self.let:
            traced = self.trace(view, *subjects)
            found.update({one.step.name: _said(one.value) for one in traced if one.step.asks == "value"})
        return found

    def grade(self, view: View, subjects: tuple[object, ...], values: Mapping[str, object]) -> int | None:
        """Return the number of the first grade that holds, None if there is none.

        Of a subject that stands for several, and of which the rule alone does not speak, there is none.
        """
        if not self._grades:
            return None
        said = list(self.trace(view, *subjects))
        if not all(one.goes_on for one in said):
            return None
        given = [*self._given(view, subjects), *(one.value for one in said if one.step.asks == "value")]
        given += [_graded(values.get(name), kind) for name, kind in self._values.items()]
        return next((at for at, holds in enumerate(self._grades) if holds(view, *given)), None)


def _graded(value: object, kind: Type) -> object:
    """Return a value as grades see it: a number of which words say that it is missing is nothing."""
    return None if kind.kind == "number" and isinstance(value, str) else value


def _reads(source: str, names: Iterable[str]) -> bool:
    """Return whether an expression reads one of some names."""
    return any(search(rf"(?<!\.)\b{escape(name)}\b", source) for name in names)


def _said(value: Any) -> Value:
    """Return a value as messages name it: things by their ids."""
    if isinstance(value, list | tuple | set | frozenset):
        several = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return tuple(str(_said(one)) for one in several)
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | str):
        return value
    return str(value) if isinstance(value, date) else str(getattr(value, "id", value))
