"""Unit entries -> teams, products, systems and processes, and the links between them."""

from collections.abc import Iterator, Mapping

from orglint.core import Ref, Site
from orglint.org import schema
from orglint.org.entries import Entry
from orglint.org.mandates import Mandates
from orglint.org.model import WORK_CLASSES, Interaction, Team, Unit, UnitClass, Work
from orglint.org.names import People, Register
from orglint.org.scalars import described, kept
from orglint.org.validate import Validator

SECTION: Mapping[UnitClass, str] = {
    "team": "teams", "product": "products", "system": "systems", "process": "processes",
}  # fmt: skip
_MODEL: Mapping[UnitClass, type[schema.Work]] = {
    "product": schema.Product, "system": schema.System, "process": schema.Process,
}  # fmt: skip
_APART = frozenset({"members", "alumni"})


class Units:
    """Reads units. What a team works on may be said on either side; links are made once all units are read."""

    def __init__(self, people: People, mandates: Mandates, validator: Validator) -> None:
        self.registers: dict[str, Register[Unit]] = {
            "team": Register("team", lambda name, site: Team("team", name, site, site)),
            "product": Register("product", lambda name, site: Work("product", name, site, site)),
            "system": Register("system", lambda name, site: Work("system", name, site, site)),
            "process": Register("process", lambda name, site: Work("process", name, site, site)),
        }
        self._people = people
        self._mandates = mandates
        self._validator = validator
        self._links: dict[tuple[Team, Work], None] = {}
        self._owned: list[tuple[Team, str]] = []
        self._owners: list[tuple[Work, str, Site]] = []

    def declare(self, cls: UnitClass, entry: Entry) -> Unit | None:
        """Declare a unit by its id; None where the id was declared before."""
        unit, first = self.registers[cls].declare(entry.id, entry.site, entry.named)
        if not first:
            unit.whole = False  # what is said here is not read
            self._validator.repeated(cls, unit.id, entry.named, unit.named)
            return None
        return unit

    def read(self, unit: Unit, entry: Entry) -> None:
        """Read what an entry says about its unit."""
        if isinstance(unit, Team):
            self._team(unit, entry)
        elif isinstance(unit, Work):
            self._work(unit, entry)

    def _team(self, team: Team, entry: Entry) -> None:
        said, whole = self._validator.entry(schema.Team, entry.value, entry.site, _APART)
        team.whole = team.whole and whole
        if said is None:
            return
        self._common(team, said, entry.site)
        team.type, team.status, team.mission = said.type, said.status or "active", said.mission
        team.contact = kept(said.contact)
        team.owns = tuple(name for name in said.owns if name is not None)
        self._owned.extend((team, name) for name in team.owns)
        team.includes = tuple(
            other for at, name in enumerate(said.includes)
            if name is not None and isinstance(other := self._team_named(name, entry.site, "includes", at), Team)
        )  # fmt: skip
        for at, name in enumerate(said.products):
            if name is not None:
                product = self.registers["product"].mention(name, entry.site, "products", at)
                self._link(team, product)
        team.interactions = tuple(
            self._interaction(one, entry.site / "interactions" / at) for at, one in enumerate(said.interactions)
        )

    def _interaction(self, said: schema.Interaction, site: Site) -> Interaction:
        team = self._team_named(said.team, site, "team") if said.team is not None else None
        self._validator.dates(said.since, said.until, site)
        return Interaction(team if isinstance(team, Team) else None, said.mode, said.purpose, said.since, said.until)

    def _work(self, work: Work, entry: Entry) -> None:
        said, whole = self._validator.entry(_MODEL[work.cls], entry.value, entry.site, _APART)
        work.whole = work.whole and whole
        if said is None:
            return
        self._common(work, said, entry.site)
        work.stage, work.criticality = said.stage, said.criticality
        work.not_applicable = tuple(
            self._duty(word, entry.site / "not_applicable" / at)
            for at, word in enumerate(said.not_applicable)
            if word is not None
        )
        for at, name in enumerate(said.teams):
            if name is not None:
                self._link(self._team_named(name, entry.site, "teams", at), work)
        if said.owner is not None:
            self._owners.append((work, said.owner, entry.site))
        if isinstance(said, schema.Product) and said.risks is not None:
            self._risks(work, said.risks, entry.site / "risks")
        if isinstance(said, schema.Process):
            work.min_people = said.min_people
            work.steps = dict(self._steps(said.steps or {}, entry.site / "steps"))

    def _steps(self, steps: Mapping[str, object], site: Site) -> Iterator[tuple[str, str]]:
        """Yield the steps of a process that name a duty, each with it."""
        for step, word in steps.items():
            if isinstance(word, str):
                yield step, self._duty(word, site / step)
            elif word is not None and not step.startswith("x-"):
                self._validator.say("wrong-type", site / step, f"a step takes a duty, not {described(word)}")

    def _duty(self, word: str, site: Site) -> str:
        found, tell = self._mandates.duty(word)
        if tell:
            self._validator.say(found.rule("duty"), site, tell)
        return found.id

    def _common(self, unit: Unit, said: schema.Team | schema.Work, site: Site) -> None:
        unit.name, unit.kind, unit.method = said.name, said.kind, said.method
        unit.tags = tuple(tag for tag in said.tags if tag is not None)
        if said.parent is not None:
            unit.parent = self.registers[unit.cls].mention(said.parent, site, "parent")

    def _risks(self, product: Work, risks: schema.Risks, site: Site) -> None:
        said = {name: getattr(risks, name) for name in schema.Risks.model_fields}
        product.risks = {risk: name for risk, name in said.items() if name is not None}
        for risk, name in product.risks.items():
            self._people.named(name, site, risk)

    def _team_named(self, name: str, site: Site, *steps: str | int) -> Unit:
        return self.registers["team"].mention(name, site, *steps)

    def _link(self, team: Unit, work: Unit) -> None:
        if isinstance(team, Team) and isinstance(work, Work):
            self._links[team, work] = None

    def link(self) -> None:
        """Make the links, now that every unit is known."""
        for team, name in self._owned:
            found = (self.registers[cls].get(name) for cls in ("system", "process", "product"))
            owned = next((unit for unit in found if unit is not None), None)
            if owned is not None:
                self._link(team, owned)
        for work, name, site in self._owners:
            owner = self.registers["team"].get(name)
            if owner is not None:
                self._link(owner, work)
            meant = owner or self._people.named(name, site, "owner")
            work.owner = meant.id if meant is not None else None
        for team, work in self._links:
            team.works(work.cls).append(work)
            work.teams.append(team)
        for unit in self.registers["team"].known.values():
            if isinstance(unit, Team):
                unit.stand_ins = tuple(_stand_in(cls, unit) for cls in WORK_CLASSES if not unit.works(cls))


def _stand_in(cls: UnitClass, team: Team) -> Work:
    """Return the nameless thing that a team works on where it names none."""
    return Work(cls, team.id, team.site, team.named, stands_for=Ref("team", team.id), teams=[team])
