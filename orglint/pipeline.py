"""The two verbs: texts are understood, and what was understood is judged. Pure: no files, no clock, no output."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from orglint.core import Finding, Lines, LookedAt, Place, Problem, Report, RuleInfo, Source
from orglint.core.collector import paused
from orglint.document import Comment, ReadFile, read
from orglint.org import (
    FACTS,
    NOTHING_OWN,
    Extra,
    Model,
    Org,
    Person,
    Unit,
    View,
    Vocabulary,
    is_marked,
    looks_marked,
    resolve,
    with_own,
)
from orglint.rulebook import Outcome, Selection, Weighed, run
from orglint.settle import Ignores, Stamper, fold


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of the sources."""

    org: Org
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    comments: tuple[Comment, ...]
    documents: int
    unmarked: tuple[str, ...]
    model: Model = field(default_factory=lambda: FACTS)
    """What rules may ask, the organisation's own keys among it."""

    @property
    def lines(self) -> Mapping[str, Lines]:
        """Return the texts, as places point into them."""
        return {source.path: Lines(source.text) for source in self.sources}


def understand(
    sources: Sequence[Source],
    vocabulary: Vocabulary,
    *,
    problems: Iterable[Problem] = (),
    closed: bool = False,
    extra: Extra = NOTHING_OWN,
) -> Reading:
    """Read and resolve the sources of one organisation.

    `problems` were found before, such as files that could not be opened; `closed` says that a settings file names
    the files of the organisation, so that a team nobody declares is none; `extra` are the organisation's own keys.
    """
    with paused():
        read_files = [read(source) for source in sources]
        files = [file for file in read_files if _counts(file)]
        resolved = resolve(files, vocabulary, teams_are_closed=closed, extra=extra)
    outside = tuple(problems)
    resolved.org.lost = resolved.org.lost or any(problem.lost for problem in outside)
    return Reading(
        resolved.org,
        tuple(file.source for file in files),
        (*outside, *(problem for file in files for problem in _problems(file)), *resolved.problems),
        tuple(comment for file in files for comment in file.comments if _is_judged(file, comment.place.start)),
        sum(len(file.documents) for file in files),
        tuple(dict.fromkeys((*resolved.unmarked, *(one.source.path for one in read_files if not _counts(one))))),
        with_own(extra),
    )


def _counts(file: ReadFile) -> bool:
    """Return whether a file is judged: one that was asked for, that can be read, or that begins like a part of it."""
    return not file.lost or file.source.named or looks_marked(file.source.text)


def _problems(file: ReadFile) -> Iterator[Problem]:
    """Yield the reader's problems in what is judged; documents of something else are left alone."""
    for problem in file.problems:
        at = problem.label.at
        if problem.lost or not isinstance(at, Place) or _is_judged(file, at.start):
            yield problem


def _is_judged(file: ReadFile, offset: int) -> bool:
    """Return whether a place of a file lies in a document that is judged; what follows the last one belongs to it."""
    here = [one for one in file.documents if one.ends and offset <= one.ends[0]] or file.documents[-1:]
    return file.source.named or (is_marked(here[0]) if here else file.lost)


def judge(reading: Reading, selection: Selection, day: date) -> Report:
    """Judge what was understood, by the rules of a selection, on a day."""
    with paused():
        return _Judgement(reading, selection, day).report()


class _Judgement:
    """The steps of judging, in order: run the rules, stamp, hide, fold, sort."""

    def __init__(self, reading: Reading, selection: Selection, day: date) -> None:
        self._reading = reading
        self._selection = selection
        self._view = View(reading.org, day, reading.model)
        texts = {source.path: source.text for source in reading.sources}
        org = reading.org
        team_files = {team.site[:2]: team.id for team in org.teams.values() if not team.site.route}
        self._stamper = Stamper(texts, org.place, org.name, team_files)

    def report(self) -> Report:
        """Return the report."""
        ignores = self._ignores()
        outcome = run(self._selection, self._view, (*self._reading.problems, *ignores.problems))
        kept, ignored = ignores.hide([self._stamped(one) for one in outcome.found])
        kept += [self._stamped(one) for one in self._unused(ignores, outcome)]
        kept, folded = fold(kept, {rule.id: rule.file.explained_by for rule in self._selection.running})
        hidden = [one for one in (*ignored, *folded) if self._is_shown(one.finding)]
        shown = (finding for finding in kept if self._is_shown(finding))
        findings = tuple(sorted(shown, key=lambda finding: finding.order))
        return Report(
            findings,
            self._view.day,
            self._looked_at(outcome),
            tuple(sorted(hidden, key=lambda one: one.finding.order)),
            tuple(outcome.not_run),
            tuple(outcome.faults),
            self._infos([*findings, *(one.finding for one in hidden)], outcome),
            self._stamper.lines,
        )

    def _stamped(self, one: Weighed) -> Finding:
        rule = one.rule
        found = self._stamper.stamp(rule.info, one.severity, rule.file.message, one.problem, one.scopes)
        return found._replace(help=(*found.help, one.advice)) if one.advice else found

    def _ignores(self) -> Ignores:
        book = self._selection.book
        ignores = Ignores(book.rules, book.formerly)
        for comment in self._reading.comments:
            ignores.add(comment.place, comment.text, self._stamper.lines_of(comment.place.path))
        return ignores

    def _unused(self, ignores: Ignores, outcome: Outcome) -> list[Weighed]:
        """Find the comments that hide nothing, as far as their rules looked at everything."""
        by_id = {rule.id: rule for rule in self._selection.running}
        needy = {one.rule for one in outcome.inactive if one.rule in by_id and by_id[one.rule].file.needs}
        not_run = {*needy, *(one.rule for one in outcome.not_run), *(one.rule for one in outcome.faults)}

        @cache
        def was_on(name: str, path: str) -> bool:
            looked = name in by_id and name not in not_run
            return looked and self._selection.is_on_in(path, by_id[name], self._view)

        return run(self._selection.only_built_in, self._view, ignores.unused(was_on)).found

    def _is_shown(self, finding: Finding) -> bool:
        paths = {location.span.path for location in (finding.primary, *finding.related)}
        return finding.lost or not paths <= self._not_shown

    @cached_property
    def _not_shown(self) -> frozenset[str]:
        return frozenset(source.path for source in self._reading.sources if not source.shown)

    def _infos(self, findings: Sequence[Finding], outcome: Outcome) -> dict[str, RuleInfo]:
        named = {finding.rule for finding in findings}
        named |= {one.rule for one in outcome.not_run} | {one.rule for one in outcome.faults}
        return {name: self._selection.book.rules[name].info for name in sorted(named)}

    def _looked_at(self, outcome: Outcome) -> LookedAt:
        org = self._reading.org
        return LookedAt(
            paths=tuple(sorted(source.path for source in self._reading.sources)),
            documents=self._reading.documents,
            unmarked=self._reading.unmarked,
            people=_there(org.people.values()),
            teams=_there(org.teams.values()),
            products=_there(org.products.values()),
            systems=_there(org.systems.values()),
            processes=_there(org.processes.values()),
            activities=len(org.activities),
            seats=len(org.seats),
            rules=len(self._selection.running),
            inactive=tuple(outcome.inactive),
            profiles=self._selection.profiles,
        )


def _there(things: Iterable[Person | Unit]) -> int:
    """Count things: the declared ones, or where none of a class is declared those that are mentioned."""
    declared = [thing.declared for thing in things]
    return sum(declared) or len(declared)
