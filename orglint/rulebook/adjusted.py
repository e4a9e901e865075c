"""What is wrong with the options that settings and profiles say, and with what profiles name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined
from orglint.rulebook.mistakes import Mistake, Pointer
from orglint.rulebook.spec import ProfileFile

if TYPE_CHECKING:
    from orglint.rulebook.book import Rulebook

Route = tuple[str | int, ...]


def profile_mistakes(
    book: "Rulebook", profiles: Mapping[str, ProfileFile], pointers: Mapping[str, Pointer]
) -> Iterator[Mistake]:
    """Yield the rules, options and other profiles that profiles name and that are not there."""
    for name, profile in profiles.items():
        point = pointers[name]
        yield from _others(book, "implies", profile.implies, point)
        yield from _others(book, "contradicts", profile.contradicts, point)
        for rule, said in profile.rules.items():
            if rule in book.rules:
                yield from options(book, rule, said.options, {}, point, ("rules", rule))
            elif rule not in book.broken:
                hint = did_you_mean(nearest(rule, tuple(book.rules)))
                yield point.mistake(f"there is no rule {rule}{hint}", "rules", rule, key=True)


def _others(book: "Rulebook", key: str, names: Sequence[str], pointer: Pointer) -> Iterator[Mistake]:
    for at, name in enumerate(names):
        if name not in book.profiles and name not in book.broken:
            hint = did_you_mean(nearest(name, tuple(book.profiles)))
            yield pointer.mistake(f"there is no profile {name}{hint}", key, at)


def options(
    book: "Rulebook", name: str, said: Mapping[str, Any], before: Mapping[str, Any], pointer: Pointer, route: Route
) -> Iterator[Mistake]:
    """Yield what is wrong with the options of one rule, said over others, each at its place."""
    if not said:
        return
    rule = book.rules[name]
    there = tuple(rule.file.options)
    for option in said:
        if option not in there:
            near = nearest(option, there)
            hint = f"; did you mean {joined(near, 'or')}?" if near else f"; there are: {joined(there) or 'none'}"
            yield pointer.mistake(f"{name} has no option {option}{hint}", *route, option, key=True)
    known = {option: value for option, value in {**before, **said}.items() if option in there}
    from orglint.rulebook.lint import unfit_options  # noqa: PLC0415 - only where options are set

    mine = [option for option in said if option in there]
    base = {option: value for option, value in before.items() if option in there}
    told = frozenset(unfit_options(replace(rule, options=base))) if base else frozenset()
    for option, message in unfit_options(replace(rule, options=known)) if mine else ():
        if (option, message) not in told:
            yield pointer.mistake(message, *route, option if option in mine else mine[0])
