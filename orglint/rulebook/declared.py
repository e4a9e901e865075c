"""What an organisation's own roles declare, as checks: what goes with them, how many hold them, what they ask for."""

from collections.abc import Iterator
from typing import Literal

from orglint.core import Label, Problem
from orglint.kinds import BY_NAME, Found, Kind, Params, Where
from orglint.org import Role, Seat, View

NAME = "declared"


class Declared(Params):
    """Which declaration of a role is checked."""

    kind: Literal["declared"]
    says: Literal["must_not", "holders", "requires"]
    """What the role says."""


def check(view: View, params: Declared, where: Where) -> Iterator[Found]:
    """Judge the own roles of the organisation by what they declare."""
    for role in view.org.vocabulary.roles.values():
        if role.site is None:
            continue
        if params.says == "must_not" and role.must_not:
            yield from _excludes(view, role, where)
        elif params.says == "holders" and role.holders is not None:
            yield from _holders(view, role, where)
        elif params.says == "requires":
            yield from _requires(view, role)


def _excludes(view: View, role: Role, where: Where) -> Iterator[Found]:
    other = {"roles": role.must_not, "duties": role.must_not}
    within = ("team", "product", "system", "process")
    made = {"kind": "exclusive", "within": within, "between": ({"roles": (role.id,)}, other)}
    kind = BY_NAME["exclusive"]
    return kind.check(view, kind.params.model_validate(made), where)


def _holders(view: View, role: Role, where: Where) -> Iterator[Found]:
    least, most, per = role.holders or (None, None, "org")
    made = {"kind": "count", "count": {"roles": (role.id,)}, "per": (per,), "at_least": least, "at_most": most}
    kind = BY_NAME["count"]
    return kind.check(view, kind.params.model_validate(made), where)


def _requires(view: View, role: Role) -> Iterator[Found]:
    """Find holders of a role who hold none of a role that it asks for, anywhere."""
    for mandate, seats in view.by_mandate.items():
        if role.id in mandate.roles:
            for seat in seats:
                missing = tuple(name for name in role.requires if not _has(view, seat, name))
                if missing:
                    yield _problem(role, seat, missing)


def _has(view: View, seat: Seat, name: str) -> bool:
    held = view.seats_of(seat.person) if seat.person is not None else ()
    return any(name in one.mandate.roles or name in one.mandate.duties for one in held)


def _problem(role: Role, seat: Seat, missing: tuple[str, ...]) -> Problem:
    named = Label(role.site.of_key(), "the role asks for it") if role.site is not None else None
    return Problem(
        Label(seat.place_of(seat.mandate.roles[role.id]), f"without {' and '.join(missing)}"),
        values={"left": (role.id,), "right": missing},
        related=(named,) if named is not None else (),
        subjects=(seat.person.ref,) if seat.person is not None else (),
        scope=seat.scope.ref,
        item=role.id,
    )


KIND = Kind(NAME, Declared, check, ("scope", "left", "right", "found", "subject", "n", "item", "bounds"), {})
