"""The fields of things, by the names that rules use: what each says, where that is written, and which there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

from orglint.core import ORGANISATION, Ref, Site
from orglint.core.nearest import nearest
from orglint.core.wording import did_you_mean, joined, with_article
from orglint.expr.types import of
from orglint.org import FACTS, Activity, Duty, Fact, Model, Person, Role, Seat, Unit, View, described, value_of
from orglint.org.facts import OWN

ClassName = Literal["person", "seat", "team", "product", "system", "process", "activity", "role", "duty"]
Thing = Person | Seat | Unit | Activity | Role | Duty
UNITS = frozenset({"team", "product", "system", "process"})
MAPS: Mapping[str, frozenset[str]] = {
    "contact": frozenset({"person", "team"}),
    "risks": frozenset({"product"}),
}
"""The fields that hold keys of their own, and whose they are."""
RISKS = ("value", "viability", "usability", "feasibility")
_WRITTEN = {"roles": "role", "deputies": "deputy"}
"""Fields that files call otherwise."""
_ITEMS = frozenset({"dotted", "includes", "deputies"})
"""Lists of things that are said in one place only, so that each item stands where it is written."""
_WORDS: Mapping[str, Mapping[str, Fact]] = {
    "role": {
        "id": Fact("text"), **dict.fromkeys(("title", "framework", "group", "line"), Fact("text?")),
        **dict.fromkeys(("aliases", "duties", "may", "must_not", "implies", "requires"), Fact("[text]")),
    },
    "duty": {
        "id": Fact("text"), "aliases": Fact("[text]"), "exclusive": Fact("flag"),
        **dict.fromkeys(("title", "group", "level", "orientation", "required_per"), Fact("text?")),
    },
}  # fmt: skip
"""The fields of an organisation's own roles and duties."""


class Said(NamedTuple):
    """One value of a field, or one item of it: as a text, and where it is written."""

    text: str
    site: Site


def folded(text: str) -> str:
    """Return a text as it is compared: trimmed, composed, without case."""
    return normalize("NFC", text.strip()).casefold()


def subjects_of(classes: Iterable[str]) -> Mapping[str, str]:
    """Return the name that conditions use for what a check is for: its class, or `unit` for several."""
    first, *more = classes
    if more:
        return {"unit": "product" if "team" not in (first, *more) else "unit"}
    return {first: first} if first in FACTS else {}


def only_units(classes: Iterable[str]) -> str:
    """Return why several classes do not go together, empty if they do."""
    classes = tuple(classes)
    if not classes:
        return "for names at least one class"
    if len(classes) > 1 and not UNITS.issuperset(classes):
        return f"only {joined(('team', 'product', 'system', 'process'))} go together in for"
    return ""


def facts_of(model: Model, cls: str) -> Mapping[str, Fact]:
    """Return the fields of a class."""
    return model[cls] if cls in model else _WORDS[cls]


def fact_of(model: Model, cls: str, field: str) -> Fact | None:
    """Return what is known of a field, None where the class has none by this name."""
    base, _, key = field.partition(".")
    if key:
        known = cls in MAPS.get(base, ()) and (base != "risks" or key in RISKS)
        return Fact("text?") if known else None
    return whole_fact(model, cls, field)


def whole_fact(model: Model, cls: str, field: str) -> Fact | None:
    """Return what is known of a field that is no part of another; own keys go by their `x-` name alone."""
    return None if field.startswith(OWN) else facts_of(model, cls).get(fact_name(field))


def names_of(model: Model, cls: str) -> list[str]:
    """Return the fields of a class as rules write them."""
    return [_spelled(one) for one in facts_of(model, cls)]


def values_of(fact: Fact) -> tuple[str, ...]:
    """Return all that a field may say, nothing where that is open."""
    kind = of(fact.type)
    return (kind.item or kind).values


def never(field: str, cls: str, value: str, known: Sequence[str]) -> str:
    """Say that a field cannot have a value, and which one may be meant."""
    near = did_you_mean(nearest(value, known)) or f"; it is {joined(known, 'or')}"
    return f"{field} of {with_article(cls)} is never {value}{near}"


def unknown(model: Model, classes: Iterable[str], field: str) -> Iterator[str]:
    """Yield why a field cannot be read, for each class that has none by this name."""
    for cls in classes:
        if fact_of(model, cls, field) is None:
            yield _unknown(model, cls, field)


def _unknown(model: Model, cls: str, field: str) -> str:
    base, _, key = field.partition(".")
    if base == "risks" and key and cls in MAPS[base]:
        return f"a product has no risk {key}{did_you_mean(nearest(key, RISKS)) or '; there are ' + joined(RISKS)}"
    if key and fact_of(model, cls, base) is not None and cls not in MAPS.get(base, ()):
        return f"{base} of {with_article(cls)} holds no keys of its own"
    name = base if key else field
    known = names_of(model, cls)
    near = did_you_mean(nearest(name, (*known, *(one for one in MAPS if cls in MAPS[one] and key))))
    if name.startswith("x-"):
        return f"{name} of {with_article(cls)} is not declared in extra{near}"
    return f"{with_article(cls)} has no {name}{near}"


def fact_name(field: str) -> str:
    """Return the name by which the model has a field."""
    return field.replace("-", "_") if field.startswith("x-") else field


