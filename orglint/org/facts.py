"""What rules may ask about the things of an organisation: the fields of each, and their types.

This is the model that expressions are checked against; the reference page is generated from it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from orglint.org import schema
from orglint.org.scalars import OneOf

if TYPE_CHECKING:
    from orglint.org.view import View


class Fact(NamedTuple):
    """A field: its type, and where it comes from (`via`: a question to the view; else the attribute)."""

    type: str
    attribute: str = ""
    via: str = ""


Model = Mapping[str, Mapping[str, Fact]]
"""What may be asked of each class of things."""


def _words(field: Any) -> tuple[str, ...]:
    return next(one.allowed for one in get_args(field)[1:] if isinstance(one, OneOf))


NOUNS: Mapping[str, tuple[str, ...] | None] = {
    **dict.fromkeys(("role", "duty", "team-id", "product-id", "system-id", "process-id")),
    "method": _words(schema.Method),
    "team-type": _words(schema.TeamType),
    "team-status": _words(schema.TeamStatus),
    "person-kind": _words(schema.PersonKind),
    "person-status": _words(schema.PersonStatus),
    "employment": _words(schema.Employment),
    "stage": _words(schema.Stage),
    "criticality": _words(schema.Criticality),
    "mode": _words(schema.Mode),
    "hours": _words(schema.Hours),
}
"""What a text may name, and all that it may say; None where only a run knows the names."""


def _facts(**types: str | Fact) -> dict[str, Fact]:
    return {name: fact if isinstance(fact, Fact) else Fact(fact) for name, fact in types.items()}


_UNIT = _facts(
    id="text", name="text?", kind="text?", tags="[text]", method="method?", seats=Fact("[seat]", via="seats_reaching")
)
_WORK = {
    **_UNIT,
    **_facts(stage="stage?", criticality="criticality?", not_applicable="[duty]", teams="[team]"),
}

FACTS: Model = {
    "person": _facts(
        id="text", name="text?", title="text?", kind="person-kind", status="person-status", since="day?", until="day?",
        company="text?", department="text?", employment="employment?", grade="text?", fte="number?", location="text?",
        timezone="text?", tags="[text]", contact="[text]", certifications="[text]", reports_to="person?",
        reports=Fact("[person]", via="reports"), dotted="[person]", seats=Fact("[seat]", via="seats_of"),
    ),
    "seat": _facts(
        person="person", role="role?", roles="[role]", duties="[duty]", since="day?", until="day?", acting="flag",
        allocation="number?", proxy="flag", deputies="[person]", team="team?", product="product?", system="system?",
        process="process?",
    ),
    "unit": _UNIT,
    "team": {
        **_UNIT,
        **_facts(
            id="team-id", type="team-type?", status="team-status", products="[product]",
            owns="[duty]", contact="[text]", mission="text?",
            parent="team?",
        ),
    },
    "product": {**_WORK, "id": Fact("product-id"), "parent": Fact("product?")},
    "system": {**_WORK, "id": Fact("system-id"), "parent": Fact("system?")},
    "process": {**_WORK, "id": Fact("process-id"), "parent": Fact("process?")},
    "activity": _facts(id="text", name="text?", duty="duty?", kind="text?"),
    "org": _facts(name="text"),
}  # fmt: skip
"""The fields of each class of things. A `?` may be missing; `[…]` is a list, never missing."""


def value_of(view: "View", thing: object, cls: str, name: str, model: Model) -> Any:
    """Return what a thing says in a field."""
    fact = model[cls][name]
    if fact.via:
        return getattr(view, fact.via)(thing)
    return getattr(thing, fact.attribute or name)
