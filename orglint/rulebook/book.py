"""The book: all rules, profiles and words, from the compiled file or from the YAML it is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from orglint.core import Source, nearest
from orglint.core.wording import did_you_mean
from orglint.org import FACTS, Ambiguous, Duty, Model, Role, Vocabulary
from orglint.rulebook.mistakes import Mistake, Pointer, Unusable
from orglint.rulebook.rule import Rule
from orglint.rulebook.spec import ProfileFile, RuleText, plain, trusted, trusted_profile

if TYPE_CHECKING:
    from orglint.rulebook.files import Shelf
    from orglint.rulebook.python_rule import PythonRule

COMPILED = "built.json"
FAMILIES = (
    "product", "scrum", "scaling", "segregation", "independence", "decisions", "topologies", "structure", "capacity",
    "continuity", "lifecycle", "agents", "hygiene",
)  # fmt: skip
"""The families in the order in which they are listed."""
T = TypeVar("T", Role, Duty)


@dataclass(frozen=True)
class Rulebook:
    """Rules by id, profiles by id, and the built-in vocabulary."""

    rules: Mapping[str, Rule]
    profiles: Mapping[str, ProfileFile]
    words: Mapping[str, Any]
    places: Mapping[str, Pointer] = field(default_factory=dict, compare=False)
    """Where the organisation's own profiles are."""
    broken: frozenset[str] = frozenset()
    """Rules, families and profiles of files that cannot be read: whatever names one says nothing wrong."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The built-in vocabulary."""
        return _vocabulary(self.words)

    @cached_property
    def formerly(self) -> Mapping[str, str]:
        """The rules that have another name now, by the one they had."""
        return {old: rule.id for rule in self.rules.values() for old in rule.file.formerly}

    @property
    def families(self) -> tuple[str, ...]:
        """The families that have a rule."""
        there = dict.fromkeys(rule.family for rule in self.rules.values())
        return (*(family for family in FAMILIES if family in there), *(one for one in there if one not in FAMILIES))

    def only(self, ids: Iterable[str]) -> "Rulebook":
        """Return a book with some of the rules."""
        return replace(self, rules={name: self.rules[name] for name in ids})

    def with_own(
        self, texts: Sequence[RuleText], model: Model = FACTS, python: "Sequence[PythonRule]" = ()
    ) -> "tuple[Rulebook, list[Mistake]]":
        """Return the book with an organisation's own rules and profiles, and what is wrong with them.

        `texts` are files, `python` the rules of the plugins that the caller asks for.
        """
        if not texts and not python:
            return self, []
        from orglint.rulebook.adjusted import profile_mistakes  # noqa: PLC0415 - only where there are own rules
        from orglint.rulebook.files import shelf  # noqa: PLC0415 - as above

        own = shelf(texts, model, own=True)
        for one in python:
            own.add_python(one)
        taken = [_taken(rule) for name, rule in own.rules.items() if name in self.rules]
        fresh = {name: rule for name, rule in own.rules.items() if name not in self.rules}
        profiles = {**self.profiles, **{name: one for name, one in own.profiles.items() if name not in self.profiles}}
        book = replace(self, rules={**self.rules, **fresh}, profiles=profiles)
        book = replace(book, places=own.pointers, broken=frozenset(own.broken))
        own.repeated(self.profiles)
        adjusted = profile_mistakes(book, own.profiles, own.pointers)
        return book, [*own.mistakes, *taken, *book.mistakes(fresh), *adjusted]

    def unknown_names(self, ids: Iterable[str]) -> Iterator[Mistake]:
        """Yield what some rules name and the built-in vocabulary does not know."""
        from orglint.rulebook.catalogue import Catalogue  # noqa: PLC0415 - a compiled book was checked before

        catalogue = Catalogue.of(self.vocabulary)
        for rule in (self.rules[name] for name in ids):
            if not rule.is_built_in:
                yield from catalogue.unknown(rule)

    def mistakes(self, ids: Iterable[str]) -> Iterator[Mistake]:
        """Yield the profiles and causes that some rules name and that are not there."""
        for name in ids:
            rule = self.rules[name]
            for at, profile in enumerate(rule.file.profiles):
                if profile not in self.profiles and profile not in self.broken:
                    hint = did_you_mean(nearest(profile, tuple(self.profiles)))
                    yield rule.pointer.mistake(f"there is no profile {profile}{hint}", "profiles", at)
            yield from _unfoldable(self.rules, rule, self.broken)


def folder() -> Path:
    """Return where the rules are."""
    try:
        import orglint.rules as package  # noqa: PLC0415 - not there in a checkout that is not installed
    except ImportError:
        return Path(__file__).parents[2] / "rules"
    return Path(package.__path__[0])


def built_in(where: Path | None = None) -> Rulebook:
    """Return the rules that orglint brings: the compiled ones, or in a checkout the YAML where it is newer."""
    where = where or folder()
    compiled = where / COMPILED
    if not compiled.is_file() or _is_stale(where, compiled):
        return _book(_contents(where))
    return _book(loads(compiled.read_text(encoding="utf-8")))


def from_texts(texts: Iterable[RuleText]) -> Rulebook:
    """Return the book that texts of rules, profiles and words make; raises Unusable where one is wrong."""
    return _read(texts)[0]


