"""Section 'Meaning': who is meant, what a seat holds, where and when."""

from datetime import date

import pytest

from orglint.org import Person, Unit, View
from tests.org.reading import held, names, person, reach, related, seats, team, told, understand

# Handle


@pytest.mark.parametrize("other", ["@ana", "ANA", " ana ", "@Ana ", '"ana\\t"'])
def test_at_case_and_blanks_do_not_distinguish_handles(other: str) -> None:
    text = f"people: {{ana: {{}}}}\nteams: {{t: {{members: [ana, {{person: {_quoted(other)}, role: developer}}]}}}}"
    org = understand(text).org
    assert list(org.people) == ["ana"]
    assert {seat.person for seat in org.seats} == {org.people["ana"]}


def _quoted(text: str) -> str:
    return text if text.startswith('"') else f'"{text}"'


def test_composed_and_decomposed_letters_are_one_handle() -> None:
    assert list(understand('people: {"jos\\u00e9": {}}\nteams: {t: {members: ["jose\\u0301"]}}').org.people) == [
        "jos\u00e9"
    ]


def test_a_name_in_two_spellings_is_one_person_and_a_finding() -> None:
    text = """
        people: {Ana: {}}
        teams: {t: {members: [ana]}, u: {members: [ANA]}, v: {members: [ana, Ana]}}
    """
    assert told(text) == [
        "3:23 handle-spelling one handle is written in 3 ways: Ana, ana and ANA",
        "3:70 duplicate-seat Ana has the same seat twice",
    ]
    assert related(text, "handle-spelling") == ["3:44 and so here", "2:10 Ana here"]


def test_an_at_in_front_is_no_second_spelling() -> None:
    assert told('people: {ana: {}}\nteams: {t: {members: ["@ana"]}}') == []


# Nobody


@pytest.mark.parametrize(
    "word", ["", "~", "null", "none", "None", "tbd", "TBD", "vacant", "n/a", "N/A", '" none "', '""', '"@none"', '"@"']
)
def test_some_words_say_that_nobody_is_meant_where_a_person_is_named(word: str) -> None:
    text = f"""
        people:
          ana:
            reports_to: {word}
            owner: {word}
            dotted:
              - {word}
        teams:
          t:
            members:
              - {word}
              - {{role: developer, deputy: [{word or "~"}], person: {word}}}
        activities:
          a:
            accountable:
              - {word}
    """
    assert told(text) == []
    org = understand(text).org
    assert list(org.people) == ["ana"]
    ana = org.people["ana"]
    assert (ana.reports_to, ana.owner, ana.dotted, ana.is_root) == (None, None, (), True)
    bare, developer = org.seats
    assert (bare.person, developer.person, developer.deputies) == (None, None, ())
    assert [one.kind for one in org.activities[0].letters["accountable"]] == ["nobody"]


@pytest.mark.parametrize("word", ["none", "tbd"])
def test_elsewhere_these_are_words_like_any_other(word: str) -> None:
    text = f"teams: {{t: {{mission: {word}, parent: {word}, products: [{word}], tags: [{word}]}}}}"
    one = team(text, "t")
    assert (one.mission, one.parent and one.parent.id, one.products[0].id, one.tags) == (word, word, word, (word,))


def test_an_empty_value_elsewhere_is_not_said() -> None:
    text = """
        teams:
          t:
            mission:
            products:
            parent:
            members:
            tags: [~]
            includes:
              -
    """
    assert told(text) == []
    one = team(text, "t")
    assert (one.mission, one.products, one.parent, one.tags, one.includes) == (None, [], None, (), ())
    assert understand(text).org.seats == []


def test_reports_to_none_declares_a_root() -> None:
    text = "people: {ana: {reports_to: none}, ben: {reports_to: ana}, cleo: {}}"
    people = understand(text).org.people
    assert [one.is_root for one in people.values()] == [True, False, False]
    assert people["ben"].reports_to is people["ana"]


# Declared or not


