"""What a rule author asks for: some rules, what is wrong with them, what they may name; and a rule to begin with."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import fullmatch

from orglint.core import Settings, nearest
from orglint.core.wording import did_you_mean, joined
from orglint.kinds import BY_NAME
from orglint.org import Extra, Vocabulary, with_own
from orglint.outside import NothingToCheck, gather, missing, own_rules, rules_at, settings_for, shown_path
from orglint.pipeline import Reading, understand
from orglint.rule_examples import understood
from orglint.rulebook import Mistake, Rule, Rulebook, RuleText, built_in, folder, from_texts
from orglint.rulebook.catalogue import Catalogue
from orglint.rulebook.python_rule import PythonRule

SKELETONS = Path(__file__).parent / "rulebook" / "skeletons"
DEFAULT_FOLDER = "policies"
DEFAULT_FAMILY = "own"


@dataclass(frozen=True, slots=True)
class Desk:
    """The rules that somebody works on, in the book that holds them, and what the examples may name."""

    book: Rulebook
    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    extra: Extra
    where: str
    mistakes: tuple[Mistake, ...] = ()
    looked_up: bool = True
    """Whether the names of roles, duties and teams could be looked up."""


def desk(paths: Sequence[Path], *, built_in_ones: bool = False, python: Sequence[PythonRule] = ()) -> Desk:
    """Return the rules of some files and folders, else of the folders that settings name, else those of orglint itself.

    Where plugins bring rules, it is these, beside those of the files and folders that are named.
    Raises NothingToCheck where there is no rule, Unusable where the rules of orglint itself are at fault.
    """
    if built_in_ones or (paths and not python and all(_is_brought(path) for path in paths)):
        return _brought(paths)
    lost = list(missing(str(path) for path in paths))
    if lost:
        raise NothingToCheck("; ".join(lost))
    found = settings_for([str(path) for path in paths])
    if not paths and not python and not found.settings.rule_dirs and not found.mistakes:
        return _brought()
    texts, wrong = own_rules(found.settings, found.pointer)
    asked, unread = rules_at(paths) if paths or python else (texts, wrong)
    told = [*found.mistakes, *unread]
    return _own(found.settings, found.root, texts, asked, python, told, paths)


def _own(
    settings: Settings,
    root: Path,
    texts: list[RuleText],
    asked: list[RuleText],
    python: Sequence[PythonRule],
    told: list[Mistake],
    paths: Sequence[Path],
) -> Desk:
    named = [*map(str, paths), *dict.fromkeys(one.path for one in python)]
    where = joined(named) or joined(settings.rule_dirs)
    if not asked and not told and not python:
        raise NothingToCheck(f"there is no rule file in {where}")
    shown = {*(one.source.path for one in asked), *(one.path for one in python)}
    others = [one for one in texts if one.source.path not in shown]
    book, wrong = built_in().with_own([*others, *asked], with_own(settings.extra), python)
    told += (mistake for mistake in wrong if mistake.path in shown)
    rules = tuple(rule for rule in book.rules.values() if rule.own and rule.pointer.path in shown)
    organisation = _organisation(settings, root, book.vocabulary) if settings.path else None
    at_fault = {mistake.path for mistake in told}
    fine = [rule for rule in rules if rule.pointer.path not in at_fault]
    told += _unknown(fine, book, settings.extra, organisation)
    vocabulary = organisation.org.vocabulary if organisation is not None else book.vocabulary
    looked_up = organisation is None or not organisation.org.lost
    return Desk(book, rules, vocabulary, settings.extra, where, tuple(sorted(set(told))), looked_up)


def _is_brought(path: Path) -> bool:
    return path.resolve().is_relative_to(folder().resolve())


def _brought(paths: Sequence[Path] = ()) -> Desk:
    """Return the rules that orglint brings, each with its place in its file: all, or those below some paths."""
    files = sorted(folder().glob("*/*.yaml"))
    texts, _ = rules_at(files)
    wanted = {text.source.path for text, file in zip(texts, files, strict=True) if not paths or _lies_in(file, paths)}
    book = from_texts(texts)
    rules = tuple(rule for rule in book.rules.values() if rule.pointer.path in wanted)
    return Desk(book, rules, book.vocabulary, {}, joined([str(path) for path in paths]) or "orglint itself")


def _lies_in(file: Path, paths: Sequence[Path]) -> bool:
    return any(file.resolve().is_relative_to(path.resolve()) for path in paths)


def _organisation(settings: Settings, root: Path, vocabulary: Vocabulary) -> Reading | None:
    """Return what is understood of the organisation of the settings, None where there is none yet."""
    try:
        gathered = gather((), settings, root=root)
    except NothingToCheck:
        return None
    return understand(
        gathered.sources, vocabulary, problems=gathered.problems, closed=True, extra=settings.extra
    )  # fmt: skip


def _unknown(rules: Iterable[Rule], book: Rulebook, extra: Extra, organisation: Reading | None) -> Iterator[Mistake]:
    """Yield the names that the organisation does not know; without one, those that a rule's own examples do not."""
    if organisation is not None:
        catalogue = Catalogue.of_org(organisation.org)
        if not organisation.org.lost:
            for rule in rules:
                yield from catalogue.unknown(rule)
        return
    for rule in rules:
        yield from _of_examples(rule, book, extra).unknown(rule)


