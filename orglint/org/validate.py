"""One entry -> its model: what cannot be understood is told and becomes "not said", and the rest is kept.

The smallest place that allows it is given up: a field, else the list item, else the entry.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from orglint.core import Label, Nearest, Problem, Ref, Route, Site
from orglint.core.wording import did_you_mean, joined, quoted, with_article
from orglint.document import Data
from orglint.org.scalars import described
from orglint.org.schema import NESTED

MOST_UNKNOWN_KEYS = 20
"""Unknown keys of one mapping that are told one by one; more are one finding with a count."""

M = TypeVar("M", bound=BaseModel)
Tell = Callable[[Problem], None]


class Validator:
    """Validates entries; tells every problem as it goes."""

    def __init__(self, tell: Tell, nearest: Nearest) -> None:
        self._tell = tell
        self._nearest = nearest
        self._keys: dict[type[BaseModel], frozenset[str]] = {}
        self._validators: dict[type[BaseModel], Callable[[object], Any]] = {}

    def keys(self, model: type[BaseModel]) -> frozenset[str]:
        """Return the keys of a model."""
        if model not in self._keys:
            self._keys[model] = frozenset(model.model_fields)
        return self._keys[model]

    def _validate(self, model: type[M], value: object) -> M:
        """Validate by the model's own validator; looked up once, since it is asked for every entry."""
        validate = self._validators.get(model)
        if validate is None:
            model.model_rebuild()
            validate = self._validators[model] = model.__pydantic_validator__.validate_python
        return validate(value)  # type: ignore[no-any-return] # a model's validator makes the model

    def entry(
        self, model: type[M], value: Data, site: Site, apart: frozenset[str] = frozenset()
    ) -> tuple[M | None, bool]:
        """Return the entry, None if nothing of it could be kept, and whether all of it was understood.

        `apart` are keys that the caller reads itself.
        """
        if value is None:
            return model.model_validate({}), True
        if not isinstance(value, dict):
            self.say("wrong-type", site, f"this entry takes a mapping, not {described(value)}")
            return None, False
        whole = value.keys() <= self.keys(model)
        if not whole:
            value, whole = self.known_keys(value, model, site)
        if apart:
            value = {key: item for key, item in value.items() if key not in apart}
        try:
            return self._validate(model, value), whole
        except ValidationError as error:
            repaired, understood = self._repaired(model, value, site, error.errors(include_url=False))
            return repaired, whole and understood

    def known_keys(self, value: dict[str, Data], model: type[BaseModel], site: Site) -> tuple[dict[str, Data], bool]:
        """Leave out the keys that nobody knows, telling each, and those of the organisation's own (`x-…`)."""
        known = self.keys(model)
        unknown = [key for key in value if key not in known and not key.startswith("x-")]
        self.unknown(unknown, known, f"key of {with_article(model.__name__.lower())}", site)
        return {key: item for key, item in value.items() if key in known}, not unknown

    def unknown(self, keys: list[str], known: Iterable[str], what: str, site: Site) -> None:
        """Tell of keys of one mapping that are none of those known; many are told as one, with their number."""
        if len(keys) > MOST_UNKNOWN_KEYS:
            message = f"{len(keys)} keys here are no {what}; the first is {quoted(keys[0])}"
            self.say("unknown-key", (site / keys[0]).of_key(), message)
            return
        for key in keys:
            hint = self.hint(key, sorted(known), what)
            self.say("unknown-key", (site / key).of_key(), f"{quoted(key)} is no {what}{hint}")

    def hint(self, word: str, known: Iterable[str], about: str) -> str:
        """Return the end of a sentence that names the nearest known words, empty if none is near."""
        near = self._nearest(word, known, about=about)
        return did_you_mean(near)

    def say(self, rule: str, site: Site, message: str) -> None:
        """Tell a problem that has one place."""
        self._tell(Problem(Label(site), rule=rule, message=message))

    def repeated(self, noun: str, name: str, again: Site, first: Site) -> None:
        """Tell of an id that is declared twice."""
        label, before = Label(again, "declared again"), Label(first, "declared here, and this one stands")
        message = f"the {noun} {quoted(name)} is declared twice"
        subject = (Ref(noun, name),)
        self._tell(Problem(label, related=(before,), subjects=subject, rule="duplicate-id", message=message))

    def dates(self, since: date | None, until: date | None, site: Site) -> None:
        """Tell of a period that ends before it begins."""
        if since is not None and until is not None and until < since:
            related = (Label(site / "since", "begins"),)
            message = f"until {until} lies before since {since}"
            self._tell(Problem(Label(site / "until", "ends"), related=related, rule="date-order", message=message))

    def _repaired(
        self, model: type[M], value: dict[str, Data], site: Site, errors: list[ErrorDetails]
    ) -> tuple[M | None, bool]:
        """Tell the errors, give up what they name, and validate what is left; keys of the writer's own are no error."""
        whole = True
        for _ in range(3):
            value, understood = self._without(value, site, errors)
            whole = whole and understood
            try:
                return model.model_validate(value), whole
            except ValidationError as again:
                errors = again.errors(include_url=False)
        return None, False

    def _without(self, value: dict[str, Data], site: Site, errors: list[ErrorDetails]) -> tuple[dict[str, Data], bool]:
        left = dict(value)
        whole = all(error["type"] == "extra_forbidden" for error in errors)
        unknown: dict[Route, Data] = {}
        for error in errors:
            for route in _routes(value, error):
                if error["type"] == "extra_forbidden":
                    unknown[route[:-1]] = _at(value, route[:-1])
                else:
                    self._explain(error, site, route)
                _forget(left, route)
        for route, inner in unknown.items():
            name = next(str(step) for step in reversed(route) if isinstance(step, str))
            _, known = self.known_keys(cast("dict[str, Data]", inner), NESTED[name], _down(site, route))
            whole = whole and known
        return left, whole

    def _explain(self, error: ErrorDetails, site: Site, route: Route) -> None:
        """Tell one error of pydantic in our own words."""
        name = next((step for step in reversed(route) if isinstance(step, str)), "this")
        context = error.get("ctx") or {}
        if error["type"] == "one-of":
            self._not_one_of(name, context, _down(site, route))
        elif error["type"] == "items":
            item = route[-1] if isinstance(route[-1], int) else 0
            self.say("wrong-type", _down(site, route), f"{name} takes texts, not {described(context['bad'][item])}")
        elif "says" in context:
            self.say(error["type"], _down(site, route), f"{name} {context['says']}")
        else:
            wanted = "a text" if error["type"] == "string_type" else "a mapping"
            self.say("wrong-type", _down(site, route), f"{name} takes {wanted}, not {described(error['input'])}")

    def misfit(self, name: str, error: PydanticCustomError, site: Site) -> None:
        """Tell of a value that a reader of ours does not take."""
        context = error.context or {}
        if error.type == "one-of":
            self._not_one_of(name, context, site)
        else:
            self.say(error.type, site, f"{name} {context['says']}")

    def _not_one_of(self, name: str, context: dict[str, Any], site: Site) -> None:
        word, allowed = context["word"], context["allowed"]
        hint = self.hint(word, allowed, joined(allowed)) if isinstance(word, str) else ""
        self.say("wrong-type", site, f"{name} takes {joined(allowed, 'or')}, not {described(word)}{hint}")


