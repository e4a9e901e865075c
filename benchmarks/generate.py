"""Write one large, realistic organisation as YAML, the same for the same seed; imports nothing of orglint."""

from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from sys import stderr, stdout

FIRST_NAMES = (
    ("Ana", "ana"), ("Ben", "ben"), ("Carol", "carol"), ("Dan", "dan"), ("Eve", "eve"), ("Farah", "farah"),
    ("Göran", "goeran"), ("Hana", "hana"), ("Iván", "ivan"), ("Jomo", "jomo"), ("Kiran", "kiran"), ("Léa", "lea"),
    ("Mei", "mei"), ("Nadia", "nadia"), ("Ольга", "olga"), ("Priya", "priya"), ("Quentin", "quentin"),
    ("Rosa", "rosa"), ("Søren", "soeren"), ("Tomas", "tomas"), ("Uma", "uma"), ("Viktor", "viktor"), ("Wanda", "wanda"),
    ("Xavier", "xavier"), ("裕子", "yuko"), ("Zoë", "zoe"),
)  # fmt: skip
LAST_NAMES = (
    ("Lima", "lima"), ("Okafor", "okafor"), ("Müller", "mueller"), ("Nguyen", "nguyen"), ("O'Brien", "obrien"),
    ("Patel", "patel"), ("Rossi", "rossi"), ("Sato", "sato"), ("Silva", "silva"), ("Smith", "smith"),
    ("Tanaka", "tanaka"), ("Weber", "weber"), ("Żuraw", "zuraw"), ("Haddad", "haddad"), ("Ivanova", "ivanova"),
    ("Jensen", "jensen"), ("Kowalski", "kowalski"), ("Larsson", "larsson"), ("Mensah", "mensah"), ("Núñez", "nunez"),
    ("Dubois", "dubois"),
)  # fmt: skip
COMPANIES = ("Acme", "Acme Nordic", "Acme Iberia", "Acme Asia")
DEPARTMENTS = ("Commerce", "Payments", "Logistics", "Data", "Platform", "Customer Care")
LOCATIONS = ("Zurich", "Lisbon", "Nairobi", "Denver", "Osaka", "São Paulo")
AREA_WORDS = ("commerce", "payments", "logistics", "insight", "foundation", "service")
TEAM_WORDS = ("checkout", "search", "basket", "returns", "billing", "routing", "warehouse", "profile", "identity")
PRODUCT_WORDS = ("web-shop", "mobile-app", "gift-cards", "parcels", "merchant-portal", "loyalty", "subscriptions")
SYSTEM_WORDS = ("ledger", "catalogue", "message-bus", "fraud-score", "label-printer", "session-store", "price-index")
MISSIONS = (
    "Get every basket paid.", "Find the right thing within a second.", "No parcel is lost, and none is late.",
    "Make the figures of today visible today.", "Let merchants help themselves.",
)  # fmt: skip

DEVELOPER_TITLES = ("Software Engineer", "Senior Engineer", "Staff Engineer", "Frontend Engineer", "Data Engineer")
SPECIALISTS = {"qa-engineer": "Test Engineer", "ux-designer": "Product Designer"}
EXTRA_DUTIES = {
    "developer": ("on-call", "monitoring-alerting", "backlog-refinement", "onboarding", "experimentation"),
    "tech-lead": ("technical-roadmap", "career-development", "on-call"),
    "scrum-master": ("team-health", "dependency-management"),
    "product-owner": ("user-research", "usability-testing", "product-analytics", "release-planning"),
    "product-manager": ("competitive-analysis", "positioning", "launch"),
}
"""Duties at home beside a role: none is exclusive, none is meant to be kept apart from what the role brings."""
OPERATING = ("on-call", "production-operations")
"""What one seat holds in a team that owns a system, so that somebody runs it."""
MANAGER_DUTIES = ("market-research", "pnl")
"""What a planted conflict puts on the product owner's seat, and takes from the product manager's."""
MISSPELT_TITLES = ("titel", "tittle", "tilte")

