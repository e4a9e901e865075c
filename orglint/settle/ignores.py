"""`# orglint: ignore[rule-id] reason`: a comment on the line of any label, or on a line of its own above it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from re import fullmatch

from orglint.core import Finding, Hidden, Label, Lines, Place, Problem, nearest
from orglint.core.wording import did_you_mean, quoted

_IGNORE = r"ignore\s*\[([^\]]*)\]\s*(.*)"


@dataclass(slots=True)
class Ignore:
    """One comment: the rules it names with their places, the reason, and the lines it speaks for."""

    place: Place
    rules: tuple[tuple[str, Place], ...]
    reason: str
    line: int
    used: set[str] = field(default_factory=set)


class Ignores:
    """All ignore comments of a run."""

    def __init__(self, known: Iterable[str], formerly: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._known = frozenset(known)
        self._formerly = formerly
        self._by_line: dict[tuple[str, int], list[Ignore]] = {}
        self._all: list[Ignore] = []
        self._block = ("", 0, 0)
        """The last block of comments: its path, its first line, and the line that follows it."""

    def add(self, place: Place, text: str, lines: Lines) -> None:
        """Add a comment; what is wrong with it is told."""
        found = fullmatch(_IGNORE, text)
        if found is None:
            message = f"# orglint: takes ignore[rule-id] and a reason, not {quoted(text) or 'nothing'}"
            self._tell("unknown-ignore", place, message)
            return
        reason = found[2].lstrip("-:— ").strip()
        if not reason:
            self._tell("ignore-without-reason", place, "this comment gives no reason, so it hides nothing")
        rules = tuple(self._rules(place, found[1], lines))
        line = lines.position(place.start).line
        ignore = Ignore(place, rules, reason, line)
        self._all.append(ignore)
        alone = not lines.line(line)[: lines.position(place.start).column - 1].strip()
        for spoken_for in (line, self._next_line(place.path, lines, line)) if alone else (line,):
            self._by_line.setdefault((place.path, spoken_for), []).append(ignore)

    def _next_line(self, path: str, lines: Lines, line: int) -> int:
        """Return the line that a comment on a line of its own speaks for: the next one that is no comment."""
        known, begin, following = self._block
        if known != path or not begin <= line < following:
            following = line + 1
            while following < len(lines) and lines.line(following).lstrip().startswith("#"):
                following += 1
            self._block = (path, line, following)
        return following

    def _rules(self, place: Place, listed: str, lines: Lines) -> Iterator[tuple[str, Place]]:
        """Yield the rules that a comment names and that exist."""
        text = lines.line(lines.position(place.start).line)[lines.position(place.start).column - 1 :]
        if not listed.replace(",", "").strip():
            self._tell("unknown-ignore", place, "ignore[] names the rules that it hides, and this one names none")
        begin = place.start + text.find("[") + 1
        for part in listed.split(","):
            name, at = part.strip(), begin + len(part) - len(part.lstrip())
            begin += len(part) + 1
            if not name:
                continue
            here = Place(place.path, at, at + len(name))
            current = self._formerly.get(name, name)
            if current in self._known:
                yield current, here
            else:
                near = nearest(name, sorted(self._known))
                hint = did_you_mean(near)
                self._tell("unknown-ignore", here, f"there is no rule {quoted(name)}{hint}")

    def _tell(self, rule: str, place: Place, message: str) -> None:
        self.problems.append(Problem(Label(place), rule=rule, message=message))

    def hide(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Hidden]]:
        """Split findings into those that stay and those that a comment with a reason hides."""
        kept: list[Finding] = []
        hidden: list[Hidden] = []
        for finding in findings:
            ignore = self._for(finding) if self._all else None
            if ignore is None or finding.lost:
                kept.append(finding)
            else:
                hidden.append(Hidden(finding, "ignored", ignore.reason))
        return kept, hidden

    def _for(self, finding: Finding) -> Ignore | None:
        """Return the first comment that hides a finding; every comment that would is used."""
        hiding = []
        for location in (finding.primary, *finding.related):
            span = location.span
            for ignore in self._by_line.get((span.path, span.start.line), ()):
                if finding.rule in (rule for rule, _ in ignore.rules):
                    ignore.used.add(finding.rule)
                    hiding.append(ignore)
        return next((ignore for ignore in hiding if ignore.reason), None)

    def unused(self, was_on: Callable[[str, str], bool]) -> Iterator[Problem]:
        """Yield the rules that comments name and that found nothing there, where they were on, by rule and path."""
        for ignore in self._all:
            for rule, place in ignore.rules:
                if rule not in ignore.used and was_on(rule, place.path):
                    message = f"this comment hides nothing: {rule} finds nothing here"
                    yield Problem(Label(place), rule="unused-ignore", message=message)
