"""Selectors: which seats a rule means, and what in each of them makes it one of these."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from orglint.kinds.base import Ids, Params
from orglint.org import Brought, Mandate, Role, Seat, View, Vocabulary

NO_ROLE = "none"
"""How a selector writes a seat without a role."""


class Hit(NamedTuple):
    """A role or duty by which a seat was selected, and how it came into the seat."""

    id: str
    kind: Literal["role", "duty"]
    brought: Brought


class Selector(Params):
    """Roles, duties or groups of them; items are or-ed within and across the lists."""

    kind: Literal["selector"] = "selector"
    roles: Ids = ()
    duties: Ids = ()
    role_groups: Ids = ()
    duty_groups: Ids = ()
    lines: Ids = ()
    all: bool = False
    """Every item is asked for, not any."""
    as_: Annotated[Ids, Field(alias="as")] = ()
    """Only seats that carry one of these roles."""
    not_through: Ids = ()
    """Duties that came only through these roles do not count."""

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the role and duty ids that are named."""
        roles = tuple(role for role in (*self.roles, *self.as_, *self.not_through) if role != NO_ROLE)
        return {"role": roles, "duty": self.duties}

    def impossible(self) -> str:
        """Return why nothing can be selected."""
        if not (self.roles or self.duties or self.role_groups or self.duty_groups or self.lines):
            return "a selector names roles, duties, groups of them or lines"
        return ""

    def select(self, view: View, *, coming: bool = False) -> Iterator[tuple[Seat, tuple[Hit, ...]]]:
        """Yield the selected seats with what selected them; `coming` asks for those of later days too."""
        by_mandate = view.coming_by_mandate if coming else view.by_mandate
        for mandate, seats in by_mandate.items():
            hits = self.hits(mandate, view.org.vocabulary)
            if hits:
                for seat in seats:
                    yield seat, hits

    def size(self, view: View) -> int:
        """Return how many seats of today and later are selected."""
        return sum(
            len(seats) for mandate, seats in view.coming_by_mandate.items() if self.hits(mandate, view.org.vocabulary)
        )

    def hits(self, mandate: Mandate, vocabulary: Vocabulary) -> tuple[Hit, ...]:
        """Return what of a mandate is selected, empty if it is not."""
        if self.as_ and not any(role in mandate.roles for role in self.as_):
            return ()
        found = (*self._roles(mandate, vocabulary), *self._duties(mandate, vocabulary))
        return found if not self.all or self._are_all(found, vocabulary) else ()

    def _are_all(self, found: tuple[Hit, ...], vocabulary: Vocabulary) -> bool:
        """Return whether every item of every list was met."""
        met = {hit.id for hit in found}
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
