"""Section 'Words': what each entry may say, and what is told of anything else."""

import pytest

from tests.org.reading import person, product, seats, team, told, understand

# Everything that may be said


@pytest.mark.parametrize(
    "text",
    [
        """
        people:
          ana: {name: Ana, title: CPO, kind: human, status: notice, since: 2026-01-01, until: 2026-12-31,
            reports_to: ben, dotted: [ben], company: Acme, department: Product, employment: contractor, grade: 7,
            location: Lima, timezone: America/Lima, fte: 50%, contact: {slack: "@ana"}, tags: [a],
            certifications: [psm, {name: pmp, issued: 2020-01-01, expires: 2027-01-01}]}
          ben: {kind: agent, owner: ana, dotted: ana, certifications: psm, tags: b}
        """,
        """
        teams:
          checkout:
            members:
              - {person: ana, role: developer, duties: pnl, without: development, allocation: 0.8, since: 2026-01-01,
                 until: 2026-12-31, acting: yes, proxy: no, deputy: ben, successor: cleo, note: hm, product: web-shop}
              - {person: ben, role: [developer, scrum-master], deputy: [ana, cleo], system: ledger}
            alumni: [dave, {person: eve, role: developer, until: 2025-01-01}]
        assignments:
          - {person: ana, role: developer, team: checkout, product: web-shop, system: ledger, process: pay}
        """,
        """
        teams:
          checkout: {name: C, kind: train, type: enabling, method: less-huge, status: forming, parent: search,
            includes: [search], products: [web-shop], members: [ana], alumni: [ben], contact: {a: b}, owns: [x],
            mission: m, tags: [t], interactions: [{team: search, mode: facilitating, purpose: p, since: 2026-01-01,
            until: 2026-02-01}, search]}
          search: {includes: checkout, products: web-shop, owns: x, tags: t, members: ana, interactions: checkout}
        """,
        """
        products:
          web-shop: {name: W, kind: area, parent: all, method: scrum, stage: sunset, criticality: low, teams: [a],
            owner: a, members: [ana], not_applicable: [pnl], tags: [t],
            risks: {value: ana, viability: ben, usability: cleo, feasibility: ana}}
          all: {}
        systems: {ledger: {stage: mature, criticality: high, teams: a, owner: ana, not_applicable: pnl}}
        processes: {pay: {criticality: medium, steps: {create: payment-initiation}, min_people: 2}}
        """,
        """
        activities:
          a: {name: A, duty: pnl, kind: fyi, team: t, responsible: ana, accountable: [ben], consulted: []}
          b: {product: p, driver: ana, approver: ben, contributors: [c], informed: [d]}
          c: {system: s, recommend: a, agree: b, perform: c, input: d, decide: e}
          d: {process: p}
        rotations:
          r: {system: s, team: t, hours: business, layers: 2, shift_days: 7, members: [ana, ben]}
          s: {hours: 24x7, members: ana, sites: {zurich: ana}}
        """,
        """
        roles:
          captain: {title: C, aliases: [cap], framework: f, group: g, duties: [audit], may: audit, must_not: [developer,
            pnl], implies: developer, holders: {min: 1, max: 2, per: team}, requires: [auditor], line: 2, member: no,
            members: [ana, {person: ben, role: auditor}]}
        duties:
          stocks: {title: S, aliases: [a b], group: g, level: tactical, orientation: both, exclusive: yes,
            required_per: product}
        """,
    ],
    ids=["person", "seat", "team", "work", "activity and rotation", "role and duty"],
)
def test_all_that_may_be_said_is_understood(text: str) -> None:
    assert told(text) == []


# One of a list of words

