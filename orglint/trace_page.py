"""Why a rule speaks of a subject or does not, as text: seats, conditions, and what came of it."""

from collections.abc import Iterator, Mapping

from orglint.core import ORGANISATION, Lines, Ref, Site
from orglint.core.wording import joined, plural
from orglint.kinds import Params
from orglint.kinds.selector import Hit, Selector
from orglint.org import Brought, Seat, View
from orglint.rule_trace import Explained, place_of
from orglint.rulebook.conditions import Trace

MOST = 20
"""Seats, and subjects of conditions, that are listed."""
_UNITS = ("team", "product", "system", "process")
_SEVERAL = {"person": "people", "process": "processes", "activity": "activities", "company": "companies",
            "org": "the organisation"}  # fmt: skip
"""The words for several things of a class, where they are not made with an s."""
_ONE = {"activity": "an"}


def page(one: Explained, view: View, lines: Mapping[str, Lines]) -> str:
    """Return what was found out as text."""
    write = _Page(one, view, lines)
    who = _who(one.subject)
    parts = [f"{one.rule.id} for {who}", one.on, *one.notes, *write.seats(), *write.conditions(), *write.outcome()]
    return "\n".join(parts) + "\n"


def _who(ref: Ref) -> str:
    return "the organisation" if ref == ORGANISATION else f"{ref.kind} {ref.id}"


class _Page:
    """Writes the parts of the text."""

    def __init__(self, one: Explained, view: View, lines: Mapping[str, Lines]) -> None:
        self._one = one
        self._view = view
        self._lines = lines
        self._parts: dict[str, Selector] = {}
        if not one.rule.is_built_in:
            found = one.rule.params.selectors()
            self._parts = {name: part for name, part in found.items() if isinstance(part, Selector)}

    def _at(self, site: Site) -> str:
        place = self._view.place(site)
        lines = self._lines.get(place.path)
        if lines is None:
            return place.path
        at = lines.position(place.start)
        return f"{place.path}:{at.line}:{at.column}"

    def seats(self) -> Iterator[str]:
        """Yield the seats, and what of each the rule selects."""
        if self._one.subject.kind in ("org", "activity"):
            return
        yield ""
        yield f"Looked at {plural(len(self._one.seats), 'seat')}" + (":" if self._one.seats else "")
        for seat in self._one.seats[:MOST]:
            yield f"  {self._at(seat.handle)}  {self._seat(seat)}"
            yield from (f"      {line}" for line in self._selected(seat))
        if len(self._one.seats) > MOST:
            yield f"  … and {len(self._one.seats) - MOST} more"
        for name, part in self._parts.items():
            if not any(self._hits(part, seat) for seat in self._one.seats):
                yield f"  none of them has anything of {name} ({_asks(part)})"

    def _seat(self, seat: Seat) -> str:
        said = joined(seat.mandate.said)
        if self._one.subject.kind == "person":
            what = said or "no role"
        else:
            what = (seat.person.id if seat.person else "nobody") + (f" as {said}" if said else ", without a role,")
        reach = sorted(f"{unit.ref.kind} {unit.ref.id}" for unit in seat.scope.reach - {*seat.scope.units})
        further = sorted(set(reach) - {_who(unit.ref) for unit in seat.scope.units})
        return f"{what} in {place_of(seat.scope)}{f', reaching {joined(further)}' if further else ''}{self._time(seat)}"

    def _time(self, seat: Seat) -> str:
        if seat.alumni:
            return " (among the alumni, holds nothing)"
        if seat.person is None or not seat.person.here(self._view.day):
            return " (nobody is there today)"
        return "" if seat.holds_on(self._view.day) else f" (not held on {self._view.day})"

    def _hits(self, part: Selector, seat: Seat) -> tuple[Hit, ...]:
        return part.hits(seat.mandate, self._view.org.vocabulary, seat.team.id if seat.team else "")

    def _selected(self, seat: Seat) -> Iterator[str]:
        for name, part in self._parts.items():
            for hit in self._hits(part, seat):
                yield f"{name}: {hit.id}{_path(hit.brought)}, {self._at(seat.place_of(hit.brought))}"

    def conditions(self) -> Iterator[str]:
        """Yield what each condition says of each subject that it was asked about."""
        if not self._one.asked:
            return
        yield ""
        yield f"Conditions were asked about {plural(len(self._one.asked), 'case')}:"
        for asked in self._one.asked[:MOST]:
            yield f"  {asked.about}" + ("" if asked.traces else ": it has no conditions, so this is judged")
            yield from (f"      {_verdict(trace)}" for trace in asked.traces)

    def outcome(self) -> Iterator[str]:
        """Yield what was found, else what kept the rule silent."""
        one = self._one
        yield ""
        for finding in one.findings:
            at = finding.primary.span
            yield f"It finds: {finding.message} ({at.path}:{at.start.line}:{at.start.column})"
        for hidden in one.hidden:
            yield f"It finds, and it is {hidden.how} ({hidden.why}): {hidden.finding.message}"
        if not one.findings and not one.hidden:
            yield f"It finds nothing here: {self._silent()}"

    def _silent(self) -> str:
        """Say what kept the rule silent."""
        one = self._one
        if not one.is_on:
            return "the rule is off here"
        if one.elsewhere:
            return f"what it looks at belongs to {joined([_who(ref) for ref in one.elsewhere])}, where the rule is off"
        if one.rule.is_built_in:
            return "see above" if one.notes else "what it looks for was not met when the files were read"
        stopped = [asked.traces[-1] for asked in one.asked if asked.traces and not asked.traces[-1].goes_on]
        if stopped and len(stopped) == len(one.asked):
            return f"{_key(stopped[0])} keeps it silent"
        return ("see above" if one.notes else "") or self._not_looked_at() or self._unmet()

    def _not_looked_at(self) -> str:
        """Say that the rule looks at other classes of things, empty if it looks at such a one."""
        one = self._one
        classes = () if one.asked else looked_at(one.rule.params)
        if not classes or one.subject.kind in classes:
            return ""
        several = joined([_SEVERAL.get(cls, f"{cls}s") for cls in classes if cls != "seat"])
        if one.subject == ORGANISATION:
            found = len(one.everything)
            in_all = f"; it has {plural(found, 'finding')} in all" if found else ""
            return f"the rule looks at {several}, and not at the organisation as a whole{in_all}"
        return f"the rule looks at {several}, and not at {_ONE.get(one.subject.kind, 'a')} {one.subject.kind}"

    def _unmet(self) -> str:
        """Say what of the check was not met, where no condition speaks against it."""
        one, params = self._one, self._one.rule.params
        has_seats = one.subject.kind not in ("org", "activity")
        if "counted" in self._parts and has_seats:
            counted = {seat.person for seat in one.seats if seat.person and self._counts(seat)}
            return f"{len(counted)} counted, and it asks for {getattr(params, 'bounds', 'that')}"
        missing = [name for name, part in self._parts.items() if not any(self._hits(part, seat) for seat in one.seats)]
        if missing and has_seats:
            return f"no seat has anything of {joined(missing)}"
        if one.rule.kind_name == "exclusive" and has_seats:
            return f"no two seats meet in one {joined(getattr(params, 'within', ()), 'or')} at one time"
        return self._told_above() or "what it measures or asks for stays inside what the rule allows"

    def _counts(self, seat: Seat) -> bool:
        return not self._time(seat) and bool(self._hits(self._parts["counted"], seat))

    def _told_above(self) -> str:
        """Say that of a line which is too deep, somebody or something higher up is told."""
        if self._one.rule.kind_name != "graph" or getattr(self._one.rule.params, "max_depth", None) is None:
            return ""
        org, ref, seen = self._view.org, self._one.subject, set[Ref]()
        told = {subject for finding in self._one.everything for subject in finding.subjects}
        while ref not in seen:
            seen.add(ref)
            node = org.people[ref.id].reports_to if ref.kind == "person" else org.teams[ref.id].parent
            if node is None:
                return ""
            ref = node.ref
            if ref in told:
                return f"it is told of {_who(ref)}, which is above"
        return ""


