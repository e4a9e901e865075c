"""Entries -> the organisation: what may be written, the words of the field, and the resolved model with its views."""

from orglint.org.activities import scheme
from orglint.org.behind import Behind
from orglint.org.entries import is_marked, looks_marked
from orglint.org.facts import FACTS, Fact, Model, fact_of_key, value_of, with_own
from orglint.org.measures import MEASURES, SHARES, Measured
from orglint.org.model import (
    LETTERS,
    Activity,
    Brought,
    Certificate,
    Interaction,
    Letter,
    Mandate,
    Org,
    Person,
    Scope,
    Seat,
    Team,
    Unit,
    UnitClass,
    Work,
)
from orglint.org.names import clean
from orglint.org.own import NOTHING_OWN, Extra
from orglint.org.resolve import Resolved, resolve
from orglint.org.scalars import described
from orglint.org.schema import MARKERS, METHODS
from orglint.org.view import View
from orglint.org.vocabulary import Ambiguous, Duty, Role, Vocabulary, normal

__all__ = [
    "FACTS",
    "LETTERS",
    "MARKERS",
    "MEASURES",
    "METHODS",
    "NOTHING_OWN",
    "SHARES",
    "Activity",
    "Ambiguous",
    "Behind",
    "Brought",
    "Certificate",
    "Duty",
    "Extra",
    "Fact",
    "Interaction",
    "Letter",
    "Mandate",
    "Measured",
    "Model",
    "Org",
    "Person",
    "Resolved",
    "Role",
    "Scope",
    "Seat",
    "Team",
    "Unit",
    "UnitClass",
    "View",
    "Vocabulary",
    "Work",
    "clean",
    "described",
    "fact_of_key",
    "is_marked",
    "looks_marked",
    "normal",
    "resolve",
    "scheme",
    "value_of",
    "with_own",
]