def test_a_class_is_closed_where_the_run_has_its_map_with_an_entry() -> None:
    use = """
teams: {t: {products: [p], members: [ana], owns: [s]}}
assignments: [{person: ana, role: developer, team: u, process: c}]
"""
    unknown = {
        "people: {}": [],
        "people: {x-a: {}}": [],
        "people: {ben: {}}": ["no person ana is declared (2 times)"],
        "products: {}": [],
        "products: {q: {}}": ["no product p is declared"],
        "processes: {d: {}}": ["no process c is declared"],
    }
    for declared, expected in unknown.items():
        found = [line.split(" ", 2)[2] for line in told(f"{use}{declared}\n")]
        assert sorted(found) == sorted([*expected, "no team u is declared"])


def test_a_lone_team_file_closes_nothing() -> None:
    text = (
        "team: t\nparent: u\nproducts: [p]\nmembers: [ana, {person: ben, role: developer, system: s}]\nincludes: [w]\n"
    )
    assert told(text) == []


def test_teams_are_closed_where_settings_say_which_files_are_the_organisation() -> None:
    text = "team: checkout\nparent: commerse\n---\nteam: commerce\nincludes: [search]\n"
    assert told(text, closed=True) == [
        "2:9 unknown-reference no team commerse is declared; did you mean commerce?",
        "5:12 unknown-reference no team search is declared",
    ]