METHOD_WORDS = "scrum, kanban, xp, safe, less, less-huge, nexus, scrum-at-scale, prince2, holacracy, waterfall or none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "people: {ana: {kind: humn}}",
            "1:22 wrong-type kind takes human, agent, bot, group or vacancy, not 'humn'; did you mean human?",
        ),
        (
            "people: {ana: {status: actve}}",
            "1:24 wrong-type status takes active, leave, notice or departed, not 'actve'; did you mean active?",
        ),
        (
            "people: {ana: {employment: intern}}",
            "1:28 wrong-type employment takes employee or contractor, not 'intern'",
        ),
        (
            "teams: {a: {type: platfrom}}",
            (
                "1:19 wrong-type type takes stream-aligned, platform, enabling or complicated-subsystem, "
                "not 'platfrom'; did you mean platform?"
            ),
        ),
        (
            "teams: {a: {method: scrumm}}",
            f"1:21 wrong-type method takes {METHOD_WORDS}, not 'scrumm'; did you mean scrum?",
        ),
        ("teams: {a: {status: old}}", "1:21 wrong-type status takes forming, active or archived, not 'old'"),
        (
            "teams: {a: {interactions: [{team: a, mode: x}]}}",
            "1:44 wrong-type mode takes collaboration, x-as-a-service or facilitating, not 'x'",
        ),
        (
            "products: {a: {stage: groth}}",
            "1:23 wrong-type stage takes discovery, growth, mature or sunset, not 'groth'; did you mean growth?",
        ),
        ("systems: {a: {criticality: 1}}", "1:28 wrong-type criticality takes low, medium or high, not '1'"),
        (
            "rotations: {a: {hours: 24/7}}",
            "1:24 wrong-type hours takes 24x7 or business, not '24/7'; did you mean 24x7?",
        ),
        (
            "duties: {a: {level: tacticl}}",
            "1:21 wrong-type level takes strategic, tactical or operational, not 'tacticl'; did you mean tactical?",
        ),
        ("duties: {a: {orientation: out}}", "1:27 wrong-type orientation takes internal, external or both, not 'out'"),
        (
            "duties: {a: {required_per: activity}}",
            "1:28 wrong-type required_per takes product, system or process, not 'activity'",
        ),
        ("roles: {a: {line: 4}}", "1:19 wrong-type line takes 1, 2 or 3, not '4'"),
        (
            "roles: {a: {holders: {per: tem}}}",
            "1:28 wrong-type per takes org, team, product, system or process, not 'tem'; did you mean team?",
        ),
        (
            "teams: {a: {method: [scrum]}}",
            f"1:21 wrong-type method takes {METHOD_WORDS}, not a list",
        ),
    ],
)
def test_a_value_outside_its_list_is_told_with_what_is_in_it(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_the_nearest_word_is_one_of_the_list_of_its_own_field() -> None:
    text = "people: {ana: {status: notce}}\nteams: {a: {status: archved}}"
    assert [line.rsplit(";", 1)[1] for line in told(text)] == [" did you mean notice?", " did you mean archived?"]


def test_a_value_outside_its_list_leaves_the_entry_as_it_is() -> None:
    ana = person("people: {ana: {kind: humn, title: CPO, reports_to: ben}, ben: {}}", "ana")
    assert (ana.kind, ana.title, ana.reports_to and ana.reports_to.id) == ("human", "CPO", "ben")
    shop = product("products: {web-shop: {stage: groth, criticality: high}}", "web-shop")
    assert (shop.stage, shop.criticality) == (None, "high")


# Scalars


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("since", "2026-02-30", "impossible-date since is 2026-02-30, a day that no calendar has"),
        ("since", "2026-13-01", "impossible-date since is 2026-13-01, a day that no calendar has"),
        ("until", "01.02.2026", "wrong-type until takes a date such as 2026-01-31, not '01.02.2026'"),
        ("until", "20260101", "wrong-type until takes a date such as 2026-01-31, not '20260101'"),
        ("until", "86400", "wrong-type until takes a date such as 2026-01-31, not '86400'"),
        ("until", "2026-1-5", "wrong-type until takes a date such as 2026-01-31, not '2026-1-5'"),
        ("until", "2026-01-05T10:00:00", "wrong-type until takes a date such as 2026-01-31, not '2026-01-05T10:00:00'"),
        ("until", "[2026-01-05]", "wrong-type until takes a date such as 2026-01-31, not a list"),
        ("allocation", "80", "wrong-type allocation is 80, more than the whole; a share is written 80% or 0.8"),
        ("allocation", "1.5", "wrong-type allocation is 1.5, more than the whole; a share is written 80% or 0.8"),
        ("allocation", "-20%", "wrong-type allocation takes a share such as 80% or 0.8, not '-20%'"),
        ("allocation", "1e0", "wrong-type allocation takes a share such as 80% or 0.8, not '1e0'"),
        ("allocation", "half", "wrong-type allocation takes a share such as 80% or 0.8, not 'half'"),
        ("allocation", ".inf", "wrong-type allocation takes a share such as 80% or 0.8, not '.inf'"),
        ("acting", "t", "wrong-type acting takes yes or no, not 't'"),
        ("acting", "1", "wrong-type acting takes yes or no, not '1'"),
        ("proxy", "{}", "wrong-type proxy takes yes or no, not a mapping"),
        ("person", "[ana]", "wrong-type person takes a text, not a list"),
        ("note", "{a: b}", "wrong-type note takes a text, not a mapping"),
    ],
)
def test_a_scalar_of_another_type_is_told_and_becomes_not_said(field: str, value: str, says: str) -> None:
    others = "person: ana, " if field != "person" else ""
    text = f"teams: {{a: {{members: [{{role: developer, {others}{field}: {value}}}]}}}}"
    place = text.index(f"{field}: ") + len(field) + 3
    assert told(text) == [f"1:{place} {says}"]
    (seat,) = seats(text)
    assert seat.role == "developer"
    if field != "person":
        assert seat.person is not None
        assert not getattr(seat, field, None)


