"""Names for expressions, things for them to look at, and a view that answers their questions."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from orglint.expr import DAY, Type, of
from orglint.org import FACTS

NAMES: dict[str, Type] = {
    "person": of("person"), "seat": of("seat"), "team": of("team"), "product": of("product"), "today": DAY,
    "n": of("number"), "found": of("[text]"),
}  # fmt: skip
TODAY = date(2026, 6, 1)


class View:
    """Answers the questions of expressions from what the things hold themselves."""

    def __getattr__(self, question: str) -> Any:
        names = {fact.via: name for facts in FACTS.values() for name, fact in facts.items() if fact.via}
        return lambda thing: getattr(thing, names[question])


def thing(cls: str, **said: Any) -> SimpleNamespace:
    """Return a thing with all fields of its class: what is said, else nothing of it."""
    empty = {
        name: () if fact.type.startswith("[") else None if fact.type.endswith("?") else _plain(fact.type)
        for name, fact in FACTS[cls].items()
    }
    return SimpleNamespace(**{**empty, **said})


def _plain(kind: str) -> Any:
    simple = {"number": 0, "flag": False, "day": TODAY}
    return "" if of(kind).kind == "text" else simple.get(kind)


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
    {"person": ANA, "seat": BARE, "team": CHECKOUT, "product": SHOP, "today": TODAY, "n": 3, "found": ("audit", "pnl")},
    {"person": BEN, "seat": DEVELOPER, "team": CHECKOUT, "product": SHOP, "today": TODAY, "n": 0, "found": ()},
)
