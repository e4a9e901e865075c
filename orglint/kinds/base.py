"""What every kind of check is made of: typed parameters, and a function from a view to problems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict

from orglint.core import NotJudged, Problem
from orglint.org import Model, View


def listed(value: object) -> object:
    """Let one value stand for a list of one."""
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[str, ...], BeforeValidator(listed)]
Found = Problem | NotJudged
Where = Callable[..., bool]
"""Whether a rule speaks of a subject: its `when` holds and its `unless` does not. Takes the subjects of the kind."""


class Params(BaseModel):
    """The parameters of a kind: the keys of a rule's `check`, unknown ones refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)

    kind: str

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated when the book was compiled, as `compiled` gave them."""
        return cls.model_construct(**data)

    def compiled(self) -> dict[str, Any]:
        """Return the parameters as plain values for the compiled book."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def subjects(self) -> Mapping[str, str]:
        """Return the names that `when` and `unless` may use, and the class of thing each stands for."""
        return {}

    def words(self) -> "Mapping[str, tuple[str, ...]]":
        """Return the ids the parameters name, by class (`role`, `duty`), so that each can be checked."""
        return {}

    def impossible(self) -> str:
        """Return why a check with these parameters could never find anything, empty if it can."""
        return ""

    def unknown(self, model: Model) -> "Iterator[tuple[tuple[str | int, ...], str]]":
        """Yield what the parameters ask for and the model does not have: the route below `check`, and why."""
        del model
        yield from ()

    def selectors(self) -> "Mapping[str, Params]":
        """Return the parts of the check that select seats, by what each is called in a sentence."""
        return {}


class Check(Protocol):
    """Finds the problems of one rule in a view."""

    def __call__(self, view: View, params: Any, where: Where) -> Iterator[Found]:
        """Yield the problems."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check."""

    name: str
    params: type[Params]
    check: Check
    placeholders: tuple[str, ...]
    """What a rule's message may name."""
    values: Mapping[str, str]
    """What grades may look at beside the subjects: the names of values and their types."""
