"""What `count` takes: what is counted, per which unit, and how many there may be."""

from collections.abc import Iterator, Mapping
from re import fullmatch
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from orglint.core import nearest
from orglint.core.wording import did_you_mean, spoken
from orglint.kinds.base import Ids, Params, listed
from orglint.kinds.selector import Selector
from orglint.org import LETTERS, described

UnitName = Literal["org", "team", "product", "team-tree", "system", "process", "activity", "company", "person"]
_BOUND = r"\d{1,6}|\d{1,3}%"


def _bound(value: object) -> object:
    """Read a bound: a whole number, or a share of people, which keeps its sign."""
    if isinstance(value, str):
        if not fullmatch(_BOUND, value):
            raise ValueError(f"takes a whole number, or a share such as 25%, not {described(value)}")
        return value if value.endswith("%") else int(value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError(f"takes a whole number, or a share such as 25%, not {described(value)}")


Written = Annotated[int, Field(ge=0)] | Annotated[str, Field(pattern=f"^({_BOUND})$")] | None
"""A bound as it is written."""
Bound = Annotated[int | str | None, BeforeValidator(_bound, json_schema_input_type=Written)]
"""A number, or a share of the people of the unit."""
Units = Annotated[tuple[UnitName, ...], BeforeValidator(listed)]


class Counted(Selector):
    """What is counted: distinct holders of what a selector names, people with any seat, a letter, or each duty."""

    any: Annotated[bool, Field(description="Everybody with a seat counts.")] = False
    letter: Annotated[str, Field(description="The names of a letter of an activity count.")] = ""
    each_duty: Annotated[
        Ids, Field(description="Each of these duties is counted by itself: ids, groups, required or exclusive.")
    ] = ()

    def impossible(self) -> str:
        """Return why nothing can be counted."""
        if self.letter and self.letter not in LETTERS:
            return f"{self.letter} is no letter of an activity{did_you_mean(nearest(self.letter, LETTERS))}"
        return "" if self.any or self.letter or self.each_duty else super().impossible()

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the role, duty and group ids that are named."""
        each = () if self.each_duty in (("required",), ("exclusive",)) else self.each_duty
        return {**super().words(), "duty or group": each}

    @property
    def item(self) -> str:
        """Return what is counted, in words."""
        named = " or ".join(spoken(name) for name in (*self.roles, *self.duties))
        return self.letter or named or ("seat" if self.any or not self.grouped else self._groups)

    @property
    def _groups(self) -> str:
        """Return the groups that are counted, in words."""
        several = (*self.role_groups, *self.duty_groups, *(f"line {one}" for one in self.lines), *self.teams)
        return " or ".join(spoken(name) for name in several)


Word = Annotated[str, Field(json_schema_extra={"enum": ["any", *LETTERS]})]
"""Everybody with a seat, or a letter."""


def _counted(value: object) -> object:
    if value == "any":
        return {"any": True}
    return {"letter": value} if isinstance(value, str) else value


class Count(Params):
    """What is counted, per which unit, and how many there may be."""

    kind: Literal["count"]
    count: Annotated[
        Counted,
        BeforeValidator(_counted, json_schema_input_type=Word | Counted),
        Field(description="A selector, any, a letter, or each_duty with duties."),
    ]
    per: Annotated[Units, Field(description="The classes of unit in which it is counted; per person, seats count.")]
    distinct: Annotated[Literal["company"] | None, Field(description="Employers are counted instead of people.")] = None
    group_by: Annotated[
        Literal["company"] | None, Field(description="People are counted for each employer in the unit.")
    ] = None
    at_least: Annotated[Bound, Field(description="The fewest, a number or a share of the unit's people.")] = None
    at_most: Annotated[Bound, Field(description="The most, a number or a share of the unit's people.")] = None
    exactly: Annotated[Bound, Field(description="The one number, or share of the unit's people.")] = None

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated before."""
        return cls.model_construct(**{**data, "count": Counted.trusted(data["count"])})

    def subjects(self) -> Mapping[str, str]:
        """Return the unit, by its own name, or as `unit` in a list of several classes; a company is a text."""
        if len(self.per) == 1:
            name = self.per[0].removesuffix("-tree")
            return {name: "text" if name == "company" else name}
        return {"unit": "product" if {"product", "system", "process"}.issuperset(self.per) else "unit"}

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of what is counted."""
        return self.count.words()

    def selectors(self) -> Mapping[str, Selector]:
        """Return what is counted."""
        is_one = not (self.count.any or self.count.letter or self.count.each_duty)
        return {"counted": self.count} if is_one else {}

    def impossible(self) -> str:
        """Return why the bounds can never be crossed."""
        found = next(self._impossible(), "")
        return found or self.count.impossible()

    def _impossible(self) -> Iterator[str]:
        if self.count.letter and self.count.impossible():
            yield self.count.impossible()
        yield from self._bounds_alone()
        if self.count.letter and self.per != ("activity",):
            yield "letters are counted per activity, and nowhere else"
        odd = sorted({"activity", "company", "person"}.intersection(self.per))
        if odd and len(self.per) > 1:
            yield f"per {odd[0]} goes with no other class"
        if self.distinct and self.group_by:
            yield "distinct goes without group_by"
        by_company = self.distinct or self.group_by
        if by_company and (self.count.letter or {"company", "person"}.intersection(self.per)):
            yield "employers are counted in units, and neither for letters nor per company or person"
        if self.group_by and (self.at_most is None or self.at_least is not None):
            yield "group_by goes with at_most alone"

    def _bounds_alone(self) -> Iterator[str]:
        low, high = self.at_least, self.at_most
        if low is None and high is None and self.exactly is None:
            yield "count takes at_least, at_most or exactly"
        if self.exactly is not None and (low, high) != (None, None):
            yield "exactly goes without at_least and at_most"
        if low in (0, "0%") and high is None:
            yield "at_least 0 can never be crossed"
        if isinstance(low, int) and isinstance(high, int) and low > high:
            yield f"at_least {low} is more than at_most {high}, so that every unit is found"
        for name, bound in (("at_least", low), ("at_most", high), ("exactly", self.exactly)):
            if isinstance(bound, str):
                yield from self._share_alone(name, bound)

    def _share_alone(self, name: str, bound: str) -> Iterator[str]:
        if percent(bound) > 100:  # noqa: PLR2004 - all of them
            yield f"{name} {bound} is more than everybody"
        elif percent(bound) == 100 and name == "at_most" and not self.distinct:  # noqa: PLR2004 - all of them
            yield "at_most 100% can never be exceeded"
        if self.count.letter or "person" in self.per:
            yield f"{name} {bound} is a share of people, and no people are counted here"

    @property
    def bounds(self) -> str:
        """Return the bounds in words."""
        if self.exactly is not None:
            return f"exactly {self.exactly}"
        low = f"at least {self.at_least}" if self.at_least else ""
        high = f"at most {self.at_most}" if self.at_most is not None else ""
        return " and ".join(bound for bound in (low, high) if bound)

    @property
    def has_share(self) -> bool:
        """Return whether a bound is a share of the unit's people."""
        return any(isinstance(bound, str) for bound in (self.at_least, self.at_most, self.exactly))

    def limits(self, people: int) -> tuple[float, float | None]:
        """Return the lower and the upper bound in a unit of so many people."""
        low, high = (self.exactly, self.exactly) if self.exactly is not None else (self.at_least, self.at_most)
        return _number(low, people) or 0, _number(high, people)


def percent(share: str) -> int:
    """Return the number of a share."""
    return int(share.removesuffix("%"))


def _number(bound: int | str | None, people: int) -> float | None:
    return percent(bound) * people / 100 if isinstance(bound, str) else bound
