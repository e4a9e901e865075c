"""Texts of rule files, profiles and words -> rules and profiles, with everything that is wrong with each file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from re import fullmatch
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from orglint.core import Source
from orglint.document import read
from orglint.org import FACTS, Model
from orglint.rulebook.mistakes import Mistake, Pointer
from orglint.rulebook.rule import Rule
from orglint.rulebook.spec import ProfileFile, RuleFile

M = TypeVar("M", bound=BaseModel)
PROFILES, VOCABULARY = "profiles", "vocabulary"
"""The folders that hold no rules."""
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


@dataclass(slots=True)
class Shelf:
    """What some files hold. `data` are the profiles as they are written."""

    model: Model = FACTS
    rules: dict[str, Rule] = field(default_factory=dict)
    profiles: dict[str, ProfileFile] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """Read one file: its folder says what it is, or to which family the rule belongs."""
        path = PurePosixPath(source.path)
        data, pointer = _one_document(source, self.mistakes)
        if data is None:
            return
        if path.parent.name == VOCABULARY:
            self.words.update(data)
        elif path.parent.name == PROFILES:
            self._profile(path.stem, data, pointer)
        else:
            self._rule(path.stem, path.parent.name, data, pointer)

    def _profile(self, name: str, data: dict[str, Any], pointer: Pointer) -> None:
        made = _shaped(ProfileFile, data, pointer, self.mistakes)
        if made is not None:
            self.profiles[name], self.data[name] = made, data

    def _rule(self, name: str, family: str, data: dict[str, Any], pointer: Pointer) -> None:
        self.mistakes += _names(name, family, pointer)
        made = _shaped(RuleFile, data, pointer, self.mistakes)
        if made is None:
            return
        rule = Rule(name, family, made, {}, model=self.model, pointer=pointer)
        before = self.rules.setdefault(name, rule)
        if before is not rule:
            self.mistakes.append(pointer.mistake(f"there is another rule {name}, in {before.pointer.path}"))
        self.mistakes += rule.mistakes()


def shelf(sources: Iterable[Source], model: Model = FACTS) -> Shelf:
    """Read files of rules, profiles and words."""
    made = Shelf(model)
    for source in sources:
        made.add(source)
    return made


def _names(name: str, family: str, pointer: Pointer) -> Iterable[Mistake]:
    """Yield what is odd about the name of a rule's file, which is its id, and of its folder, its family."""
    for noun, said in (("rule", name), ("family", family)):
        if not fullmatch(_ID, said):
            shown = said or "nothing"
            yield pointer.mistake(f"the id of a {noun} is written in kebab-case, such as no-chair-liaison, not {shown}")


def _one_document(source: Source, mistakes: list[Mistake]) -> tuple[dict[str, Any] | None, Pointer]:
    file = read(source)
    pointer = Pointer(source.path, file.documents[0] if file.documents else None, source.text)
    mistakes += [pointer.at(problem) for problem in file.problems]
    if len(file.documents) > 1:
        second = Pointer(source.path, file.documents[1], source.text)
        mistakes.append(second.mistake("a file holds one rule, and this is a second document"))
    data = file.documents[0].data if file.documents else None
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if key != "$schema"}, pointer
    if not file.lost:
        mistakes.append(pointer.mistake("this file takes a mapping"))
    return None, pointer


def _shaped(model: type[M], data: Mapping[str, Any], pointer: Pointer, mistakes: list[Mistake]) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        mistakes += pointer.of(error, model)
        return None
