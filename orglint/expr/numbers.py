"""Arithmetic that always ends: what would leave the calendar, or grow without end, stays at the edge."""

from collections.abc import Iterable
from datetime import date

LARGEST = 10**15
"""The largest number that a literal, a product or a result may be."""


def bounded(number: float) -> float:
    """Return a number, or the largest one with its sign."""
    return number if -LARGEST <= number <= LARGEST else LARGEST if number > 0 else -LARGEST


def result(number: float | None) -> float | None:
    """Return the number that leaves an expression, bounded if there is one."""
    return None if number is None else bounded(number)


def times(left: float, right: float) -> float:
    """Multiply; both sides are sums of bounded numbers, so that no product is too large for a float."""
    return bounded(bounded(left) * bounded(right))


def later(day: date, days: float) -> date:
    """Return the day some whole days later, or the last one of the calendar."""
    ordinal = day.toordinal() + int(bounded(days))
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def earlier(day: date, days: float) -> date:
    """Return the day some whole days earlier, or the first one of the calendar."""
    return later(day, -days)


def days_between(later_day: date, earlier_day: date) -> int:
    """Return how many days lie between two days, below zero where the second one is later."""
    return (later_day - earlier_day).days


def distinct(items: Iterable[object]) -> list[object]:
    """Return every item once, in the order of the first."""
    return list(dict.fromkeys(items))