SPAN = (5, 8)
TEAM_SIZE = (5, 9)
TEAMS_PER_PRODUCT = (2, 4)
PRODUCTS_PER_AREA = 6
PEOPLE_PER_CONFLICT = 100
SURE_OF_SCRUM = 2
"""The first so many teams of a product work by Scrum, and may share a Scrum Master."""


@dataclass(frozen=True)
class Organisation:
    """An organisation file, and what it holds."""

    text: str
    """One YAML document."""
    conflicts: int
    """Product owners that hold a product manager's duties: each is one finding of `po-holds-pm-duty`."""
    people: int
    teams: int
    """Entries under `teams`: those that work on products, and the areas above them."""
    products: int


@dataclass(frozen=True, slots=True)
class _Team:
    """A team on its way to text; people are numbers, and a kanban team has no Scrum Master."""

    id: str
    area: str
    product: str
    scrum_master: int | None
    shared: bool
    tech_lead: int
    developers: Sequence[int]
    system: str


@dataclass(frozen=True, slots=True)
class _Product:
    """A product on its way to text."""

    id: str
    owner: int
    manager: int
    teams: Sequence[_Team]


@dataclass(frozen=True, slots=True)
class _Staff:
    """The people: handles, names, jobs, and to whom each reports (-1: to nobody)."""

    handles: Sequence[str]
    names: Sequence[str]
    titles: list[str]
    reports_to: Sequence[int]
    managers: int
    """The first so many have reports."""


def generate(people: int, *, seed: int = 7, conflicts: int | None = None, mistakes: bool = False) -> Organisation:
    """Return an organisation of so many people, about 200 bytes for each.

    `conflicts` product owners, by default one per hundred people and at most one per product, hold two duties of the
    product manager; the same organisation with another number differs in the seats of those products. With `mistakes`,
    every person has an unknown key in place of `title`. Raises ValueError where `people` is below one or `conflicts`
    below zero.
    """
    if people < 1:
        raise ValueError(f"an organisation has at least one person, not {people}")
    wanted = people // PEOPLE_PER_CONFLICT if conflicts is None else conflicts
    if wanted < 0:
        raise ValueError(f"there are no {wanted} conflicts")
    rng = Random(seed)
    staff = _staff(people, rng)
    products = _products(staff, rng)
    planted = frozenset(rng.sample(range(len(products)), len(products))[:wanted])  # draws as much for any number
    areas = list(dict.fromkeys(team.area for product in products for team in product.teams))
    lines = [
        "organization: acme",
        "people:",
        *_people(staff, rng, mistakes=mistakes),
        *_section("teams", _teams(staff, products, areas, rng)),
        *_section("products", _product_lines(staff, products, planted, rng)),
        *_section("systems", _systems(products, rng)),
        *_section("activities", _activities(staff, products)),
    ]
    return Organisation(
        text="\n".join(lines) + "\n",
        conflicts=len(planted),
        people=people,
        teams=len(areas) + sum(len(product.teams) for product in products),
        products=len(products),
    )


def _staff(people: int, rng: Random) -> _Staff:
    """Name everybody, and hang everybody below the first."""
    chosen = [(rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)) for _ in range(people)]
    reports_to = _reporting_lines(people, rng)
    managers = max(reports_to) + 1
    return _Staff(
        handles=[f"{first[1]}-{last[1]}-{number}" for number, (first, last) in enumerate(chosen, start=1)],
        names=[f"{first[0]} {last[0]}" for first, last in chosen],
        titles=[_managing_title(number, reports_to, managers) for number in range(people)],
        reports_to=reports_to,
        managers=managers,
    )


def _reporting_lines(people: int, rng: Random) -> list[int]:
    """Return whom each reports to: a tree filled level by level, whose last manager takes what is left."""
    lines = [-1]
    manager = 0
    while len(lines) < people:
        lines.extend([manager] * min(rng.randint(*SPAN), people - len(lines)))
        manager += 1
    return lines


