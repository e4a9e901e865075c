"""The pre-commit hook, run by pre-commit itself on a repository with an organisation in it. Needs no network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "orglint", "rules")


def git(*arguments: str, cwd: Path) -> None:
    """Run git as nobody in particular."""
    identity = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


def committed(folder: Path) -> Path:
    """Commit everything in a folder."""
    git("init", "--quiet", cwd=folder)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--message", "all", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository that offers the hook: what this one ships."""
    folder = tmp_path_factory.mktemp("hook")
    for name in SHIPPED:
        subprocess.run(["cp", "-R", str(ROOT / name), str(folder)], check=True)
    return committed(folder)


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which pip installs the hook with what is installed here."""
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    return {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PYTHONPATH": packages,
    }


def tried(repository: Path, hook: Path, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the hook as a commit would."""
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hook), "orglint", "--verbose"]
    return subprocess.run(command, cwd=repository, env=surroundings, capture_output=True, text=True, check=False)


def test_the_hook_judges_the_organisation_whole(hook: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "orglint.yaml").write_text("fail_on: error\n", encoding="utf-8")
    people = "".join(f"  p{number}: {{reports_to: none}}\n" for number in range(40))
    (tmp_path / "people.yaml").write_text(f"people:\n{people}", encoding="utf-8")
    for number in range(40):
        (tmp_path / f"team{number}.yaml").write_text(f"team: t{number}\nmembers: [p{number}]\n", encoding="utf-8")
    repository = committed(tmp_path)

    (repository / "team0.yaml").write_text("team: t0\nparent: t1\nmembers: [p0]\n", encoding="utf-8")
    git("add", "team0.yaml", cwd=repository)
    clean = tried(repository, hook, surroundings)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "in 41 files (40 people, 40 teams" in clean.stdout

    git("commit", "--quiet", "--message", "a parent", cwd=repository)
    git("rm", "--quiet", "team1.yaml", cwd=repository)
    dangling = tried(repository, hook, surroundings)
    assert dangling.returncode == 1
    assert "no team t1 is declared" in dangling.stdout
