"""Selectors: which seats a rule means, and what in each of them makes it one of these."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from orglint.kinds.base import Ids, Params
from orglint.org import Brought, Mandate, Role, Seat, View, Vocabulary

NO_ROLE = "none"
"""How a selector writes a seat without a role."""


def words_of(selectors: "Iterable[Selector]") -> Mapping[str, tuple[str, ...]]:
    """Return what several selectors name, by noun, each word once."""
    found: dict[str, dict[str, None]] = {}
    for selector in selectors:
        for noun, words in selector.words().items():
            found.setdefault(noun, {}).update(dict.fromkeys(words))
    return {noun: tuple(words) for noun, words in found.items()}


class Hit(NamedTuple):
    """A role, a duty or a team by which a seat was selected, and how it came into the seat."""

    id: str
    kind: Literal["role", "duty", "team"]
    brought: Brought

    @property
    def at_handle(self) -> bool:
        """Return whether the seat says it by naming somebody: it has no role, or it is one of a team."""
        return self.kind == "team" or self.id == NO_ROLE


class Selector(Params):
    """Roles, duties or groups of them; items are or-ed within and across the lists."""

    kind: Literal["selector"] = "selector"
    roles: Annotated[Ids, Field(description="Roles; none stands for a seat without one.")] = ()
    duties: Annotated[Ids, Field(description="Duties, however they came into the seat.")] = ()
    role_groups: Annotated[Ids, Field(description="Groups of roles.")] = ()
    duty_groups: Annotated[Ids, Field(description="Groups of duties.")] = ()
    lines: Annotated[Ids, Field(description="Lines of the three lines model: 1, 2 or 3.")] = ()
    teams: Annotated[Ids, Field(description="Teams, each with all its seats.")] = ()
    all: Annotated[bool, Field(description="Every item is asked for, not any.")] = False
    as_: Annotated[Ids, Field(alias="as", description="Only seats that carry one of these roles.")] = ()
    not_through: Annotated[Ids, Field(description="Roles through which alone a duty does not count.")] = ()

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the role and duty ids that are named."""
        roles = tuple(role for role in (*self.roles, *self.as_, *self.not_through) if role != NO_ROLE)
        groups = {"role group": self.role_groups, "duty group": self.duty_groups}
        return {"role": roles, "duty": self.duties, **groups, "line": self.lines, "team": self.teams}

    @property
    def grouped(self) -> bool:
        """Return whether something is named that may stand for several roles or duties."""
        return bool(self.role_groups or self.duty_groups or self.lines or self.teams)

    def impossible(self) -> str:
        """Return why nothing can be selected."""
        if not (self.roles or self.duties or self.grouped):
            return "a selector names roles, duties, groups of them, lines or teams"
        return ""

    def select(self, view: View, *, coming: bool = False) -> Iterator[tuple[Seat, tuple[Hit, ...]]]:
        """Yield the selected seats with what selected them; `coming` asks for those of later days too."""
        if self.teams:
            yield from self._with_teams(view.coming_seats if coming else view.seats, view.org.vocabulary)
            return
        by_mandate = view.coming_by_mandate if coming else view.by_mandate
        for mandate, seats in by_mandate.items():
            hits = self.hits(mandate, view.org.vocabulary)
            if hits:
                for seat in seats:
                    yield seat, hits

    def size(self, view: View) -> int:
        """Return how many seats of today and later are selected."""
        if self.teams:
            return sum(1 for _ in self.select(view, coming=True))
        return sum(
            len(seats) for mandate, seats in view.coming_by_mandate.items() if self.hits(mandate, view.org.vocabulary)
        )

    def _with_teams(self, seats: Iterable[Seat], vocabulary: Vocabulary) -> Iterator[tuple[Seat, tuple[Hit, ...]]]:
        """Yield the selected seats where teams are named, so that it matters where a seat is."""
        for seat in seats:
            hits = self.hits(seat.mandate, vocabulary, seat.team.id if seat.team else "")
            if hits:
                yield seat, hits

    def hits(self, mandate: Mandate, vocabulary: Vocabulary, team: str = "") -> tuple[Hit, ...]:
        """Return what of a mandate held in a team is selected, empty if it is not."""
        if self.as_ and not any(role in mandate.roles for role in self.as_):
            return ()
        found = (*self._roles(mandate, vocabulary), *self._duties(mandate, vocabulary))
        if team in self.teams:
            found = (*found, Hit(team, "team", Brought("role", 0)))
        return found if not self.all or self._are_all(found, vocabulary) else ()

    def _are_all(self, found: tuple[Hit, ...], vocabulary: Vocabulary) -> bool:
        """Return whether every item of every list was met."""
        met = {hit.id for hit in found if hit.kind != "team"}
        if not {hit.id for hit in found if hit.kind == "team"}.issuperset(self.teams):
            return False
        roles = [vocabulary.roles[hit.id] for hit in found if hit.kind == "role" and hit.id in vocabulary.roles]
        duties = [vocabulary.duties[hit.id] for hit in found if hit.kind == "duty" and hit.id in vocabulary.duties]
        groups, lines = {role.group for role in roles}, {role.line for role in roles}
        named = met.issuperset(self.roles) and met.issuperset(self.duties) and groups.issuperset(self.role_groups)
        return named and lines.issuperset(self.lines) and {duty.group for duty in duties}.issuperset(self.duty_groups)

    def _roles(self, mandate: Mandate, vocabulary: Vocabulary) -> Iterator[Hit]:
        if NO_ROLE in self.roles and not mandate.said:
            yield Hit(NO_ROLE, "role", Brought("role", 0))
        for role, brought in mandate.roles.items():
            known = vocabulary.roles.get(role)
            if role in self.roles or (known is not None and self._of_group(known)):
                yield Hit(role, "role", brought)

    def _of_group(self, role: Role) -> bool:
        return role.group in self.role_groups or role.line in self.lines

    def _duties(self, mandate: Mandate, vocabulary: Vocabulary) -> Iterator[Hit]:
        open_roles = self._open(mandate, vocabulary) if self.not_through else mandate.roles.keys()
        for duty, ways in mandate.duties.items():
            known = vocabulary.duties.get(duty)
            if duty in self.duties or (known is not None and known.group in self.duty_groups):
                kept = (brought for brought in ways if not brought.through or brought.through[-1] in open_roles)
                yield from (Hit(duty, "duty", brought) for brought in kept)

    def _open(self, mandate: Mandate, vocabulary: Vocabulary) -> Collection[str]:
        """Return the roles of a mandate to which a way leads that passes none of `not_through`."""
        found = [role for role in mandate.said if role not in self.not_through]
        for role in found:  # grows while it is walked
            known = vocabulary.roles.get(role)
            implied = known.implies if known else ()
            found.extend(other for other in implied if other not in found and other not in self.not_through)
        return found
