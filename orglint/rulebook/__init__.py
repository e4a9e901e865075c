"""Rule files -> rules ready to run; profiles; which of them run under given settings."""

from orglint.rulebook.book import FAMILIES, Rulebook, built_in, compiled_text, folder, from_texts
from orglint.rulebook.mistakes import Mistake, Pointer, Unusable
from orglint.rulebook.rule import Rule
from orglint.rulebook.run import Outcome, Weighed, headcount, run
from orglint.rulebook.selection import Selection, named, select
from orglint.rulebook.spec import Example, RuleText, plain

__all__ = [
    "FAMILIES",
    "Example",
    "Mistake",
    "Outcome",
    "Pointer",
    "Rule",
    "RuleText",
    "Rulebook",
    "Selection",
    "Unusable",
    "Weighed",
    "built_in",
    "compiled_text",
    "folder",
    "from_texts",
    "headcount",
    "named",
    "plain",
    "run",
    "select",
]