@pytest.mark.parametrize(
    ("value", "share"),
    [("80%", 0.8), ("0.8", 0.8), ("1", 1.0), ("0", 0.0), ("12.5%", 0.125), ("100 %", 1.0), ("'1.0'", 1.0)],
)
def test_a_share_is_per_cent_or_a_number_up_to_one(value: str, share: float) -> None:
    (seat,) = seats(f"teams: {{a: {{members: [{{person: ana, role: developer, allocation: {value}}}]}}}}")
    assert seat.allocation == share


@pytest.mark.parametrize(
    ("value", "flag"), [("yes", True), ("True", True), ("on", True), ("NO", False), ("off", False)]
)
def test_yes_and_no_are_read_as_writers_of_yaml_spell_them(value: str, flag: bool) -> None:
    (seat,) = seats(f"teams: {{a: {{members: [{{person: ana, role: developer, acting: {value}}}]}}}}")
    assert seat.acting is flag


def test_one_value_stands_for_a_list_of_one() -> None:
    text = """
        teams:
          checkout: {products: web-shop, owns: ledger, tags: big, includes: search, interactions: search,
            members: {person: ana, role: product-owner, duties: pnl, without: story-acceptance, deputy: ben}}
          search: {members: cleo}
        people: {ana: {dotted: ben, certifications: psm, tags: x}, ben: {}, cleo: {}}
        systems: {ledger: {teams: search, not_applicable: pnl, members: ben}}
        activities: {a: {accountable: ana}}
        rotations: {r: {members: ana, sites: {here: ben}}}
        roles: {captain: {duties: audit, implies: developer, aliases: cap}}
    """
    assert told(text) == []
    org = understand(text).org
    checkout, ana = org.teams["checkout"], org.people["ana"]
    assert [work.id for work in (*checkout.products, *checkout.systems)] == ["web-shop", "ledger"]
    assert [other.id for other in checkout.includes] == ["search"]
    interaction = checkout.interactions[0]
    assert (checkout.tags, interaction.team and interaction.team.id) == (("big",), "search")
    assert ([one.id for one in ana.dotted], ana.certifications, ana.tags) == (["ben"], ("psm",), ("x",))
    seat = org.seats[0]
    assert (seat.roles, seat.duties) == (("product-owner",), ("pnl", "backlog-ordering"))
    assert [deputy.id for deputy in seat.deputies] == ["ben"]
    assert org.systems["ledger"].not_applicable == ("pnl",)
    assert [one.id for one in org.activities[0].letters["accountable"]] == ["ana"]
    assert {site: [one.id for one in who] for site, who in org.rotations[0].sites.items()} == {
        "": ["ana"],
        "here": ["ben"],
    }
    assert org.vocabulary.roles["captain"].implies == ("developer",)


@pytest.mark.parametrize("handle", ["007", "no", "12:30", "1e5", "0x1F", "true", "2026-01-01", "1_000", ".5"])
def test_a_handle_stays_what_was_typed(handle: str) -> None:
    text = f"people: {{? {handle} : {{name: {handle}}}}}\nteams: {{t: {{members: [{handle}]}}}}"
    assert told(text) == []
    org = understand(text).org
    assert list(org.people) == [handle]
    assert org.people[handle].name == handle
    assert [seat.person.id for seat in org.seats if seat.person] == [handle]


# Unknown keys