def test_an_undeclared_name_is_one_finding_with_all_its_places() -> None:
    text = """
        people: {diana: {}, ben: {reports_to: dina}}
        teams: {t: {members: [dina, {person: Dina, role: developer, deputy: dina}]}}
        activities: {a: {accountable: dina}}
    """
    assert told(text) == [
        "2:39 unknown-reference no person dina is declared (5 times); did you mean diana?",
        "3:38 handle-spelling one handle is written in 2 ways: dina and Dina",
    ]
    assert related(text, "unknown-reference") == ["3:23 here too", "3:38 here too", "3:69 here too", "4:31 here too"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "people: {ana: {dotted: [bne]}, ben: {}}",
            "1:25 unknown-reference no person bne is declared; did you mean ben?",
        ),
        ("people: {ana: {owner: bne}, ben: {}}", "1:23 unknown-reference no person bne is declared; did you mean ben?"),
        (
            "teams: {search: {}, t: {includes: [serach]}}",
            "1:36 unknown-reference no team serach is declared; did you mean search?",
        ),
        (
            "teams: {search: {}, t: {interactions: [serach]}}",
            "1:40 unknown-reference no team serach is declared; did you mean search?",
        ),
        (
            "products: {shop: {}, p: {parent: shp}}",
            "1:34 unknown-reference no product shp is declared; did you mean shop?",
        ),
        ("products: {shop: {teams: [t, u]}}\nteams: {t: {}}", "1:30 unknown-reference no team u is declared"),
        (
            "systems: {ledger: {}}\nrotations: {r: {system: legder}}",
            "2:25 unknown-reference no system legder is declared; did you mean ledger?",
        ),
        (
            "activities: {a: {product: shp}}\nproducts: {shop: {}}",
            "1:27 unknown-reference no product shp is declared; did you mean shop?",
        ),
        ("people: {ana: {}}\nproducts: {shop: {owner: search}}", "2:26 unknown-reference no person search is declared"),
    ],
)
def test_every_reference_is_looked_up(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_owns_is_what_has_that_name_else_free_text() -> None:
    text = """
        systems: {ledger: {}}
        processes: {billing: {}}
        products: {web-shop: {}}
        teams: {t: {owns: [ledger, Billing, web-shop, the coffee machine]}}
    """
    assert told(text) == []
    one = team(text, "t")
    assert [work.id for work in (*one.systems, *one.processes, *one.products)] == ["ledger", "billing", "web-shop"]
    assert one.owns[-1] == "the coffee machine"


def test_an_id_declared_twice_is_a_finding_and_the_first_stands() -> None:
    files = {
        "a.yaml": "team: checkout\nname: First\n---\nteam: Checkout\nname: Second\n",
        "b.yaml": "people: {ana: {title: a}}\nproducts: {p: {stage: growth}}\n"
        "activities: {x: {}}\nroles: {r: {title: a}}\n",
        "c.yaml": "people: {ana: {title: b}}\nproducts: {p: {stage: mature}}\n"
        "activities: {x: {}}\nroles: {r: {title: b}}\n",
    }
    assert told(files) == [
        "a.yaml:4:7 duplicate-id the team checkout is declared twice",
        "c.yaml:1:10 duplicate-id the person ana is declared twice",
        "c.yaml:2:12 duplicate-id the product p is declared twice",
        "c.yaml:3:14 duplicate-id the activity x is declared twice",
        "c.yaml:4:9 duplicate-id the role r is declared twice",
    ]
    org = understand(files).org
    assert (org.teams["checkout"].name, org.people["ana"].title, org.products["p"].stage) == ("First", "a", "growth")
    assert org.vocabulary.roles["r"].title == "a"
    assert len(org.activities) == 1


# Absence


def test_what_is_only_mentioned_is_not_declared() -> None:
    org = understand("team: t\nproducts: [p]\nmembers: [ana]\n---\nproducts: {q: {teams: [u]}}\n").org
    everything: list[Person | Unit] = [*org.teams.values(), *org.products.values(), *org.people.values()]
    assert [(one.id, one.declared) for one in everything] == [
        ("t", True), ("u", False), ("q", True), ("p", False), ("ana", False),
    ]  # fmt: skip


# Seat


def test_one_entry_is_one_seat() -> None:
    (seat,) = seats("teams: {t: {members: [{person: ana, role: [developer, scrum-master], allocation: 50%}]}}")
    assert (seat.roles, seat.allocation) == (("developer", "scrum-master"), 0.5)


@pytest.mark.parametrize(
    ("members", "twice"),
    [
        ("ana, ana", True),
        ("ana, {person: ana}", True),
        ("{person: ana, role: developer}, {person: '@Ana', role: dev}", True),
        ("{person: ana, role: [developer, auditor]}, {person: ana, role: [auditor, developer]}", True),
        ("{person: ana, role: developer}, {person: ana, role: auditor}", False),
        ("{person: ana, role: developer}, {person: ben, role: developer}", False),
        ("ana, {person: ana, role: developer}", False),
        ("{person: ana, role: developer, product: p}, {person: ana, role: developer}", False),
        ("{person: ana, role: developer, until: 2026-01-31}, {person: ana, role: developer, since: 2026-01-31}", True),
        ("{person: ana, role: developer, until: 2026-01-31}, {person: ana, role: developer, since: 2026-02-01}", False),
        ("{role: developer}, {role: developer}, none, none", False),
    ],
)
def test_the_same_person_role_and_scope_in_overlapping_time_is_one_seat(members: str, twice: bool) -> None:
    text = f"teams: {{t: {{members: [{members}]}}}}"
    found = [line for line in told(text) if "duplicate-seat" in line]
    assert bool(found) is twice
    if twice:
        assert found[0].endswith("duplicate-seat ana has the same seat twice")
        assert len(seats(text)) == 1


def test_a_seat_written_nested_and_flat_is_the_same_seat() -> None:
    text = """
        teams: {t: {members: [{person: ana, role: developer, product: p}]}}
        assignments:
          - {person: ana, role: developer, product: p, team: t}
    """
    assert told(text) == ["4:14 duplicate-seat ana has the same seat twice"]
    assert related(text, "duplicate-seat") == ["2:32 the same seat"]
    assert len(seats(text)) == 1


def test_a_seat_written_twice_lasts_as_long_as_both() -> None:
    text = """
        teams:
          t:
            members:
              - {person: ana, role: developer, since: 2026-05-01, until: 2026-06-15}
              - {person: ana, role: developer, since: 2027-01-01}
              - {person: ana, role: developer, since: 2026-02-01, until: 2026-05-10, allocation: 50%}
    """
    assert told(text) == ["7:18 duplicate-seat ana has the same seat twice"]
    first, second = seats(text)
    assert (first.since, first.until, first.allocation) == (date(2026, 2, 1), date(2026, 6, 15), 0.5)
    assert (second.since, second.until) == (date(2027, 1, 1), None)


def test_of_three_overlapping_seats_each_further_one_is_told() -> None:
    text = """
        teams:
          t:
            members:
              - {person: ana, role: developer, until: 2026-03-01}
              - {person: ana, role: developer, since: 2026-04-01}
              - {person: ana, role: developer, since: 2026-05-01}
    """
    assert told(text) == ["7:18 duplicate-seat ana has the same seat twice"]
    assert related(text, "duplicate-seat") == ["6:18 the same seat"]


def test_duties_of_a_seat_written_twice_are_all_held() -> None:
    text = """
        teams:
          t: {members: [{person: ana, role: dev, duties: [pnl]}, {person: ana, role: dev, duties: [audit]}]}
    """
    assert len(told(text)) == 1
    assert {duty for seat in seats(text) for duty in seat.duties} == {"pnl", "audit", "development"}


def test_a_seat_with_a_share_or_dates_alone_keeps_them() -> None:
    text = """
        teams:
          t: {members: [{person: ana, allocation: 60%}, {person: ben, until: 2026-01-01}, {person: cleo, deputy: ana}]}
    """
    ana, ben, cleo = seats(text)
    assert (ana.allocation, ben.until, [one.id for one in cleo.deputies]) == (0.6, date(2026, 1, 1), ["ana"])


@pytest.mark.parametrize("said", ["", ", role: ", ", duties: []", ", role: [~]", ", without: [pnl]"])
def test_a_seat_that_names_neither_role_nor_duty_is_told(said: str) -> None:
    assert told(f"assignments: [{{person: ana{said}}}]") == [
        "1:24 empty-assignment this seat names neither a role nor a duty",
    ]
    assert told("assignments: [{person: ana, role: developer}, {person: ben, duties: pnl}]") == []


# Effective duties


@pytest.mark.parametrize(
    ("said", "duties"),
    [
        ("role: product-owner", {"backlog-ordering", "story-acceptance"}),
        ("role: [product-owner, developer]", {"backlog-ordering", "story-acceptance", "development"}),
        ("role: product-owner, without: [story-acceptance]", {"backlog-ordering"}),
        ("role: product-owner, without: [order the backlog]", {"story-acceptance"}),
        ("role: product-owner, duties: [pnl]", {"backlog-ordering", "story-acceptance", "pnl"}),
        (
            "role: product-owner, duties: [story-acceptance], without: [story-acceptance]",
            {"backlog-ordering", "story-acceptance"},
        ),
        ("role: product-owner, without: [pnl]", {"backlog-ordering", "story-acceptance"}),
        ("role: chief-product-owner", {"product-vision", "backlog-ordering", "story-acceptance"}),
        ("role: chief-product-owner, without: [backlog-ordering]", {"product-vision", "story-acceptance"}),
        ("duties: [pnl]", {"pnl"}),
        ("duties: [pnl], without: [pnl]", {"pnl"}),
        ("role: juggler, duties: [juggling]", {"juggling"}),
    ],
)
def test_duties_are_those_of_the_roles_without_some_and_with_others(said: str, duties: set[str]) -> None:
    (seat,) = seats(f"assignments: [{{person: ana, {said}}}]")
    assert set(seat.duties) == duties


def test_a_duty_knows_the_line_and_the_path_by_which_it_came() -> None:
    (seat,) = seats(
        "assignments: [{person: ana, role: [developer, chief-product-owner], duties: [audit, backlog-ordering]}]"
    )
    assert {
        duty: [(way.field, way.item, way.through) for way in ways] for duty, ways in seat.mandate.duties.items()
    } == {
        "audit": [("duties", 0, ())],
        "backlog-ordering": [("duties", 1, ()), ("role", 1, ("chief-product-owner", "product-owner"))],
        "story-acceptance": [("role", 1, ("chief-product-owner", "product-owner"))],
        "product-vision": [("role", 1, ("chief-product-owner",))],
        "development": [("role", 0, ("developer",))],
    }
    assert seat.roles == ("developer", "chief-product-owner", "product-owner")


def test_own_roles_and_duties_lie_over_the_built_in_ones() -> None:
    text = """
        roles:
          product-owner: {duties: [pnl]}
          captain: {duties: [stock taking, development], implies: [scrum master]}
          chief-product-owner: {title: Chief, implies: }
        duties:
          stock-taking: {aliases: [inventory count]}
          pnl: {group: money}
        assignments:
          - {person: ana, role: product-owner}
          - {person: ben, role: Captain}
          - {person: cleo, role: chief-product-owner}
    """
    assert told(text) == []
    org = understand(text).org
    assert [set(seat.duties) for seat in org.seats] == [
        {"pnl"}, {"stock-taking", "development", "scrum-coaching"}, {"product-vision", "pnl"},
    ]  # fmt: skip
    role = org.vocabulary.roles["product-owner"]
    assert (role.aliases, role.group, role.site is not None) == (("PO",), "product", True)
    duty = org.vocabulary.duties["pnl"]
    assert (duty.group, duty.exclusive, duty.aliases) == ("money", True, ("profit and loss",))
    assert org.vocabulary.roles["chief-product-owner"].implies == ("product-owner",)


def test_own_ids_and_aliases_win() -> None:
    text = """
        roles: {coach: {aliases: [scrum-master, owner], duties: [audit]}}
        duties: {books: {aliases: [pnl, roadmap, market trends]}}
        assignments:
          - {person: ana, role: scrum-master, duties: [pnl, roadmap, market-trends, market-research]}
          - {person: ben, role: owner}
    """
    ana, ben = seats(text)
    assert (ana.roles, ben.roles) == (("coach",), ("coach",))
    assert set(ana.duties) == {"books", "market-research", "audit"}


def test_what_an_own_role_names_and_nobody_knows_is_told() -> None:
    text = """
        roles:
          captain: {duties: [audit, pnll], may: [roadmap], implies: [devloper], must_not: [audit, pnl, nothing],
            requires: [x]}
    """
    assert told(text) == [
        "3:29 unknown-duty pnll is no known duty; did you mean pnl?",
        "3:42 ambiguous-duty roadmap may mean product-roadmap or technical-roadmap; the role keeps the word as it is",
        "3:62 unknown-role devloper is no known role; did you mean developer?",
        "3:96 unknown-role nothing is no known role or duty",
        "4:16 unknown-role x is no known role or duty",
    ]


# Synonyms


@pytest.mark.parametrize(
    ("word", "duty"),
    [
        ("P&L", "pnl"),
        ("profit and loss", "pnl"),
        ("pnl ownership", "pnl"),
        ("own the P&L", "pnl"),
        ("PNL", "pnl"),
        ("Market Research", "market-research"),
        ("market_analysis", "market-research"),
        ("market trend", "market-research"),
        ("manage market trends", "market-research"),
        ("the long-term vision", "product-vision"),
        ("Order the Backlog", "backlog-ordering"),
    ],
)
def test_synonyms_are_found_in_two_steps(word: str, duty: str) -> None:
    text = f"assignments: [{{person: ana, duties: ['{word}']}}]"
    assert seats(text)[0].duties == (duty,)
    assert told(text) == [f"1:38 duty-synonym {word} is read as {duty}"]


@pytest.mark.parametrize("word", ["own the market", "manage the trends", "lead order", "ownership"])
def test_one_remaining_word_matches_only_what_it_would_match_alone(word: str) -> None:
    text = f"assignments: [{{person: ana, duties: ['{word}']}}]"
    assert seats(text)[0].duties == (word,)
    assert told(text)[0].startswith(f"1:38 unknown-duty {word} is no known duty")


def test_roles_have_synonyms_and_no_finding_is_made_of_them() -> None:
    text = "assignments: [{person: ana, role: [PO, 'Product Lead', dev, SM]}]"
    assert seats(text)[0].roles == ("product-owner", "product-manager", "developer", "scrum-master")
    assert told(text) == []


def test_an_ambiguous_word_is_resolved_from_the_role_beside_it_else_told() -> None:
    text = """
        assignments:
          - {person: ana, role: product-owner, duties: [roadmap]}
          - {person: ben, role: developer, duties: [roadmap]}
          - {person: cleo, role: owner}
          - {person: dora, role: chief-product-owner, duties: [roadmap]}
    """
    assert told(text) == [
        "3:49 duty-synonym roadmap is read as product-roadmap",
        "4:45 ambiguous-duty roadmap may mean product-roadmap or technical-roadmap; the seat keeps the word as it is",
        "5:26 ambiguous-role owner may mean product-owner or sponsor; the seat keeps the word as it is",
        "6:56 duty-synonym roadmap is read as product-roadmap",
    ]
    ana, ben, cleo, _ = seats(text)
    assert ("product-roadmap" in ana.duties, "roadmap" in ben.duties, cleo.roles) == (True, True, ("owner",))


def test_an_unknown_word_is_told_with_the_nearest_and_the_seat_keeps_it() -> None:
    text = "assignments: [{person: ana, role: devloper, duties: [market reserch], without: [pnll]}]"
    assert told(text) == [
        "1:35 unknown-role devloper is no known role; did you mean developer?",
        "1:54 unknown-duty market reserch is no known duty; did you mean market-research?",
        "1:81 unknown-duty pnll is no known duty; did you mean pnl?",
    ]
    (seat,) = seats(text)
    assert (seat.roles, seat.duties) == (("devloper",), ("market reserch",))


# Scope and reach

LINKED = """
teams: {a: {products: [p], owns: [s]}, b: {}, c: {parent: a}}
products: {p: {}, q: {teams: [a, b]}, r: {parent: p}}
systems: {s: {}, u: {owner: b}}
processes: {x: {teams: [a]}}
"""


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        ("team: a", ["process:x", "product:p", "product:q", "system:s", "team:a"]),
        ("team: b", ["product:q", "system:u", "team:b"]),
        ("team: c", ["team:c"]),
        ("product: p", ["product:p", "team:a"]),
        ("product: q", ["product:q", "team:a", "team:b"]),
        ("product: r", ["product:r"]),
        ("system: s", ["system:s", "team:a"]),
        ("system: u", ["system:u", "team:b"]),
        ("process: x", ["process:x", "team:a"]),
        ("team: a, product: p", ["product:p", "team:a"]),
        ("team: a, product: q", ["product:q", "team:a"]),
        ("team: a, system: u", ["system:u", "team:a"]),
        ("product: p, system: u", ["product:p", "system:u", "team:a", "team:b"]),
        ("note: x", []),
    ],
)
def test_a_seat_reaches_its_scope_and_one_step_further(seat: str, expected: list[str]) -> None:
    assert reach(f"assignments: [{{person: ana, role: developer, {seat}}}]{LINKED}") == expected


