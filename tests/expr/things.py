"""Names for expressions, things for them to look at, and a view that answers their questions."""

from datetime import date
from typing import Any

from orglint.expr import DAY, Type, of
from orglint.org import FACTS

NAMES: dict[str, Type] = {
    "person": of("person"), "seat": of("seat"), "team": of("team"), "product": of("product"), "today": DAY,
    "n": of("number"), "found": of("[text]"), "right": of("[word]"), "privacy": of("one-of:closed|secret?"),
}  # fmt: skip
TODAY = date(2026, 6, 1)


class Thing:
    """Something with all fields of its class."""

    def __init__(self, cls: str) -> None:
        self.cls = cls


class View:
    """Answers the questions of expressions from what the things hold themselves."""

    def __getattr__(self, question: str) -> Any:
        def answer(thing: Thing) -> Any:
            return next(getattr(thing, name) for name, fact in FACTS[thing.cls].items() if fact.via == question)

        return answer


THINGS: list[Any] = []


def thing(cls: str, **said: Any) -> Any:
    """Return a thing with all fields of its class: what is said, else nothing of it."""
    made = Thing(cls)
    for name, fact in FACTS[cls].items():
        value = said[name] if name in said else _empty(of(fact.type))
        for attribute in {name, fact.attribute or name}:
            setattr(made, attribute, value)
    THINGS.append(made)
    return made


def _empty(kind: Type) -> Any:
    """Return nothing of a type; what must be there and names a thing is the first of its class."""
    if kind.optional:
        return None
    if kind.kind == "thing":
        return next((one for one in THINGS if one.cls == kind.thing), None)
    return {"list": (), "text": kind.values[0] if kind.values else "", "number": 0, "flag": False, "day": TODAY}[
        kind.kind
    ]


ANA = thing("person", id="ana", kind="human", status="active", department="product", tags=("a", "b"), fte=0.5)
BEN = thing("person", id="ben", kind="agent", status="departed", reports_to=ANA, since=date(2026, 1, 5), name="Ben Ö")
CHECKOUT = thing("team", id="checkout", tags=("big",), method="scrum", status="forming", owns=("ledger",))
SHOP = thing("product", id="web-shop", stage="growth", teams=(CHECKOUT,))
DEVELOPER = thing(
    "seat", person=BEN, role="developer", roles=("developer", "auditor"), duties=("audit",), team=CHECKOUT,
    product=SHOP, allocation=0.5, acting=True, since=date(2026, 6, 1), deputies=(ANA,),
)  # fmt: skip
BARE = thing("seat", person=ANA, roles=(), duties=())
ANA.reports = (BEN,)
ANA.seats, BEN.seats = (BARE,), (DEVELOPER,)
CHECKOUT.seats, CHECKOUT.products = (DEVELOPER, BARE), (SHOP,)
SHOP.seats = (DEVELOPER,)
WORLDS: tuple[dict[str, Any], ...] = (
    {
        "person": ANA, "seat": BARE, "team": CHECKOUT, "product": SHOP, "today": TODAY, "n": 3,
        "found": ("audit", "pnl"), "right": ["pnl", "developer"], "privacy": "secret",
    },
    {
        "person": BEN, "seat": DEVELOPER, "team": CHECKOUT, "product": SHOP, "today": TODAY, "n": 0,
        "found": (), "right": [], "privacy": None,
    },
)  # fmt: skip
