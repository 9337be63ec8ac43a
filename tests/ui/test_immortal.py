"""None, True and False outlive any number of calls into Qt."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
{guard}
from PySide6.QtCore import QObject, Signal
class Thing(QObject):
    told = Signal(bool)
thing = Thing()
thing.told.connect(lambda value: value)
for _ in range(300_000):
    {call}
print("alive")
"""
CALLS = ('thing.setObjectName("x")', "thing.told.emit(True)", "thing.told.emit(False)")


def survives(guard: str, call: str) -> bool:
    """Whether a program that calls Qt very often, after *guard*, lives to its end."""
    program = PROGRAM.format(guard=guard, call=call)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == "alive"


@pytest.mark.parametrize("call", CALLS)
def test_a_program_of_ours_lives_through_very_many_calls(call: str) -> None:
    assert survives("import nsk_desktop.ui", call)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="they are immortal from Python 3.12 on")
@pytest.mark.parametrize("call", CALLS)
def test_without_the_guard_it_does_not(call: str) -> None:
    assert not survives("", call)
