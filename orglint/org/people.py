"""Person entries -> people."""

from orglint.org import schema
from orglint.org.entries import Entry
from orglint.org.model import Certificate, Person
from orglint.org.names import People
from orglint.org.scalars import kept
from orglint.org.validate import Validator

_PLAIN = frozenset(
    {"name", "title", "since", "until", "company", "department", "employment", "grade", "location", "timezone", "fte"}
)
_RARE = frozenset({"dotted", "owner", "contact", "tags", "certifications", "until"})


def declare(people: People, entry: Entry, validator: Validator) -> Person | None:
    """Declare a person by handle; None where the handle was declared before."""
    person, first = people.declare(entry.id, entry.site)
    if not first:
        person.whole = False  # what is said here is not read
        validator.repeated("person", person.id, entry.named, person.named)
        return None
    return person


def read(people: People, person: Person, entry: Entry, validator: Validator) -> None:
    """Read what an entry says about its person."""
    said, whole = validator.entry(schema.Person, entry.value, entry.site)
    person.whole = person.whole and whole
    if said is None:
        return
    fields = said.model_fields_set
    site = entry.site
    for name in fields & _PLAIN:
        setattr(person, name, getattr(said, name))
    person.kind, person.status = said.kind or "human", said.status or "active"
    if "reports_to" in fields:
        person.reports_to = people.named(said.reports_to, site, "reports_to")
        person.is_root = person.reports_to is None
    if fields.isdisjoint(_RARE):
        return
    person.dotted = _several(people, said.dotted, entry, "dotted")
    person.owner = people.named(said.owner, site, "owner")
    person.contact = kept(said.contact)
    person.tags = tuple(tag for tag in said.tags if tag is not None)
    person.certificates = tuple(Certificate(one.name, one.issued, one.expires) for one in said.certifications)
    person.certifications = tuple(one.name for one in said.certifications if one.name is not None)
    validator.dates(said.since, said.until, site)
    for at, one in enumerate(said.certifications):
        if one.issued is not None and one.expires is not None and one.expires < one.issued:
            message = f"expires {one.expires} lies before issued {one.issued}"
            validator.say("date-order", site / "certifications" / at / "expires", message)


def _several(people: People, names: tuple[str | None, ...], entry: Entry, field: str) -> tuple[Person, ...]:
    found = (people.named(name, entry.site, field, at) for at, name in enumerate(names))
    return tuple(person for person in found if person is not None)
