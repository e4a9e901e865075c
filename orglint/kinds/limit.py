"""`limit`: a measured figure stays inside its bounds."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from orglint.core import ORGANISATION, Label, NotJudged, Problem, Ref
from orglint.core.nearest import nearest
from orglint.core.wording import did_you_mean
from orglint.kinds import fields
from orglint.kinds.base import Found, Kind, Params, Where
from orglint.kinds.bounds import ELSE, Bound, chosen, field_of, keys_of, numbers
from orglint.org import FACTS, MEASURES, SHARES, Fact, Measured, Model, Person, Seat, Unit, View, value_of

_SAYS = {
    "allocation": "takes a share",
    "direct-reports": "reports here",
    "teams-joined": "a member here",
    "headcount": "a member",
    "owning-teams": "works on it",
    "teams": "works on it",
    "products": "worked on",
    "child-teams": "a team below",
    "depth": "one step of the line",
    "accountable-share": "accountable here",
    "oncall-share": "on call here",
}
"""What stands beside the things counted."""
MOST_COUNTED = 5
"""Things counted that are pointed at: enough to see where, and not a page of them."""
_NO_WORDS = frozenset({"number", "flag", "day", *FACTS})
"""Types of fields that cannot be compared with the keys of a bound."""
_Pair = tuple[float | None, float | None]
Per = Literal["person", "seat", "team", "team-tree", "product", "system"]


class Limit(Params):
    """Whose figure, which one, and its bounds."""

    kind: Literal["limit"]
    per: Per = Field(description="Whose figure it is; a team-tree is a team with all teams below it.")
    metric: str = Field(description="What is measured.")
    min: Bound | None = Field(
        None, description="The least that fits: a number, a share, or one for each value of a field."
    )
    max: Bound | None = Field(
        None, description="The most that fits: a number, a share, or one for each value of a field."
    )

    @property
    def cls(self) -> str:
        """Return the class of thing whose figure it is."""
        return "team" if self.per == "team-tree" else self.per

    def subjects(self) -> Mapping[str, str]:
        """Return whose figure it is."""
        return {self.cls: self.cls}

    def impossible(self) -> str:
        """Return why no figure can be outside."""
        if (self.per, self.metric) not in MEASURES:
            return self._no_metric()
        if self.min is None and self.max is None:
            return "limit takes min or max"
        return next((why for why in (self._no_number(), self._never_crossed(), self._nothing_inside()) if why), "")

    def unknown(self, model: Model) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the fields that choose a bound and that the subject does not have so, and values they never have."""
        for key, bound in (("min", self.min), ("max", self.max)):
            field = field_of(bound)
            fact = fields.whole_fact(model, self.cls, field)
            if field and fact is None:
                near = did_you_mean(nearest(field, fields.names_of(model, self.cls)))
                yield (key, "by"), f"a {self.cls} has no field {field}{near}"
            elif fact is not None and fact.type.strip("[]?") in _NO_WORDS:
                yield (key, "by"), f"a bound is chosen by a text or a list of texts, and {field} is none"
            elif fact is not None:
                yield from (((key, one), why) for one, why in self._never_chosen(field, fact, keys_of(bound)))

    def _never_chosen(self, field: str, fact: Fact, keys: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the keys of a bound that the field cannot say; of a field that is open, slips of `else` only."""
        values = fields.values_of(fact)
        for key in keys:
            if values and key not in (*values, ELSE):
                known = values if ELSE in keys else (*values, ELSE)
                yield key, fields.never(field, self.cls, key, known)
            elif not values and ELSE not in keys and nearest(ELSE, (key.lower(),)):
                yield key, f"{field} is compared with {key}{did_you_mean((ELSE,))}"

    def _no_metric(self) -> str:
        metrics = sorted(metric for per, metric in MEASURES if per == self.per)
        near = did_you_mean(nearest(self.metric, metrics))
        return f"there is no {self.metric} of a {self.per}{near or '; there are ' + ', '.join(metrics)}"

    def _no_number(self) -> str:
        empty = [key for key, one in (("min", self.min), ("max", self.max)) if one is not None and not numbers(one)]
        return f"{empty[0]} names a field and no number" if empty else ""

    def _never_crossed(self) -> str:
        if self.max is not None or any(numbers(self.min)):
            return ""
        return "min 0 can never be crossed"

    def _nothing_inside(self) -> str:
        low, high = numbers(self.min), numbers(self.max)
        return "min is larger than max, so that nothing is inside" if low and high and min(low) > max(high) else ""


def check(view: View, params: Limit, where: Where) -> Iterator[Found]:
    """Find the figures that are outside."""
    measure = MEASURES[params.per, params.metric]
    for measured in view.once(measure, lambda view: list(measure(view))):
        low, high = _for(view, params, params.min, measured), _for(view, params, params.max, measured)
        if high is not None and measured.value > high and where(measured.subject):
            yield _problem(view, params, measured, (low, high))
        elif low is not None and measured.value < low and _is_declared(measured.subject) and where(measured.subject):
            sure = isinstance(measured.subject, Seat) or _may_miss(view, params, measured.subject)
            yield _problem(view, params, measured, (low, high)) if sure else NotJudged(_ref(measured.subject))


def _for(view: View, params: Limit, bound: "float | dict[str, float | str] | None", measured: Measured) -> float | None:
    """Return the bound that goes for a subject, None where its figure may be any."""
    if not isinstance(bound, dict):
        return bound
    return chosen(bound, value_of(view, measured.subject, params.cls, fields.fact_name(field_of(bound)), view.model))


def _may_miss(view: View, params: Limit, subject: Person | Unit) -> bool:
    """Return whether all that the figure counts was understood; a tree counts teams of which any may be in doubt."""
    if params.per == "team-tree" and any(ref.kind == "team" for ref in view.org.doubtful):
        return False
    return view.may_miss(_unit(subject))


def _is_declared(subject: Person | Unit | Seat) -> bool:
    """Return whether something may be missed of a subject; what is only mentioned misses nothing."""
    return isinstance(subject, Seat) or subject.declared


def _unit(subject: Person | Unit | Seat) -> Unit | None:
    return subject if isinstance(subject, Unit) else None


def _problem(view: View, params: Limit, measured: Measured, bounds: _Pair) -> Problem:
    subject = measured.subject
    ref = _ref(subject)
    counted = view.in_order(measured.counted())
    label = Label(counted[0], _counted(params)) if isinstance(subject, Seat) else Label(subject.named)
    scope = subject.scope.ref if isinstance(subject, Seat) else ORGANISATION if isinstance(subject, Person) else ref
    related = tuple(Label(site, _counted(params)) for site in counted[:MOST_COUNTED] if site != label.at)
    return Problem(
        label,
        values={"subject": ref.id, "value": _shown(params.metric, measured.value), "bounds": _bounds(params, bounds)},
        related=related,
        subjects=(ref,),
        scope=scope,
        about=(subject,),
        starts=measured.day if measured.day is not None and measured.day > view.day else None,
    )


def _ref(subject: Person | Unit | Seat) -> Ref:
    if isinstance(subject, Seat):
        return subject.person.ref if subject.person is not None else ORGANISATION
    return subject.ref


def _counted(params: Limit) -> str:
    return _SAYS.get(params.metric, "counts")


class _Share(float):
    """A number that is written in per cent."""

    def __format__(self, _spec: str) -> str:
        return f"{round(float(self) * 100, 4):g}%"


def _shown(metric: str, value: float) -> float:
    """Return a figure that is written as sentences need it: a share in per cent, anything else as it is."""
    return _Share(value) if metric in SHARES else value


def _bounds(params: Limit, bounds: _Pair) -> str:
    least, most = bounds
    low = f"at least {_shown(params.metric, least):g}" if least is not None else ""
    high = f"at most {_shown(params.metric, most):g}" if most is not None else ""
    return " and ".join(bound for bound in (low, high) if bound)


KIND = Kind("limit", Limit, check, ("subject", "scope", "value", "bounds"), {"value": "number"})
