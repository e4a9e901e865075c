"""What is wrong with rule files and settings: told all at once, each with its place."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from orglint.core import Lines, Problem, Site, nearest
from orglint.core.wording import did_you_mean, joined
from orglint.document import Document
from orglint.expr import ExpressionError
from orglint.org import described


class Mistake(NamedTuple):
    """One thing that is wrong with a file that steers the run."""

    path: str
    line: int
    column: int
    message: str
    shown: tuple[str, ...] = ()
    """Lines that show what is at fault."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all lines to print."""
        return (str(self), *self.shown)


class Unusable(Exception):  # noqa: N818 - it carries mistakes and is no mistake itself
    """The run cannot go on: something that steers it is wrong."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class Pointer:
    """Turns a route through a steering file into a mistake with a place."""

    def __init__(self, path: str, document: Document | None = None, text: str = "") -> None:
        self._path = path
        self._document = document
        self._text = text

    @property
    def path(self) -> str:
        """Return the path of the file."""
        return self._path

    def mistake(self, message: str, *route: str | int, key: bool = False) -> Mistake:
        """Return a mistake at the end of a route, or at the nearest thing that exists."""
        if self._document is None:
            return Mistake(self._path, 1, 1, message)
        place = self._document.place(Site(self._path, self._document.number, route, key=key))
        line, column = Lines(self._text).position(place.start)
        return Mistake(self._path, line, column, message)

    def origin(self, *route: str | int) -> str:
        """Return the file and the line where something is said, empty where it is not."""
        value: object = self._document.data if self._document is not None else None
        for step in route:
            if isinstance(value, dict):
                value = value.get(step)
            else:
                value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
        if value is None:
            return ""
        found = self.mistake("", *route, key=bool(route) and isinstance(route[-1], str))
        return f"{found.path}:{found.line}"

    def inside(self, error: ExpressionError, value: str, *route: str | int) -> Mistake:
        """Return a mistake at a part of the text at the end of a route, wherever its lines were folded."""
        shown = error.snippet(value)
        if self._document is None:
            return Mistake(self._path, 1, 1, error.message, shown)
        place = self._document.place(Site(self._path, self._document.number, route))
        offset = place.start + _within(self._text[place.start : place.end], value, error.column)
        line, column = Lines(self._text).position(offset)
        return Mistake(self._path, line, column, error.message, shown)

    def at(self, problem: Problem) -> Mistake:
        """Return a problem of the reader as a mistake of this file."""
        at = problem.label.at
        if isinstance(at, Site):
            return self.mistake(problem.message, *at.route, key=at.key)
        line, column = Lines(self._text).position(at.start)
        return Mistake(self._path, line, column, problem.message)

    def of(self, error: ValidationError, model: type[BaseModel], *base: str | int) -> list[Mistake]:
        """Return the mistakes that pydantic found, in our own words."""
        found = error.errors(include_url=False)
        meant = {(*one["loc"][:-1], near) for one in found if one["type"] == _UNKNOWN for near in _near(one, model)}
        told = (one for one in found if one["type"] != "missing" or one["loc"] not in meant)
        return [self._one(one, model, base) for one in told]

    def _one(self, error: ErrorDetails, model: type[BaseModel], base: tuple[str | int, ...]) -> Mistake:
        route = error["loc"]
        name = ".".join(str(step) for step in route)
        if error["type"] == _UNKNOWN:
            known = _keys(model, route[:-1])
            hint = did_you_mean(_near(error, model)) or (f"; there are {joined(known)}" if known else "")
            return self.mistake(f"{route[-1]} is no key here{hint}", *base, *route, key=True)
        if error["type"] == "missing" and isinstance(route[-1], int):
            return self.mistake(f"{name.rpartition('.')[0]} takes one more item", *base, *route[:-1])
        if error["type"] == "missing":
            return self.mistake(f"{name} is missing", *base, *route[:-1])
        return self.mistake(f"{name} {unfit(error)}", *base, *route)


def _within(written: str, value: str, at: int) -> int:
    """Return where a character of a text stands in it as it is written: quoted, on several lines, behind a header.

    What is no blank stands in the same order in both; a quoted text with escapes is pointed at as a whole.
    """
    if written[:1] == '"' and "\\" in written:
        return 0
    begin = written.find("\n") + 1 if written[:1] in ("|", ">") else int(written[:1] in ("'", '"'))
    wanted = sum(not char.isspace() for char in value[:at])
    if at >= len(value.rstrip()):
        return len(written.rstrip()) - int(written[:1] in ("'", '"'))
    quote = written[:1] if written[:1] == "'" else ""
    position = begin
    while position < len(written):
        if not written[position].isspace():
            if not wanted:
                return position
            wanted -= 1
            position += quote != "" and written.startswith("''", position)
        position += 1
    return begin


_UNKNOWN = "extra_forbidden"
_SAYS = {
    "float_parsing": "takes a number",
    "float_type": "takes a number",
    "int_parsing": "takes a whole number",
    "int_type": "takes a whole number",
    "int_from_float": "takes a whole number",
    "bool_parsing": "takes true or false",
    "string_type": "takes a text",
    "dict_type": "takes a mapping",
    "tuple_type": "takes a list",
    "model_type": "takes a mapping",
    "model_attributes_type": "takes a mapping",
}


def unfit(error: ErrorDetails) -> str:
    """Say what a value takes instead of what it is, as the end of a sentence."""
    context = error.get("ctx") or {}
    given = f", not {described(error['input'])}"
    if error["type"] in _SAYS:
        return _SAYS[error["type"]] + given
    if error["type"] == "literal_error":
        return f"takes {context['expected']}{given}".replace("'", "")
    if error["type"] == "greater_than_equal":
        return f"is at least {context['ge']}{given}"
    if error["type"] == "value_error":
        return str(context["error"])
    said = str(error["msg"]).replace("Input should be", "takes")
    return f"{said[:1].lower()}{said[1:]}"


def _near(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that an unknown key may have been meant for."""
    return nearest(str(error["loc"][-1]), _keys(model, error["loc"][:-1]))


def _keys(model: type[BaseModel], route: Sequence[str | int]) -> list[str]:
    """Return the keys of the model at the end of a route, none if there is no model."""
    for step in route:
        if isinstance(step, str):
            field = next((one for name, one in model.model_fields.items() if step in (name, one.alias)), None)
            inner = next(_models(field.annotation), None) if field is not None else None
            if inner is None:
                return []
            model = inner
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models inside a type such as `tuple[Example, ...]`."""
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for inner in get_args(annotation):
        yield from _models(inner)
