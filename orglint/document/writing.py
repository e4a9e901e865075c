"""Plain values -> YAML for people: blocks, short lists on one line, long texts as blocks."""

from collections.abc import Mapping
from io import StringIO
from re import fullmatch
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

_WIDTH = 110
_NUMBER = r"0|[1-9]\d{0,15}"


def written(data: Mapping[str, Any]) -> str:
    """Return a mapping as YAML; numbers and yes or no, which are texts in what was read, stand without quotes."""
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(_plain(data), stream)
    return stream.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return _listed([_plain(item) for item in value])
    return _scalar(value) if isinstance(value, str) else value


def _listed(items: list[Any]) -> Any:
    """Return a list, on one line where it holds short words only."""
    made = CommentedSeq(items)
    if all(not isinstance(item, str | dict | list) or (isinstance(item, str) and " " not in item) for item in items):
        made.fa.set_flow_style()
    return made


def _scalar(text: str) -> Any:
    if "\n" in text:
        return LiteralScalarString(text)
    if fullmatch(_NUMBER, text):
        return int(text)
    return text == "true" if text in ("true", "false") else text
