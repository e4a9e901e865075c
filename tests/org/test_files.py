"""Sections 'A team file', 'An organisation, in any number of files' and 'Which files are the organisation'."""

import pytest

from orglint.org import MARKERS, Person, Unit
from tests.org.reading import names, seats, team, told, understand

TEAM = """
    team: checkout
    name: Checkout
    method: scrum
    type: stream-aligned
    parent: commerce
    products: [web-shop]
    mission: Get every basket paid.
    members:
      - carol
      - person: ana
        role: product-owner
        duties: [backlog-ordering, market-research, "P&L"]
        allocation: 80%
        since: 2026-01-05
      - {person: ben, role: scrum-master}
    alumni: [dave]
    contact: {slack: "#checkout"}
    owns: [basket-service]
"""
ACME = """
    organization: acme
    people:
      ana: {name: Ana Lima, title: Product Owner, reports_to: ben, company: Acme}
      ben: {}
      carol: {}
      eve: {}
    teams: {checkout: {}}
    products: {web-shop: {stage: growth, teams: [checkout], members: [{person: ben, role: product-manager}]}}
    systems: {ledger: {criticality: high, owner: checkout}}
    processes: {vendor-payment: {steps: {create: payment-initiation, approve: payment-approval}, min_people: 2}}
    activities: {price-change: {product: web-shop, accountable: ben, responsible: [ana], consulted: [carol]}}
    rotations: {ledger-on-call: {system: ledger, hours: 24x7, sites: {zurich: [ana, ben], denver: [carol, eve]}}}
    assignments:
      - {person: ana, role: product-owner, product: web-shop, duties: [pnl]}
    roles: {release-captain: {duties: [payment-approval], must_not: [development]}}
    duties: {stock-taking: {group: operations, aliases: [inventory count]}}
"""


def test_the_team_file_of_the_description_is_read_whole() -> None:
    assert told(TEAM) == ["13:49 duty-synonym P&L is read as pnl"]
    org = understand(TEAM).org
    checkout = org.teams["checkout"]
    assert (checkout.name, checkout.method, checkout.type, checkout.mission) == (
        "Checkout", "scrum", "stream-aligned", "Get every basket paid.",
    )  # fmt: skip
    assert checkout.declared
    assert checkout.whole
    assert checkout.parent is org.teams["commerce"]
    assert names(checkout.products) == ["product:web-shop"]
    assert tuple(checkout.contact) == ("slack",)
    assert checkout.owns == ("basket-service",)
    carol, ana, ben, dave = org.seats
    assert [seat.person.id for seat in org.seats if seat.person] == ["carol", "ana", "ben", "dave"]
    assert (carol.role, ana.role, ben.role) == (None, "product-owner", "scrum-master")
    assert (ana.allocation, str(ana.since), ana.until) == (0.8, "2026-01-05", None)
    assert dave.alumni
    assert not carol.alumni


def test_the_organisation_of_the_description_is_read_whole() -> None:
    assert told(ACME) == []
    org = understand(ACME).org
    assert org.name == "acme"
    assert org.people["ana"].reports_to is org.people["ben"]
    assert org.people["ana"].company == "Acme"
    assert names(org.teams["checkout"].systems) == ["system:ledger"]
    assert dict(org.processes["vendor-payment"].steps) == {
        "create": "payment-initiation",
        "approve": "payment-approval",
    }
    assert org.processes["vendor-payment"].min_people == 2
    (activity,) = org.activities
    assert {letter: [one.id for one in who] for letter, who in activity.letters.items()} == {
        "accountable": ["ben"], "responsible": ["ana"], "consulted": ["carol"],
    }  # fmt: skip
    (rotation,) = org.rotations
    assert {site: [one.id for one in who] for site, who in rotation.sites.items()} == {
        "zurich": ["ana", "ben"], "denver": ["carol", "eve"],
    }  # fmt: skip
    assert rotation.system is org.systems["ledger"]
    assert rotation.hours == "24x7"
    assert org.vocabulary.roles["release-captain"].duties == ("payment-approval",)
    assert org.vocabulary.roles["release-captain"].must_not == ("development",)
    assert org.vocabulary.duty_words.find("Inventory Count").id == "stock-taking"


def test_a_file_may_hold_several_documents() -> None:
    text = """
        team: checkout
        ---
        team: search
        ---
        people: {ana: {}}
    """
    assert told(text) == []
    org = understand(text).org
    assert list(org.teams) == ["checkout", "search"]
    assert list(org.people) == ["ana"]


def test_all_files_of_a_run_are_one_organisation() -> None:
    files = {
        "a.yaml": "people: {ana: {}}",
        "b.json": '{"teams": {"checkout": {"members": ["ana"]}}}',
        "c.yml": "team: search\nmembers: [ana]",
    }
    assert told(files) == []
    org = understand(files).org
    assert {seat.person for seat in org.seats} == {org.people["ana"]}
    assert list(org.teams) == ["checkout", "search"]