def _managing_title(number: int, reports_to: Sequence[int], managers: int) -> str:
    """Return the title that goes with a place in the tree; who holds a seat in a team is given another one later."""
    if number == 0:
        return "Chief Executive"
    if number >= managers:
        return "Specialist"
    return "Vice President" if reports_to[number] == 0 else "Engineering Manager"


def _products(staff: _Staff, rng: Random) -> list[_Product]:
    """Put everybody without reports into a product or one of its teams, as long as there are enough for another."""
    free = deque(range(staff.managers, len(staff.handles)))
    products: list[_Product] = []
    while sizes := _team_sizes(len(free), rng):
        products.append(_product(staff, len(products), sizes, free, rng))
    return products


def _team_sizes(left: int, rng: Random) -> list[int]:
    """Return how many people the teams of the next product have, beside its owner and its manager."""
    sizes: list[int] = []
    left -= 2
    for _ in range(rng.randint(*TEAMS_PER_PRODUCT)):
        size = rng.randint(*TEAM_SIZE)
        if left < TEAM_SIZE[0]:
            break
        sizes.append(min(size, left))
        left -= sizes[-1]
    return sizes


def _product(staff: _Staff, number: int, sizes: Sequence[int], free: deque[int], rng: Random) -> _Product:
    """Staff one product; its second team may share the Scrum Master of its first."""
    product = f"{rng.choice(PRODUCT_WORDS)}-{number + 1}"
    owner, manager = free.popleft(), free.popleft()
    staff.titles[owner], staff.titles[manager] = "Product Owner", "Product Manager"
    shared = len(sizes) > 1 and _chance(rng, 0.3)
    teams: list[_Team] = []
    for place, size in enumerate(sizes):
        lent = teams[0].scrum_master if shared and place == 1 else None
        scrum = place < SURE_OF_SCRUM or _chance(rng, 0.6)
        master = lent if lent is not None else free.popleft() if scrum else None
        people = [free.popleft() for _ in range(size - (master is not None))]
        _entitle(staff, master, people)
        area = number // PRODUCTS_PER_AREA
        teams.append(
            _Team(
                id=f"{rng.choice(TEAM_WORDS)}-{number + 1}-{place + 1}",
                area=f"{AREA_WORDS[area % len(AREA_WORDS)]}-area-{area + 1}",
                product=product,
                scrum_master=master,
                shared=shared and place < SURE_OF_SCRUM,
                tech_lead=people[0],
                developers=people[1:],
                system=f"{rng.choice(SYSTEM_WORDS)}-{number + 1}-{place + 1}" if _chance(rng, 0.5) else "",
            )
        )
    return _Product(product, owner, manager, teams)


def _entitle(staff: _Staff, scrum_master: int | None, people: Sequence[int]) -> None:
    """Give the members of a team their titles."""
    if scrum_master is not None:
        staff.titles[scrum_master] = "Scrum Master"
    staff.titles[people[0]] = "Lead Engineer"
    for person in people[1:]:
        staff.titles[person] = DEVELOPER_TITLES[person % len(DEVELOPER_TITLES)]
    if len(people) >= TEAM_SIZE[0]:
        staff.titles[people[-1]] = tuple(SPECIALISTS.values())[people[-1] % len(SPECIALISTS)]


def _people(staff: _Staff, rng: Random, *, mistakes: bool) -> Iterator[str]:
    """Write the people, one in four as a block."""
    for number, handle in enumerate(staff.handles):
        manager = staff.reports_to[number]
        title = MISSPELT_TITLES[number % len(MISSPELT_TITLES)] if mistakes else "title"
        fields = [
            f"name: {staff.names[number]}",
            f"{title}: {staff.titles[number]}",
            f"reports_to: {staff.handles[manager] if manager >= 0 else 'none'}",
        ]
        more = (
            (0.3, f"company: {rng.choice(COMPANIES)}"),
            (0.2, f"since: {_day(rng, 2012, 2023)}"),
            (0.1, f"department: {rng.choice(DEPARTMENTS)}"),
            (0.1, f"location: {rng.choice(LOCATIONS)}"),
            (0.05, "employment: contractor"),
            (0.03, "status: leave"),
        )
        fields.extend(field for share, field in more if _chance(rng, share))
        yield from _entry(handle, fields, block=_chance(rng, 0.25))