def test_an_unknown_key_is_told_at_the_key_with_the_nearest_known_one() -> None:
    text = """
        people: {ana: {titel: CPO, zzz: 1}}
        teams:
          checkout:
            memebers: [ana]
            members: [{person: ana, rol: developer, role: developer}]
            interactions: [{team: checkout, mod: facilitating}]
        products: {web-shop: {risks: {valeu: ana}}}
        activities: {a: {accountble: ana}}
        rotations: {r: {shift_dys: 1}}
        roles: {captain: {duty: audit, holders: {mn: 1}}}
        duties: {stocks: {grup: g}}
    """
    assert told(text) == [
        "2:16 unknown-key titel is no key of a person; did you mean title?",
        "2:28 unknown-key zzz is no key of a person",
        "5:5 unknown-key memebers is no key of a team; did you mean members?",
        "6:29 unknown-key rol is no key of a seat; did you mean role?",
        "7:37 unknown-key mod is no key of an interaction; did you mean mode?",
        "8:31 unknown-key valeu is no key of risks; did you mean value?",
        "9:18 unknown-key accountble is no key of an activity; did you mean accountable?",
        "10:17 unknown-key shift_dys is no key of a rotation; did you mean shift_days?",
        "11:19 unknown-key duty is no key of a role",
        "11:42 unknown-key mn is no key of holders; did you mean min?",
        "12:19 unknown-key grup is no key of a duty; did you mean group?",
    ]


def test_up_to_twenty_unknown_keys_are_told_one_by_one_and_more_are_one_finding() -> None:
    for count in (20, 21, 1000):
        keys = ", ".join(f"k{at}: 1" for at in range(count))
        found = told(f"people: {{ana: {{{keys}, title: CPO}}}}")
        if count == 20:
            assert len(found) == 20
        else:
            assert found == [f"1:16 unknown-key {count} keys here are no key of a person; the first is k0"]
        assert person(f"people: {{ana: {{{keys}, title: CPO}}}}", "ana").title == "CPO"


def test_an_unknown_word_at_the_top_is_told_with_the_nearest_known_one() -> None:
    assert told("people: {ana: {}}\nasignments: []\nversion: 3\n") == [
        "2:1 unknown-key asignments is no word of an organisation; did you mean assignments?",
        "3:1 unknown-key version is no word of an organisation",
    ]


