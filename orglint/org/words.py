"""An organisation's own roles and duties, laid over the built-in ones."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from orglint.core.wording import joined, quoted
from orglint.org import schema
from orglint.org.entries import Entries, Entry
from orglint.org.names import clean
from orglint.org.validate import Validator
from orglint.org.vocabulary import Duty, Role, Vocabulary, Words

E = TypeVar("E", bound=schema.Entry)


class Own(NamedTuple, Generic[E]):
    """A word of the organisation's own: its entry, what that says, and whether all of it was understood."""

    entry: Entry
    said: E
    whole: bool


def overlaid(built_in: Vocabulary, entries: Entries, validator: Validator) -> Vocabulary:
    """Return the vocabulary of a run. An own entry with a built-in id changes the keys it names."""
    own_duties = _own(entries.sections["duties"], schema.Duty, validator)
    own_roles = _own(entries.sections["roles"], schema.Role, validator)
    if not own_duties and not own_roles:
        return built_in
    duties = {own.entry.id: _duty(built_in.duties.get(own.entry.id), own.entry, own.said) for own in own_duties}
    drafts = {own.entry.id: _role(built_in.roles.get(own.entry.id), own) for own in own_roles}
    draft = built_in.overlaid(drafts, duties)
    for own in own_roles:
        _tell_unknown(draft, own.entry, own.said, validator)
    roles = {name: _canonical(role, draft.role_words, draft.duty_words) for name, role in drafts.items()}
    return built_in.overlaid(roles, duties)


_NAMED: Mapping[str, tuple[str, ...]] = {
    "duties": ("duty",), "may": ("duty",), "implies": ("role",),
    "must_not": ("role", "duty"), "requires": ("role", "duty"),
}  # fmt: skip
"""The fields of a role that name words, and of which kind these are."""


def _tell_unknown(draft: Vocabulary, entry: Entry, said: schema.Role, validator: Validator) -> None:
    """Tell of the words in a role of the organisation's own that nobody knows."""
    words = {"role": draft.role_words, "duty": draft.duty_words}
    for field, nouns in _NAMED.items():
        for at, word in enumerate(getattr(said, field)):
            found = [words[noun].find(word, (entry.id,)) for noun in nouns if word]
            if not found or any(one.how in ("id", "synonym") for one in found):
                continue
            noun = " or ".join(nouns)
            if found[0].how == "ambiguous":
                message = (
                    f"{quoted(word)} may mean {joined(found[0].candidates, 'or')}; the role keeps the word as it is"
                )
            else:
                names = [name for one in nouns for name in words[one].names]
                message = f"{quoted(word)} is no known {noun}{validator.hint(word, names, noun)}"
            validator.say(found[0].rule(nouns[0]), entry.site / field / at, message)


def _own(entries: Sequence[Entry], model: type[E], validator: Validator) -> list[Own[E]]:
    made: dict[str, Own[E]] = {}
    for entry in entries:
        key = clean(entry.id).casefold()
        if key in made:
            validator.repeated(model.__name__.lower(), entry.id, entry.named, made[key].entry.named)
            continue
        said, whole = validator.entry(model, entry.value, entry.site, frozenset({"members"}))
        made[key] = Own(entry, said or model.model_validate({}), whole)
    return list(made.values())


def _said(base: Any, said: schema.Entry, *names: str) -> dict[str, Any]:
    """Return the plain fields of an entry: what it says, else what the built-in entry says."""
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(said, name)
        named = name in said.model_fields_set and value not in (None, (None,))
        if isinstance(value, tuple):
            value = tuple(item for item in value if item is not None)
        if named:
            found[name] = value
        elif base is not None:
            found[name] = getattr(base, name)
    return found


def _duty(base: Duty | None, entry: Entry, said: schema.Duty) -> Duty:
    fields = ("title", "aliases", "group", "level", "orientation", "exclusive", "required_per")
    return Duty(entry.id, **_said(base, said, *fields), site=entry.site)


def _role(base: Role | None, own: Own[schema.Role]) -> Role:
    said = own.said
    plain = (
        "title",
        "aliases",
        "framework",
        "group",
        "duties",
        "may",
        "must_not",
        "implies",
        "requires",
        "line",
        "member",
    )
    fields = _said(base, said, *plain)
    if said.holders is not None:
        fields["holders"] = (said.holders.min, said.holders.max, said.holders.per or "org")
    return Role(own.entry.id, **fields, site=own.entry.site, whole=own.whole)


def _canonical(role: Role, roles: Words, duties: Words) -> Role:
    """Return the role with the duties and roles it names under their ids."""

    def named(words: Words, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(words.find(name, (role.id,)).id for name in names)

    def either(name: str) -> str:
        found = roles.find(name)
        return found.id if found.how in ("id", "synonym") else duties.find(name, (role.id,)).id

    return Role(
        role.id, role.title, role.aliases, role.framework, role.group,
        named(duties, role.duties), named(duties, role.may), tuple(either(name) for name in role.must_not),
        named(roles, role.implies), role.holders, tuple(either(name) for name in role.requires),
        role.line, role.member, role.site, role.whole,
    )  # fmt: skip
