"""The book: all rules, profiles and words, from the compiled file or from the YAML it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from json import dumps, loads
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from orglint.core import Source, nearest
from orglint.core.wording import did_you_mean
from orglint.document import read
from orglint.org import Ambiguous, Duty, Role, Vocabulary
from orglint.rulebook.mistakes import Mistake, Pointer, Unusable
from orglint.rulebook.rule import Rule
from orglint.rulebook.spec import ProfileFile, RuleFile, plain, trusted, trusted_profile

COMPILED = "built.json"
FAMILIES = (
    "product", "scrum", "scaling", "segregation", "independence", "decisions", "topologies", "structure", "capacity",
    "continuity", "lifecycle", "agents", "hygiene",
)  # fmt: skip
"""The families in the order in which they are listed."""
M = TypeVar("M", bound=BaseModel)
T = TypeVar("T", Role, Duty)


@dataclass(frozen=True)
class Rulebook:
    """Rules by id, profiles by id, and the built-in vocabulary."""

    rules: Mapping[str, Rule]
    profiles: Mapping[str, ProfileFile]
    words: Mapping[str, Any]

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
        there = {rule.family for rule in self.rules.values()}
        return tuple(family for family in FAMILIES if family in there)

    def only(self, ids: Iterable[str]) -> "Rulebook":
        """Return a book with some of the rules."""
        return replace(self, rules={name: self.rules[name] for name in ids})

    def mistakes(self) -> list[Mistake]:
        """Return everything that is wrong with the rules, as far as that can be told without their files."""
        pointers = {name: Pointer(name) for name in self.rules}
        own = [mistake for name, rule in self.rules.items() for mistake in rule.mistakes(pointers[name])]
        return [*own, *_unfoldable(self.rules, pointers)]


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
    if all(path.stat().st_mtime <= made for path in (*files, *folders)):
        return False
    return bool(loads(compiled.read_text(encoding="utf-8"))["digest"] != _digest(where))


def _digest(where: Path) -> str:
    found = sha256()
    for file in _files(where):
        found.update(file.relative_to(where).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def _contents(where: Path) -> dict[str, Any]:
    """Read the YAML files into plain values, and check them."""
    mistakes: list[Mistake] = []
    contents: dict[str, Any] = {"rules": {}, "profiles": {}, "vocabulary": {}}
    rules: dict[str, Rule] = {}
    pointers: dict[str, Pointer] = {}
    for file in _files(where):
        family, name = file.parent.name, file.stem
        source = Source(file.relative_to(where).as_posix(), file.read_text(encoding="utf-8"))
        data, pointer = _one_document(source, mistakes)
        if data is None:
            continue
        if family == "vocabulary":
            contents["vocabulary"].update(data)
        elif family == "profiles":
            contents["profiles"][name] = data
            _shaped(ProfileFile, data, pointer, mistakes)
        else:
            made = _shaped(RuleFile, data, pointer, mistakes)
            if made is not None:
                rules[name], pointers[name] = Rule(name, family, made, {}), pointer
                mistakes += rules[name].mistakes(pointer)
    mistakes += _unfoldable(rules, pointers)
    mistakes += _unknown(rules, pointers, contents)
    if mistakes:
        raise Unusable(mistakes)
    contents["rules"] = {name: _compiled(rule) for name, rule in rules.items()}
    return contents


def _unknown(
    rules: Mapping[str, Rule], pointers: Mapping[str, Pointer], contents: Mapping[str, Any]
) -> Iterator[Mistake]:
    """Yield the profiles, roles and duties that rules name and nothing declares."""
    words = contents["vocabulary"]
    roles, duties = tuple(words.get("roles", ())), tuple(words.get("duties", ()))
    groups = tuple({said.get("group", "") for said in words.get("duties", {}).values()})
    role_groups = tuple({said.get("group", "") for said in words.get("roles", {}).values() if said})
    known = {
        "role": roles, "duty": duties, "word": (*roles, *duties), "duty or group": (*duties, *groups),
        "role group": role_groups, "duty group": groups, "line": ("1", "2", "3"),
    }  # fmt: skip
    for name, rule in rules.items():
        asked = [("profile", one, tuple(contents["profiles"]), "profiles") for one in rule.file.profiles]
        named = {} if rule.is_built_in or rule.mistakes(pointers[name]) else rule.params.words()
        asked += [
            (noun, word, known[noun], "check") for noun, several in named.items() if noun in known for word in several
        ]
        for noun, word, there, route in asked:
            if word not in there:
                hint = did_you_mean(nearest(word, there))
                yield pointers[name].mistake(f"there is no {noun} {word}{hint}", route)


def _unfoldable(rules: Mapping[str, Rule], pointers: Mapping[str, Pointer]) -> Iterator[Mistake]:
    """Yield the causes that rules name and that explain nothing: unknown ones, rings, rules that never run together."""
    for name, rule in rules.items():
        for at, other in enumerate(rule.file.explained_by):
            if other not in rules:
                near = nearest(other, tuple(rules))
                hint = did_you_mean(near)
                message = f"there is no rule {other}{hint}"
            elif name in _behind(rules, other):
                message = f"{other} is explained by {name} in turn, so that both would vanish"
            elif not set(rule.file.profiles) & set(rules[other].file.profiles):
                message = f"{name} and {other} share no profile, so that neither ever explains the other"
            else:
                continue
            yield pointers[name].mistake(message, "explained_by", at)


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


def _one_document(source: Source, mistakes: list[Mistake]) -> tuple[dict[str, Any] | None, Pointer]:
    file = read(source)
    pointer = Pointer(source.path, file.documents[0] if file.documents else None, source.text)
    mistakes += [pointer.at(problem) for problem in file.problems]
    data = file.documents[0].data if file.documents else None
    if isinstance(data, dict):
        return data, pointer
    if not file.lost:
        mistakes.append(pointer.mistake("this file takes a mapping"))
    return None, pointer


def _shaped(model: type[M], data: Mapping[str, Any], pointer: Pointer, mistakes: list[Mistake]) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        mistakes += pointer.of(error, model)
        return None


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
