"""What is wrong with a rule, as far as that can be told before any file is read: told at once, each with its place."""

from collections.abc import Iterator, Mapping
from re import fullmatch

from pydantic import ValidationError

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined, placeholders
from orglint.expr import FUNCTIONS, ExpressionError
from orglint.kinds import BUILT_IN, BY_NAME
from orglint.org import Model
from orglint.rulebook.conditions import steps
from orglint.rulebook.mistakes import Mistake, unfit
from orglint.rulebook.options import NAME, misfit, value_of
from orglint.rulebook.rule import KINDS, Rule

NEED_PEOPLE = ("segregation", "independence", "continuity")
"""The families whose rules ask for more people than a small organisation has."""
_LET = r"[a-z][a-z0-9_]*"
_APART = frozenset({"unit", "org", NAME})
"""Classes of which no single entry can say something."""


def mistakes(rule: Rule) -> list[Mistake]:
    """Return what is wrong with a rule."""
    point = rule.pointer
    if rule.is_built_in:
        if rule.own:
            return [point.mistake(f"{BUILT_IN} checks are made by orglint itself", "check", "kind")]
        return list(_missing(rule, examples=not rule.file.not_shown))
    if rule.kind_of is None and rule.kind_name not in KINDS:
        return [*_missing(rule, examples=True), _no_kind(rule)]
    try:
        params = rule.params
    except ValidationError as error:
        return [*_missing(rule, examples=True), *point.of(error, rule.kind.params, "check")]
    found = list(_missing(rule, examples=True))
    if params.impossible():
        found.append(point.mistake(params.impossible(), "check"))
    found += (point.mistake(why, "check", *route) for route, why in params.unknown(rule.model))
    return [*found, *_needs(rule), *_let(rule), *_expressions(rule), *_placeholders(rule), *_options(rule)]


def _no_kind(rule: Rule) -> Mistake:
    kinds = tuple(BY_NAME)
    if not rule.kind_name:
        return rule.pointer.mistake(f"check names no kind; there are {joined(kinds)}", "check")
    hint = did_you_mean(nearest(rule.kind_name, kinds))
    message = f"there is no kind {rule.kind_name}{hint}; there are {joined(kinds)}"
    return rule.pointer.mistake(message, "check", "kind")


def _missing(rule: Rule, *, examples: bool) -> Iterator[Mistake]:
    file, point = rule.file, rule.pointer
    if examples and not file.valid:
        yield point.mistake("a rule shows at least one valid example, in which it finds nothing")
    if examples and not file.invalid:
        yield point.mistake("a rule shows at least one invalid example, with `# finding` where it finds something")
    if not file.message and not rule.is_built_in:
        yield point.mistake("message is missing")
    if not file.profiles:
        yield point.mistake("profiles names none, so that the rule never runs; core is always on", "profiles")
    if file.min_headcount and rule.family not in NEED_PEOPLE:
        yield point.mistake(f"min_headcount belongs to {joined(NEED_PEOPLE)}", "min_headcount", key=True)
    if file.replaced_by and file.status != "deprecated":
        yield point.mistake("replaced_by goes with status: deprecated", "replaced_by", key=True)


def _expressions(rule: Rule) -> Iterator[Mistake]:
    """Yield the expressions that cannot be understood, each pointed at in its file."""
    for wrong in rule.conditions.mistakes():
        yield rule.pointer.inside(wrong.error, wrong.source, *wrong.route)


def _let(rule: Rule) -> Iterator[Mistake]:
    taken = {*rule.params.subjects(), *rule.kind.values, *FUNCTIONS, "today", NAME}
    for step in steps(rule.file):
        if step.name and (not fullmatch(_LET, step.name) or step.name in taken):
            why = "is taken" if step.name in taken else "takes small letters, digits and _"
            yield rule.pointer.mistake(f"a name of let {why}: {step.name}", *step.route, key=True)


def facts_of_entries(model: Model) -> tuple[str, ...]:
    """Return what `needs` may ask for: the facts of single entries, such as `person.reports_to`."""
    return tuple(f"{cls}.{name}" for cls in model if cls not in _APART for name in model[cls])


def _needs(rule: Rule) -> Iterator[Mistake]:
    known = facts_of_entries(rule.model)
    for at, fact in enumerate(rule.file.needs):
        if fact not in known:
            yield rule.pointer.mistake(f"there is no fact {fact}{did_you_mean(nearest(fact, known))}", "needs", at)


def _placeholders(rule: Rule) -> Iterator[Mistake]:
    """Yield the placeholders of messages and help that stand for nothing."""
    known = (*(rule.kind.placeholders or _fields(rule)), *(f"{NAME}.{name}" for name in rule.file.options))
    known = (*known, *(step.name for step in steps(rule.file) if step.name))
    texts = [(("message",), rule.file.message), *((("help", at), text) for at, text in enumerate(rule.file.help))]
    for route, text in texts:
        for name in placeholders(text):
            if name not in known:
                hint = did_you_mean(nearest(name, known)) or f"; there are {joined(known)}"
                at = text.find(f"{{{name}}}")
                error = ExpressionError(f"there is no {{{name}}} here{hint}", at, len(name) + 2)
                yield rule.pointer.inside(error, text, *route)


def _fields(rule: Rule) -> tuple[str, ...]:
    """Return the plain fields of what the rule looks at, as messages name them."""
    classes: Mapping[str, str] = rule.params.subjects()
    return tuple(
        f"{name}.{fact_name}" for name, cls in classes.items() for fact_name, fact in rule.model[cls].items()
        if not fact.via and not fact.type.startswith("[")
    )  # fmt: skip


def _options(rule: Rule) -> Iterator[Mistake]:
    """Yield the options that an organisation could set to no effect."""
    for name, option in rule.file.options.items():
        if name in rule.file.check and name not in ("kind", "let", "assert"):
            if option.default is not None:
                message = f"the default of {name} is what check says"
                yield rule.pointer.mistake(message, "options", name, "default", key=True)
        elif option.default is None:
            message = f"the option {name} is no bound or list of check, and has no default"
            yield rule.pointer.mistake(message, "options", name, key=True)
        elif not fullmatch(_LET, name):
            yield rule.pointer.mistake(
                f"an option takes small letters, digits and _: {name}", "options", name, key=True
            )
        else:
            try:
                value_of(option.default)
            except ValueError as error:
                yield rule.pointer.mistake(f"default {error}", "options", name, "default")


def unfit_options(rule: Rule) -> list[tuple[str, str]]:
    """Return the options of the settings with which the check could not be made, and why."""
    found = [(name, f"{name} {why}") for name, said in rule.options.items() if (why := misfit(rule.file, name, said))]
    try:
        impossible = rule.params.impossible()
    except ValidationError as error:
        wrong = ((str(one["loc"][0]), unfit(one)) for one in error.errors(include_url=False))
        return [*found, *((name, f"{name} {why}") for name, why in wrong)]
    return [*found, (next(iter(rule.options), ""), impossible)] if impossible else found
