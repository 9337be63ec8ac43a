"""The lock files say exactly what is installed: every package pinned, by hash, from nowhere in particular."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
_COMPILED = ("pyside6-essentials", "sqlcipher3", "cryptography", "lxml", "rapidfuzz", "psycopg-binary")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def locked(text: str) -> dict[str, tuple[str, int]]:
    """Package → its version and number of hashes, from the *text* of a lock file."""
    found: dict[str, tuple[str, int]] = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        requirement = Requirement(block.partition("\\")[0].strip())
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        found[canonicalize_name(requirement.name)] = (pin.version, len(_HASH.findall(block)))
    return found


def gaps(declared: list[str], lock: dict[str, tuple[str, int]]) -> list[str]:
    """The requirements in *declared* that *lock* does not hold."""
    asked = [Requirement(text) for text in declared]
    return [
        str(each)
        for each in asked
        if canonicalize_name(each.name) not in lock
        or not each.specifier.contains(lock[canonicalize_name(each.name)][0])
    ]


@pytest.fixture
def project(checkout: Path) -> dict[str, list[str]]:
    """What pyproject.toml asks for, per lock file."""
    declared = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = declared["optional-dependencies"]
    run = declared["dependencies"] + extra["build"]
    develop = run + extra["dev"]
    bench = develop + extra["bench"]
    return {"requirements.lock": run, "requirements-dev.lock": develop, "requirements-bench.lock": bench}


@pytest.mark.parametrize("name", _LOCKS)
def test_the_lock_holds_what_the_project_asks_for(checkout: Path, project: dict[str, list[str]], name: str) -> None:
    assert gaps(project[name], locked((checkout / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", _LOCKS)
def test_every_package_has_hashes_and_none_a_place(checkout: Path, name: str) -> None:
    text = (checkout / name).read_text(encoding="utf-8")
    assert all(hashes for _, hashes in locked(text).values())
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash)", text, re.MULTILINE)
    assert " @ " not in text


def test_compiled_packages_are_locked_for_more_than_one_kind_of_machine(checkout: Path) -> None:
    lock = locked((checkout / "requirements.lock").read_text(encoding="utf-8"))
    assert all(lock[name][1] >= 3 for name in _COMPILED)


def test_the_locks_hold_the_same_versions(checkout: Path) -> None:
    run, develop, bench = (locked((checkout / name).read_text(encoding="utf-8")) for name in _LOCKS)
    assert run.items() <= develop.items() <= bench.items()


def test_these_tests_run_on_what_is_locked(checkout: Path) -> None:
    develop = locked((checkout / "requirements-dev.lock").read_text(encoding="utf-8"))
    named = ("pyside6-essentials", "sqlalchemy", "sqlcipher3", "cryptography", "reportlab", "pytest")
    assert {name: version(name) for name in named} == {name: develop[name][0] for name in named}


def test_control_a_missing_and_an_old_package_are_seen() -> None:
    lock = locked("alembic==1.20.1 \\\n    --hash=sha256:" + "0" * 64 + "\nrich==14.0 ; sys_platform == 'win32'\n")
    assert lock == {"alembic": ("1.20.1", 1), "rich": ("14.0", 0)}
    assert gaps(["Alembic==1.20.*", "rich==15.*", "lxml"], lock) == ["rich==15.*", "lxml"]
