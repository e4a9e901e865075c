"""A rule file bound to its kind: ready to run."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from orglint.core import Problem, Reference, RuleInfo, Severity
from orglint.expr import Named
from orglint.kinds import BUILT_IN, BY_NAME, Found, Kind, Params
from orglint.org import FACTS, Model, View
from orglint.rulebook import declared
from orglint.rulebook.conditions import Conditions, Route, Speaks, Trace
from orglint.rulebook.mistakes import Pointer
from orglint.rulebook.options import Options
from orglint.rulebook.spec import Example, RuleFile

KINDS: Mapping[str, Kind] = ChainMap({declared.NAME: declared.KIND}, BY_NAME)  # type: ignore[arg-type] # nothing is ever put in
"""The kinds that a rule of the book may be of."""


@dataclass(frozen=True)
class Rule:
    """A rule of the book. Cheap to make; its check is bound when it is first asked for."""

    id: str
    family: str
    file: RuleFile
    options: Mapping[str, Any]
    """What the settings say instead of the rule's own bounds, lists and defaults."""
    compiled: Mapping[str, Any] | None = None
    """The parameters of the check, where they were validated when the book was compiled."""
    model: Model = field(default_factory=lambda: FACTS, compare=False)
    """What its expressions and fields may ask."""
    pointer: Pointer = field(default=Pointer("rules"), compare=False)
    """Where its file is."""
    own: bool = False
    """It is an organisation's own rule, and no built-in one."""
    kind_of: Kind | None = None
    """The kind of check of a rule written in Python; the others name theirs."""

    @cached_property
    def info(self) -> RuleInfo:
        """What reports may say about the rule."""
        file = self.file
        return RuleInfo(
            self.id, self.family, file.summary, file.severity, file.rationale, file.help, file.fine_when,
            tuple(Reference(one.title, one.locator, one.evidence) for one in file.references),
            file.profiles, file.status, file.since,
        )  # fmt: skip

    @property
    def kind_name(self) -> str:
        """The name of the kind of check."""
        return str(self.file.check.get("kind", ""))

    @property
    def is_built_in(self) -> bool:
        """Whether the reader or the resolver makes the check."""
        return self.kind_name == BUILT_IN

    @property
    def examples(self) -> tuple[Example, ...]:
        """All examples, valid ones first."""
        return (*self.file.valid, *self.file.invalid)

    @cached_property
    def kind(self) -> Kind:
        """The kind of check."""
        return self.kind_of or KINDS[self.kind_name]

    @cached_property
    def params(self) -> Params:
        """The parameters of the check, with what the settings say; raises ValidationError."""
        bounds = {name: said for name, said in self.options.items() if name in self.file.check}
        if self.compiled is not None and not bounds:
            return self.kind.params.trusted(self.compiled)
        return self.kind.params.model_validate({**self.file.check, **bounds})

    @cached_property
    def conditions(self) -> Conditions:
        """The expressions of the rule."""
        options = Options(self.file, self.options)
        return Conditions(self.file, self.params.subjects(), self.kind.values, options, self.model)

    def named(self) -> Iterator[tuple[Route, str, Named]]:
        """Yield what the expressions of the rule name, and where."""
        yield from self.conditions.named()

    def run(self, view: View) -> Iterator[Found]:
        """Find the rule's problems in a view."""
        for found in self.kind.check(view, self.params, Speaks(self.conditions, view)):
            more = self.conditions.words(view, *found.about) if isinstance(found, Problem) else {}
            yield found._replace(values={**found.values, **more}) if isinstance(found, Problem) and more else found

    def trace(self, view: View, *subjects: object) -> Iterator[Trace]:
        """Yield what each condition says of a subject, up to the one that keeps the rule silent."""
        yield from self.conditions.trace(view, *subjects)

    def severity(self, view: View, about: tuple[object, ...], values: Mapping[str, object]) -> Severity:
        """Return what a problem weighs: the first grade that holds, else the rule's own severity."""
        if not self.file.grades:
            return self.file.severity
        grade = self.conditions.grade(view, about, values)
        return self.file.severity if grade is None else self.file.grades[grade].severity
