"""Running something in a process of its own, with no more time and memory than it may take."""

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn


class OutOfBoundsError(AssertionError):
    """It took too long, or too much memory, or failed in a way that nobody expected."""


def bounded(work: Callable[[], str], *, seconds: int, megabytes: int) -> str:
    """What *work* says, when it needs no more than it may."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(work, writing, seconds, megabytes)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if status or not said:
        raise OutOfBoundsError(f"ended with {status}")
    good, text = pickle.loads(said)
    if not good:
        raise OutOfBoundsError(text)
    return str(text)


def _in_child(work: Callable[[], str], writing: int, seconds: int, megabytes: int) -> NoReturn:
    """Never returns, whatever happens: this is a copy of the whole test run."""
    import resource  # Not on Windows, where the tests that need it are left out.

    try:
        sys.setrecursionlimit(1_000)
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + (megabytes << 20),) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        said = (True, work())
    except BaseException:
        said = (False, traceback.format_exc())
    os.write(writing, pickle.dumps(said)[:60_000])
    os._exit(0)
