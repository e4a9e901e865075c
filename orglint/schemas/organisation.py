"""The schema of a document of an organisation: a team, or any part of the whole."""

from orglint.org import schema
from orglint.org.scalars import COUNT, DAY, SHARE, TEXT, TEXTS, YES_NO
from orglint.rulebook import Rulebook
from orglint.schemas.models import WORD, Json, definitions, head, offering, one_or_several, ref, worded

_OWN: Json = {"^x-": {"description": "A key of your own, which orglint passes over."}}
_NOUNS = {
    "role": "roles", "implies": "roles", "duties": "duties", "without": "duties", "may": "duties",
    "not_applicable": "duties", "duty": "duty", "must_not": "roles_or_duties", "requires": "roles_or_duties",
}  # fmt: skip
"""The keys that name roles and duties, and the definition of each."""
_FORMS = {"text": TEXT, "texts": TEXTS, "date": DAY, "share": SHARE, "number": COUNT, "yes_or_no": YES_NO}
"""The forms of values that many keys share."""
_SECTIONS = {
    "people": "Who is there, by handle.",
    "teams": "Teams that have no file of their own, by id.",
    "products": "What is made for somebody, by id.",
    "systems": "What is run, by id.",
    "processes": "What is done in steps, by id.",
    "activities": "Decisions and pieces of work with the letters that people have in them, by id.",
    "rotations": "Who is on call, in turn, by id.",
    "roles": "Roles of your own, and changes to built-in ones, by id.",
    "duties": "Duties of your own, and changes to built-in ones, by id.",
}
_TEAM = "The id of the team that this document is; its other keys are those of a team."


def organisation(book: Rulebook) -> Json:
    """Return the schema of a document, which is one team if `team` stands at its top."""
    models: list[type[schema.Entry]] = [schema.Seat, *schema.SECTIONS.values(), *schema.NESTED.values()]
    entries = {name: _entry(one) for name, one in definitions(models).items()}
    title = "A document of an organisation, as orglint reads it"
    description = "One team, if team stands at the top; else any part of an organisation."
    branches = {"if": {"required": ["team"]}, "then": ref("team_document"), "else": ref("part")}
    documents = {"team_document": _team(entries["Team"]), "part": _part()}
    return {
        **head("org", title, description),
        "type": "object",
        **branches,
        "$defs": {**documents, **entries, **_words(book), **_FORMS},
    }


def _team(team: Json) -> Json:
    """Return the schema of a team document: the keys of a team, beside its id."""
    top = {"team": {"description": _TEAM, "type": WORD}, **_pointer()}
    return {**team, "type": "object", "properties": {**top, **team["properties"]}, "required": ["team"]}


def _part() -> Json:
    """Return the schema of a document without `team`, which is offered there all the same."""
    names = {
        name: {"description": "How findings call the whole.", "type": WORD}
        for name in sorted(schema.ORGANISATION)[::-1]
    }
    sections = {name: _section(_SECTIONS[name], model.__name__) for name, model in schema.SECTIONS.items()}
    seats = {"description": "Seats as one flat list.", "type": ["array", "null"], "items": ref("Seat")}
    properties = {"team": {"description": _TEAM, "type": WORD}, **names, **sections, "assignments": seats, **_pointer()}
    return _closed({"description": "A part of an organisation.", "type": "object", "properties": properties})


def _pointer() -> Json:
    return {"$schema": {"description": "Where this schema lies.", "type": "string"}}


def _section(description: str, entry: str) -> Json:
    """Return the schema of a map of entries by their ids."""
    return {
        "description": description,
        "type": ["object", "null"],
        "patternProperties": _OWN,
        "additionalProperties": ref(entry),
    }


def _entry(made: Json) -> Json:
    """Return the schema of an entry; one without a value says nothing yet."""
    properties = {key: _form(one) for key, one in worded(made["properties"], _NOUNS).items()}
    return _closed({**made, "type": ["object", "null"], "properties": properties})


def _closed(made: Json) -> Json:
    return {**made, "patternProperties": _OWN, "additionalProperties": False}


def _form(made: Json) -> Json:
    """Return the schema of a value by the name of its form, where it has one."""
    bare = {key: value for key, value in made.items() if key != "description"}
    named = next((name for name, form in _FORMS.items() if form == bare), None)
    return ref(named, description=made["description"]) if named else made


def _words(book: Rulebook) -> Json:
    """Return the definitions of roles and duties: built-in ones are offered, and any other text may be one."""
    roles, duties = sorted(book.vocabulary.roles), sorted(book.vocabulary.duties)
    return {
        "duty": offering(duties, ref("text")),
        "roles": one_or_several(offering(roles, ref("text"))),
        "duties": one_or_several(ref("duty")),
        "roles_or_duties": one_or_several(offering([*roles, *duties], ref("text"))),
    }
