"""`expiry`: a dated thing ends, and in time. The one kind that looks at seats that have ended."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from orglint.core import Label, NotJudged, Problem, Site
from orglint.core.nearest import nearest
from orglint.core.wording import did_you_mean, joined, plural, with_article
from orglint.kinds import fields
from orglint.kinds.base import Found, Ids, Kind, Params, Where, listed
from orglint.kinds.fields import Thing
from orglint.org import Model, Person, Seat, Team, View, value_of

ClassName = Literal["person", "seat", "team", "product", "system", "process", "activity"]
NOT_SAID = "not said"
NESTED: Mapping[str, str] = {"certifications.expires": "person", "interactions.until": "team"}
"""The dates of entries within an entry, and whose they are."""


class Expiry(Params):
    """Which date of what, and when it is told beside having passed."""

    kind: Literal["expiry"]
    for_: Annotated[
        tuple[ClassName, ...],
        BeforeValidator(listed),
        Field(alias="for", description="The class of things to look at; units may be a list of classes."),
    ]
    field: Annotated[
        Ids, Field(description="One date or several: until, certifications.expires, interactions.until, an own key.")
    ]
    required: Annotated[bool, Field(description="The date has to be said.")] = False
    warn_days: Annotated[int | None, Field(ge=0, description="Days before the end from which on it is told.")] = None
    max_days: Annotated[
        int | None, Field(ge=1, description="The most days from the beginning, or from today, to the end.")
    ] = None

    def subjects(self) -> Mapping[str, str]:
        """Return the thing, by its own name, or as `unit` in a list of several classes."""
        return fields.subjects_of(self.for_)

    def impossible(self) -> str:
        """Return why nothing can ever be found."""
        return fields.only_units(self.for_) if self.field else "field names at least one date"

    def unknown(self, model: Model) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the fields that are not there, or that are no dates."""
        for at, field in enumerate(self.field):
            for cls in self.for_:
                message = _no_date(model, cls, field)
                if message:
                    yield ("field", at), message


def _no_date(model: Model, cls: str, field: str) -> str:
    """Return why a field of a class is no date, empty if it is one."""
    if NESTED.get(field) == cls:
        return ""
    if field == "since":
        return "since is where a period begins, and expiry looks at where it ends"
    fact = fields.fact_of(model, cls, field)
    if fact is not None and fact.type.strip("[]?") == "day":
        return ""
    if fact is not None:
        return f"{field} of {with_article(cls)} is no date"
    near = nearest(field, [name for name, owner in NESTED.items() if owner == cls])
    if near:
        return f"{with_article(cls)} has no {field}{did_you_mean(near)}"
    return next(fields.unknown(model, (cls,), field), "")


class Dated(NamedTuple):
    """A date of a thing, None where it is not said: where it or its entry stands, and when its period began."""

    until: date | None
    site: Site
    since: date | None = None
    name: str = ""
    """What the entry is called, where a thing has several."""


class Days(int):
    """Days until a date, negative once it has passed; in a sentence: `in 3 days`, `3 days ago`, `today`."""

    def __str__(self) -> str:
        if not self:
            return "today"
        counted = plural(abs(self), "day")
        return f"in {counted}" if self > 0 else f"{counted} ago"


def check(view: View, params: Expiry, where: Where) -> Iterator[Found]:
    """Find what has ended, ends soon, lasts too long, or does not say when it ends."""
    for cls in params.for_:
        for thing in _things(view, cls):
            if where(thing):
                yield from _of_thing(view, params, thing, cls)


def _things(view: View, cls: str) -> Iterable[Thing]:
    """Return what is looked at: of people who left, and of alumni, dates may well have passed."""
    if cls == "person":
        return (person for person in view.org.people.values() if _is_kept(person))
    if cls == "seat":
        return (seat for seat in view.org.seats if not seat.alumni and _may_sit(view, seat))
    return fields.things(view, cls)


def _is_kept(person: Person) -> bool:
    return person.status != "departed" and person.kind != "vacancy"


def _may_sit(view: View, seat: Seat) -> bool:
    person = seat.person
    return person is not None and _is_kept(person) and (person.until is None or person.until >= view.day)