def _teams(staff: _Staff, products: Sequence[_Product], areas: Sequence[str], rng: Random) -> Iterator[str]:
    """Write the areas, among which the managers are dealt out, and then the teams."""
    for number, area in enumerate(areas):
        managers = range(1 + number, staff.managers, len(areas))
        members = ["members:"] if managers else []
        yield from _entry(area, [f"name: {_title(area)}", "kind: group", "method: none", *members], block=True)
        for manager in managers:
            yield f"      - {{person: {staff.handles[manager]}, role: engineering-manager}}"
    for product in products:
        for team in product.teams:
            yield from _team(staff, team, rng)


def _team(staff: _Staff, team: _Team, rng: Random) -> Iterator[str]:
    """Write one team."""
    fields = [
        f"method: {'kanban' if team.scrum_master is None else 'scrum'}",
        f"type: {'platform' if team.scrum_master is None else 'stream-aligned'}",
        f"parent: {team.area}",
        f"products: [{team.product}]",
    ]
    if _chance(rng, 0.3):
        fields.insert(0, f"name: {_title(team.id)}")
    if team.system:
        fields.append(f"owns: [{team.system}]")
    if _chance(rng, 0.2):
        fields.append(f"mission: {rng.choice(MISSIONS)}")
    if _chance(rng, 0.2):
        fields.append(f'contact: {{slack: "#{team.id}"}}')
    yield from _entry(team.id, [*fields, "members:"], block=True)
    if team.scrum_master is not None:
        share = "50%" if team.shared else rng.choice(("100%", "80%"))
        yield from _seat(staff, team.scrum_master, "scrum-master", rng, share=share)
    operating = OPERATING if team.system else ()
    yield from _seat(staff, team.tech_lead, "tech-lead", rng, duties=operating, share=rng.choice(("", "90%")))
    for developer in team.developers:
        yield from _developer(staff, developer, rng)


def _developer(staff: _Staff, person: int, rng: Random) -> Iterator[str]:
    """Write one who builds: a bare handle, a role, or more."""
    role = next((role for role, title in SPECIALISTS.items() if staff.titles[person] == title), "developer")
    if role == "developer" and _chance(rng, 0.6):
        yield f"      - {staff.handles[person]}"
    elif role != "developer" or _chance(rng, 0.7):
        yield f"      - {{person: {staff.handles[person]}, role: {role}}}"
    else:
        yield from _seat(staff, person, role, rng, share=rng.choice(("100%", "80%", "60%")))


def _seat(
    staff: _Staff,
    person: int,
    role: str,
    rng: Random,
    *,
    duties: Sequence[str] = (),
    without: Sequence[str] = (),
    share: str = "",
) -> Iterator[str]:
    """Write a seat as a block; one in four holds a duty beside its role, however many are given to it."""
    extra = (rng.choice(EXTRA_DUTIES[role]),) if _chance(rng, 0.25) else ()
    since = _day(rng, 2024, 2025) if _chance(rng, 0.3) else ""
    held = tuple(dict.fromkeys((*extra, *duties)))
    yield f"      - person: {staff.handles[person]}"
    yield f"        role: {role}"
    if held:
        yield f"        duties: [{', '.join(held)}]"
    if without:
        yield f"        without: [{', '.join(without)}]"
    if share:
        yield f"        allocation: {share}"
    if since:
        yield f"        since: {since}"