@pytest.mark.parametrize(
    "linked",
    [
        "teams: {a: {products: [p]}}",
        "teams: {a: {owns: [p]}}\nproducts: {p: {}}",
        "teams: {a: {}}\nproducts: {p: {teams: [a]}}",
        "teams: {a: {}}\nproducts: {p: {owner: a}}",
        "teams: {a: {products: [p, P], owns: [p]}}\nproducts: {p: {owner: A, teams: a}}",
    ],
)
def test_a_link_may_be_said_on_either_side_and_is_merged(linked: str) -> None:
    org = understand(linked).org
    assert org.teams["a"].products == [org.products["p"]]
    assert org.products["p"].teams == [org.teams["a"]]


def test_a_person_may_own_a_product_without_being_a_team() -> None:
    org = understand("people: {ana: {}}\nproducts: {p: {owner: ana}, q: {owner: none}}").org
    assert org.products["p"].teams == []
    assert told("people: {ana: {}}\nproducts: {p: {owner: ana}, q: {owner: none}}") == []


def test_a_seat_under_a_unit_belongs_to_it() -> None:
    text = """
        teams: {a: {members: [ana, {person: ana, role: developer, system: s}]}}
        products: {p: {members: [{person: ana, role: product-owner}]}}
        systems: {s: {members: [ana]}}
        processes: {x: {members: [ana]}}
    """
    assert [names(seat.scope.units) for seat in seats(text)] == [
        ["team:a"], ["system:s", "team:a"], ["product:p"], ["system:s"], ["process:x"],
    ]  # fmt: skip