def _read(texts: Iterable[RuleText]) -> "tuple[Rulebook, Shelf]":
    """Return the book of some texts, and what each of them says; raises Unusable where one is wrong."""
    from orglint.rulebook.adjusted import profile_mistakes  # noqa: PLC0415 - only where rules are read from YAML
    from orglint.rulebook.files import shelf  # noqa: PLC0415 - as above

    made = shelf(texts)
    book = Rulebook(made.rules, made.profiles, made.words, broken=frozenset(made.broken))
    mistakes = [*made.mistakes, *book.mistakes(made.rules), *profile_mistakes(book, made.profiles, made.pointers)]
    if not mistakes:
        mistakes += book.unknown_names(made.rules)
    if mistakes:
        raise Unusable(mistakes)
    return book, made


def compiled_text(where: Path) -> str:
    """Return the text of the compiled book, made from the YAML; raises Unusable where that is wrong."""
    return dumps({"digest": _digest(where), **_contents(where)}, ensure_ascii=False, indent=0, sort_keys=False) + "\n"


def _files(where: Path) -> list[Path]:
    return sorted(where.glob("*/*.yaml"))


def _is_stale(where: Path, compiled: Path) -> bool:
    """Return whether the YAML of a checkout says something else than the compiled book."""
    if not (where.parent / "pyproject.toml").is_file():
        return False
    made = compiled.stat().st_mtime
    files = _files(where)
    folders = {file.parent for file in files}  # a file that is gone leaves its trace there
    changed = max((path.stat().st_mtime for path in (*files, *folders)), default=made)
    return changed > made and _says_else(where, compiled, (changed, made))


@cache
def _says_else(where: Path, compiled: Path, times: tuple[float, float]) -> bool:
    """Return whether the YAML says something else than the compiled book; looked up once until either changes."""
    del times
    return bool(loads(compiled.read_text(encoding="utf-8"))["digest"] != _digest(where))


def _digest(where: Path) -> str:
    found = sha256()
    for file in _files(where):
        found.update(file.relative_to(where).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def _contents(where: Path) -> dict[str, Any]:
    """Read the YAML files into plain values, and check them."""
    texts = ((file, Source(file.relative_to(where).as_posix(), file.read_text("utf-8"))) for file in _files(where))
    _, made = _read(RuleText(source, file.parent.name) for file, source in texts)
    rules = {name: _compiled(rule) for name, rule in made.rules.items()}
    return {"rules": rules, "profiles": made.data, "vocabulary": made.words}


def _taken(rule: Rule) -> Mistake:
    message = f"orglint has a rule {rule.id} of its own; an own rule takes another name, and settings adjust that one"
    return rule.pointer.mistake(message)


def _unfoldable(rules: Mapping[str, Rule], rule: Rule, broken: frozenset[str]) -> Iterator[Mistake]:
    """Yield the causes that a rule names and that explain nothing: unknown ones, rings, rules that never run beside."""
    name = rule.id
    for at, other in enumerate(rule.file.explained_by):
        if other in broken and other not in rules:
            continue
        if other not in rules:
            message = f"there is no rule {other}{did_you_mean(nearest(other, tuple(rules)))}"
        elif name in _behind(rules, other):
            message = f"{other} is explained by {name} in turn, so that both would vanish"
        elif not set(rule.file.profiles) & set(rules[other].file.profiles):
            message = f"{name} and {other} share no profile, so that neither ever explains the other"
        else:
            continue
        yield rule.pointer.mistake(message, "explained_by", at)


def _behind(rules: Mapping[str, Rule], name: str) -> dict[str, None]:
    """Return a rule and all that explains it, directly or through others."""
    found = {name: None}
    waiting = [name]
    for one in waiting:  # grows while it is walked
        causes = [cause for cause in rules[one].file.explained_by if cause in rules and cause not in found]
        found.update(dict.fromkeys(causes))
        waiting.extend(causes)
    return found


def _compiled(rule: Rule) -> dict[str, Any]:
    """Return a rule as the compiled book keeps it."""
    params = {} if rule.is_built_in else {"params": rule.params.compiled()}
    return {"family": rule.family, "rule": plain(rule.file), **params}


def _frozen(value: Any) -> Any:
    """Return plain values with their lists made unchangeable, as validated values are."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return {key: _frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def _book(contents: Mapping[str, Any]) -> Rulebook:
    rules = {
        name: Rule(name, data["family"], trusted(data["rule"]), {}, _frozen(data.get("params")))
        for name, data in contents["rules"].items()
    }
    order = {family: at for at, family in enumerate(FAMILIES)}
    ordered = dict(sorted(rules.items(), key=lambda item: (order.get(item[1].family, len(order)), item[0])))
    profiles = {name: trusted_profile(data) for name, data in contents["profiles"].items()}
    return Rulebook(ordered, profiles, contents["vocabulary"])


def _vocabulary(words: Mapping[str, Any]) -> Vocabulary:
    roles = {name: _entry(Role, name, said or {}) for name, said in words["roles"].items()}
    duties = {name: _entry(Duty, name, said or {}) for name, said in words["duties"].items()}
    return Vocabulary(
        roles, duties, frozenset(words["wrapper_words"]),
        _ambiguous(words["ambiguous_roles"]), _ambiguous(words["ambiguous_duties"]),
    )  # fmt: skip


def _entry(made: type[T], name: str, said: Mapping[str, Any]) -> T:
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    if "exclusive" in lists:
        lists["exclusive"] = lists["exclusive"] == "true"
    return made(id=name, **lists)  # type: ignore[arg-type] # the compiled book was checked when it was made


def _ambiguous(words: Mapping[str, Any]) -> dict[str, Ambiguous]:
    return {
        word: Ambiguous(tuple(said["candidates"]), dict(said.get("in_roles") or {})) for word, said in words.items()
    }