def _product_lines(staff: _Staff, products: Sequence[_Product], planted: frozenset[int], rng: Random) -> Iterator[str]:
    """Write the products, each with one owner and one manager; those that are planted have the conflict.

    It also leaves its two duties off the manager's seat: else they would have two holders, a second finding.
    """
    for number, product in enumerate(products):
        teams = ", ".join(team.id for team in product.teams)
        fields = [f"name: {_title(product.id)}", "stage: growth", f"teams: [{teams}]", "members:"]
        moved = MANAGER_DUTIES if number in planted else ()
        yield from _entry(product.id, fields, block=True)
        yield from _seat(staff, product.owner, "product-owner", rng, duties=moved)
        yield from _seat(staff, product.manager, "product-manager", rng, without=moved, share="100%")


def _systems(products: Sequence[_Product], rng: Random) -> Iterator[str]:
    """Write the systems, each with the team that owns it."""
    for product in products:
        for team in product.teams:
            if team.system:
                criticality = rng.choice(("low", "medium", "high"))
                yield from _entry(team.system, [f"criticality: {criticality}", f"owner: {team.id}"], block=False)


def _activities(staff: _Staff, products: Sequence[_Product]) -> Iterator[str]:
    """Write an activity for every product: its releases, or its plans."""
    for number, product in enumerate(products):
        owner, manager = staff.handles[product.owner], staff.handles[product.manager]
        if number % 2:
            fields = ["duty: product-roadmap", f"accountable: {manager}", f"responsible: [{manager}]"]
            fields = [f"product: {product.id}", *fields, f"consulted: [{owner}]"]
            yield from _entry(f"plan-of-{product.id}", fields, block=False)
        else:
            leads = ", ".join(staff.handles[team.tech_lead] for team in product.teams)
            fields = [f"product: {product.id}", f"accountable: {owner}", f"responsible: [{leads}]"]
            yield from _entry(f"release-of-{product.id}", [*fields, f"informed: [{manager}]"], block=True)


def _section(word: str, lines: Iterable[str]) -> Iterator[str]:
    """Write a map of the organisation; nothing where it has no entry."""
    for number, line in enumerate(lines):
        if number == 0:
            yield f"{word}:"
        yield line


def _entry(key: str, fields: Sequence[str], *, block: bool) -> Iterator[str]:
    """Write one entry of such a map, in block or in flow style."""
    if block:
        yield f"  {key}:"
        yield from (f"    {field}" for field in fields)
    else:
        yield f"  {key}: {{{', '.join(fields)}}}"


def _title(identifier: str) -> str:
    """Return an id as words: `gift-cards-3` is Gift Cards 3."""
    return identifier.replace("-", " ").title()


def _chance(rng: Random, share: float) -> bool:
    """Return true in a share of the cases."""
    return rng.random() < share


def _day(rng: Random, first: int, last: int) -> str:
    """Return a day that every month has, in one of the years from first to last."""
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def main() -> None:
    """Print an organisation, or write it to a file."""
    parser = ArgumentParser(description="Write a large, realistic organisation as YAML.")
    parser.add_argument("--people", type=int, default=10_000, help="how many people (default: 10000)")
    parser.add_argument("--seed", type=int, default=7, help="another seed, another organisation (default: 7)")
    parser.add_argument("--conflicts", type=int, help="how many to plant (default: one per hundred people)")
    parser.add_argument("--mistakes", action="store_true", help="misspell a key of every person")
    parser.add_argument("-o", "--output", type=Path, help="the file to write; else standard output")
    given = parser.parse_args()
    try:
        made = generate(given.people, seed=given.seed, conflicts=given.conflicts, mistakes=given.mistakes)
    except ValueError as error:
        parser.error(str(error))
    data = made.text.encode()
    if given.output is None:
        stdout.buffer.write(data)
        return
    given.output.write_bytes(data)
    held = f"{made.people} people, {made.teams} teams, {made.products} products, {made.conflicts} conflicts"
    print(f"{given.output}: {held}, {len(data)} bytes", file=stderr)


if __name__ == "__main__":
    main()