def test_a_seat_that_names_another_unit_of_the_class_it_is_written_under_is_told() -> None:
    text = "teams: {a: {members: [{person: ana, role: developer, team: b}]}, b: {}}"
    assert told(text) == ["1:60 wrong-type this seat is written under a and names another team"]
    assert names(seats(text)[0].scope.units) == ["team:a"]


def test_a_team_that_works_on_nothing_of_a_class_stands_for_it_itself() -> None:
    text = "teams: {a: {products: [p], members: [ana, {person: ana, role: developer, system: s}]}}"
    bare, on_system = seats(text)
    assert [name for name in names(bare.scope.reach) if name.startswith("~")] == ["~process:a", "~system:a"]
    assert [name for name in names(on_system.scope.reach) if name.startswith("~")] == ["~process:a"]


# Holder and time


@pytest.mark.parametrize(
    ("who", "seat", "there"),
    [
        ("", "since: 2026-06-01", True), ("", "since: 2026-06-02", False), ("", "until: 2026-06-01", True),
        ("", "until: 2026-05-31", False), ("", "since: 2026-06-01, until: 2026-06-01", True),
        ("since: 2026-06-01", "", True), ("since: 2026-06-02", "", False), ("until: 2026-06-01", "", True),
        ("until: 2026-05-31", "", False), ("status: leave", "", True), ("status: notice", "", True),
        ("status: departed", "", False), ("kind: vacancy", "", False), ("kind: group", "", True),
        ("kind: agent", "", True), ("kind: bot", "", True), ("", "acting: yes", True), ("", "proxy: yes", True),
    ],
)  # fmt: skip
def test_a_seat_is_held_from_since_until_until_while_its_person_is(who: str, seat: str, there: bool) -> None:
    text = f"people: {{ana: {{{who}}}}}\nteams: {{t: {{members: [{{person: ana, role: developer, {seat}}}]}}}}"
    assert held(text) == (["ana developer"] if there else [])


