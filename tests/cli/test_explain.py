"""`orglint explain RULE --for SUBJECT`: why a rule speaks of somebody, or does not."""

import pytest

from .conftest import Fill, run

ORG = """\
organization: acme
roles:
  chief: {implies: [product-owner]}
people: {ana: {}, ben: {}, cleo: {}, dave: {status: departed}}
products: {shop: {}, blog: {}}
teams:
  checkout:
    products: [shop]
    method: scrum
    members:
      - {person: ana, role: chief, duties: [pnl]}
      - {person: ben, role: scrum-master}
      - {person: cleo, role: product-owner}
      - dave
  search: {method: kanban, products: [blog], members: [cleo]}
"""
OWN = """\
summary: A committee has members.
severity: warning
profiles: [core]
check:
  kind: assert
  for_each: team
  let: {products: len(team.products)}
  assert: products > 9
when: team.kind == "committee"
message: "{team.id} works on {products} products"
rationale: Few decide for many.
help: [ask more people in]
references: []
valid:
  - {name: v, source: "team: a"}
invalid:
  - {name: i, source: "team: a\\nkind: committee # finding"}
"""


@pytest.fixture
def files(fill: Fill) -> None:
    fill({"org.yaml": ORG, "orglint.yaml": "rule_dirs: [policies]\n", "policies/core/small-committee.yaml": OWN})


def told(rule: str, subject: str) -> str:
    done = run("explain", rule, "org.yaml", "--for", subject)
    assert done.code == 0, done.err
    return done.out


@pytest.mark.usefixtures("files")
def test_the_way_through_roles_is_shown() -> None:
    out = told("po-holds-pm-duty", "ana")
    assert "one side: product-owner through chief, org.yaml:11:29" in out
    assert "the other side: pnl, org.yaml:11:45" in out
    assert "It finds: the product owner of shop also holds pnl (org.yaml:11:45)" in out


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("rule", "subject", "silent"),
    [
        ("po-holds-pm-duty", "cleo", "no seat has anything of the other side"),
        ("po-holds-pm-duty", "person:ben", "no seat has anything of one side and the other side"),
        ("scrum-team-without-sm", "team:checkout", "1 counted, and it asks for at least 1"),
        ("scrum-team-without-sm", "search", "the rule is off here"),
        ("small-committee", "search", "when keeps it silent"),
        ("incompatible-duties", "ana", "the rule is off here"),
    ],
)
def test_why_it_is_silent(rule: str, subject: str, silent: str) -> None:
    assert f"It finds nothing here: {silent}" in told(rule, subject)


@pytest.mark.usefixtures("files")
def test_the_condition_that_was_not_met_is_marked() -> None:
    out = told("small-committee", "team:search")
    assert 'when: team.kind == "committee"  ->  no   <- so the rule is silent' in out


