"""Reading what others have sent in a process of its own, which may take no more than so much time and memory.

The reader is a library in another language, and a file may be made to harm it: here it can only end itself. What comes
back is plain values as strict JSON, never objects.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Final

from nsk_desktop.errors import files, travelling
from nsk_desktop.errors.travelling import FileTooBig
from nsk_desktop.exchange.headway import UNHEARD, Headway

SECONDS: Final = 120
"""How long one file may take, by the clock on the wall."""
CPU_SECONDS: Final = 60
MEGABYTES: Final = 2_048
IDLE_SECONDS: Final = 20
"""A process that nobody asks anything ends itself."""
LISTENING_SECONDS: Final = 0.1
"""How long nobody is asked whether to go on while the process reads."""
LARGEST_ANSWER: Final = 1 << 30
HEAD: Final = 8
"""An answer begins with its length."""

Pages = Mapping[str, list[list[Any]]]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from nsk_desktop.exchange.apart_process import serve; serve()"
_KINDS: Mapping[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def pages_of(path: Path, wanted: Collection[str] | None, needed: str, headway: Headway = UNHEARD) -> Pages:
    """The values of every sheet of the file at *path* (of those *wanted*), which has one that is called *needed*."""
    question = {"path": str(path.absolute()), "wanted": _listed(wanted), "needed": needed}
    said = _reader(os.getpid()).ask(question, path, headway)
    if "pages" in said:
        return {str(name): [list(map(_value, row)) for row in rows] for name, rows in said["pages"].items()}
    raise _error(said, path)


def _listed(wanted: Collection[str] | None) -> list[str] | None:
    return None if wanted is None else sorted(wanted)


def _value(said: Any) -> Any:
    if type(said) is not list:
        return said
    kind, text = said
    return timedelta(seconds=text) if kind == "timedelta" else _KINDS[kind](text)


def _error(said: Mapping[str, Any], path: Path) -> Exception:
    """What went wrong there, as it would have been raised here."""
    if "number" in said:
        return OSError(said["number"], said["text"], str(path))
    known = getattr(travelling, str(said.get("refused")), None) or getattr(files, str(said.get("refused")), None)
    if isinstance(known, type) and issubclass(known, Exception):
        return known(path.name)
    return RuntimeError(f"the reader failed: {said.get('bug')}")


@cache
def _reader(_process: int) -> "_Reader":
    """One for each process: whoever was forked must not share a pipe."""
    return _Reader()


class _Reader:
    """The process, started when it is asked for."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.end)

    def end(self) -> None:
        """Let the process go."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def ask(self, question: Mapping[str, Any], path: Path, headway: Headway) -> Mapping[str, Any]:
        """The answer; a file at which the process ends is refused."""
        with self._turn:
            for _attempt in range(2):
                process = self._running()
                answer = self._awaited(process, json.dumps(question).encode(), headway)
                if answer is not None:
                    said: Mapping[str, Any] = json.loads(answer)
                    return said
                self.end()
                # It had waited long enough and ended just now; a new one is asked instead.
                if process.returncode != 0:
                    break
            raise FileTooBig(path.name)

    def _awaited(self, process: subprocess.Popen[bytes], question: bytes, headway: Headway) -> bytes | None:
        """The answer of *process*, which is let go when somebody wants to stop before it comes."""
        with ThreadPoolExecutor(1) as beside:
            answer = beside.submit(_asked, process, question)
            try:
                while not wait([answer], LISTENING_SECONDS).done:
                    headway()
            except BaseException:
                process.kill()
                wait([answer])
                self.end()
                raise
            return answer.result()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()  # The pipes of one that ended by itself are still open.
            hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
            root = str(Path(__file__).parents[2])
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, root],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=hidden,
            )
        return self._process


def _asked(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    """The answer of *process*; nothing when it ended, or took too long and was ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    clock = Timer(SECONDS, process.kill)
    clock.daemon = True
    clock.start()
    try:
        process.stdin.write(question + b"\n")
        process.stdin.flush()
        length = int.from_bytes(process.stdout.read(HEAD))
        answer = process.stdout.read(length) if 0 < length <= LARGEST_ANSWER else b""
        return answer if len(answer) == length > 0 else None
    except OSError:
        return None
    finally:
        clock.cancel()