def test_vacancies_and_alumni_hold_nothing() -> None:
    text = """
        teams:
          t:
            members: [none, {person: tbd, role: developer}, {role: developer}]
            alumni: [ana, {person: ben, role: developer}]
    """
    assert held(text) == []
    assert len(seats(text)) == 5


def test_a_bare_handle_has_no_role() -> None:
    (seat,) = seats("teams: {t: {members: [ana]}}")
    assert (seat.role, seat.roles, seat.duties) == (None, (), ())


def test_members_of_included_teams_are_members() -> None:
    text = """
        teams:
          a: {members: [ana, {person: zoe, role: sponsor}], includes: [b]}
          b: {members: [ben], includes: [c, a]}
          c: {members: [cleo]}
    """
    reading = understand(text)
    view = View(reading.org, date(2026, 6, 1))
    assert {one.id for one in view.members(reading.org.teams["a"])} == {"ana", "ben", "cleo"}
    assert {one.id for one in view.members(reading.org.teams["c"])} == {"cleo"}


# Names in an activity


def test_a_name_in_an_activity_is_a_person_a_team_a_role_or_a_handle() -> None:
    text = """
        people: {Ana: {}}
        teams: {board: {}}
        activities: {a: {responsible: [ana, Board, PO, none], accountable: ben}}
    """
    assert told(text) == ["4:68 unknown-reference no person ben is declared"]
    (activity,) = understand(text).org.activities
    letters = [(one.text, one.kind, one.id) for who in activity.letters.values() for one in who]
    assert letters == [
        ("ana", "person", "Ana"), ("Board", "team", "board"), ("PO", "role", "product-owner"), ("none", "nobody", ""),
        ("ben", "person", "ben"),
    ]  # fmt: skip


