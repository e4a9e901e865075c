"""A rule whose check is a Python function, as a plugin writes it: the shape of a rule file, and what the check says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import signature
from typing import Any, Literal, NamedTuple, Protocol, get_args

from pydantic import Field

from orglint.core import Label, NotJudged, Place, Problem, Ref, Site
from orglint.core.wording import joined, placeholders
from orglint.expr import ExpressionError
from orglint.kinds import Found, Kind, Params, Where
from orglint.org import View
from orglint.rulebook.conditions import Speaks
from orglint.rulebook.mistakes import Mistake, Pointer

NAME = "python"
"""How rules of this kind are listed."""
SCOPE = "scope"
"""What every message may name: the engine knows it."""
ClassName = Literal["person", "seat", "team", "product", "system", "process", "activity", "unit", "org"]
ValueType = Literal["number", "text", "day", "flag", "[number]", "[text]"]
Noun = Literal["role", "duty", "word", "role group", "duty group", "duty or group", "line", "team"]


class Speaking(Protocol):
    """Whether a rule speaks of a subject, and what its options say."""

    def __call__(self, *subjects: object) -> bool:
        """Return whether `when` holds of a subject and `unless` does not."""
        ...

    @property
    def options(self) -> Any:
        """Return the options of the rule under the settings of the run, by name."""
        ...


PythonCheck = Callable[[View, Speaking], Iterable[Found]]
"""The function of a plugin: a view, and whether the rule speaks of a subject -> what is found."""


class PythonParams(Params):
    """What a rule says of its function."""

    kind: Literal["python"]
    looks_at: Mapping[str, ClassName] = Field({}, description="What `when` and `unless` may name.")
    names: Mapping[Noun, tuple[str, ...]] = Field({}, description="Roles, duties and teams that the function names.")

    def subjects(self) -> Mapping[str, str]:
        """Return what `when` and `unless` may name."""
        return self.looks_at

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids that the function names."""
        return {str(noun): ids for noun, ids in self.names.items()}


class PythonPointer(Pointer):
    """Points at the call that makes a rule, and names the rule."""

    def __init__(self, path: str, line: int, rule: str) -> None:
        super().__init__(path)
        self._line = line
        self._rule = rule

    def mistake(self, message: str, *_route: str | int, key: bool = False) -> Mistake:
        """Return a mistake of the rule."""
        del key
        return Mistake(self.path, self._line, 1, f"{self._rule}: {message}")

    def inside(self, error: ExpressionError, value: str, *route: str | int) -> Mistake:
        """Return a mistake in a text of the rule, and show where."""
        said = ".".join(str(step) for step in route)
        return self.mistake(f"{said}: {error.message}")._replace(shown=error.snippet(value))


class PythonRule(NamedTuple):
    """A rule of a plugin. `data` has the shape of a rule file; path and line say where the rule is made."""

    id: str
    family: str
    data: dict[str, Any]
    check: PythonCheck
    placeholders: tuple[str, ...]
    values: Mapping[str, ValueType]
    path: str
    line: int

    @property
    def pointer(self) -> Pointer:
        """Return where the rule is made."""
        return PythonPointer(self.path, self.line, self.id)

    @property
    def kind(self) -> Kind:
        """Return the kind of check that only this rule is of."""
        named = (*dict.fromkeys((*self.placeholders, *self.values, SCOPE)),)
        told = placeholders(f"{self.data.get('message')} {self.data.get('help')}")
        wanted = {*self.values, *(name for name in told if name in self.placeholders)} - {SCOPE}
        check = _Check(self.check, frozenset(wanted), len(self.data["check"]["looks_at"]))
        return Kind(NAME, PythonParams, check, named, self.values)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what is wrong with the function and with what it says of its values."""
        if not _takes_two(self.check):
            message = "check is a function of two things: a view, and where, which says whether the rule speaks"
            yield self.pointer.mistake(message)
        for name, kind in self.values.items():
            if kind not in get_args(ValueType):
                message = f"the value {name} takes {joined(get_args(ValueType), 'or')}, not {kind}"
                yield self.pointer.mistake(message)


def _takes_two(check: object) -> bool:
    """Return whether something can be called with a view and with what says whether a rule speaks."""
    if not callable(check):
        return False
    try:
        signature(check).bind(None, None)
    except (TypeError, ValueError):
        return False
    return True


class _Check(NamedTuple):
    """The function of a plugin as a check: what it yields is looked at before anything relies on it."""

    function: PythonCheck
    wanted: frozenset[str]
    """The values without which a message or a grade would say nothing."""
    subjects: int
    """How many things a problem is about."""

    def __call__(self, view: View, params: Any, where: Where) -> Iterator[Found]:
        """Yield what the function finds; raises TypeError or ValueError for what nobody could report."""
        del params
        if not isinstance(where, Speaks):
            raise TypeError("a check in Python is run by its rule")
        try:
            for found in _several(self.function(view, where)):
                one = found if isinstance(found, NotJudged) else self._problem(view, found)
                if isinstance(one, NotJudged) or where(*one.about):
                    yield one
        except SystemExit:
            raise RuntimeError("the check ends the process") from None

    def _problem(self, view: View, found: object) -> Problem:
        """Return a problem that can be reported; a plugin speaks neither for another rule nor past its own message."""
        if not isinstance(found, Problem):
            raise TypeError(f"the check yields Problem or NotJudged, not {type(found).__name__}")
        missing = sorted(self.wanted - {*found.values})
        if missing:
            raise ValueError(f"a problem gives no value for {joined(missing)}")
        if len(found.about) < self.subjects:
            raise ValueError(
                "a problem says what it is about, such as about=(team,): the subjects of the rule in order"
            )
        for label in (found.label, *found.related):
            _placed(view, label)
        for name, value in found.values.items():
            if not _is_value(value):
                raise TypeError(f"{name} is a text, a number or a tuple of texts, not {type(value).__name__}")
        if not all(isinstance(ref, Ref) for ref in (found.scope, *found.subjects)):
            raise TypeError("subjects and scope are refs, such as team.ref")
        return found._replace(rule="", message="", lost=False)


def _several(given: Iterable[Found] | None) -> Iterable[Found]:
    if given is None:
        raise TypeError("the check returns nothing, and takes yield or a list")
    return given


def _placed(view: View, label: object) -> None:
    """Raise TypeError or LookupError where a label stands nowhere in the files of the run."""
    if not isinstance(label, Label) or not isinstance(label.at, Site | Place):
        raise TypeError("a label is Label(site), such as Label(team.named)")
    if isinstance(label.at, Site):
        view.place(label.at)


def _is_value(value: object) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | int | float)