def looked_at(params: Params) -> tuple[str, ...]:
    """Return the classes of things that a check may find something of, none where it may be anything."""
    said = [getattr(params, key, ()) for key in ("per", "for_", "within")]
    several = [one for listed in said for one in ((listed,) if isinstance(listed, str) else listed)]
    classes = dict.fromkeys((*params.subjects().values(), *(one.removesuffix("-tree") for one in several)))
    if several or classes.keys() & {"unit", "text"}:
        classes = {one: None for one in classes if one not in ("unit", "text")}
    if "seat" in classes:
        classes.update(dict.fromkeys(("person", *_UNITS)))
    if classes.keys() & set(_UNITS[1:]):
        classes["team"] = None  # a team that works on nothing of a class stands for it
    return tuple(classes)


def _asks(part: Selector) -> str:
    said = {"roles": part.roles, "duties": part.duties, "role groups": part.role_groups,
            "duty groups": part.duty_groups, "lines": part.lines, "teams": part.teams}  # fmt: skip
    return "; ".join(f"{name} {joined(ids, 'or')}" for name, ids in said.items() if ids)


def _path(brought: Brought) -> str:
    if not brought.through:
        return ""
    return f" through {' > '.join(brought.through)}"


def _key(trace: Trace) -> str:
    return ".".join(str(step) for step in trace.step.route)


def _verdict(trace: Trace) -> str:
    value = trace.value if trace.step.asks == "value" else "yes" if trace.value else "no"
    shown = getattr(value, "id", value) if not isinstance(value, list | tuple | set) else f"{len(value)} items"
    end = "" if trace.goes_on else "   <- so the rule is silent"
    return f"{_key(trace)}: {' '.join(trace.step.source.split())}  ->  {shown}{end}"