def _routes(value: Data, error: ErrorDetails) -> list[Route]:
    """Return what an error names, as far as its route leads into the value; every unfit list item is named."""
    steps: list[str | int] = []
    at: Any = value
    for step in error["loc"]:
        if isinstance(step, int) and isinstance(at, dict):
            continue  # one entry stands for a list of one
        if not ((isinstance(at, dict) and step in at) or (isinstance(at, list) and isinstance(step, int))):
            break
        at = at[step]  # type: ignore[index] # a step that was looked for fits
        steps.append(step)
    if error["type"] == "items" and isinstance(at, list):
        return [(*steps, item) for item in list(error.get("ctx", {})["bad"])[:MOST_UNKNOWN_KEYS]]
    return [tuple(steps)]


def _at(value: Data, route: Route) -> Data:
    for step in route:
        value = value[step]  # type: ignore[index] # the route was walked before
    return value


def _down(site: Site, route: Route) -> Site:
    return Site(site.path, site.document, site.route + route)


def _forget(left: dict[str, Data], route: Route) -> None:
    """Take out what a route names, copying only the way there; a list keeps its places."""
    at: dict[str, Data] | list[Data] = left
    for step in route[:-1]:
        inner = at[step]  # type: ignore[index] # the route was walked before
        if not isinstance(inner, dict | list):
            return
        at[step] = inner = inner.copy()  # type: ignore[index] # as above
        at = inner
    if not route:
        left.clear()
    elif isinstance(at, list) and isinstance(route[-1], int):
        at[route[-1]] = None
    elif isinstance(at, dict):
        at.pop(str(route[-1]), None)
