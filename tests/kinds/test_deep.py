"""Relations far deeper and wider than any organisation: judged in a moment, and without recursion."""

from datetime import date

import pytest

from orglint.core import Place, Site
from orglint.kinds import BY_NAME
from orglint.org import Org, Person, Team, View
from tests.rulebook.small import VOCABULARY, rule

MANY = 10_000


def chain(*, closed: bool) -> View:
    """Return an organisation in which each person reports to the next one, and each team is below the next one."""
    site = Site("org.yaml", 0, ())
    people = [Person(f"p{at}", site / f"p{at}", declared=True) for at in range(MANY)]
    teams = [Team("team", f"t{at}", site / f"t{at}", site / f"t{at}", declared=True) for at in range(MANY)]
    for at in range(MANY if closed else MANY - 1):
        people[at].reports_to = people[(at + 1) % MANY]
        teams[at].parent = teams[(at + 1) % MANY]
    org = Org(VOCABULARY, lambda one: Place(one.path, 1, 1), site)
    org.people = {one.id: one for one in people}
    org.teams = {one.id: one for one in teams}
    return View(org, date(2026, 6, 1))


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(
    "check",
    [
        {"kind": "limit", "per": "person", "metric": "depth", "max": MANY - 2},
        {"kind": "limit", "per": "team-tree", "metric": "child-teams", "max": MANY - 2},
        {"kind": "limit", "per": "team-tree", "metric": "headcount", "max": 1},
        {"kind": "graph", "edge": "reports_to", "acyclic": True, "max_depth": MANY - 1},
        {"kind": "graph", "edge": "reports_to", "passes": ["auditor"]},
        {"kind": "graph", "edge": "parent", "acyclic": True},
    ],
)
def test_a_chain_of_many_is_no_matter(check: dict[str, object], *, closed: bool) -> None:
    params = rule("r", check).params
    found = list(BY_NAME[str(check["kind"])].check(chain(closed=closed), params, lambda *_: True))
    assert len(found) <= MANY
