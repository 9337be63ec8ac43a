"""What is shipped works alone: the wheel, in an environment that knows nothing of the checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

_FOUND = (
    "import nsk_desktop, nsk_desktop.paths as p; print(nsk_desktop.__file__, p.resource(), p.migrations(), sep='\\n')"
)


def run(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    """What *command* prints; the test fails with its words when it fails."""
    told = subprocess.run(
        [str(part) for part in command],
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | (environment or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert told.returncode == 0, f"{command}\n{told.stdout}\n{told.stderr}"
    return told.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built offline from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = Path(__file__).resolve().parent.parent
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of a new environment that holds the wheel; libraries are borrowed, so no network is used."""
    folder = tmp_path_factory.mktemp("clean") / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    # A line in a .pth file adds a folder but does not read the .pth files in it: the checkout stays unknown.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site) / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
    return programs


def test_every_resource_and_migration_is_in_the_wheel(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    wanted = {
        f"nsk_desktop/{file.relative_to(checkout).as_posix()}"
        for folder in ("resources", "db")
        for file in (checkout / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert len(wanted) > 5
    assert wanted - shipped == set()
    assert "nsk_desktop/resources/locale/da/LC_MESSAGES/nsk.mo" in shipped


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert tops == {"nsk_desktop", f"{wheel.name.partition('-py3')[0]}.dist-info"}


def test_the_installed_program_finds_its_own_files(clean: Path, checkout: Path) -> None:
    found = [Path(line) for line in run(clean / "python", "-c", _FOUND).splitlines()]
    assert len(found) == 3
    assert all(path.exists() and path.is_relative_to(clean.parent) for path in found)
    assert not any(path.is_relative_to(checkout) for path in found)


def test_the_installed_command_makes_a_store_and_finds_it_sound(clean: Path, tmp_path: Path) -> None:
    secret = {"NSK_PASSPHRASE": "tre grønne skovsneller", "NSK_LANGUAGE": "da"}
    store = tmp_path / "store"
    recovery = tmp_path / "code.txt"
    run(clean / "nsk", "init", "--store", store, "--recovery-file", recovery, environment=secret)
    assert recovery.read_text(encoding="utf-8").strip()
    run(clean / "nsk", "check", "--store", store, environment=secret)


def test_the_installed_command_fills_a_practice_store_and_finds_it_sound(clean: Path, tmp_path: Path) -> None:
    secret = {"NSK_PASSPHRASE": "tre grønne skovsneller", "NSK_LANGUAGE": "da"}
    store = tmp_path / "store"
    run(clean / "nsk", "demo", "--store", store, environment=secret)
    run(clean / "nsk", "check", "--store", store, environment=secret)


def test_control_a_damaged_store_is_not_found_sound(clean: Path, tmp_path: Path) -> None:
    secret = {"NSK_PASSPHRASE": "tre grønne skovsneller"}
    store = tmp_path / "store"
    run(clean / "nsk", "init", "--store", store, "--recovery-file", tmp_path / "code.txt", environment=secret)
    for file in store.rglob("*.db"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    told = subprocess.run(
        [clean / "nsk", "check", "--store", store], env=os.environ | secret, capture_output=True, check=False
    )
    assert told.returncode == 1