def _spelled(fact: str) -> str:
    return fact.replace("_", "-") if fact.startswith("x_") else fact


def things(view: View, cls: str) -> Iterable[Thing]:
    """Return the things of a class that rules speak of; of seats those of today, of words the organisation's own."""
    if cls == "person":
        return view.org.people.values()
    if cls == "seat":
        return (one for one in view.org.seats if not one.alumni and one.person is not None and one.holds_on(view.day))
    if cls == "activity":
        return view.org.activities
    if cls == "role":
        return (role for role in view.org.vocabulary.roles.values() if role.site is not None)
    if cls == "duty":
        return (duty for duty in view.org.vocabulary.duties.values() if duty.site is not None)
    return view.units(cls)  # type: ignore[arg-type] # what is left are units


def class_of(thing: Thing, classes: tuple[str, ...]) -> str:
    """Return the class under which a thing is looked at."""
    return thing.cls if isinstance(thing, Unit) else classes[0]


def ref_of(thing: Thing) -> Ref:
    """Return the name that findings use; a seat goes by its person."""
    if isinstance(thing, Seat):
        return thing.person.ref if thing.person is not None else ORGANISATION
    if isinstance(thing, Role | Duty):
        return Ref("role" if isinstance(thing, Role) else "duty", thing.id)
    return thing.ref


def scope_of(thing: Thing) -> Ref:
    """Return where a thing belongs: a unit to itself, a seat to its scope."""
    if isinstance(thing, Seat):
        return thing.scope.ref
    return thing.ref if isinstance(thing, Unit) else ORGANISATION


def id_site(thing: Thing) -> Site:
    """Return where the id of a thing stands; of a seat, its handle."""
    if isinstance(thing, Person | Unit):
        return thing.named
    return thing.handle if isinstance(thing, Seat) else _entry(thing).of_key()


def _entry(thing: Thing) -> Site:
    if thing.site is None:
        raise LookupError(thing.id)  # a word that ships is no subject
    return thing.site


def is_declared(thing: Thing) -> bool:
    """Return whether something may be missed of a thing; what is only mentioned misses nothing."""
    return thing.declared if isinstance(thing, Person | Unit) else True


def may_miss(view: View, thing: Thing, fact: Fact) -> bool:
    """Return whether a field may be called absent: all that could say it was understood."""
    if view.org.lost or not getattr(thing, "whole", True):
        return False
    if isinstance(thing, Seat):
        return all(view.may_miss(unit) for unit in thing.scope.units)
    linked = bool(fact.via) or fact.type.strip("[]?") in FACTS
    return not linked or not view.org.doubtful


def said(view: View, thing: Thing, cls: str, field: str) -> list[Said]:
    """Return what a thing says in a field: one value, the items of a list, the keys of a map; nothing if missing."""
    base, _, key = field.partition(".")
    if field != "id" and not is_declared(thing):
        return []  # what is only mentioned says nothing but its name; the rest of it is what stands for nothing said
    if key:
        return list(_several(getattr(thing, base).get(key), _entry(thing) / base / key))
    if isinstance(thing, Seat) and field in ("person", "role", "roles", "duties"):
        return list(_of_seat(thing, field))
    if field == "id" and not isinstance(thing, Seat):
        return [Said(thing.id, id_site(thing))]
    if isinstance(thing, Person) and field == "reports_to" and thing.is_root:
        return [Said("none", thing.site / field)]
    return list(_read(view, thing, cls, field))


def _read(view: View, thing: Thing, cls: str, field: str) -> Iterator[Said]:
    """Yield what the model has of a field."""
    name = fact_name(field)
    is_word = isinstance(thing, Role | Duty)
    value = getattr(thing, name) if is_word else value_of(view, thing, cls, name, view.model)
    kind = facts_of(view.model, cls)[name].type.strip("[]?")
    return _several(value, _entry(thing) / _WRITTEN.get(field, field), at_items=name in _ITEMS or kind not in FACTS)


def _of_seat(seat: Seat, field: str) -> Iterator[Said]:
    """Yield the person of a seat, or its roles or duties where each came in."""
    if field == "person" and seat.person is not None:
        yield Said(seat.person.id, seat.handle)
    elif field == "duties":
        yield from (Said(duty, seat.place_of(ways[0])) for duty, ways in seat.mandate.duties.items())
    elif field != "person":
        roles = seat.mandate.said[:1] if field == "role" else seat.roles
        yield from (Said(role, seat.place_of(seat.mandate.roles[role])) for role in roles)


def _several(value: Any, site: Site, *, at_items: bool = True) -> Iterator[Said]:
    """Yield a value, or each of several; what links to other things stands at the field as a whole."""
    if isinstance(value, Mapping):
        yield from (Said(str(key), (site / key).of_key()) for key, item in value.items() if item is not None)
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for at, item in enumerate(value):
            if item is not None:
                yield Said(_text(item), site / at if at_items else site)
    elif value is not None and value != "":
        yield Said(_text(value), site)


def _text(value: Any) -> str:
    """Return a value as files write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str | int | date):
        return str(value)
    if isinstance(value, dict | list):
        return described(value)
    return value.person.id if isinstance(value, Seat) and value.person is not None else str(getattr(value, "id", value))