def _of_thing(view: View, params: Expiry, thing: Thing, cls: str) -> Iterator[Found]:
    missing: list[str] = []
    for field in params.field:
        dates = _dates(view, thing, cls, field)
        for dated in dates:
            text = _told(view, params, dated)
            if text and dated.until is not None:
                yield _ends(view, thing, field, dated, text)
            elif dated.until is None and params.required and field in NESTED:
                yield from _missing(view, thing, cls, [field], dated)
        if not dates and field not in NESTED:
            missing.append(field)
    if missing and params.required:
        yield from _missing(view, thing, cls, missing, Dated(None, fields.id_site(thing)))


def _dates(view: View, thing: Thing, cls: str, field: str) -> list[Dated]:
    """Return the dates of a field; those of entries within the thing also where they are not said."""
    if field in NESTED:
        return list(_nested(thing))
    value = value_of(view, thing, cls, field.replace("-", "_"), view.model)
    since = getattr(thing, "since", None) if field == "until" else None
    site = thing.site / field if thing.site is not None else fields.id_site(thing)
    if isinstance(value, list | tuple):
        return [Dated(one, site / at, since) for at, one in enumerate(value)]
    return [Dated(value, site, since)] if value is not None else []


def _nested(thing: Thing) -> Iterator[Dated]:
    """Yield the dates of the certifications of a person, or of the interactions of a team."""
    if isinstance(thing, Person):
        for at, one in enumerate(thing.certificates):
            yield _entry(thing.site / "certifications" / at, "expires", one.expires, one.issued, one.name)
    elif isinstance(thing, Team):
        for at, other in enumerate(thing.interactions):
            name = other.team.id if other.team is not None else None
            yield _entry(thing.site / "interactions" / at, "until", other.until, other.since, name)


def _entry(site: Site, field: str, until: date | None, since: date | None, name: str | None) -> Dated:
    return Dated(until, site / field if until is not None else site, since, name or "")


def _told(view: View, params: Expiry, dated: Dated) -> str:
    """Return what is to be said of a date, empty if nothing is."""
    if dated.until is None:
        return ""
    left = (dated.until - view.day).days
    if left < 0:
        return f"ended {Days(left)}"
    lasts = (dated.until - (dated.since or view.day)).days
    if params.max_days is not None and lasts > params.max_days:
        begins = f"from {dated.since}" if dated.since is not None else "from today"
        return f"{plural(lasts, 'day')} {begins}, at most {params.max_days}"
    return f"ends {Days(left)}" if params.warn_days is not None and left <= params.warn_days else ""


def _missing(view: View, thing: Thing, cls: str, missing: list[str], dated: Dated) -> Iterator[Found]:
    """Tell of dates that a declared thing does not say, where all of it was understood."""
    if not fields.is_declared(thing):
        return
    fact = fields.fact_of(view.model, cls, "id" if missing[0] in NESTED else missing[0])
    if fact is None or not fields.may_miss(view, thing, fact):
        yield NotJudged(fields.ref_of(thing))
        return
    label = Label(dated.site, f"says no {joined(missing, 'or')}")
    yield _problem(thing, tuple(missing), label, dated.name, {"value": NOT_SAID, "days": NOT_SAID})


def _ends(view: View, thing: Thing, field: str, dated: Dated, text: str) -> Problem:
    until = dated.until or view.day
    values: dict[str, str | int] = {"value": str(until), "days": Days((until - view.day).days)}
    return _problem(thing, (field,), Label(dated.site, text), dated.name, values)


def _problem(thing: Thing, named: tuple[str, ...], label: Label, name: str, values: Mapping[str, str | int]) -> Problem:
    ref = fields.ref_of(thing)
    return Problem(
        label,
        values={"subject": ref.id, "field": named[0] if len(named) == 1 else named, **values},
        subjects=(ref,),
        scope=fields.scope_of(thing),
        about=(thing,),
        item=" ".join((*named, name)).strip(),
    )


KIND = Kind(
    "expiry", Expiry, check, ("subject", "scope", "field", "value", "days"), {"value": "text", "days": "number?"}
)
