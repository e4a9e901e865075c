"""What rules may ask about the things of an organisation: the fields of each, and their types.

This is the model that expressions are checked against; the reference page is generated from it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from orglint.core import OwnKey
from orglint.org import schema
from orglint.org.model import CLASSES, LETTERS
from orglint.org.scalars import OneOf

if TYPE_CHECKING:
    from orglint.org.view import View


class Fact(NamedTuple):
    """A field: its type, and where it comes from (`via`: a question to the view; else the attribute)."""

    type: str
    attribute: str = ""
    via: str = ""


OWN = "x_"
"""How the fields begin that are an organisation's own keys."""
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
    id="text", name="text?", kind="text?", tags="[text]", method="method?", parent="unit?",
    children=Fact("[unit]", via="children"), teams="[team]", owner="text?",
    members=Fact("[seat]", via="own_seats"), seats=Fact("[seat]", via="seats_reaching"),
)  # fmt: skip
_WORK = _facts(stage="stage?", criticality="criticality?", not_applicable="[duty]")
_LETTERS = dict.fromkeys(LETTERS, "[text]")


def _unit(cls: str, **types: str | Fact) -> dict[str, Fact]:
    """Return the facts of a class of units: those of all units, among their like, and its own."""
    alike = _facts(id=f"{cls}-id", parent=f"{cls}?", children=Fact(f"[{cls}]", via="children"))
    return {**_UNIT, **alike, **_facts(**types)}


FACTS: Model = {
    "person": _facts(
        id="text", name="text?", title="text?", kind="person-kind", status="person-status", since="day?", until="day?",
        company="text?", department="text?", employment="employment?", grade="text?", fte=Fact("number", via="fte_of"),
        location="text?", timezone="text?", tags="[text]", contact="[text]", certifications="[text]", owner="person?",
        reports_to="person?", reports=Fact("[person]", via="reports"), dotted="[person]",
        seats=Fact("[seat]", via="seats_of"), accountable=Fact("[activity]", via="accountable_for"),
    ),
    "seat": _facts(
        person="person", role="role?", roles="[role]", duties="[duty]", since="day?", until="day?", acting="flag",
        allocation="number?", proxy="flag", deputies="[person]", successor="person?", team="team?", product="product?",
        system="system?", process="process?",
    ),
    "unit": _UNIT,
    "team": _unit(
        "team", type="team-type?", status="team-status", products="[product]", systems="[system]",
        processes="[process]", owns="[text]", alumni=Fact("[seat]", via="alumni"), contact="[text]", mission="text?",
        interactions="[interaction]",
    ),
    "product": {**_unit("product", risks="[text]"), **_WORK},
    "system": {**_unit("system"), **_WORK},
    "process": {**_unit("process", steps="[text]", min_people="number?"), **_WORK},
    "activity": _facts(
        id="text", name="text?", duty="duty?", kind="text?", team="team?", product="product?", system="system?",
        process="process?", **_LETTERS,
    ),
    "interaction": _facts(team="team?", mode="mode?", purpose="text?", since="day?", until="day?"),
    "rotation": _facts(
        id="text", system="system?", team="team?", hours="hours?", layers="number?", shift_days="number?",
        people="[person]",
    ),
    "org": _facts(
        name=Fact("text?", attribute="called"), people=Fact("[person]", via="people_of"),
        teams=Fact("[team]", via="teams_of"), products=Fact("[product]", via="products_of"),
        systems=Fact("[system]", via="systems_of"), processes=Fact("[process]", via="processes_of"),
        activities="[activity]", rotations="[rotation]", seats=Fact("[seat]", via="all_seats"),
        roles=Fact("[role]", attribute="own_roles"),
    ),
}  # fmt: skip
"""The fields of each class of things. A `?` may be missing; `[…]` is a list, never missing.

A mapping whose keys are the writer's own (`contact`, `risks`, `steps`) is the list of its keys.
"""


def fact_of_key(key: str) -> str:
    """Return the name of the fact that an own key is: `x_label` for `x-label`."""
    return key.replace("-", "_")


def with_own(extra: Mapping[str, Mapping[str, OwnKey]]) -> Model:
    """Return the model with an organisation's own keys; what all units have alike may be asked of a unit."""
    if not extra:
        return FACTS
    own = {cls: {fact_of_key(key): Fact(_type(one)) for key, one in keys.items()} for cls, keys in extra.items()}
    shared = set.intersection(*(set(own.get(cls, {}).items()) for cls in CLASSES))
    own["unit"] = dict(sorted(shared))
    return {cls: {**facts, **own.get(cls, {})} for cls, facts in FACTS.items()}


def _type(key: OwnKey) -> str:
    """Return how facts write the type of an own key."""
    name = f"one-of:{'|'.join(key.values)}" if key.kind == "one-of" else {"date": "day"}.get(key.kind, key.kind)
    return f"[{name}]" if key.many else f"{name}?"


def value_of(view: "View", thing: Any, cls: str, name: str, model: Model) -> Any:
    """Return what a thing says in a field; None or an empty list where it says nothing."""
    fact = model[cls][name]
    if fact.via:
        return getattr(view, fact.via)(thing)
    if name.startswith(OWN) and not fact.attribute:
        return thing.own.get(name, () if fact.type.startswith("[") else None)
    return getattr(thing, fact.attribute or name)
