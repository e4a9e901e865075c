"""What the pages say is true: every block runs or lints, every link leads somewhere, every key and name exists.

A comment right before a block says what is special about it:

    <!-- expect: rule-id, rule-id -->   the organisation has findings of just these rules; without it, of none
    <!-- settings -->                   the block is an orglint.yaml that is taken; `settings: 2`: that stops the run
    <!-- profile -->                    the block is a profile of somebody's own that is taken
    <!-- not-organisation -->           the block is YAML for another tool, and orglint says so
    <!-- file: team.yaml -->            the commands below find the block under this name,
                                        and one of Python is a plugin, whose rules hold their examples
    <!-- exit: 1 0 -->                  how the commands of a console block end, all in one way or each in its own
    <!-- of: person -->                 the block holds expressions about a person; tests/expr/test_page.py tries them
    <!-- rule: policies/x/y.yaml -->    the block is a rule that loads and notices its examples; commands find it
    <!-- refused: drafts/x/y.yaml -->   the block is a rule with mistakes, which commands below tell
    <!-- adds: policies/x/y.yaml -->    the block is a further valid example of that rule
    <!-- each: selector -->             each line of the block is a selector, or a bound
"""

import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from re import DOTALL, MULTILINE, findall, fullmatch, search, sub
from re import compile as regex
from shutil import copytree
from typing import NamedTuple, get_args

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from orglint.cli import app
from orglint.cli.exits import Code
from orglint.core import Source
from orglint.document import read
from orglint.kinds import BY_NAME
from orglint.kinds.limit import Limit
from orglint.kinds.selector import Selector
from orglint.org import FACTS, MEASURES, scalars, schema
from orglint.outside.plugins import rules_of
from orglint.outside.shapes import SettingsFile
from orglint.rule_examples import outcomes
from orglint.rulebook import built_in, spec

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
KINDS = ROOT / "docs" / "kinds"
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(KINDS.glob("*.md")),
)
LANGUAGE, SETTINGS = ROOT / "docs" / "language.md", ROOT / "docs" / "settings.md"
DECISIONS = ROOT / "docs" / "how-we-decide.md"
DAY = "2026-11-24"
BOOK = built_in()
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
NOT_IN_CI = {
    "pip install --quiet .": "the packaging test builds and installs what this does",
    "python -m tests.test_examples": "writes what the tests compare with",
    "python benchmarks/run.py": "measures, and fails nothing",
}
"""Commands of the pages that CI does not call, and why."""


class Block(NamedTuple):
    """A fenced block: where it begins, what is said before it, and what it holds."""

    page: Path
    line: int
    language: str
    said: Mapping[str, str]
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


_BLOCK = regex(r"^((?:<!--[^\n]*-->\n)*)```([^\n]*)\n(.*?)^```$", MULTILINE | DOTALL)
_SAID = regex(r"<!-- ([a-z-]+)(?:: (.*?))? -->")


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    text = text_of(page)
    return tuple(
        Block(page, text[: found.start(2)].count("\n") + 1, found[2], dict(_SAID.findall(found[1])), found[3])
        for found in _BLOCK.finditer(text)
    )


def each(*languages: str) -> pytest.MarkDecorator:
    chosen = [block for page in PAGES for block in blocks(page) if block.language in languages]
    return pytest.mark.parametrize("block", chosen, ids=str)


per_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))


def orglint(*arguments: str) -> tuple[int, str]:
    """Run the command line; returns how it ends and all that it says."""
    result = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "100"}).invoke(app, [*arguments])
    return result.exit_code, result.output


def found_in(*arguments: str) -> set[str]:
    """Check files; returns the rules that found something."""
    code, output = orglint("check", "--format", "concise", "--quiet", "--as-of", DAY, *arguments)
    assert code in (Code.CLEAN, Code.FOUND), output
    return set(findall(r"^\S+:\d+:\d+: (?:error|warning|info) ([a-z-]+) ", output, MULTILINE))


def names(listed: str) -> set[str]:
    return {name.strip() for name in listed.split(",") if name.strip()}