@pytest.mark.parametrize("word", sorted(MARKERS - {"team", "name"}))
def test_a_team_file_holds_words_of_a_team(word: str) -> None:
    text = f"team: checkout\n{word}: {{a: {{}}}}\n"
    found = told(text)
    if word == "products":
        assert found == ["2:11 wrong-type products takes texts, not a mapping"]
    else:
        assert found == [
            f"2:1 unknown-key {word} is no key of a team file; begin a further document with --- for it",
        ]


@pytest.mark.parametrize("word", sorted(MARKERS))
def test_a_marked_document_is_a_part_of_the_organisation(word: str) -> None:
    value = "checkout" if word in ("team", "organization") else "{}"
    reading = understand({"a.yaml": f"{word}: {value}"}, named=False)
    assert reading.unmarked == ()
    assert not [problem for problem in reading.problems if problem.rule == "unmarked-file"]


def test_an_unmarked_document_in_a_walked_file_is_left_alone_and_counted() -> None:
    files = {"a.yaml": "version: 3\nservices: {web: {}}\n---\nteam: checkout\n", "b.yaml": "- 1\n", "c.yaml": "hello\n"}
    assert told(files, named=False) == []
    reading = understand(files, named=False)
    assert reading.unmarked == ("a.yaml", "b.yaml", "c.yaml")
    assert reading.documents == 4


def test_an_unmarked_document_is_told_where_a_top_key_is_one_edit_from_a_marker() -> None:
    near = {"a.yaml": "assignements: []\n", "b.yaml": "assinements: []\n"}
    assert told(near, named=False) == [
        "a.yaml:1:1 unknown-key assignements is no word of an organisation; did you mean assignments?",
    ]


def test_a_walked_file_that_does_not_parse_is_judged_if_a_line_begins_with_a_marker() -> None:
    files = {"a.yaml": "foo: [\n", "b.yaml": "foo: [\nteam : x\n"}
    found = told(files, named=False)
    assert [line.split(":")[0] for line in found] == ["b.yaml"]
    assert understand(files, named=False).org.lost


def test_a_named_file_is_always_judged() -> None:
    files = {
        "a.yaml": "foo: [\n",
        "b.yaml": "version: 3\n",
        "c.yaml": "[1]\n",
        "d.yaml": "hi\n",
        "e.yaml": "",
        "f.yaml": "#\n",
    }
    found = [line.split(" ", 2)[:2] for line in told(files)]
    assert found == [
        ["a.yaml:1:6", "yaml-syntax"],
        ["b.yaml:1:1", "unmarked-file"],
        ["c.yaml:1:1", "wrong-type"],
        ["d.yaml:1:1", "wrong-type"],
        ["e.yaml:1:1", "unmarked-file"],
        ["f.yaml:1:1", "unmarked-file"],
    ]


def test_own_keys_are_kept_wherever_they_stand() -> None:
    text = """
        $schema: https://example.org/orglint.json
        x-top: 1
        organization: acme
        people:
          x-note: these are all
          ana: {x-desk: 12, certifications: [{name: psm, x-level: 2}]}
        teams:
          checkout:
            x-cost: [1, {a: b}]
            members: [{person: ana, role: developer, x-badge: red}]
            interactions: [{team: checkout, x-why: because}]
        products: {web-shop: {risks: {value: ana, x-seen: no}}}
        processes: {pay: {steps: {x-first: {}, approve: payment-approval}}}
        activities: {a: {x-forum: board, accountable: ana}}
        roles: {captain: {holders: {min: 1, x-y: 2}}}
    """
    assert told(text) == []
    org = understand(text).org
    assert list(org.people) == ["ana"]
    everything: list[Person | Unit] = [*org.people.values(), *org.teams.values(), *org.products.values()]
    assert all(thing.whole for thing in everything)
    assert not org.lost
    assert not org.doubtful


def test_a_schema_may_be_named_at_the_top_of_any_document() -> None:
    assert told("$schema: x\nteam: checkout\n") == []
    assert told("$schema: x\npeople: {ana: {}}\n") == []


def test_a_map_of_the_flat_form_is_a_seat_each() -> None:
    nested = seats("products: {web-shop: {members: [{person: ana, role: product-owner, duties: [pnl]}]}}")
    flat = seats("assignments: [{person: ana, role: product-owner, duties: [pnl], product: web-shop}]")
    for one, other in zip(nested, flat, strict=True):
        assert one.mandate.duties == other.mandate.duties
        assert one.scope.ref == other.scope.ref


def test_a_team_may_be_declared_without_saying_anything() -> None:
    assert team("teams: {checkout: }", "checkout").declared
    assert told("teams: {checkout: }") == []
