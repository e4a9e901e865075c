"""Rules that public organisations run on their own data, written as files: each notices its examples, no more."""

import pytest

from orglint.core import Source
from orglint.document import read
from orglint.org import FACTS
from orglint.rulebook import Rule
from orglint.rulebook.lint import mistakes
from orglint.rulebook.spec import RuleFile
from tests.rulebook.small import judged

LEAD = """
summary: A lead is no member of the team.
severity: error
profiles: [core]
check:
  kind: sets
  for: team
  left: {roles: [scrum-master], as: [scrum-master]}
  relation: subset_of
  right: members
references: []
message: "{diff} leads {subject} without being a member"
rationale: Who leads a team is reached through its list of members.
help: ["add {diff} to the members of {subject}"]
valid:
  - name: the lead is a member
    source: |
      team: t
      members: [{person: ana, role: scrum-master}, ben]
invalid:
  - name: the lead of the work is in another team
    source: |
      teams:
        t: {products: [p], members: [ben]}
        u: {members: [ana]}
      products:
        p:
          members:
            - {person: ana, role: scrum-master}   # finding
"""
PARENT = """
summary: A member of a team is no member of its parent.
severity: warning
profiles: [core]
check: {kind: sets, for: team, left: members, relation: subset_of, right: parent.members}
references: []
message: "{diff} is in {subject} and not in its parent"
rationale: A team inherits what its parent may do.
help: ["add {diff} to the parent of {subject}"]
valid:
  - name: all are in both
    source: |
      teams: {t: {parent: u, members: [ana]}, u: {members: [ana, ben]}}
invalid:
  - name: one is missing above
    source: |
      teams:
        t:
          parent: u
          members:
            - ana
            - cleo   # finding
        u: {members: [ana, ben]}
"""
ARCHIVED = """
summary: An archived team has members.
severity: warning
profiles: [core]
check: {kind: count, count: any, per: team, at_most: 0}
when: 'team.status == "archived"'
references: []
message: "{subject} is archived and still lists {n} of its members"
rationale: Access follows membership, and nobody looks at an archived team.
help: ["move the members of {subject} to its alumni"]
valid:
  - name: only alumni are left
    source: |
      team: t
      status: archived
      alumni: [ana]
  - name: an active team has members
    source: |
      team: t
      members: [ana]
invalid:
  - name: somebody is left
    source: |
      team: t
      status: archived
      members: [ana]   # finding
"""
REQUIRES = """
summary: An auditor holds no developer role.
severity: warning
profiles: [core]
check: {kind: sets, for: org, left: {roles: [auditor]}, relation: subset_of, right: {roles: [developer]}}
references: []
message: "{diff} audits and does not develop"
rationale: Here, who audits code also writes some.
help: ["give {diff} a seat as developer"]
valid:
  - name: one person has both, in two teams
    source: |
      teams: {t: {members: [{person: ana, role: auditor}]}, u: {members: [{person: ana, role: developer}]}}
invalid:
  - name: an auditor has no other seat
    source: |
      team: t
      members:
        - {person: ana, role: auditor}   # finding
"""
KEBAB = """
summary: The id of a team is no kebab-case.
severity: warning
profiles: [core]
check: {kind: field, for: team, field: id, format: kebab-case}
references: []
message: "{value} is the {field} of a team and no kebab-case"
rationale: Ids end up in addresses.
help: ["write {subject} in small letters with hyphens"]
valid:
  - name: small letters and hyphens
    source: |
      teams: {web-shop: {}, t2: {}}
invalid:
  - name: a capital letter
    source: |
      teams:
        Web: {}   # finding
  - name: a team file
    source: |
      team: web_shop   # finding
"""
TAGS = """
summary: A tag of a team is none of those that are agreed on.
severity: info
profiles: [core]
check: {kind: field, for: team, field: tags, one_of: [core, edge]}
references: []
message: "{subject} carries the tag {value}"
rationale: Dashboards know two tags.
help: ["use core or edge instead of {value}"]
valid:
  - name: one of the two
    source: |
      team: t
      tags: Core
invalid:
  - name: two others
    source: |
      team: t
      tags:
        - core
        - edges   # finding
        - other   # finding
"""
EMAILS = """
summary: An address belongs to two people.
severity: warning
profiles: [core]
check: {kind: field, for: person, field: contact.email, unique: true, format: email}
references: []
message: "{value} is the {field} of {subject} too"
rationale: Invitations go to one person.
help: ["ask {subject} for an address"]
valid:
  - name: each has one
    source: |
      people: {ana: {contact: {email: ana@x.org}}, ben: {contact: {email: ben@x.org}}}
invalid:
  - name: two have the same, in another case
    source: |
      people:
        ana: {contact: {email: ana@x.org}}
        ben: {contact: {email: ANA@x.org}}   # finding
  - name: one is no address
    source: |
      people:
        ana: {contact: {email: ana at x.org}}   # finding
"""
TERMS = """
summary: The term of a member has ended or ends soon.
severity: warning
grades: [{severity: error, when: "days is not None and days < 0"}]
profiles: [core]
check: {kind: expiry, for: seat, field: until, warn_days: 30, max_days: 730}
references: []
message: "the seat of {subject} ends or ended on {value}, {days}"
rationale: A seat whose term is over is filled by habit.
help: ["elect somebody for the seat of {subject}"]
valid:
  - name: the term goes on
    source: |
      team: t
      members: [{person: ana, role: developer, since: 2026-01-01, until: 2027-12-31}]
      alumni: [{person: ben, until: 2020-12-31}]
invalid:
  - name: over, soon over, and too long
    source: |
      team: t
      members:
        - {person: ana, role: developer, until: 2026-05-31}   # finding
        - {person: ben, role: developer, until: 2026-07-01}   # finding
        - {person: cleo, role: developer, until: 2026-07-02}
        - {person: dora, role: developer, since: 2026-01-01, until: 2028-01-02}   # finding
"""
TITLES = """
summary: A role of the organisation's own has no title.
severity: info
profiles: [core]
check: {kind: field, for: role, field: title, required: true}
references: []
message: "the role {subject} says no {field}"
rationale: A title is what people outside read.
help: ["give {subject} a title"]
valid:
  - name: a role with a title
    source: |
      roles: {captain: {title: Captain, duties: [development]}}
invalid:
  - name: a role without one
    source: |
      roles:
        captain: {duties: [development]}   # finding
"""
RULES = {
    "lead-is-no-member": LEAD, "member-not-in-parent": PARENT, "archived-team-has-members": ARCHIVED,
    "role-without-its-other-role": REQUIRES, "team-id-not-kebab": KEBAB, "tag-unknown": TAGS,
    "address-shared": EMAILS, "term-over": TERMS, "role-without-title": TITLES,
}  # fmt: skip


def loaded(name: str) -> Rule:
    (document,) = read(Source(f"{name}.yaml", RULES[name])).documents
    return Rule(name, "structure", RuleFile.model_validate(document.data), {})


@pytest.mark.parametrize("name", RULES)
def test_an_own_rule_has_no_mistake(name: str) -> None:
    rule = loaded(name)
    assert not list(mistakes(rule))
    assert [*rule.params.unknown(FACTS)] == []


@pytest.mark.parametrize("name", RULES)
def test_an_own_rule_finds_the_lines_that_are_marked(name: str) -> None:
    rule = loaded(name)
    for example in rule.examples:
        report = judged(example.source, rule)
        assert not report.faults
        lines = [at for at, line in enumerate(example.source.splitlines(), 1) if "# finding" in line]
        found = [one for one in report.findings if one.rule == name]
        assert [one.primary.span.start.line for one in found] == lines, example.name
        assert not [one.message for one in found if "{" in one.message]
        assert bool(lines) == (example in rule.file.invalid)
