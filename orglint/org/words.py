"""An organisation's own roles and duties, laid over the built-in ones."""

from collections.abc import Sequence
from typing import Any, TypeVar

from orglint.org import schema
from orglint.org.entries import Entries, Entry
from orglint.org.validate import Validator
from orglint.org.vocabulary import Duty, Role, Vocabulary, Words

E = TypeVar("E", bound=schema.Entry)


def overlaid(built_in: Vocabulary, entries: Entries, validator: Validator) -> Vocabulary:
    """Return the vocabulary of a run. An own entry with a built-in id changes the keys it names."""
    own_duties = _own(entries.sections["duties"], schema.Duty, validator)
    own_roles = _own(entries.sections["roles"], schema.Role, validator)
    if not own_duties and not own_roles:
        return built_in
    duties = {entry.id: _duty(built_in.duties.get(entry.id), entry, said) for entry, said in own_duties}
    drafts = {entry.id: _role(built_in.roles.get(entry.id), entry, said) for entry, said in own_roles}
    draft = built_in.overlaid(drafts, duties)
    roles = {name: _canonical(role, draft.role_words, draft.duty_words) for name, role in drafts.items()}
    return built_in.overlaid(roles, duties)


def _own(entries: Sequence[Entry], model: type[E], validator: Validator) -> list[tuple[Entry, E]]:
    made: dict[str, tuple[Entry, E]] = {}
    for entry in entries:
        if entry.id in made:
            validator.repeated(model.__name__.lower(), entry.id, entry.named, made[entry.id][0].named)
            continue
        said, _ = validator.entry(model, entry.value, entry.site, frozenset({"members"}))
        made[entry.id] = (entry, said or model.model_validate({}))
    return list(made.values())


def _said(base: Any, said: schema.Entry, *names: str) -> dict[str, Any]:
    """Return the plain fields of an entry: what it says, else what the built-in entry says."""
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(said, name)
        named = name in said.model_fields_set and value is not None
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


def _role(base: Role | None, entry: Entry, said: schema.Role) -> Role:
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
    return Role(entry.id, **fields, site=entry.site)


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
        role.line, role.member, role.site,
    )  # fmt: skip