def _of_examples(rule: Rule, book: Rulebook, extra: Extra) -> Catalogue:
    """Return what all examples of a rule declare or mention together."""
    found: dict[str, dict[str, None]] = {}
    for example in rule.examples:
        org = understood(example, book.vocabulary, extra).org
        for noun, names in Catalogue.of_org(org).names.items():
            found.setdefault(noun, {}).update(dict.fromkeys(names))
    return Catalogue({noun: tuple(names) for noun, names in found.items()})


@dataclass(frozen=True, slots=True)
class Planned:
    """A rule to be written: where, what, and whether settings name the folder."""

    path: Path
    text: str
    folder: str
    settings: Path | None
    is_named: bool

    @property
    def next_steps(self) -> tuple[str, ...]:
        """Say what to do next, a line each."""
        file = shown_path(self.path)
        steps = (
            "say in it what the policy is, and show both sides by examples of your own; then",
            f"  orglint rules check {file}",
            f"  orglint rules test {file} --mutate",
        )
        if self.is_named:
            return steps
        where = (
            shown_path(self.settings) if self.settings is not None else "orglint.yaml at the root of the organisation"
        )
        return (*steps, f"for orglint check to run it, add to {where}:", f"  rule_dirs: [{self.folder}]")


def begin(plan: Planned) -> None:
    """Write a planned rule; raises OSError, also where the file is there."""
    plan.path.parent.mkdir(parents=True, exist_ok=True)
    with plan.path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(plan.text)


def planned(kind: str, name: str, family: str, rule_dir: str | None) -> tuple[Planned | None, list[str]]:
    """Return the rule that somebody wants to begin, or why it cannot be."""
    found = settings_for(())
    texts, _ = own_rules(found.settings, found.pointer)
    taken, _ = built_in().with_own(texts, with_own(found.settings.extra))
    wrong = [*_no_kind(kind), *_no_id("rule", name), *_no_id("family", family)]
    if name in taken.rules:
        wrong.append(f"there is a rule {name}, in {_file_of(taken.rules[name])}")
    if wrong:
        return None, wrong
    settings = Path(found.settings.path) if found.settings.path else None
    named = {_normal(found.root / one): one for one in found.settings.rule_dirs}
    base = Path(rule_dir) if rule_dir is not None else _first(found.settings.rule_dirs, found.root)
    path = base / family / f"{name}.yaml"
    if path.exists():
        return None, [f"{path} is there already, and stays as it is"]
    text = (SKELETONS / f"{kind}.yaml").read_text(encoding="utf-8")
    is_named = any(_normal(base).is_relative_to(one) for one in named)
    seen_from = settings.parent if settings is not None else Path()
    named_as = os.path.relpath(base, seen_from).replace(os.sep, "/")
    return Planned(path, text, f"{named_as}/", settings, is_named), []


def _first(rule_dirs: Sequence[str], root: Path) -> Path:
    return root / (rule_dirs[0] if rule_dirs else DEFAULT_FOLDER)


def _normal(path: Path) -> Path:
    return path.absolute().resolve()


def _no_kind(kind: str) -> Iterator[str]:
    if kind not in BY_NAME:
        kinds = tuple(BY_NAME)
        yield f"there is no kind {kind}{did_you_mean(nearest(kind, kinds))}; there are {joined(kinds)}"


def _no_id(noun: str, said: str) -> Iterator[str]:
    if not fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", said):
        yield f"the id of a {noun} is written in kebab-case, such as no-chair-liaison, not {said or 'nothing'}"


def _file_of(rule: Rule) -> str:
    return rule.pointer.path if rule.own else "orglint itself"


def origin(rules: Mapping[str, Rule], name: str) -> str:
    """Return where a rule comes from."""
    return _file_of(rules[name])