# One bad entry costs that entry only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people: [ana]", ["1:9 wrong-type people takes a mapping of ids, not a list"]),
        ("teams: checkout", ["1:8 wrong-type teams takes a mapping of ids, not 'checkout'"]),
        ("assignments: {a: b}", ["1:14 wrong-type assignments takes a list, not a mapping"]),
        ("organization: [a]", ["1:15 wrong-type organization takes a name, not a list"]),
        ("team: [a]", ["1:7 wrong-type team takes the id of a team, not a list"]),
        ("team: ", ["1:1 wrong-type team takes the id of a team, not nothing"]),
        ("people: {ana: Ana Lima}", ["1:15 wrong-type this entry takes a mapping, not 'Ana Lima'"]),
        ("people: {ana: [1]}", ["1:15 wrong-type this entry takes a mapping, not a list"]),
        ("teams: {a: {members: [[b]]}}", ["1:23 wrong-type this entry takes a mapping, not a list"]),
        ("teams: {a: {members: {person: ben, role: 7}}}", ["1:42 unknown-role 7 is no known role"]),
        ("teams: {a: {members: 7}}", []),
        ("people: {ana: {name: [a, b]}}", ["1:22 wrong-type name takes a text, not a list"]),
        ("people: {ana: {tags: {a: b}}}", ["1:22 wrong-type tags takes texts, not a mapping"]),
        ("people: {ana: {tags: [a, {b: c}, [d]]}}", [
            "1:26 wrong-type tags takes texts, not a mapping", "1:34 wrong-type tags takes texts, not a list",
        ]),
        ("people: {ana: {contact: me}}", ["1:25 wrong-type contact takes a mapping, not 'me'"]),
        ("people: {ana: {certifications: {name: psm, foo: 1}}}", ["1:44 unknown-key foo is no key of a certification"]),
        ("people: {ana: {certifications: [[psm]]}}", ["1:33 wrong-type certifications takes a mapping, not a list"]),
        ("processes: {p: {min_people: two}}", ["1:29 wrong-type min_people takes a whole number, not 'two'"]),
        ("processes: {p: {steps: [a]}}", ["1:24 wrong-type steps takes a mapping, not a list"]),
        ("processes: {p: {steps: {a: [b]}}}", ["1:28 wrong-type a step takes a duty, not a list"]),
        ("rotations: {r: {sites: {a: [{b: c}]}}}", ["1:29 wrong-type a site takes handles, not a mapping"]),
        ("rotations: {r: {sites: [a]}}", ["1:24 wrong-type sites takes a mapping, not a list"]),
        ("products: {p: {risks: ana}}", ["1:23 wrong-type risks takes a mapping, not 'ana'"]),
        ("activities: {a: {accountable: [{b: c}]}}", ["1:32 wrong-type accountable takes texts, not a mapping"]),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_told_at_its_place(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_one_bad_field_costs_the_field() -> None:
    text = (
        "teams: {a: {members: [{person: ana, role: developer, since: soon, until: [never], acting: maybe, note: n}]}}"
    )
    assert len(told(text)) == 3
    (seat,) = seats(text)
    assert (seat.person and seat.person.id, seat.role, seat.since, seat.until) == ("ana", "developer", None, None)


def test_one_bad_list_item_costs_the_item() -> None:
    text = "teams: {a: {tags: [x, {y: z}, w], members: [{person: ana, role: [dev, [no], scrum-master]}, [ben], cleo]}}"
    assert len(told(text)) == 3
    assert team(text, "a").tags == ("x", "w")
    ana, cleo = seats(text)
    assert ana.roles == ("developer", "scrum-master")
    assert cleo.person is not None
    assert cleo.person.id == "cleo"


def test_one_bad_entry_costs_the_entry_and_its_name_is_declared_all_the_same() -> None:
    text = """
        people: {ana: [], ben: {reports_to: ana, title: CTO}}
        teams: {checkout: {members: [ana, dora]}}
    """
    assert told(text) == [
        "2:15 wrong-type this entry takes a mapping, not a list",
        "3:35 unknown-reference no person dora is declared",
    ]
    ben = person(text, "ben")
    assert (ben.title, ben.reports_to and ben.reports_to.id) == ("CTO", "ana")


def test_every_problem_of_every_file_is_told_in_one_run() -> None:
    files = {
        "a.yaml": "people: {ana: {kind: humn, since: 2026-02-30, foo: 1, reports_to: bne}, ben: {fte: 3}}\n",
        "b.yaml": "foo: [\n",
        "c.yaml": "team: t\nmembers: [{person: ana, role: devloper, duties: [pnk]}, {person: anna, role: developer}]\n",
        "d.yaml": "teams: {t: {}, t: {}}\n",
    }
    assert [" ".join(line.split()[:2]) for line in told(files)] == [
        "a.yaml:1:22 wrong-type",
        "a.yaml:1:35 impossible-date",
        "a.yaml:1:47 unknown-key",
        "a.yaml:1:67 unknown-reference",
        "a.yaml:1:84 wrong-type",
        "b.yaml:1:6 yaml-syntax",
        "c.yaml:2:31 unknown-role",
        "c.yaml:2:50 unknown-duty",
        "c.yaml:2:66 unknown-reference",
        "d.yaml:1:9 duplicate-id",
        "d.yaml:1:16 duplicate-key",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "people: {ana: {since: 2026-02-01, until: 2026-01-01}}",
            "1:42 date-order until 2026-01-01 lies before since 2026-02-01",
        ),
        (
            "teams: {a: {members: [{person: b, role: developer, until: 2026-01-01, since: 2026-02-01}]}}",
            "1:59 date-order until 2026-01-01 lies before since 2026-02-01",
        ),
        (
            "teams: {a: {interactions: [{team: a, since: 2026-02-01, until: 2026-01-01}]}}",
            "1:64 date-order until 2026-01-01 lies before since 2026-02-01",
        ),
        (
            "people: {ana: {certifications: [{name: psm, issued: 2026-02-01, expires: 2026-01-01}]}}",
            "1:74 date-order expires 2026-01-01 lies before issued 2026-02-01",
        ),
    ],
)
def test_a_period_that_ends_before_it_begins_is_told(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_a_period_of_one_day_is_fine() -> None:
    assert told("people: {ana: {since: 2026-02-01, until: 2026-02-01}}") == []
