"""What rules may ask about the things of an organisation: the fields of each, and their types.

This is the model that expressions are checked against; the reference page is generated from it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from orglint.org.view import View


class Fact(NamedTuple):
    """A field: its type, and where it comes from (`via`: a question to the view; else the attribute)."""

    type: str
    attribute: str = ""
    via: str = ""


Model = Mapping[str, Mapping[str, Fact]]
"""What may be asked of each class of things."""


def _facts(**types: str | Fact) -> dict[str, Fact]:
    return {name: fact if isinstance(fact, Fact) else Fact(fact) for name, fact in types.items()}


_UNIT = _facts(
    id="text", name="text?", kind="text?", tags="[text]", method="text?", seats=Fact("[seat]", via="seats_reaching")
)
_WORK = {
    **_UNIT,
    **_facts(stage="text?", criticality="text?", not_applicable="[text]", teams="[team]"),
}

FACTS: Model = {
    "person": _facts(
        id="text", name="text?", title="text?", kind="text", status="text", since="day?", until="day?",
        company="text?", department="text?", employment="text?", grade="text?", fte="number?", location="text?",
        timezone="text?", tags="[text]", contact="[text]", certifications="[text]", reports_to="person?",
        reports=Fact("[person]", via="reports"), dotted="[person]", seats=Fact("[seat]", via="seats_of"),
    ),
    "seat": _facts(
        person="person", role="text?", roles="[text]", duties="[text]", since="day?", until="day?", acting="flag",
        allocation="number?", proxy="flag", deputies="[person]", team="team?", product="product?", system="system?",
        process="process?",
    ),
    "unit": _UNIT,
    "team": {
        **_UNIT,
        **_facts(
            type="text?", status="text", products="[product]", owns="[text]", contact="[text]", mission="text?",
            parent="team?",
        ),
    },
    "product": {**_WORK, "parent": Fact("product?")},
    "system": {**_WORK, "parent": Fact("system?")},
    "process": {**_WORK, "parent": Fact("process?")},
    "activity": _facts(id="text", name="text?", duty="text?", kind="text?"),
    "org": _facts(name="text"),
}  # fmt: skip
"""The fields of each class of things. A `?` may be missing; `[…]` is a list, never missing."""


def value_of(view: "View", thing: object, cls: str, name: str, model: Model) -> Any:
    """Return what a thing says in a field."""
    fact = model[cls][name]
    if fact.via:
        return getattr(view, fact.via)(thing)
    return getattr(thing, fact.attribute or name)
