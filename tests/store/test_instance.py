"""One instance per store folder, and no lock that outlives its owner."""

import subprocess
import sys
from pathlib import Path

import pytest

from nsk_desktop.errors.store import AlreadyOpen
from nsk_desktop.store.instance import Instance

HOLD = """
import sys
from pathlib import Path
from nsk_desktop.store.instance import Instance
from nsk_desktop.errors.store import AlreadyOpen
try:
    held = Instance(Path(sys.argv[1]))
except AlreadyOpen:
    print("refused", flush=True)
else:
    print("held", flush=True)
    sys.stdin.read()
"""


def start(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def answer(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_program_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    with Instance(tmp_path), start(tmp_path) as second:
        assert answer(second) == "refused"
    with start(tmp_path) as third:
        assert answer(third) == "held"
        third.communicate("")


def test_the_same_program_cannot_open_a_store_twice(tmp_path: Path) -> None:
    with Instance(tmp_path), pytest.raises(AlreadyOpen, match="allerede åbne"):
        Instance(tmp_path)
    Instance(tmp_path).release()


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        assert answer(first) == "held"
        with pytest.raises(AlreadyOpen):
            Instance(tmp_path)
        first.kill()
        first.wait()
    Instance(tmp_path).release()


def test_another_store_is_another_lock(tmp_path: Path) -> None:
    with Instance(tmp_path / "one"), Instance(tmp_path / "two"):
        pass


def test_releasing_twice_is_harmless(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    instance.release()
    instance.release()
    Instance(tmp_path).release()
