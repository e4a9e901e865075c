"""The options of a rule: what an organisation may set, as values that expressions read."""

from collections.abc import Mapping
from re import fullmatch
from types import SimpleNamespace
from typing import Any

from orglint.core.wording import joined
from orglint.expr import DAY, FLAG, NUMBER, TEXT, Type
from orglint.org import Fact, described, scalars
from orglint.rulebook.spec import RuleFile

NAME = "options"
"""How expressions call them, and the class that they are in the model."""
_NUMBER = r"-?\d{1,9}(?:\.\d{1,6})?"
_SHARE = r"\d{1,6}(?:\.\d{1,6})?\s*%"
_NAMES: Mapping[str, str] = {"number": "a number", "text": "a text", "day": "a day", "flag": "yes or no"}


def value_of(written: object) -> object:
    """Return what an option says: a number, a share as a number, a day, yes or no, a text, or a list of one sort.

    Raises ValueError for anything else.
    """
    if isinstance(written, list | tuple):
        found = tuple(value_of(item) for item in written)
        if len({type_of(one) for one in found}) > 1 or any(isinstance(one, tuple) for one in found):
            raise ValueError("takes a list of one sort of things")
        return found
    if not isinstance(written, str):
        raise ValueError(f"takes a text, a number, a day, yes or no, or a list of these, not {described(written)}")  # noqa: TRY004 - as a validator does
    if fullmatch(_NUMBER, written):
        return float(written) if "." in written else int(written)
    if fullmatch(_SHARE, written):
        return round(float(written.removesuffix("%")) / 100, 9)
    if written in ("true", "false"):
        return written == "true"
    return _day(written)


def _day(written: str) -> object:
    try:
        return scalars.day(written)
    except ValueError:
        return written


def type_of(value: object) -> str:
    """Return the type of an option, as the model writes it."""
    if isinstance(value, tuple):
        return f"[{type_of(value[0]) if value else 'text'}]"
    if isinstance(value, bool):
        return str(FLAG)
    if isinstance(value, int | float):
        return str(NUMBER)
    return str(TEXT if isinstance(value, str) else DAY)


def meant(written: object, default: object) -> object:
    """Return what an option says, read as the sort of thing that its default is; raises ValueError."""
    wanted = type_of(value_of(default))
    if not wanted.startswith("["):
        return _one(written, wanted)
    several = written if isinstance(written, list | tuple) else (written,)
    return tuple(_one(item, wanted.strip("[]")) for item in several)


def _one(written: object, wanted: str) -> object:
    if isinstance(written, str):
        value = written if wanted == str(TEXT) else value_of(written)
        if type_of(value) == wanted:
            return value
    raise ValueError(f"takes {_NAMES[wanted]}, not {_shown(written)}")


def _shown(written: object) -> str:
    return f"a list of {joined([str(one) for one in written])}" if isinstance(written, list) and written else (
        described(written)
    )  # fmt: skip


def written(file: RuleFile, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what each option says as it is written: by the settings, else by the check, else its default."""
    found = {name: said.get(name, file.check.get(name, option.default)) for name, option in file.options.items()}
    lists = {name for name, option in file.options.items() if isinstance(option.default, list | tuple)}
    return {name: [one] if name in lists and isinstance(one, str) else one for name, one in found.items()}


def misfit(file: RuleFile, name: str, said: object) -> str:
    """Return why an option cannot be what the settings say, as the end of a sentence; empty if it can."""
    default = file.options[name].default
    if default is None or name in file.check:
        return ""
    try:
        meant(said, default)
    except ValueError as error:
        listed = isinstance(default, list | tuple)
        return str(error).replace("takes ", "takes a list, each ", 1) if listed else str(error)
    return ""


class Options:
    """The options of one rule, ready for expressions."""

    def __init__(self, file: RuleFile, said: Mapping[str, Any]) -> None:
        self.values: dict[str, Any] = {}
        self._types: dict[str, str] = {}
        for name, one in written(file, said).items():
            default = file.options[name].default
            try:
                by_default = default is not None and name not in file.check
                self.values[name] = meant(one, default) if by_default else value_of(one)
                self._types[name] = type_of(value_of(default) if by_default else self.values[name])
            except ValueError:  # a mapping: a bound that differs by something, or what is told as a mistake
                self.values[name], self._types[name] = "", str(TEXT)

    @property
    def type(self) -> Type:
        """Return their type."""
        return Type("thing", thing=NAME)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Return what may be asked of them."""
        return {name: Fact(kind) for name, kind in self._types.items()}

    @property
    def thing(self) -> SimpleNamespace:
        """Return them as expressions see them."""
        return SimpleNamespace(**self.values)
