"""`field`: a field is said, unique, one of some values, of a format, or sorted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from orglint.core import Label, NotJudged, Problem
from orglint.core.nearest import nearest
from orglint.core.wording import did_you_mean, joined, with_article
from orglint.kinds import fields
from orglint.kinds.base import Found, Ids, Kind, Params, Where, listed
from orglint.kinds.fields import ClassName, Said, Thing, folded
from orglint.kinds.formats import EXAMPLES, FormatName, fits
from orglint.org import FACTS, Model, View

MOST_NAMED = 8
"""Allowed values that a label names."""
NOT_SAID = "not said"
"""What stands for a value that is missing."""


class FieldCheck(Params):
    """Which fields of what, and what is asked of each."""

    kind: Literal["field"]
    for_: Annotated[
        tuple[ClassName, ...],
        BeforeValidator(listed),
        Field(alias="for", description="The class of things to look at; units may be a list of classes."),
    ]
    field: Annotated[
        Ids, Field(description="One field or several; dotted into contact and risks, own keys by their x- name.")
    ]
    required: Annotated[bool, Field(description="Every declared thing says the field.")] = False
    unique: Annotated[bool, Field(description="No value stands twice among the things the rule speaks of.")] = False
    one_of: Annotated[Ids | None, Field(description="The values, or list items, that there may be.")] = None
    format: Annotated[FormatName | None, Field(description="The format that each value, or list item, has.")] = None
    sorted: Annotated[bool, Field(description="The items of a list stand in alphabetical order.")] = False

    def subjects(self) -> Mapping[str, str]:
        """Return the thing, by its own name, or as `unit` in a list of several classes."""
        return fields.subjects_of(self.for_)

    def impossible(self) -> str:
        """Return why nothing can ever be found."""
        if not self.field:
            return "field names at least one field"
        if self.one_of is not None and not self.one_of:
            return "one_of is empty, so that no value fits it"
        if not (self.required or self.unique or self.one_of or self.format or self.sorted):
            return "field takes required, unique, one_of, format or sorted"
        return fields.only_units(self.for_)

    def unknown(self, model: Model) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the fields that are not there, and what is asked of a field in vain."""
        for at, field in enumerate(self.field):
            for message in fields.unknown(model, self.for_, field):
                yield ("field", at), message
            for cls in self.for_:
                fact = fields.fact_of(model, cls, field)
                if fact is not None:
                    yield from self._in_vain(cls, field, fact.type)
        yield from self._never(model)

    def _never(self, model: Model) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the values that none of the fields can say, where all that they may say is known."""
        facts = [fields.fact_of(model, cls, field) for cls in self.for_ for field in self.field]
        allowed = [fields.values_of(fact) for fact in facts if fact is not None]
        if not all(allowed) or not allowed or len(allowed) < len(facts):
            return
        known = tuple(dict.fromkeys(value for values in allowed for value in values))
        there = {folded(value) for value in known}
        for at, value in enumerate(self.one_of or ()):
            if folded(value) not in there:
                yield ("one_of", at), fields.never(joined(self.field, "or"), joined(self.for_, "or"), value, known)

    def _in_vain(self, cls: str, field: str, kind: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
        thing = with_article(cls)
        if self.required and not kind.endswith("?") and not kind.startswith("["):
            yield ("required",), f"{thing} always has {with_article(field)}"
        if self.sorted and not kind.startswith("["):
            yield ("sorted",), f"{field} of {thing} is no list, so that there is nothing to sort"
        elif self.sorted and (cls == "seat" or kind.strip("[]?") in FACTS):
            yield ("sorted",), f"{field} of {thing} is gathered from several places, so that it has no order"


class Holder(NamedTuple):
    """A value, and the thing that says it in a field."""

    thing: Thing
    field: str
    said: Said


def check(view: View, params: FieldCheck, where: Where) -> Iterator[Found]:
    """Find the fields that are missing, and the values that do not fit."""
    every: list[Holder] = []
    for cls in params.for_:
        for thing in fields.things(view, cls):
            if not where(thing):
                continue
            said = {field: fields.said(view, thing, cls, field) for field in params.field}
            if params.required:
                yield from _missing(view, thing, cls, [field for field in said if not said[field]])
            for field, values in said.items():
                yield from _together(_unfit(params, thing, field, values))
                every += (Holder(thing, field, one) for one in values)
    if params.unique:
        yield from _together(_repeated(view, every))


def _missing(view: View, thing: Thing, cls: str, missing: list[str]) -> Iterator[Found]:
    """Tell of the fields that a declared thing does not say; one finding of them all, since they have one place."""
    if not missing or not fields.is_declared(thing):
        return
    facts = [fields.fact_of(view.model, cls, field) for field in missing]
    sure = [field for field, fact in zip(missing, facts, strict=True) if fact and fields.may_miss(view, thing, fact)]
    if len(sure) < len(missing):
        yield NotJudged(fields.ref_of(thing))
    if sure:
        label = Label(fields.id_site(thing), f"says no {joined(sure, 'or')}")
        yield _problem(thing, sure[0] if len(sure) == 1 else tuple(sure), NOT_SAID, label)


def _unfit(params: FieldCheck, thing: Thing, field: str, values: list[Said]) -> Iterator[Problem]:
    """Tell of values that are none of those allowed, not of the format, or out of order; each place once."""
    allowed = {folded(word) for word in params.one_of or ()}
    last = ""
    for one in values:
        text = ""
        if params.one_of and folded(one.text) not in allowed:
            text = _allowed(one.text, params.one_of)
        elif params.format and not fits(one.text, params.format):
            text = f"takes {EXAMPLES[params.format]}"
        elif params.sorted and _key(one.text) < _key(last):
            text = f"sorts before {last}"
        last = one.text
        if text:
            yield _problem(thing, field, one.text, Label(one.site, text))


def _key(text: str) -> tuple[str, str]:
    return folded(text), text


def _allowed(value: str, words: Iterable[str]) -> str:
    words = tuple(words)
    if len(words) <= MOST_NAMED:
        return f"takes {joined(words, 'or')}"
    return f"takes one of {len(words)} values{did_you_mean(nearest(value, words))}"


def _repeated(view: View, every: list[Holder]) -> Iterator[Problem]:
    """Tell of each value that stands a second time, field by field, and point at the first."""
    first: dict[tuple[str, str], Holder] = {}
    for holder in sorted(every, key=lambda holder: (view.place(holder.said.site), holder.said.text)):
        before = first.setdefault((holder.field, folded(holder.said.text)), holder)
        if before is not holder:
            label = Label(holder.said.site, "once more")
            related = (Label(before.said.site, f"the first, of {fields.ref_of(before.thing).id}"),)
            problem = _problem(holder.thing, holder.field, holder.said.text, label)
            yield problem._replace(related=related)


def _together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Make one problem of those of one field that have the same places, as links do that are said on either side."""
    same: dict[object, list[Problem]] = {}
    for one in problems:
        places = (one.subjects, one.values["field"], one.label.at, tuple(label.at for label in one.related))
        same.setdefault(places, []).append(one)
    for first, *more in same.values():
        if more:
            values = tuple(str(one.values["value"]) for one in (first, *more))
            items = " ".join(one.item for one in (first, *more))
            yield first._replace(values={**first.values, "value": values}, item=items)
        else:
            yield first


def _problem(thing: Thing, field: str | tuple[str, ...], value: str, label: Label) -> Problem:
    ref = fields.ref_of(thing)
    named = field if isinstance(field, str) else " ".join(field)
    return Problem(
        label,
        values={"subject": ref.id, "field": field, "value": value},
        subjects=(ref,),
        scope=fields.scope_of(thing),
        about=(thing,),
        item=f"{named} {folded(value)}",
    )


KIND = Kind("field", FieldCheck, check, ("subject", "scope", "field", "value"), {"value": "text"})
