"""Activity and rotation entries -> who has which letter, and who is on call."""

from orglint.core import Label, Problem, Site
from orglint.core.wording import joined, quoted
from orglint.org import schema
from orglint.org.entries import Entry
from orglint.org.mandates import Mandates
from orglint.org.model import DACI, LETTERS, RACI, RAPID, Activity, Letter, Person, Rotation, Team, Unit, Work
from orglint.org.names import NOBODY, People, Register, clean
from orglint.org.scalars import described
from orglint.org.seats import Seats
from orglint.org.validate import Tell, Validator


def scheme(activity: Activity) -> tuple[str, ...]:
    """Return the letters of the scheme that an activity is written in; one without letters of its own is a RACI row."""
    for letters in (RACI, DACI, RAPID):
        if any(letter in activity.letters for letter in letters if letter != "informed"):
            return letters
    return RACI


class Activities:
    """Reads activities and rotations, once people, units and words are known."""

    def __init__(
        self,
        people: People,
        units: dict[str, Register[Unit]],
        mandates: Mandates,
        validator: Validator,
        seats: Seats,
        tell: Tell,
    ) -> None:
        self._people = people
        self._units = units
        self._mandates = mandates
        self._validator = validator
        self._seats = seats
        self._tell = tell

    def activity(self, entry: Entry) -> Activity:
        """Read one activity."""
        said, whole = self._validator.entry(schema.Activity, entry.value, entry.site)
        said = said or schema.Activity()
        named = {cls: getattr(said, cls) for cls in self._units if getattr(said, cls) is not None}
        scope = self._seats.scope(*(self._units[cls].mention(name, entry.site, cls) for cls, name in named.items()))
        letters = {letter: self._letters(letter, getattr(said, letter), entry.site) for letter in LETTERS}
        duty = self._duty(said.duty, entry.site) if said.duty else None
        made = Activity(
            clean(entry.id), entry.site, scope, said.name, duty, said.kind, whole,
            {letter: names for letter, names in letters.items() if names},
        )  # fmt: skip
        for letter in made.letters:
            if letter not in scheme(made):
                message = f"{letter} goes with other letters than {joined(list(scheme(made)))}"
                self._validator.say("wrong-type", (entry.site / letter).of_key(), message)
        return made

    def _duty(self, word: str, site: Site) -> str:
        found, tell = self._mandates.duty(word)
        if tell:
            self._validator.say(found.rule("duty"), site / "duty", tell)
        return found.id

    def _letters(self, letter: str, names: tuple[str | None, ...], site: Site) -> tuple[Letter, ...]:
        return tuple(self._letter(name, site, letter, at) for at, name in enumerate(names))

    def _letter(self, name: str | None, site: Site, letter: str, at: int) -> Letter:
        """Say what a name means: a declared person, a declared team, a role, else a handle."""
        here = site / letter / at
        if name is None or self._people.shown(name).casefold() in NOBODY:
            return Letter(name or "", "nobody", "", here)
        person, team = self._people.get(name), self._units["team"].get(name)
        role = self._mandates.role_named(name)
        meant: list[Letter] = []
        if person is not None and person.declared:
            meant.append(Letter(name, "person", person.id, here))
        if team is not None and team.declared:
            meant.append(Letter(name, "team", team.id, here))
        if role:
            meant.append(Letter(name, "role", role, here))
        if len(meant) > 1:
            both = " and ".join(f"the {one.kind} {one.id}" for one in meant)
            message = f"{quoted(name)} names {both}; the {meant[0].kind} is meant here"
            self._tell(Problem(Label(here), rule="ambiguous-name", message=message))
        if meant:
            return meant[0]
        handle = self._people.named(name, site, letter, at)
        return Letter(name, "person", handle.id if handle else "", here)

    def rotation(self, entry: Entry) -> Rotation:
        """Read one rotation."""
        said, _ = self._validator.entry(schema.Rotation, entry.value, entry.site)
        made = Rotation(clean(entry.id), entry.site)
        if said is None:
            return made
        system = self._units["system"].mention(said.system, entry.site, "system") if said.system else None
        team = self._units["team"].mention(said.team, entry.site, "team") if said.team else None
        made.system = system if isinstance(system, Work) else None
        made.team = team if isinstance(team, Team) else None
        made.hours, made.layers, made.shift_days = said.hours, said.layers, said.shift_days
        members = [self._people.named(name, entry.site, "members", at) for at, name in enumerate(said.members)]
        made.sites = {"": tuple(person for person in members if person is not None)} if said.members else {}
        sites = {name: self._site(names, entry.site / "sites" / name) for name, names in (said.sites or {}).items()}
        made.sites = {**made.sites, **sites}
        return made

    def _site(self, names: object, site: Site) -> tuple[Person, ...]:
        """Return who sits at one site of a rotation."""
        found: list[Person | None] = []
        for at, name in enumerate(names if isinstance(names, list) else [names]):
            if name is None or isinstance(name, str):
                found.append(self._people.named(name, site, at))
            else:
                self._validator.say("wrong-type", site / at, f"a site takes handles, not {described(name)}")
        return tuple(person for person in found if person is not None)