@pytest.mark.usefixtures("files")
def test_seats_that_hold_nothing_say_why() -> None:
    assert "nobody is there today" in told("departed-in-role", "dave")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("bn", "nobody and nothing in these files is called bn; did you mean ben?"),
        ("team:chekout", "did you mean checkout?"),
        ("tem:search", "tem:search begins with tem, and there is no such class; did you mean team?"),
        ("squadron:search", "nobody and nothing in these files is called squadron:search"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(subject: str, said: str) -> None:
    done = run("explain", "po-holds-pm-duty", "org.yaml", "--for", subject)
    assert done.code == 2
    assert said in done.err


def test_a_name_of_two_things_is_asked_back(fill: Fill) -> None:
    fill({"org.yaml": "people: {web: {}}\nteams: {web: {members: [web]}}\n"})
    done = run("explain", "orphan", "org.yaml", "--for", "web")
    assert done.code == 2
    assert "web names person:web and team:web; write one of these" in done.err


def test_a_name_may_hold_a_colon(fill: Fill) -> None:
    fill({"org.yaml": "people: {'svc:bot': {}, 'team:a': {}}\nteams: {a: {members: ['svc:bot']}}\n"})
    for name in ("svc:bot", "person:svc:bot", "@svc:bot"):
        assert "departed-in-role for person svc:bot\n" in told("departed-in-role", name)
    assert "for team a\n" in told("departed-in-role", "team:a")
    assert "for person team:a\n" in told("departed-in-role", "person:team:a")


def test_the_organisation_has_a_name_beside_a_team_called_org(fill: Fill) -> None:
    fill({"org.yaml": "teams: {org: {members: [ana]}}\n"})
    done = run("explain", "orphan", "org.yaml", "--for", "org")
    assert "org names team:org and org:org; write one of these" in done.err
    assert "for team org\n" in told("orphan", "team:org")
    assert "for the organisation\n" in told("orphan", "org:org")


def test_paths_need_a_subject(fill: Fill) -> None:
    fill({"org.yaml": ORG})
    done = run("explain", "orphan", "org.yaml")
    assert done.code == 2
    assert "--for" in done.err


UNTITLED = """\
summary: Everybody is known by a title.
severity: warning
profiles: [core]
check: {kind: assert, for_each: person, assert: person.id == "a"}
message: "{person.id} {person.title}"
rationale: Others see who to ask.
help: [add a title]
references: []
valid:
  - {name: v, source: "people: {a: {title: Chair}}"}
invalid:
  - {name: i, source: "people: {b: {}} # finding"}
"""


def test_a_message_says_nothing_for_what_is_not_said(fill: Fill) -> None:
    fill({"org.yaml": "people: {ben: {}}\n", "orglint.yaml": "rule_dirs: [p]\n", "p/core/untitled.yaml": UNTITLED})
    assert "It finds: ben nothing (" in told("untitled", "ben")


APART = """\
summary: Who asks does not pay.
severity: warning
profiles: [core]
check:
  kind: exclusive
  within: [team, product]
  between: [{duties: [asks]}, {duties: [pays]}]
when: unit.id != "x"
message: "{holder} has {left} and {right} in {scope}"
rationale: Few see what was asked for twice.
help: [ask somebody else]
references: []
valid:
  - {name: v, source: "duties: {asks: {title: A}, pays: {title: P}}"}
invalid:
  - name: i
    source: |
      duties: {asks: {title: A}, pays: {title: P}}
      people: {ana: {}}
      teams:
        b: {members: [{person: ana, duties: [asks, pays]}]} # finding
"""


def apart(team: str) -> dict[str, str]:
    org = f"""\
duties: {{asks: {{title: A}}, pays: {{title: P}}}}
people: {{ana: {{}}, carol: {{}}}}
assignments: [{{person: carol, duties: [asks, pays]}}]
teams:
  {team}: {{members: [{{person: ana, duties: [asks, pays]}}]}}
"""
    return {"org.yaml": org, "orglint.yaml": "rule_dirs: [p]\n", "p/core/apart.yaml": APART}


def test_conditions_see_what_several_classes_of_units_have_in_common(fill: Fill) -> None:
    fill(apart("b"))
    assert "It finds: ana has asks and pays in b" in told("apart", "ana")
    fill(apart("x"))
    assert "when keeps it silent" in told("apart", "ana")


def test_a_conflict_in_no_unit_is_one_of_the_whole_organisation(fill: Fill) -> None:
    fill(apart("b"))
    assert "  person carol and the whole organisation\n" in told("apart", "carol")


BUDGET = """\
summary: A team has few people.
severity: warning
profiles: [core]
options: {per_head: {default: 1, means: the most people}}
check: {kind: assert, for_each: team, let: {n: len(team.members)}, assert: n <= options.per_head}
message: "{team.id} has {n} people"
rationale: Many talk much.
help: [ask fewer people in]
references: []
valid:
  - {name: v, source: "team: a"}
invalid:
  - {name: i, source: "teams: {a: {members: [b, c]}} # finding"}
"""
DEPTH = """\
summary: Lines are short.
severity: warning
profiles: [core]
check: {kind: graph, edge: reports_to, max_depth: 1}
message: "{subject} is far down"
rationale: News travel slowly.
help: [take a level out]
references: []
valid:
  - {name: v, source: "people: {a: {}}"}
invalid:
  - {name: i, source: "people: {a: {}, b: {reports_to: a}} # finding"}
"""
SETTINGS = """\
rule_dirs: [p]
rules: {product: off}
overrides:
  - {teams: [checkout], rules: {budget: {per_head: 10}}}
  - {teams: [search], rules: {apart: off, budget: off}}
"""


@pytest.fixture
def places(fill: Fill) -> None:
    org = """\
duties: {asks: {title: A}, pays: {title: P}}
people: {ana: {}, ben: {reports_to: ana}, cleo: {reports_to: ben}}
teams:
  checkout: {members: [ana, ben]}
  search: {members: [{person: ana, duties: [asks, pays]}]}
  storage: {members: [ana, ben]}
"""
    own = {"p/core/budget.yaml": BUDGET, "p/core/depth.yaml": DEPTH, "p/core/apart.yaml": APART}
    fill({"org.yaml": org, "orglint.yaml": SETTINGS, **own})


@pytest.mark.usefixtures("places")
def test_the_options_of_an_override_hold_where_it_speaks() -> None:
    out = told("budget", "checkout")
    assert out.splitlines()[1] == "on: orglint.yaml:4, with per_head 10 (orglint.yaml:4)"
    assert "check.assert: n <= options.per_head  ->  yes   <- so the rule is silent" in out
    assert "It finds nothing here: check.assert keeps it silent" in out
    out = told("budget", "storage")
    assert out.splitlines()[1] == "on; its profiles are core"
    assert "It finds: storage has 2 people" in out


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("rule", "subject", "why"),
    [
        ("budget", "search", "off for this one: orglint.yaml:5"),
        ("duty-unowned", "search", "off: orglint.yaml:2 (family product)"),
        ("hire-and-payroll", "search", "off: profile sod-finance is not on"),
        ("scrum-team-without-sm", "search", "off for this one: it is on in places"),
    ],
)
def test_why_it_is_off(rule: str, subject: str, why: str) -> None:
    assert told(rule, subject).splitlines()[1].startswith(why)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("rule", "subject", "silent"),
    [
        ("apart", "ana", "what it looks at belongs to team search, where the rule is off"),
        ("depth", "cleo", "it is told of person ben, which is above"),
        ("depth", "search", "the rule looks at people, and not at a team"),
        ("budget", "ana", "the rule looks at teams, and not at a person"),
        ("budget", "org", "the rule looks at teams, and not at the organisation as a whole; it has 1 finding in all"),
    ],
)
def test_what_a_rule_does_not_look_at_is_said(rule: str, subject: str, silent: str) -> None:
    assert f"It finds nothing here: {silent}\n" in told(rule, subject)


