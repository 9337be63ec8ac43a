"""None outlives any number of calls into Qt."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
{guard}
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(300_000):
    thing.setObjectName("x")
print("alive")
"""


def survives(guard: str) -> bool:
    """Whether a program that calls Qt very often, after *guard*, lives to its end."""
    done = subprocess.run([sys.executable, "-c", PROGRAM.format(guard=guard)], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == "alive"


def test_a_program_of_ours_lives_through_very_many_calls() -> None:
    assert survives("import nsk_desktop.ui")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_without_the_guard_it_does_not() -> None:
    assert not survives("")
