"""What is wrong with a rule, as far as that can be told before any file is read: told at once, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from re import fullmatch, search

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined, placeholders
from orglint.expr import FUNCTIONS, ExpressionError
from orglint.kinds import BUILT_IN, BY_NAME
from orglint.org import Model
from orglint.rulebook.conditions import steps
from orglint.rulebook.mistakes import Mistake, Pointer, unfit
from orglint.rulebook.options import NAME, misfit, value_of
from orglint.rulebook.rule import KINDS, Rule
from orglint.rulebook.spec import RuleFile

NEED_PEOPLE = ("segregation", "independence", "continuity")
"""The families whose rules ask for more people than a small organisation has."""
_LET = r"[a-z][a-z0-9_]*"
FIXED = frozenset({"kind", "for", "for_each", "edge", "metric", "relation", "let", "assert"})
"""The keys of a check that make it the check it is: no bounds, and no lists of what is looked for."""
_APART = frozenset({"unit", "org", NAME})
"""Classes of which no single entry can say something."""


def mistakes(rule: Rule) -> list[Mistake]:
    """Return what is wrong with a rule."""
    point = rule.pointer
    if rule.is_built_in:
        if rule.own:
            return [point.mistake(f"{BUILT_IN} checks are made by orglint itself", "check", "kind")]
        return list(_missing(rule, examples=not rule.file.not_shown))
    if rule.kind_of is None and rule.kind_name not in (BY_NAME if rule.own else KINDS):
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


def unshaped(check: object, pointer: Pointer) -> list[Mistake]:
    """Return what is wrong with the keys of a check, in a file that could not be understood as a whole."""
    name = check.get("kind") if isinstance(check, dict) else None
    if not isinstance(name, str) or name not in BY_NAME:
        return []
    try:
        BY_NAME[name].params.model_validate(check)
    except ValidationError as error:
        return pointer.of(error, BY_NAME[name].params, "check")
    return []


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
        if name in FIXED and name in rule.file.check:
            yield rule.pointer.mistake(f"{name} says what is checked, and is no option", "options", name, key=True)
        elif name in rule.file.check:
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
                continue
            if rule.kind_of is None and not any(_reads(text, name) for text in _texts(rule.file)):
                yield rule.pointer.mistake(f"the option {name} is read nowhere", "options", name, key=True)


def _texts(file: RuleFile) -> Iterator[str]:
    """Yield the texts in which a rule may read its options."""
    yield from (step.source for step in steps(file))
    yield from (grade.when for grade in file.grades)
    yield from (file.message, *file.help)


def _reads(text: str, option: str) -> bool:
    """Return whether an expression or a message reads an option."""
    return search(rf"\b{NAME}\s*\.\s*{option}\b", text) is not None


def unfit_options(rule: Rule) -> list[tuple[str, str]]:
    """Return the options of the settings with which the check could not be made, and why."""
    found = [(name, f"{name} {why}") for name, said in rule.options.items() if (why := misfit(rule.file, name, said))]
    if not rule.options or (rule.kind_of is None and rule.kind_name not in KINDS):
        return found
    first = next(iter(rule.options))
    try:
        params = rule.params
    except ValidationError as error:
        return [*found, *(_unfit(one, rule) for one in error.errors(include_url=False))]
    if params.impossible():
        found.append((first, params.impossible()))
    found += (
        (str(route[0]), why) for route, why in params.unknown(rule.model) if route[:1] and route[0] in rule.options
    )
    return found or list(_unread(rule))


def _unfit(error: ErrorDetails, rule: Rule) -> tuple[str, str]:
    """Return the option that a check cannot take, and why; a mistake of all keys together is told at the first one."""
    name = str(error["loc"][0]) if error["loc"] else ""
    return (name if name in rule.options else next(iter(rule.options)), f"{name} {unfit(error)}".lstrip())


def _unread(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the options with which an expression, that is understood without them, cannot be understood."""
    if any(_plain_mistakes(rule)):
        return
    for wrong in rule.conditions.mistakes():
        source = " ".join(wrong.source.split())
        read = (name for name in rule.options if _reads(wrong.source, name))
        name = next(read, next(iter(rule.options)))
        yield name, f"with this {name}, `{source}` cannot be asked: {wrong.error.message}"


def _plain_mistakes(rule: Rule) -> Iterator[object]:
    """Yield what is wrong with the expressions of a rule whatever the settings say."""
    try:
        yield from replace(rule, options={}).conditions.mistakes()
    except ValidationError as error:
        yield error
