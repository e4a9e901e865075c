"""The engine finds what an independent reading of the description finds, in random organisations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from os import environ
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orglint.core import Finding, Ref, Report, Settings, Source
from orglint.pipeline import judge, understand
from orglint.rulebook import Rule, Selection
from tests.kinds import oracle
from tests.kinds.oracle import ORG, TODAY, Conflict, Counted, Measured, OrgSpec, Side, Unit
from tests.kinds.orgs import DUTIES, GROUPS, ROLES, Layout, layouts, orgs, sides, some, vocabulary, write
from tests.rulebook.small import book, rule

EXAMPLES = int(environ.get("ORACLE_EXAMPLES", "60"))
thorough = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES == 60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
withins = some(("team", "team-tree", "product", "system", "process"), 3) | st.just(("org",))
pers = some(("team", "product", "system", "process"), 2) | st.just(("team-tree",)) | st.just(("org",))


HOLDERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("team", {"holder": "team"}), ("company", {"holder": "company"}), ("department", {"holder": "department"}),
    ("manager", {"holder": "manager"}), ("person", {"independence": "I1"}), ("manager", {"independence": "I2"}),
    ("department", {"independence": "I3"}),
)  # fmt: skip


class Question(NamedTuple):
    """A check, what it is to find in an organisation, and how a finding of it is read."""

    check: Mapping[str, Any]
    expected: Callable[[OrgSpec], set[Any]]
    read: Callable[[Finding], set[Any]]


def report(
    org: OrgSpec, layout: Layout, rules: Sequence[Rule], day: date = TODAY, *, silent: Sequence[str] = ()
) -> Report:
    texts = write(org, layout)
    words = vocabulary(replace(org, roles={}, duties={}) if layout.own_words else org)
    reading = understand([Source(path, text) for path, text in texts.items()], words)
    found = judge(reading, Selection(book(*rules), Settings()), day)
    assert not found.faults, (found.faults, texts)
    assert not [one for one in found.not_run if one.rule not in silent], (found.not_run, texts)
    return found


def agree(org: OrgSpec, layout: Layout, questions: Sequence[Question]) -> None:
    rules = [rule(f"q{at}", question.check) for at, question in enumerate(questions)]
    may_miss = [
        one.id for one, question in zip(rules, questions, strict=True)
        if {"holder", "independence", "group_by"}.intersection(question.check)
    ]  # fmt: skip
    found = report(org, layout, rules, silent=may_miss)
    for one, question in zip(rules, questions, strict=True):
        given_ = {item for finding in found.findings if finding.rule == one.id for item in question.read(finding)}
        assert given_ == question.expected(org), (dict(question.check), write(org, layout))


def side(selector: Side) -> dict[str, Any]:
    """Return a selector as a rule file writes it."""
    lists = {"roles": selector.roles, "duties": selector.duties, "role_groups": selector.role_groups,
             "duty_groups": selector.duty_groups, "lines": selector.lines, "teams": selector.teams, "as": selector.as_,
             "not_through": selector.not_through}  # fmt: skip
    return {**{key: list(names) for key, names in lists.items() if names}, **({"all": True} if selector.all else {})}


# How findings are read


def unit(found: Ref) -> Unit:
    return Unit(found.kind, found.id)


def scopes(finding: Finding) -> list[Unit]:
    return [unit(scope) for scope in finding.scopes] or [ORG]


def conflicts(finding: Finding) -> set[Conflict]:
    items, starts = finding.values["found"], finding.values.get("starts")
    assert isinstance(items, tuple)
    begins = date.fromisoformat(str(starts)) if starts else None
    return {Conflict(finding.subjects[0].id, scope, frozenset(items), begins) for scope in scopes(finding)}


def counted(finding: Finding) -> set[Counted]:
    items = finding.values["item"]
    names = items if isinstance(items, tuple) else (items,)
    return {Counted(scope, str(item), int(str(finding.values["n"]))) for scope in scopes(finding) for item in names}


def counted_once(finding: Finding) -> set[Counted]:
    return {one._replace(item="") for one in counted(finding)}


def of_holder(finding: Finding) -> set[Conflict]:
    return {one._replace(person=str(finding.values["holder"])) for one in conflicts(finding)}


def counted_per_employer(finding: Finding) -> set[Counted]:
    return {one._replace(item=one.item.rpartition(" of ")[2]) for one in counted(finding)}


def measured(finding: Finding) -> set[Measured]:
    return {Measured(unit(finding.subjects[0]), float(str(finding.values["value"])))}


def named(finding: Finding) -> set[frozenset[str]]:
    return {frozenset(subject.id for subject in finding.subjects)}


# Questions


exclusive_between = st.builds(
    lambda left, right, within: Question(
        {"kind": "exclusive", "within": list(within), "between": [side(left), side(right)]},
        lambda org: oracle.between(org, [(left, right)], within),
        conflicts,
    ),
    sides, sides, withins,
)  # fmt: skip
exclusive_together = st.builds(
    lambda holder, left, right, within: Question(
        {"kind": "exclusive", **holder[1], "within": list(within), "between": [side(left), side(right)]},
        lambda org: oracle.together(org, holder[0], left, right, within),
        of_holder,
    ),
    st.sampled_from(HOLDERS), sides, sides, withins,
)  # fmt: skip
count_share = st.builds(
    lambda selector, per, percent: Question(
        {"kind": "count", "count": side(selector), "per": per, "at_most": f"{percent}%"},
        lambda org: oracle.shares(org, selector, per, percent),
        counted_once,
    ),
    sides.filter(lambda one: bool(one.roles)), st.sampled_from(("org", "team", "team-tree")),
    st.sampled_from((0, 25, 50, 99)),
)  # fmt: skip
count_employers = st.builds(
    lambda selector, per, most: Question(
        {"kind": "count", "count": side(selector), "per": per, "distinct": "company", "at_most": most},
        lambda org: oracle.employers(org, selector, per, most),
        counted_once,
    ),
    sides.filter(lambda one: bool(one.roles)), st.sampled_from(("org", "team", "team-tree")), st.integers(0, 1),
)  # fmt: skip
count_per_employer = st.builds(
    lambda selector, per, most: Question(
        {"kind": "count", "count": side(selector), "per": per, "group_by": "company", "at_most": most},
        lambda org: oracle.per_employer(org, selector, per, most),
        counted_per_employer,
    ),
    sides.filter(lambda one: bool(one.roles)), st.sampled_from(("org", "team", "team-tree")), st.integers(0, 2),
)  # fmt: skip
exclusive_pairs = st.builds(
    lambda pairs, within: Question(
        {"kind": "exclusive", "within": list(within), "pairs": [list(pair) for pair in pairs]},
        lambda org: oracle.between(org, [(_word(one), _word(other)) for one, other in pairs], within),
        conflicts,
    ),
    st.lists(st.tuples(st.sampled_from((*ROLES, *DUTIES)), st.sampled_from(DUTIES)), min_size=1, max_size=3),
    withins,
)  # fmt: skip
exclusive_among = st.builds(
    lambda among, most, within: Question(
        {"kind": "exclusive", "within": list(within), "among": side(among), "at_most": most},
        lambda org: oracle.among(org, among, most, within),
        conflicts,
    ),
    sides, st.integers(1, 2), withins,
)  # fmt: skip
reserved = st.builds(
    lambda duties, to: Question(
        {"kind": "reserved", "duties": list(duties), "to": list(to)},
        lambda org: set(oracle.reserved(org, duties, to)),
        conflicts,
    ),
    some(DUTIES), some(ROLES),
)  # fmt: skip


def _word(name: str) -> Side:
    return Side(roles=(name,), duties=(name,))


bounds = st.sampled_from(
    (({"at_least": 1}, 1, None), ({"at_least": 2}, 2, None), ({"at_most": 0}, 0, 0), ({"at_most": 1}, 0, 1),
     ({"exactly": 1}, 1, 1), ({"at_least": 1, "at_most": 1}, 1, 1), ({"at_least": 1, "at_most": 2}, 1, 2))
)  # fmt: skip
count_selected = st.builds(
    lambda selector, per, bound: Question(
        {"kind": "count", "count": side(selector), "per": list(per), **bound[0]},
        lambda org: oracle.counts(org, {"": selector}, per, *bound[1:]),
        counted_once,
    ),
    sides, pers, bounds,
)  # fmt: skip
count_any = st.builds(
    lambda per, bound: Question(
        {"kind": "count", "count": "any", "per": list(per), **bound[0]},
        lambda org: oracle.counts(org, {"": None}, per, *bound[1:]),
        counted_once,
    ),
    pers, bounds,
)  # fmt: skip
count_each = st.builds(
    lambda which, per, bound: Question(
        {"kind": "count", "count": {"each_duty": which}, "per": list(per), **bound[0]},
        lambda org: {
            one for cls in per for one in oracle.counts(org, oracle.each_duty(org, which, cls), (cls,), *bound[1:])
        },
        counted,
    ),
    st.sampled_from(("required", "exclusive", *GROUPS)), pers, bounds,
)  # fmt: skip

METRICS: tuple[tuple[str, oracle.Metric], ...] = (
    ("person", "direct-reports"), ("person", "seats"), ("person", "roles-held"), ("person", "teams-joined"),
    ("person", "allocation"), ("team", "headcount"), ("team", "products"), ("product", "teams"),
    ("system", "owning-teams"),
)  # fmt: skip


def _least(metric: oracle.Metric, low: int) -> Callable[[OrgSpec], set[Measured]]:
    return lambda org: {
        one for one in oracle.figures(org, metric) if one.value < low and org.units[one.subject].declared
    }


def _most(metric: oracle.Metric, high: float) -> Callable[[OrgSpec], set[Measured]]:
    return lambda org: {one for one in oracle.figures(org, metric) if one.value > high}


limit_max = st.builds(
    lambda metric, high: Question(
        {"kind": "limit", "per": metric[0], "metric": metric[1], "max": high}, _most(metric[1], high), measured
    ),
    st.sampled_from(METRICS), st.sampled_from((0.5, 1, 2)),
)  # fmt: skip
limit_min = st.builds(
    lambda metric, low: Question(
        {"kind": "limit", "per": metric[0], "metric": metric[1], "min": low}, _least(metric[1], low), measured
    ),
    st.sampled_from([metric for metric in METRICS if metric[0] != "person"]), st.integers(1, 2),
)  # fmt: skip


def _loops(org: OrgSpec) -> set[frozenset[str]]:
    return oracle.cycles(oracle.line(org))


def _lonely(org: OrgSpec) -> set[frozenset[str]]:
    return {frozenset({one}) for one in oracle.orphans(org, oracle.line(org))}


def _several_tops(org: OrgSpec) -> set[frozenset[str]]:
    tops = oracle.tops(org, oracle.line(org))
    return {frozenset(tops)} if len(tops) > 1 else set()


def _too_deep(depth: int) -> Callable[[OrgSpec], set[frozenset[str]]]:
    return lambda org: {frozenset({one}) for one in oracle.too_deep(org, depth)}


GRAPHS = (
    Question({"kind": "graph", "edge": "reports_to", "acyclic": True}, _loops, named),
    Question({"kind": "graph", "edge": "reports_to", "no_orphans": True}, _lonely, named),
    Question({"kind": "graph", "edge": "reports_to", "single_root": True}, _several_tops, named),
    Question({"kind": "graph", "edge": "reports_to", "max_depth": 1}, _too_deep(1), named),
    Question({"kind": "graph", "edge": "reports_to", "max_depth": 2}, _too_deep(2), named),
    Question(
        {"kind": "graph", "edge": "parent", "acyclic": True}, lambda org: oracle.cycles(oracle.parents(org)), named
    ),
)


asked_of_all = st.tuples(
    exclusive_between, exclusive_pairs, exclusive_among, exclusive_together, reserved, count_selected, count_each,
    count_per_employer,
)  # fmt: skip


@thorough
@given(orgs(), layouts, st.tuples(exclusive_between, exclusive_pairs, exclusive_among))
def test_conflicts_are_those_of_the_description(org: OrgSpec, layout: Layout, asked: tuple[Question, ...]) -> None:
    agree(org, layout, asked)


@thorough
@given(orgs(), layouts, st.tuples(reserved, count_selected, count_any, count_each))
def test_holders_are_those_of_the_description(org: OrgSpec, layout: Layout, asked: tuple[Question, ...]) -> None:
    agree(org, layout, asked)


@thorough
@given(orgs(), layouts, st.tuples(limit_max, limit_max, limit_min))
def test_figures_and_relations_are_those_of_the_description(
    org: OrgSpec, layout: Layout, asked: tuple[Question, ...]
) -> None:
    single = replace(org, seats=tuple(oracle.one_seat_each(org.seats)))
    agree(single, layout, (*asked, *GRAPHS))


@thorough
@given(orgs(), layouts, st.tuples(exclusive_together, exclusive_together))
def test_holders_of_every_class_are_those_of_the_description(
    org: OrgSpec, layout: Layout, asked: tuple[Question, ...]
) -> None:
    agree(org, layout, asked)


@thorough
@given(orgs(), layouts, st.tuples(count_share, count_employers, count_per_employer))
def test_shares_and_employers_are_those_of_the_description(
    org: OrgSpec, layout: Layout, asked: tuple[Question, ...]
) -> None:
    agree(org, layout, asked)
