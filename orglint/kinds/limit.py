"""`limit`: a measured figure stays inside its bounds."""

from collections.abc import Iterator, Mapping
from re import fullmatch
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from orglint.core import ORGANISATION, Label, NotJudged, Problem, Ref
from orglint.kinds.base import Found, Kind, Params, Where
from orglint.org import MEASURES, SHARES, Measured, Person, Seat, Unit, View

_SAYS = {
    "allocation": "takes a share",
    "direct-reports": "reports here",
    "teams-joined": "a member here",
    "headcount": "a member",
    "owning-teams": "works on it",
    "teams": "works on it",
    "products": "worked on",
}
"""What stands beside the things counted."""
MOST_COUNTED = 5
"""Things counted that are pointed at: enough to see where, and not a page of them."""
_PERCENT = r"\s*(\d+(?:\.\d+)?)\s*%\s*"


def _bound(value: object) -> object:
    """Read a bound: a number, or a share in per cent."""
    found = fullmatch(_PERCENT, value) if isinstance(value, str) else None
    return float(found[1]) / 100 if found else value


Bound = Annotated[float, BeforeValidator(_bound), Field(ge=0)]


class Limit(Params):
    """Whose figure, which one, and its bounds."""

    kind: Literal["limit"]
    per: Literal["person", "seat", "team", "product", "system"]
    metric: str
    min: Bound | None = None
    max: Bound | None = None

    def subjects(self) -> Mapping[str, str]:
        """Return whose figure it is."""
        return {self.per: self.per}

    def impossible(self) -> str:
        """Return why no figure can be outside."""
        metrics = [metric for per, metric in MEASURES if per == self.per]
        if self.metric not in metrics:
            return f"there is no {self.metric} of a {self.per}; there are {', '.join(sorted(metrics))}"
        if self.min is None and self.max is None:
            return "limit takes min or max"
        if self.max is None and self.min is not None and self.min <= 0:
            return "min 0 can never be crossed"
        if self.min is not None and self.max is not None and self.min > self.max:
            return "min is larger than max, so that nothing is inside"
        return ""


def check(view: View, params: Limit, where: Where) -> Iterator[Found]:
    """Find the figures that are outside."""
    measure = MEASURES[params.per, params.metric]
    for measured in view.once(measure, lambda view: list(measure(view))):
        low = params.min is not None and measured.value < params.min
        high = params.max is not None and measured.value > params.max
        if high and where(measured.subject):
            yield _problem(view, params, measured)
        elif low and _is_declared(measured.subject) and where(measured.subject):
            sure = isinstance(measured.subject, Seat) or view.may_miss(_unit(measured.subject))
            yield _problem(view, params, measured) if sure else NotJudged(_ref(measured.subject))


def _is_declared(subject: Person | Unit | Seat) -> bool:
    """Return whether something may be missed of a subject; what is only mentioned misses nothing."""
    return isinstance(subject, Seat) or subject.declared


def _unit(subject: Person | Unit | Seat) -> Unit | None:
    return subject if isinstance(subject, Unit) else None


def _problem(view: View, params: Limit, measured: Measured) -> Problem:
    subject = measured.subject
    ref = _ref(subject)
    counted = view.in_order(measured.counted())
    label = Label(counted[0], _counted(params)) if isinstance(subject, Seat) else Label(subject.named)
    scope = subject.scope.ref if isinstance(subject, Seat) else ORGANISATION if isinstance(subject, Person) else ref
    related = tuple(Label(site, _counted(params)) for site in counted[:MOST_COUNTED] if site != label.at)
    return Problem(
        label,
        values={"subject": ref.id, "value": _shown(params.metric, measured.value), "bounds": _bounds(params)},
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


def _bounds(params: Limit) -> str:
    low = f"at least {_shown(params.metric, params.min):g}" if params.min is not None else ""
    high = f"at most {_shown(params.metric, params.max):g}" if params.max is not None else ""
    return " and ".join(bound for bound in (low, high) if bound)


KIND = Kind("limit", Limit, check, ("subject", "scope", "value", "bounds"), {"value": "number"})
