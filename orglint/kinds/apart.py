"""What `exclusive` takes: the holder, the units, and what does not go together."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from orglint.kinds.base import Params, listed
from orglint.kinds.circles import HolderName
from orglint.kinds.reaching import Place, nothing_said
from orglint.kinds.selector import Selector, words_of
from orglint.org import View

Within = Literal["org", "team", "product", "team-tree", "system", "process", "role", "activity"]
_WORK = frozenset({"product", "system", "process"})
_UNITS = frozenset({"team", "team-tree", *_WORK})
_GRADES: Mapping[str, HolderName] = {"I1": "person", "I2": "manager", "I3": "department"}


def _two(value: object) -> object:
    """Refuse a pair of more or fewer than two."""
    if isinstance(value, list | tuple) and len(value) != 2:  # noqa: PLR2004 - a pair
        message = f"takes two words, not {len(value)}"
        raise ValueError(message)
    return value


Pair = Annotated[tuple[str, str], BeforeValidator(_two)]


class Exclusive(Params):
    """Two sides (`between`), several pairs (`pairs`), or a set of which only so many go together (`among`)."""

    kind: Literal["exclusive"]
    holder: Annotated[HolderName, Field(description="Who counts as one: a person, or all people of a group.")] = (
        "person"
    )
    independence: Annotated[
        Literal["I1", "I2", "I3"] | None,
        Field(description="Another person (I1), another line of management (I2) or another department (I3)."),
    ] = None
    within: Annotated[
        tuple[Within, ...], BeforeValidator(listed), Field(description="The classes of unit in which seats meet.")
    ]
    between: Annotated[tuple[Selector, Selector] | None, Field(description="The two sides.")] = None
    pairs: Annotated[tuple[Pair, ...], Field(description="Pairs of roles or duties.")] = ()
    among: Annotated[Selector | None, Field(description="A set of which only so many go together.")] = None
    at_most: Annotated[int | None, Field(description="How many of the set go together.")] = None

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated before."""
        between, among = data.get("between"), data.get("among")
        sides = tuple(Selector.trusted(side) for side in between) if between else None
        made = {"between": sides, "among": Selector.trusted(among) if among else None}
        return cls.model_construct(**{**data, **made})

    @property
    def who(self) -> HolderName:
        """Return who counts as one holder."""
        return _GRADES[self.independence] if self.independence else self.holder

    def subjects(self) -> Mapping[str, str]:
        """Return the holder, and the unit if all classes of it have something in common.

        Of a company or a department the holder is the first person by handle, of a line the manager.
        """
        unit = self._unit
        holder = "team" if self.who == "team" else "person"
        return {holder: holder, **({"unit": unit} if unit else {})}

    @property
    def _unit(self) -> str:
        """Return the class of the unit, of several what they have in common; empty where that is nothing."""
        classes = [one for one in self.within if one != "org"]
        if len(classes) == 1:
            return classes[0].removesuffix("-tree")
        if not classes or not _UNITS.issuperset(classes):
            return ""
        return "product" if _WORK.issuperset(classes) else "unit"

    def anywhere(self, view: View) -> Place:
        """Return what conditions look at where a conflict belongs to no unit: one of which nothing is said."""
        return nothing_said(next((one for one in self.within if one != "org"), "org"), view)

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of both sides."""
        named = words_of((*(self.between or ()), *((self.among,) if self.among else ())))
        return {**named, "word": tuple(dict.fromkeys(word for pair in self.pairs for word in pair))}

    def selectors(self) -> Mapping[str, Selector]:
        """Return both sides, or the set."""
        if self.among is not None:
            return {"the set": self.among}
        names = ("one side", "the other side")
        if len(self.sides) == 1:
            return dict(zip(names, self.sides[0], strict=True))
        return {
            f"{name} of pair {at}": side
            for at, pair in enumerate(self.sides, 1)
            for name, side in zip(names, pair, strict=True)
        }

    @property
    def sides(self) -> tuple[tuple[Selector, Selector], ...]:
        """Return the pairs of sides."""
        return (self.between,) if self.between else tuple((_one(a), _one(b)) for a, b in self.pairs)

    def impossible(self) -> str:
        """Return why no holder can ever be in conflict."""
        if sum((self.between is not None, bool(self.pairs), self.among is not None)) != 1:
            return "exclusive takes one of between, pairs and among"
        if self.independence and self.holder != "person":
            return "independence says who the holder is, so that holder goes without it"
        if self.among is None:
            return "at_most goes with among" if self.at_most is not None else self._empty_side()
        return self.among.impossible() or self._never_exceeded(self.among)

    def _empty_side(self) -> str:
        """Return why two sides can never be two different items."""
        for left, right in self.sides:
            empty = left.impossible() or right.impossible()
            items = {*left.roles, *left.duties, *right.roles, *right.duties}
            if empty:
                return empty
            if len(items) == 1 and not left.grouped and not right.grouped:
                return f"both sides are {next(iter(items))}, and the same item twice is no conflict"
        return ""

    def _never_exceeded(self, among: Selector) -> str:
        size = len({*among.roles, *among.duties})
        if self.at_most is None or self.at_most < 1:
            return "among takes at_most, a number of at least 1"
        never = self.at_most >= size and not among.grouped
        return f"at_most {self.at_most} can never be exceeded by {size} items" if never else ""


def _one(word: str) -> Selector:
    """Return the selector of one word of a pair: a role or a duty of that name."""
    return Selector(roles=(word,), duties=(word,))