def test_a_name_that_is_two_things_is_told_and_the_first_is_meant() -> None:
    text = """
        people: {dev: {}, board: {}}
        teams: {board: {}, auditor: {}}
        activities: {a: {accountable: dev, responsible: [board], consulted: [auditor]}}
    """
    assert told(text) == [
        "4:31 ambiguous-name dev names the person dev and the role developer; the person is meant here",
        "4:50 ambiguous-name board names the person board and the team board; the person is meant here",
        "4:70 ambiguous-name auditor names the team auditor and the role auditor; the team is meant here",
    ]
    (activity,) = understand(text).org.activities
    assert [one.kind for who in activity.letters.values() for one in who] == ["person", "person", "team"]


def test_a_mentioned_team_is_no_declared_one() -> None:
    text = "activities: {a: {team: board, accountable: board}}"
    assert told(text) == []
    assert understand(text).org.activities[0].letters["accountable"][0].kind == "person"


# A lost entry


def in_doubt(text: str) -> list[str]:
    """Return of what nothing may be called absent; `everything` stands for the whole run."""
    org = understand(text).org
    return ["everything"] if org.lost else sorted(str(unit) for unit in org.doubtful if unit.id)


LINKS = "products: {p: {teams: [t]}, q: {}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LINKS}teams: {{t: {{members: [ana]}}}}", []),
        (f"{LINKS}teams: {{t: {{members: [[ana]]}}}}", ["product:p", "team:t"]),
        (f"{LINKS}teams: {{t: {{members: [{{person: ana, rol: developer}}]}}}}", ["product:p", "team:t"]),
        (f"{LINKS}teams: {{t: {{members: [{{person: ana, role: [[a]]}}]}}}}", ["product:p", "team:t"]),
        (f"{LINKS}teams: {{t: {{memebers: [ana]}}}}", ["product:p", "team:t"]),
        (f"{LINKS}teams: {{t: 7}}", ["product:p", "team:t"]),
        (f"{LINKS}teams: {{t: {{mission: [a]}}}}", ["product:p", "team:t"]),
        (f"{LINKS}teams: {{t: {{}}, T: {{}}}}", ["product:p", "team:t"]),
        (
            f"{LINKS}teams: {{t: {{}}}}\nassignments: [{{person: ana, product: q, x: 1, role: developer}}]",
            ["product:q"],
        ),
        (f"{LINKS}assignments: [ana]", ["everything"]),
        (f"{LINKS}assignments: [{{person: ana, rol: developer}}]", ["everything"]),
        (f"{LINKS}assignments: {{}}", ["everything"]),
        (f"{LINKS}asignments: []", ["everything"]),
        (f"{LINKS}people: [ana]", ["everything"]),
        (f"{LINKS}people: {{ana: {{foo: 1}}}}", []),
        (f"{LINKS}---\nasignments: []", ["everything"]),
        (f"{LINKS}---\nteam: t\nassignments: []", ["everything"]),
        (f"{LINKS}---\nfoo: [", ["everything"]),
        (
            f"{LINKS}roles: {{cap: {{dutys: [audit]}}}}\nteams: {{t: {{members: [{{person: ana, role: cap}}]}}}}",
            ["product:p", "team:t"],
        ),
        (f"{LINKS}roles: {{cap: {{dutys: [audit]}}}}\nteams: {{t: {{}}}}", []),
        (f"{LINKS}teams: {{t: {{members: [{{person: ana, role: devloper, duties: [pnll]}}]}}}}", []),
    ],
)
def test_a_lost_entry_leaves_its_unit_and_what_that_reaches_in_doubt(text: str, expected: list[str]) -> None:
    assert in_doubt(text) == expected


def test_a_person_of_whom_a_part_is_lost_is_not_whole() -> None:
    assert not person("people: {ana: {reports_to: [ben]}}", "ana").whole
    assert not person("people: {ana: {}, Ana: {}}", "ana").whole
    assert person("people: {ana: {x-a: 1, certifications: [{name: a, x-b: 2}]}}", "ana").whole