@pytest.mark.usefixtures("places")
def test_somebody_without_a_role_is_told_as_such() -> None:
    assert "ben, without a role, in team storage" in told("budget", "storage")


@pytest.mark.usefixtures("places")
def test_a_rule_that_is_checked_while_reading_is_explained_too() -> None:
    out = told("unknown-key", "ana")
    assert "on; its profiles are core" in out
    assert "It finds nothing here: what it looks for was not met when the files were read" in out


def test_the_options_of_a_profile_hold_where_it_is_on(fill: Fill) -> None:
    settings = "rule_dirs: [p]\noverrides: [{teams: [checkout], profiles: [wide]}]\n"
    wide = "title: Wide\nfor_whom: Many.\nrules: {budget: {per_head: 10}}\n"
    org = "teams: {checkout: {members: [ana, ben]}, search: {members: [ana, ben]}}\n"
    fill({"org.yaml": org, "orglint.yaml": settings, "p/core/budget.yaml": BUDGET, "p/profiles/wide.yaml": wide})
    out = told("budget", "checkout")
    assert out.splitlines()[1] == "on; its profiles are core, with per_head 10 (profile wide)"
    assert "It finds nothing here: check.assert keeps it silent" in out
    assert "It finds: search has 2 people" in told("budget", "search")


def test_why_there_is_nothing_to_look_at(fill: Fill) -> None:
    fill({"org.yaml": ORG, "orglint.yaml": "rule_dirs: [p]\n", "p/core/small-committee.yaml": OWN})
    assert "it has nothing to look at: its `when` holds for no team" in told("small-committee", "search")
    assert "nothing to look at" not in told("incompatible-duties", "search")