# Blocks


@per_page
def test_every_block_is_of_a_kind_that_is_tested(page: Path) -> None:
    assert {block.language for block in blocks(page)} <= {"yaml", "console", "python", "text"}
    known = {
        "expect",
        "settings",
        "profile",
        "not-organisation",
        "file",
        "exit",
        "of",
        "rule",
        "refused",
        "adds",
        "each",
    }
    assert {key for block in blocks(page) for key in block.said} <= known
    assert len(findall(r"^ *```", text_of(page), MULTILINE)) == 2 * len(blocks(page))
    assert len(_SAID.findall(text_of(page))) == sum(len(block.said) for block in blocks(page))


@each("yaml")
def test_a_yaml_block_lints_as_it_says(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if {"rule", "refused"} & {*block.said}:
        return  # no organisation
    if "profile" in block.said:
        (tmp_path / "policies" / "profiles").mkdir(parents=True)
        Path("policies/profiles/ours.yaml").write_text(block.text, encoding="utf-8")
        Path("orglint.yaml").write_text("{rule_dirs: [policies], profiles: [ours]}", encoding="utf-8")
        code, output = orglint("settings")
        assert code == Code.CLEAN, output
        return
    if "settings" in block.said:
        Path("orglint.yaml").write_text(block.text, encoding="utf-8")
        Path("people.json").write_text('{"team": "checkout"}', encoding="utf-8")
        for name in ("org", "policies"):
            Path(name).mkdir()
        code, output = orglint("check", "--exit-zero", "people.json")
        assert code == int(block.said["settings"] or Code.CLEAN), output
        return
    Path("org.yaml").write_text(block.text, encoding="utf-8")
    found = found_in("org.yaml")
    if "not-organisation" in block.said:
        assert found in ({"unmarked-file"}, {"wrong-type"})
    else:
        assert found == names(block.said.get("expect", ""))


RULES = [block for page in PAGES for block in blocks(page) if "rule" in block.said]


@pytest.mark.parametrize("block", RULES, ids=lambda block: str(block.said["rule"]))
def test_a_rule_has_no_mistake_and_notices_its_examples(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the settings that stand above it on the page, so that it may read own keys."""
    monkeypatch.chdir(tmp_path)
    for one in blocks(block.page):
        if one.line < block.line and one.said.get("file") == "orglint.yaml":
            Path("orglint.yaml").write_text(one.text, encoding="utf-8")
    Path("org").mkdir()
    lay(block, tmp_path)
    code, output = orglint("rules", "test", block.said["rule"])
    assert code == Code.CLEAN, output


def lay(block: Block, folder: Path) -> None:
    """Write what a block holds where the commands below it find it."""
    name = next((block.said[key] for key in ("file", "rule", "refused", "adds") if key in block.said), "")
    if not name:
        return
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "adds" in block.said:
        before = path.read_text(encoding="utf-8")
        assert before.count("\ninvalid:\n") == 1
        path.write_text(before.replace("\ninvalid:\n", f"\n{block.text}invalid:\n"), encoding="utf-8")
    else:
        path.write_text(block.text, encoding="utf-8")


@each("text")
def test_a_line_of_a_text_block_is_taken(block: Block) -> None:
    for line in block.text.splitlines() if "each" in block.said else ():
        (document,) = read(Source("line.yaml", line)).documents
        assert isinstance(document.data, dict)
        if block.said["each"] == "selector":
            assert not Selector.model_validate(document.data).impossible(), line
        else:
            made = Limit.model_validate({"kind": "limit", "per": "person", "metric": "seats", **document.data})
            assert not made.impossible(), line
            assert not list(made.unknown(FACTS)), line


@each("console")
def test_a_console_block_runs_as_shown(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = list(_commands(block.text))
    assert commands, "a console block begins with $"
    ends = block.said.get("exit", "0").split()
    assert len(ends) in (1, len(commands))
    examples = copytree(EXAMPLES, tmp_path / "examples")
    for one in blocks(block.page):
        if one.line < block.line:
            lay(one, examples)
    for at, (command, shown) in enumerate(commands):
        for step in command.split(" && "):
            if search(r"^(\.venv/bin/)?orglint ", step):
                monkeypatch.chdir(tmp_path if step.startswith(".venv") else examples)
                _, *arguments = shlex.split(step.partition(" > ")[0])
                code, output = orglint(*arguments)
                output = output.replace(f"{examples}/", "")
                assert code == int(ends[at] if len(ends) > 1 else ends[0]), output
                assert not shown or output == shown
            else:
                assert _is_called(step), f"neither CI nor NOT_IN_CI knows: {step}"


@pytest.mark.parametrize(
    "block", [block for page in PAGES for block in blocks(page) if block.language == "python" and "file" in block.said],
    ids=str,
)  # fmt: skip
def test_a_plugin_loads_and_its_rules_hold_their_examples(block: Block, tmp_path: Path) -> None:
    (tmp_path / block.said["file"]).write_text(block.text, encoding="utf-8")
    rules, untold = rules_of([str(tmp_path / block.said["file"])])
    book, mistakes = BOOK.with_own((), python=rules)
    assert (untold, mistakes) == ([], [])
    for rule in rules:
        assert [str(one) for one in outcomes(book, book.rules[rule.id]) if not one.holds] == []


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command, without the remark behind it, and the output that is shown below."""
    for part in sub(r"^\$ ", "\0", text, flags=MULTILINE).split("\0")[1:]:
        command, _, shown = part.partition("\n")
        yield sub(r"\s+#.*", "", command), shown


def _plain(step: str) -> str:
    """Return a command as it is compared: writing and checking are one command."""
    return step.strip().removeprefix(".venv/bin/").replace(" --check", "")


def _is_called(step: str) -> bool:
    called = {_plain(one) for line in CI.splitlines() for one in line.split(" && ")}
    return _plain(step) in called | {_plain(one) for one in NOT_IN_CI}


def test_every_exception_from_ci_is_needed() -> None:
    said = {step for page in PAGES for block in blocks(page) for command, _ in _commands(block.text)
            for step in command.split(" && ")}  # fmt: skip
    assert {_plain(one) for one in NOT_IN_CI} <= {_plain(step) for step in said}


# Links and names


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    prose = _BLOCK.sub("", text_of(page))
    headings = findall(r"^#+ (.+)$", prose, MULTILINE)
    return {sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@per_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in findall(r"\]\(([^)\s]+)\)", _BLOCK.sub("", text_of(page))):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert ROOT in there.parents, target
        assert not anchor or anchor in _anchors(there), target


@per_page
def test_every_path_exists(page: Path) -> None:
    """What looks like a path of this repository, in backticks or as the text of a link, is one."""
    prose = _BLOCK.sub("", text_of(page))
    said = [*findall(r"`([^`\s]+)`", prose), *findall(r"\[`?([^]\s`]+)`?\]\(", prose)]
    tops = {path.name for path in ROOT.iterdir()}
    for path in said:
        if "/" in path and path.partition("/")[0] in tops and not search(r"[<>*{}]", path):
            assert (ROOT / path).exists(), path


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in findall(r"\]\(([^)\s]+)\)", text_of(page))
    }
    assert {page for page in PAGES if page != ROOT / "README.md"} <= linked


def _literals(annotation: object) -> Iterator[str]:
    """Yield the words that a type has."""
    for inner in get_args(annotation):
        yield from (inner,) if isinstance(inner, str) else _literals(inner)


@cache
def known_names() -> frozenset[str]:
    """Return every name with a hyphen that a page may speak of."""
    vocabulary = BOOK.vocabulary
    options = {
        option.lstrip("-")
        for command in getattr(get_command(app), "commands", {}).values()
        for parameter in command.params
        for option in parameter.opts
    }
    allowed = {word for model in _MODELS.values() for key in model.model_fields for word in _allowed(model, key)}
    own = {*BOOK.rules, *BOOK.profiles, *BOOK.families, *(metric for _, metric in MEASURES)}
    for kind in BY_NAME.values():
        own.update(*(_literals(field.annotation) for field in kind.params.model_fields.values()))
    return frozenset({*own, *vocabulary.roles, *vocabulary.duties, *options, *allowed, "import-linter"})


@per_page
def test_every_name_exists(page: Path) -> None:
    """What stands in backticks and looks like the id of a rule, a profile, a role or a duty is one."""
    prose = _BLOCK.sub("", text_of(page))
    said = {word for word in findall(r"`([^`\n]+)`", prose) if fullmatch(r"[a-z]+(-[a-z]+)+", word)}
    written = {word for block in blocks(page) for word in findall(r"[a-z]+(?:-[a-z]+)+", block.text)}
    assert said - written - known_names() == set()


# Keys


_MODELS: Mapping[str, type[schema.Entry]] = {
    "Seat": schema.Seat, "Person": schema.Person, "Certification": schema.Certification, "Team": schema.Team,
    "Interaction": schema.Interaction, "Product, system and process": schema.Work, "Product": schema.Product,
    "Process": schema.Process, "Risks": schema.Risks, "Activity": schema.Activity, "Rotation": schema.Rotation,
    "Role": schema.Role, "Holders": schema.Holders, "Duty": schema.Duty,
}  # fmt: skip
"""The models by the heading of their table."""


def _table(page: Path, heading: str) -> dict[str, tuple[str, ...]]:
    """Return the first table below a heading: the other cells by the word in backticks in the first one."""
    section = search(rf"^#+ {heading}\n(.*?)(?=^#|\Z)", text_of(page), MULTILINE | DOTALL)
    assert section, heading
    first = search(r"(?:^\|.*\|\n)+", section[1], MULTILINE)
    assert first, heading
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in first[0].splitlines()[2:]]
    table = {row[0].strip("`"): tuple(row[1:]) for row in rows}
    assert len(table) == len(rows), f"a row stands twice under {heading}"
    return table


def _keys(model: type[schema.Entry]) -> set[str]:
    """Return the keys of a model that its table has: a product's own, where others share the rest."""
    shared = set(schema.Work.model_fields) if issubclass(model, schema.Work) and model is not schema.Work else set()
    return set(model.model_fields) - shared


def _allowed(model: type[schema.Entry], key: str) -> tuple[str, ...]:
    """Return the words that a key takes, where these are few."""
    return next((one.allowed for one in model.model_fields[key].metadata if isinstance(one, scalars.OneOf)), ())


_TAKES = {
    scalars.day: "a date", scalars.share: "a share", scalars.count: "a whole number", scalars.yes_no: "yes or no",
    scalars.free_map: "a mapping",
}  # fmt: skip


def test_every_model_has_a_table() -> None:
    models = {*schema.SECTIONS.values(), *schema.NESTED.values(), schema.Seat, schema.Work}
    assert models - {schema.System} == set(_MODELS.values())
    assert not set(schema.System.model_fields) - set(schema.Work.model_fields)


@pytest.mark.parametrize("heading", _MODELS)
def test_a_table_has_every_key(heading: str) -> None:
    assert set(_table(LANGUAGE, heading)) == _keys(_MODELS[heading])


@pytest.mark.parametrize("heading", _MODELS)
def test_a_table_says_what_a_key_takes(heading: str) -> None:
    model = _MODELS[heading]
    for key, (takes, _) in _table(LANGUAGE, heading).items():
        field = model.model_fields[key]
        readers = [getattr(one, "func", None) for one in field.metadata]
        wanted = next((_TAKES[reader] for reader in readers if reader in _TAKES), "")
        assert tuple(findall(r"`([^`]+)`", takes)) == _allowed(model, key), key
        assert not wanted or takes == wanted, key
        if not wanted and not _allowed(model, key):
            several = field.default == ()
            assert takes.startswith("a ") != (several or takes.startswith("[")), key


def test_the_top_of_a_document_has_every_word() -> None:
    assert set(_table(LANGUAGE, "The top of a document")) == schema.MARKERS


def test_a_recorded_key_is_asked_for_by_no_rule() -> None:
    """What the tables call recorded stands in no condition of a rule."""
    files = [rule.file for rule in BOOK.rules.values()]
    said = "\n".join(str((one.when, one.unless, one.check.get("assert"), one.needs)) for one in files)
    edges = {one.check.get("edge") for one in files}
    classes = {
        "Person": ("person", "holder"), "Seat": ("seat", "s"), "Team": ("team", "unit"), "Activity": ("activity",),
        "Product, system and process": ("product", "system", "process", "unit"),
    }  # fmt: skip
    plural = {"deputy": "deputies"}
    for heading, subjects in classes.items():
        for key, (_, means) in _table(LANGUAGE, heading).items():
            asked = search(rf"\b(?:{'|'.join(subjects)})\.{plural.get(key, key)}\b", said)
            assert "recorded" not in means or not asked, f"{heading}: {key}"
    assert edges & {"dotted", "parent"} == set()


@pytest.mark.parametrize(
    ("heading", "model"),
    [("The file", spec.RuleFile), ("Grades", spec.Grade), ("Options", spec.Option), ("References", spec.Source),
     ("Examples", spec.Example)],
)  # fmt: skip
def test_a_rule_file_has_every_key(heading: str, model: type[spec.Shape]) -> None:
    table = _table(KINDS / "README.md", heading)
    assert set(table) == set(model.model_fields)
    needed = {key for key, field in model.model_fields.items() if field.is_required()}
    assert needed == {key for key, (_, means) in table.items() if "has to be said" in means} - {"message"}


def test_every_kind_has_a_page_with_a_rule_of_it() -> None:
    for kind in BY_NAME.values():
        examples = [block.text for block in blocks(KINDS / f"{kind.name}.md") if "rule" in block.said]
        assert examples
        assert all(search(rf"kind: {kind.name}\b", text) for text in examples)


def test_the_settings_have_every_key() -> None:
    assert set(_table(SETTINGS, "Settings")) == set(SettingsFile.model_fields)


def test_the_settings_have_every_profile() -> None:
    table = _table(SETTINGS, "Profiles")
    assert set(table) == set(BOOK.profiles)
    for name, (_, brings, apart) in table.items():
        profile = BOOK.profiles[name]
        against = {other for other in BOOK.profiles if name in BOOK.profiles[other].contradicts}
        assert set(findall(r"`([^`]+)`", brings)) == set(profile.implies)
        assert set(findall(r"`([^`]+)`", apart)) == {*profile.contradicts, *against}


def test_the_settings_have_every_method() -> None:
    section = text_of(SETTINGS).partition("### Methods")[2].partition("\n## ")[0]
    prose = _BLOCK.sub("", section)
    assert set(schema.METHODS) <= set(findall(r"`([^`]+)`", prose))
    with_profile = set(findall(r"`([^`]+)`", prose.partition("bear the names")[0]))
    assert with_profile == set(schema.METHODS) & set(BOOK.profiles)


def test_the_settings_have_every_exit_code() -> None:
    table = _table(SETTINGS, "How a run ends")
    assert {int(code) for code in table} == set(Code)


def test_the_settings_have_every_variable() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "orglint" / "cli").glob("*.py"))
    read = set(findall(r'environ\.get\("([A-Z_]+)"\)', code)) | set(findall(r'"(ORGLINT_[A-Z_]+)"', code))
    assert set(_table(SETTINGS, "Environment")) == read


def test_the_decisions_have_every_tag() -> None:
    tags = get_args(spec.Source.model_fields["evidence"].annotation)
    assert set(_table(DECISIONS, "Sources, and how we met them")) == set(tags)


def test_few_people_are_the_same_number_in_all_rules() -> None:
    """What the page about decisions says of small organisations."""
    apart = [rule for rule in BOOK.rules.values() if rule.family in ("segregation", "independence")]
    assert {rule.file.min_headcount for rule in apart} == {5}
    assert all(rule in apart for rule in BOOK.rules.values() if rule.file.min_headcount)
