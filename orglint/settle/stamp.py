"""Problem -> finding: places become lines and columns, values become sentences, ids become a fingerprint."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from orglint.core import (
    ORGANISATION,
    Finding,
    Label,
    Lines,
    Location,
    Place,
    Problem,
    Ref,
    RuleInfo,
    Severity,
    Site,
    Value,
    fingerprint,
)
from orglint.core.wording import filled


class Stamper:
    """Stamps problems. Texts are split into lines only where something is found in them."""

    def __init__(
        self, texts: Mapping[str, str], place: Callable[[Site], Place], organisation: str,
        team_files: Mapping[tuple[str, int], str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.lines: dict[str, Lines] = {}
        self._texts = texts
        self._place = place
        self._team_files = team_files
        self._organisation = organisation or "the organisation"
        self._seen: dict[str, int] = {}

    def stamp(
        self, info: RuleInfo, severity: Severity, template: str, problem: Problem, scopes: Sequence[Ref]
    ) -> Finding:
        """Return the finding of a problem; a finished message of the reader is taken as it is."""
        names = tuple(scope.id if scope != ORGANISATION else self._organisation for scope in scopes)
        values: dict[str, Value] = {**problem.values, "scope": names}
        if problem.starts is not None:
            values["starts"] = str(problem.starts)
        place = self._placed(problem.label)
        message = problem.message or filled(template, values)
        starts = f", from {problem.starts} on" if problem.starts is not None else ""
        advice = () if problem.message else tuple(filled(line, values) for line in info.help)
        return Finding(
            rule=info.id,
            severity=severity,
            message=f"{message}{starts}",
            primary=self._location(problem.label, place, names),
            related=tuple(
                dict.fromkeys(self._location(label, self._placed(label), names) for label in problem.related)
            ),
            subjects=problem.subjects,
            scopes=tuple(scope for scope in scopes if scope != ORGANISATION),
            values={key: value for key, value in values.items() if key != "scope" or not problem.message},
            help=advice or info.help,
            fingerprint=self._fingerprint(info.id, problem, place, scopes),
            lost=problem.lost,
        )

    def _placed(self, label: Label) -> Place:
        return label.at if isinstance(label.at, Place) else self._place(label.at)

    def _location(self, label: Label, place: Place, names: Sequence[str]) -> Location:
        text = filled(label.text, {"scope": tuple(names)})
        return Location(self.lines_of(place.path).span(place), text)

    def lines_of(self, path: str) -> Lines:
        """Return the lines of one text of the run."""
        if path not in self.lines:
            self.lines[path] = Lines(self._texts.get(path, ""))
        return self.lines[path]

    def _fingerprint(self, rule: str, problem: Problem, place: Place, scopes: Sequence[Ref]) -> str:
        """Name a finding by rule, subjects and scopes; one of the reader by what is at fault and where it belongs."""
        if problem.subjects:
            subjects, units = (tuple(str(ref).casefold() for ref in refs) for refs in (problem.subjects, scopes))
            made = fingerprint(rule, *subjects, "in", *units, problem.item)
        else:
            made = fingerprint(rule, self._nearest_entity(problem.label.at), self._text(place))
        again = self._seen[made] = self._seen.get(made, 0) + 1
        return made if again == 1 else fingerprint(rule, made, again)

    def _nearest_entity(self, at: Site | Place) -> str:
        """Return the entry that a place of the reader belongs to: no file, no line, no position in a list."""
        if isinstance(at, Place):
            return ""
        team = self._team_files.get((at.path, at.document))
        steps = (step for step in at.route if isinstance(step, str))
        return ".".join((*(("teams", team) if team is not None else ()), *steps))

    def _text(self, place: Place) -> str:
        """Return the text at fault."""
        return self._texts.get(place.path, "")[place.start : place.end]
