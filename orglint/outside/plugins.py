"""Plugins that a caller names -> their rules. No others are loaded: not what is installed, nor what lies around."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.metadata import EntryPoint, entry_points
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from sysconfig import get_paths
from traceback import extract_tb
from types import CodeType, ModuleType

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined, with_article
from orglint.outside.files import near, shown_path
from orglint.rulebook.python_rule import PythonRule

GROUP = "orglint.rules"
"""The group of entry points in which an installed plugin gives its name."""
RULES = "RULES"
"""What a plugin calls the list of its rules."""
_MADE = "each made by orglint.plugin.rule"


class Unpluggable(Exception):  # noqa: N818 - it tells what a plugin is, and what it is not
    """A plugin that gives no rules, and why."""


def rules_of(names: Sequence[str]) -> tuple[list[PythonRule], list[str]]:
    """Return the rules of plugins, and why some of them give none, a line each."""
    found: dict[int, PythonRule] = {}
    untold: list[str] = []
    for name in dict.fromkeys(names):
        try:
            found.update({id(one): one for one in _rules(name, _loaded(name))})
        except Unpluggable as trouble:
            untold.append(str(trouble))
    return [one._replace(path=shown_path(Path(one.path))) for one in found.values()], untold


def _loaded(name: str) -> object:
    """Return the module that a name stands for, or what an entry point gives; raises Unpluggable."""
    if name.endswith(".py"):
        return _file(Path(name))
    if not all(part.isidentifier() for part in name.replace("-", "_").split(".")):
        raise Unpluggable(f"--plugin takes an installed plugin, a module, or a file that ends in .py, not {name}")
    with _without_the_current_folder():
        installed = {one.name: one for one in entry_points(group=GROUP)}
        return _installed(installed[name]) if name in installed else _module(name, installed)


@contextmanager
def _without_the_current_folder() -> Iterator[None]:
    """Keep what lies in the current folder from being taken for a module.

    What is installed in place stands behind the installed packages, and stays.
    """
    before = list(sys.path)
    packages = {get_paths()["purelib"], get_paths()["platlib"]}
    behind = min((at for at, path in enumerate(before) if path in packages), default=len(before))
    here = Path.cwd().resolve()
    sys.path[:] = [path for at, path in enumerate(before) if at > behind or Path(path).resolve() != here]
    try:
        yield
    finally:
        sys.path[:] = before


def _installed(entry: EntryPoint) -> object:
    with _telling(f"the plugin {entry.name}"):
        return entry.load()


def _module(name: str, installed: Sequence[str] | dict[str, EntryPoint]) -> ModuleType:
    try:
        with _telling(f"the module {name}"):
            return import_module(name)
    except _NotThere as error:
        if error.name != name and not name.startswith(f"{error.name}."):
            raise
        hint = did_you_mean(nearest(name, tuple(installed)))
        if Path(f"{name}.py").is_file():
            hint = f"; a file is named with its ending: --plugin {name}.py"
        hint = hint or f"; installed: {joined(sorted(installed)) or 'none'}"
        raise Unpluggable(f"--plugin names {name}, and there is no such plugin or module{hint}") from None


class _Source(SourceFileLoader):
    """Runs a file as it is written: compiled code of it is neither read nor left behind."""

    def get_code(self, fullname: str) -> CodeType:
        """Compile the text of the file."""
        del fullname
        return self.source_to_code(self.get_data(self.path), self.path)


def _file(path: Path) -> ModuleType:
    if not path.is_file():
        raise Unpluggable(f"--plugin names {path}, and there is no such file{near(path)}")
    name = f"orglint plugin {path.resolve()}"  # no other module is called so
    loader = _Source(name, str(path))
    module = module_from_spec(spec_from_loader(name, loader))  # type: ignore[arg-type] # a loader of ours has a spec
    sys.modules[name] = module  # as dataclasses expect
    with _telling(f"the plugin {shown_path(path)}"):
        loader.exec_module(module)
    return module


class _NotThere(Unpluggable):
    """A module that is not there."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@contextmanager
def _telling(what: str) -> Iterator[None]:
    """Turn whatever loading raises into one line; what a plugin prints keeps out of the report."""
    try:
        with redirect_stdout(sys.stderr):
            yield
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, the plugin raised it
        message = f"{what} cannot be loaded: {_said(error)}"
        if isinstance(error, ModuleNotFoundError) and error.name:
            raise _NotThere(error.name, message) from None
        raise Unpluggable(message) from None


def _said(error: BaseException) -> str:
    """Say what was raised, and where in the plugin."""
    said = " ".join(str(error).split())
    if isinstance(error, SyntaxError) and error.filename:
        return f"{type(error).__name__}: {error.msg} ({shown_path(Path(error.filename))}, line {error.lineno})"
    frames = [one for one in extract_tb(error.__traceback__) if not _is_machinery(one.filename)]
    where = f" ({shown_path(Path(frames[-1].filename))}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{': ' if said else ''}{said}{where}"


def _is_machinery(path: str) -> bool:
    return path.startswith("<frozen") or path == __file__ or "importlib" in Path(path).parts


def _rules(name: str, loaded: object) -> list[PythonRule]:
    """Return the rules of what was loaded; raises Unpluggable where these are none."""
    given = getattr(loaded, RULES, None) if isinstance(loaded, ModuleType) else loaded
    if not isinstance(given, list | tuple) or not given:
        raise Unpluggable(f"the plugin {name} has no rules; {RULES} is a list of them, {_MADE}")
    for at, one in enumerate(given):
        if not isinstance(one, PythonRule):
            sort = with_article(type(one).__name__)
            raise Unpluggable(f"{RULES}[{at}] of the plugin {name} is {sort} and no rule, {_MADE}")
    return list(given)
