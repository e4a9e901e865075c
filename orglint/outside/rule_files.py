"""Folders of an organisation's own rules -> the texts of their files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from orglint.core import Settings, Source
from orglint.outside.files import near, shown_path
from orglint.outside.texts import Unreadable, reason, text_of
from orglint.outside.walk import walk
from orglint.rulebook import Mistake, Pointer, RuleText


def own_rules(settings: Settings, pointer: Pointer) -> tuple[list[RuleText], list[Mistake]]:
    """Return the rule files of the folders that settings name, and which of them cannot be read.

    The folders stand where the settings do, also where these speak of another folder.
    """
    mistakes: list[Mistake] = []
    texts: list[RuleText] = []
    for at, name in enumerate(settings.rule_dirs):
        folder = Path(settings.path).parent / name
        if folder.is_dir():
            found = rule_files(folder, mistakes)
            texts += (one for one in found if one.source.path not in {text.source.path for text in texts})
        else:
            message = f"rule_dirs names {name}, which is no folder here{near(Path(name), Path(settings.path).parent)}"
            mistakes.append(pointer.mistake(message, "rule_dirs", at))
    return texts, mistakes


def rules_at(paths: Sequence[Path]) -> tuple[list[RuleText], list[Mistake]]:
    """Return the rule files that paths name or lead to, and which of them cannot be read."""
    mistakes: list[Mistake] = []
    texts: dict[str, RuleText] = {}
    for path in paths:
        found = rule_files(path, mistakes) if path.is_dir() else _read(path, mistakes)
        texts.update({one.source.path: one for one in found})
    return list(texts.values()), mistakes


def rule_files(folder: Path, mistakes: list[Mistake]) -> Iterator[RuleText]:
    """Yield the rule files below a folder; what cannot be read becomes a mistake."""

    def tell(path: Path, error: OSError) -> None:
        mistakes.append(Mistake(shown_path(path), 1, 1, f"this folder cannot be read: {reason(error)}"))

    for path, _ in walk(folder, tell):
        yield from _read(path, mistakes)


def _read(path: Path, mistakes: list[Mistake]) -> Iterator[RuleText]:
    shown = shown_path(path)
    try:
        yield RuleText(Source(shown, text_of(path)), path.resolve().parent.name)
    except Unreadable as error:
        mistakes.append(Mistake(shown, 1, 1, f"this rule file cannot be read: {error}"))
