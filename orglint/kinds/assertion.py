"""`assert`: anything else that one typed expression can say of each person, seat, unit or activity."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from orglint.core import ORGANISATION, Label, Problem, Ref, Value
from orglint.kinds.base import Found, Kind, Params, Where
from orglint.org import Activity, Org, Person, Seat, Unit, View, value_of

Subject = Person | Seat | Unit | Activity | Org


class Assertion(Params):
    """For each of what the expression must hold. The rulebook checks and compiles it with the rule's conditions."""

    kind: Literal["assert"]
    for_each: Literal["person", "seat", "team", "product", "system", "process", "activity", "org"] = Field(
        description="What the expression looks at, one by one."
    )
    let: dict[str, str] = Field(default={}, description="Names for expressions; each may use those before it.")
    assert_: str = Field(alias="assert", description="What holds of each of them.")

    def subjects(self) -> Mapping[str, str]:
        """Return what the expression looks at, by its own name."""
        return {self.for_each: self.for_each}


def check(view: View, params: Assertion, where: Where) -> Iterator[Found]:
    """Find the subjects of which the expression does not hold; `where` is true of just these."""
    for subject in _subjects(view, params.for_each):
        if where(subject):
            yield _problem(view, params, subject)


def _subjects(view: View, cls: str) -> Iterable[Subject]:
    """Return what is looked at: of seats those whose own dates hold today, whoever sits there."""
    if cls == "seat":
        return (
            seat for seat in view.org.seats if not seat.alumni and seat.person is not None and seat.holds_on(view.day)
        )
    if cls == "person":
        return view.org.people.values()
    if cls == "activity":
        return view.org.activities
    return [view.org] if cls == "org" else view.units(cls)  # type: ignore[arg-type] # what is left are units


def _problem(view: View, params: Assertion, subject: Subject) -> Problem:
    subjects, scope = _refs(subject)
    if isinstance(subject, Seat):
        label = Label(subject.handle)
    elif isinstance(subject, Person | Unit):
        label = Label(subject.named)
    else:
        label = Label(subject.site.of_key() if isinstance(subject, Activity) else subject.site)
    return Problem(
        label, values=_values(view, params.for_each, subject), subjects=subjects, scope=scope, about=(subject,)
    )


def _refs(subject: Subject) -> tuple[tuple[Ref, ...], Ref]:
    if isinstance(subject, Seat):
        return (subject.person.ref,) if subject.person is not None else (), subject.scope.ref
    if isinstance(subject, Unit):
        return (subject.ref,), subject.ref
    return ((subject.ref,), ORGANISATION) if isinstance(subject, Person | Activity) else ((), ORGANISATION)


def _values(view: View, cls: str, subject: Subject) -> dict[str, Value]:
    """Return what a message may name: the plain fields of the subject, `{team.id}` and the like, said or not."""
    found: dict[str, Value] = {}
    for name, fact in view.model[cls].items():
        if fact.via or fact.type.startswith("["):
            continue
        value = value_of(view, subject, cls, name, view.model)
        if isinstance(value, Person | Unit):
            value = value.id
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found[f"{cls}.{name}"] = value
        elif isinstance(value, date):
            found[f"{cls}.{name}"] = str(value)
        elif value is None:
            found[f"{cls}.{name}"] = "nothing"
    return found


KIND = Kind("assert", Assertion, check, (), {})
