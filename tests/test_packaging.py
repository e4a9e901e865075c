"""The wheel, the source distribution and an editable install all bring the rules, and run from anywhere."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
HERE = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command that must not fail; finding something is no failure."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done


def build(kind: str, source: Path, to: Path) -> Path:
    """Build a distribution without the network: with what is installed here."""
    run(sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", to, cwd=source)
    (made,) = to.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the repository holds, so that building leaves nothing behind."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = ["pyproject.toml", "README.md", "LICENSE", "orglint", "rules", "examples"]
    for name in listed:
        run("cp", "-R", ROOT / name, copy, cwd=ROOT)
    return copy


def lint_with(wheel: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Install a wheel in an empty environment and lint from another folder.

    The dependencies are borrowed from this environment by a path, which does not bring its editable installs.
    """
    venv.create(folder / "env", with_pip=False)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    with ZipFile(wheel) as archive:
        archive.extractall(packages)
    borrowed = next(path for path in sys.path if path.endswith("site-packages"))
    (packages / "borrowed.pth").write_text(borrowed + "\n", encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "team.yaml").write_text(
        (ROOT / "examples" / "team.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    python = folder / "env" / "bin" / "python"
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    where = run(python, "-c", "import orglint.rules; print(orglint.rules.__path__[0])", cwd=elsewhere, env=env)
    assert str(packages) in where.stdout
    return run(python, "-m", "orglint", "check", "team.yaml", cwd=elsewhere, env=env)


def test_the_wheel_runs_in_an_empty_environment(checkout: Path, tmp_path: Path) -> None:
    done = lint_with(build("wheel", checkout, tmp_path / "dist"), tmp_path)
    assert done.returncode == 1
    assert "error[po-holds-pm-duty]" in done.stdout


def test_a_wheel_made_from_the_source_distribution_runs_too(checkout: Path, tmp_path: Path) -> None:
    source = build("sdist", checkout, tmp_path / "dist")
    run("tar", "xzf", source, cwd=tmp_path)
    (unpacked,) = tmp_path.glob("orglint-*")
    done = lint_with(build("wheel", unpacked, tmp_path / "wheel"), tmp_path)
    assert "error[po-holds-pm-duty]" in done.stdout


def test_the_wheel_holds_the_compiled_rules_and_their_yaml(checkout: Path, tmp_path: Path) -> None:
    with ZipFile(build("wheel", checkout, tmp_path)) as archive:
        names = set(archive.namelist())
    assert "orglint/rules/built.json" in names
    for file in (ROOT / "rules").glob("*/*.yaml"):
        assert f"orglint/rules/{file.relative_to(ROOT / 'rules').as_posix()}" in names
    assert "orglint/py.typed" in names
    assert {file.relative_to(ROOT).as_posix() for file in (ROOT / "orglint").rglob("*.py")} <= names


def test_an_editable_checkout_reads_rules_that_changed(checkout: Path, tmp_path: Path) -> None:
    rule = checkout / "rules" / "product" / "po-holds-pm-duty.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(
        text.replace("the product owner of {scope} also holds", "the owner of {scope} holds"), encoding="utf-8"
    )
    os.utime(rule, (2_000_000_000, 2_000_000_000))
    env = {**os.environ, "PYTHONPATH": str(checkout)}
    code = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
sys.meta_path[:] = [one for one in sys.meta_path if "ditable" not in getattr(one, "__name__", "")]
from orglint.rulebook.book import built_in
print(built_in(Path(sys.argv[1]) / "rules").rules["po-holds-pm-duty"].file.message)
"""
    done = run(sys.executable, "-c", code, checkout, cwd=tmp_path, env=env)
    rule.write_text(text, encoding="utf-8")
    assert "the owner of {scope} holds" in done.stdout
