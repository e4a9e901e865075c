"""Sets and fields find what a naive reading finds, in random organisations, however these are written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from orglint.core import Finding
from tests.kinds import oracle
from tests.kinds.oracle import ORG, TODAY, OrgSpec, Side, Unit
from tests.kinds.orgs import NAMES, Layout, layouts, orgs, sides
from tests.kinds.test_invariance import told
from tests.kinds.test_oracle import EXAMPLES, Question, agree, report, side, thorough
from tests.rulebook.small import rule

briefly = settings(thorough, max_examples=EXAMPLES // 2)
Found = tuple[Unit, frozenset[str]]
Written = str | Side | Unit
"""A side of `sets`: a word, a selector, or a team."""


def names(finding: Finding) -> set[Found]:
    subject, diff = finding.subjects[0], finding.values["diff"]
    assert isinstance(diff, tuple)
    return {(Unit(subject.kind, subject.id), frozenset(diff))}


def written(one: Written) -> Any:
    if isinstance(one, str):
        return one
    return {"team": one.id} if isinstance(one, Unit) else side(one)


# The naive reading


def members(org: OrgSpec, unit: Unit) -> set[str]:
    today = [seat for seat in org.seats if oracle.active(org, seat, TODAY) and oracle.is_member(org, seat)]
    if unit == ORG:
        return {seat.person for seat in today}
    teams = {unit}
    while unit.cls == "team":
        more = {Unit("team", name) for team in teams for name in org.units[team].includes} - teams
        if not more:
            break
        teams |= more
    return {seat.person for seat in today if seat.own & teams}


def people(org: OrgSpec, one: Written, unit: Unit) -> tuple[set[str], set[str]] | None:
    """Return who is meant in a unit, and who is so by a seat of no unit; None where there is no such set."""
    if isinstance(one, Unit):
        known = org.units.get(one)
        return (members(org, one), set()) if known and known.declared else None
    if one == "members":
        return members(org, unit), set()
    if one == "alumni":
        return {seat.person for seat in org.seats if seat.alumni and seat.person and unit in seat.own}, set()
    if one == "parent.members":
        above = Unit(unit.cls, org.units[unit].parent)
        known = org.units.get(above)
        return (members(org, above), set()) if known and known.declared else None
    assert isinstance(one, Side)
    held = [seat for seat in org.seats if oracle.active(org, seat, TODAY) and oracle.hits(org, one, seat)]
    if unit == ORG:
        return {seat.person for seat in held}, set()
    here = {seat.person for seat in held if unit in oracle.reach(org, seat)}
    return here, {seat.person for seat in held if not seat.own}


def related(org: OrgSpec, cls: str, left: Written, relation: str, right: Written) -> set[Found]:
    found = set()
    units = [ORG] if cls == "org" else [unit for unit in org.units if oracle.is_unit(org, unit, (cls,))]
    for unit in units:
        ours, theirs = people(org, left, unit), people(org, right, unit)
        if ours is None or theirs is None:
            continue
        (mine, mine_too), (other, other_too) = ours, theirs
        if relation == "disjoint_from":
            diff = ((mine | mine_too) & (other | other_too)) - ((mine_too - mine) & (other_too - other))
        elif unit != ORG and not org.units[unit].declared:
            continue
        else:
            diff = mine - other - other_too
            if relation == "equals":
                diff |= other - mine - mine_too
        if diff:
            found.add((unit, frozenset(diff)))
    return found


@st.composite
def asked(draw: st.DrawFn) -> Question:
    cls = draw(st.sampled_from(("team", "team", "product", "system", "process", "org")))
    groups: list[Written] = [
        "members",
        *(["alumni"] if cls == "team" else []),
        *(["parent.members"] if cls != "org" else []),
    ]
    one = st.sampled_from(groups) | sides | st.sampled_from(NAMES["team"]).map(lambda name: Unit("team", name))
    left = draw(one)
    right = draw(one.filter(lambda other: other != left))
    relation = draw(st.sampled_from(("subset_of", "disjoint_from", "equals")))
    check = {"kind": "sets", "for": cls, "left": written(left), "relation": relation, "right": written(right)}
    return Question(check, lambda org: related(org, cls, left, relation, right), names)


@briefly
@given(orgs(), layouts, st.lists(asked(), min_size=3, max_size=6))
def test_sets_agree(org: OrgSpec, layout: Layout, questions: list[Question]) -> None:
    agree(org, layout, questions)


# Fields: what is missing, what stands twice, what is none of some values


def values(org: OrgSpec, cls: str, name: str) -> dict[str, list[str]]:
    """Return what every declared thing of a class says in a field; what is not said is an empty list."""
    if cls == "person":
        found = {who: getattr(said, name) for who, said in org.people.items() if said.declared}
    else:
        units = {unit: said for unit, said in org.units.items() if said.declared and oracle.is_unit(org, unit, (cls,))}
        found = {unit.id: getattr(said, name) for unit, said in units.items()}
    return {who: [*said] if isinstance(said, tuple) else [str(said)] if said else [] for who, said in found.items()}


FIELDS = (
    ("person", "since"), ("person", "reports_to"), ("person", "dotted"), ("person", "status"), ("team", "owns"),
    ("team", "parent"), ("product", "not_applicable"), ("process", "not_applicable"),
)  # fmt: skip


def missing(org: OrgSpec, cls: str, name: str) -> set[str]:
    return {who for who, said in values(org, cls, name).items() if not said}


def elsewhere(org: OrgSpec, cls: str, name: str, allowed: tuple[str, ...]) -> set[str]:
    return {who for who, said in values(org, cls, name).items() if set(said) - set(allowed)}


def twice(org: OrgSpec, cls: str, name: str) -> Counter[str]:
    """Return how often each value is told: once for every holder but the first."""
    often = Counter(value for said in values(org, cls, name).values() for value in said)
    return Counter({value: times - 1 for value, times in often.items() if times > 1})


@st.composite
def fields(draw: st.DrawFn) -> tuple[dict[str, Any], Callable[[OrgSpec], Any], Callable[[list[Finding]], Any]]:
    cls, name = draw(st.sampled_from(FIELDS))
    check = {"kind": "field", "for": cls, "field": name}
    which = draw(st.sampled_from(("required", "unique", "one_of")))
    if which == "required" and name != "status":
        return {**check, "required": True}, lambda org: missing(org, cls, name), subjects
    if which == "unique":
        return {**check, "unique": True}, lambda org: twice(org, cls, name), repeated
    allowed = draw(st.sampled_from((("none", "ana", "active"), ("d0", "t0", "ben"), (str(TODAY), "s0"))))
    return {**check, "one_of": [*allowed]}, lambda org: elsewhere(org, cls, name, allowed), subjects


def subjects(findings: list[Finding]) -> set[str]:
    return {subject.id for finding in findings for subject in finding.subjects}


def repeated(findings: list[Finding]) -> Counter[str]:
    return Counter(str(finding.values["value"]) for finding in findings)


@briefly
@given(orgs(), layouts, st.lists(fields(), min_size=3, max_size=6))
def test_fields_agree(org: OrgSpec, layout: Layout, questions: list[Any]) -> None:
    found = report(org, layout, [rule(f"q{at}", check) for at, (check, _, _) in enumerate(questions)])
    for at, (check, expected, read) in enumerate(questions):
        assert read([one for one in found.findings if one.rule == f"q{at}"]) == expected(org), check


# The order of what is written


@briefly
@given(orgs(), layouts, st.integers(0, 1_000_000), st.integers(1, 3), st.lists(asked(), min_size=2, max_size=4))
def test_order_and_files_do_not_matter(
    org: OrgSpec, layout: Layout, seed: int, files: int, questions: list[Question]
) -> None:
    checks = [question.check for question in questions]
    checks += [{"kind": "field", "for": cls, "field": name, "one_of": ["d0", "ana"]} for cls, name in FIELDS]
    checks.append({"kind": "expiry", "for": "seat", "field": "until", "warn_days": 2, "max_days": 4})
    checks.append({"kind": "expiry", "for": "person", "field": "until", "required": True})
    run = [rule(f"q{at}", check) for at, check in enumerate(checks)]
    ours, others = (report(org, one, run).findings for one in (layout, replace(layout, shuffled=seed, files=files)))
    assert told(ours) == told(others)
