"""Texts of rule files, profiles and words -> rules and profiles, with everything that is wrong with each file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from re import fullmatch
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from orglint.core import Source
from orglint.document import read
from orglint.kinds import Kind
from orglint.org import FACTS, Model
from orglint.rulebook.lint import mistakes, unshaped
from orglint.rulebook.mistakes import Mistake, Pointer
from orglint.rulebook.python_rule import PythonRule
from orglint.rulebook.rule import Rule
from orglint.rulebook.spec import ProfileFile, RuleFile, RuleText

M = TypeVar("M", bound=BaseModel)
PROFILES, VOCABULARY = "profiles", "vocabulary"
"""The folders that hold no rules."""
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


@dataclass(slots=True)
class Shelf:
    """What some files hold. `data` are the profiles as they are written."""

    model: Model = field(default_factory=lambda: FACTS)
    own: bool = False
    """The files are an organisation's own."""
    rules: dict[str, Rule] = field(default_factory=dict)
    profiles: dict[str, ProfileFile] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    pointers: dict[str, Pointer] = field(default_factory=dict)
    """Where the profiles are."""
    words: dict[str, Any] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Rules, families and profiles of files that cannot be read."""

    def add(self, text: RuleText) -> None:
        """Read one file: its folder says what it is, or to which family the rule belongs."""
        data, pointer = _one_document(text.source, self.mistakes)
        name = PurePosixPath(text.source.path).stem
        if data is None:
            self.broken |= {name, text.folder}
            return
        if text.folder == VOCABULARY:
            self._words(data, pointer)
        elif text.folder == PROFILES:
            self._profile(name, data, pointer)
        else:
            self._rule(name, text.folder, data, pointer)

    def add_python(self, said: PythonRule) -> None:
        """Take in a rule of a plugin: it has the shape of a file, and a function for its check."""
        before = len(self.mistakes)
        self.mistakes += said.mistakes()
        if len(self.mistakes) > before:
            self.broken |= {said.id, said.family}
        else:
            self._rule(said.id, said.family, said.data, said.pointer, kind_of=said.kind)

    def _words(self, data: dict[str, Any], pointer: Pointer) -> None:
        if self.own:
            message = "own roles and duties stand in the files of the organisation, under roles: and duties:"
            self.mistakes.append(pointer.mistake(message))
        self.words.update(data)

    def _profile(self, name: str, data: dict[str, Any], pointer: Pointer) -> None:
        made = _shaped(ProfileFile, data, pointer, self.mistakes)
        if made is None:
            self.broken.add(name)
        else:
            self.profiles[name], self.data[name], self.pointers[name] = made, data, pointer

    def _rule(
        self, name: str, family: str, data: dict[str, Any], pointer: Pointer, kind_of: Kind | None = None
    ) -> None:
        self.mistakes += _names(name, family, pointer)
        made = _shaped(RuleFile, data, pointer, self.mistakes)
        if made is None:
            self.broken |= {name, family}
            self.mistakes += unshaped(data.get("check"), pointer)
            return
        rule = Rule(name, family, made, {}, model=self.model, pointer=pointer, own=self.own, kind_of=kind_of)
        before = self.rules.setdefault(name, rule)
        if before is not rule:
            self.mistakes.append(pointer.mistake(f"there is another rule {name}, in {before.pointer.path}"))
        self.mistakes += mistakes(rule)

    def repeated(self, profiles: Iterable[str]) -> None:
        """Tell of own profiles that bear the name of one that is there."""
        for name in self.profiles:
            if name in profiles:
                self.mistakes.append(self.pointers[name].mistake(f"orglint has a profile {name} of its own"))


def shelf(texts: Iterable[RuleText], model: Model = FACTS, *, own: bool = False) -> Shelf:
    """Read files of rules, profiles and words."""
    made = Shelf(model, own)
    for text in texts:
        made.add(text)
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
