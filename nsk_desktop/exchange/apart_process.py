"""The other side of `apart`: one question a line, one file a question, and within bounds.

Loads as little as it can, because somebody waits for it.
"""

import json
import os
import sys
from collections.abc import Mapping
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, Final

from nsk_desktop.errors import NskError
from nsk_desktop.errors.travelling import FileDamaged, FileForeign
from nsk_desktop.exchange.apart import CPU_SECONDS, HEAD, IDLE_SECONDS, LARGEST_ANSWER, MEGABYTES
from nsk_desktop.exchange.preflight import check_workbook

_KEPT_MEGABYTES: Final = 300
"""Who has grown larger ends after its answer, and gives the memory back."""


def serve() -> None:
    """Answer until nobody asks any more."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not stand among the answers.
    sys.stdout = sys.stderr
    while question := _next(questions):
        _bound()
        answer = json.dumps(_answer(json.loads(question)), allow_nan=True).encode()
        if len(answer) > LARGEST_ANSWER:
            os._exit(3)
        answers.write(len(answer).to_bytes(HEAD) + answer)
        answers.flush()
        if _megabytes() > _KEPT_MEGABYTES:
            break


def _next(questions: BinaryIO) -> bytes:
    clock = Timer(IDLE_SECONDS, lambda: os._exit(0))
    clock.daemon = True
    clock.start()
    try:
        return questions.readline()
    finally:
        clock.cancel()


def _bound() -> None:
    """From now on no more than one file may take. Elsewhere than on Unix only the clock of the other side counts."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _lower(resource.RLIMIT_CPU, spent + CPU_SECONDS)
    _lower(resource.RLIMIT_AS, MEGABYTES << 20)


def _lower(what: int, wanted: int) -> None:
    """Set the limit, but never above one that is set from outside."""
    import resource

    _soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _megabytes() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used >> 20 if sys.platform == "darwin" else used >> 10


def _answer(question: Mapping[str, Any]) -> dict[str, Any]:
    path = Path(question["path"])
    try:
        check_workbook(path, plain=True)
        wanted = question["wanted"]
        return {"pages": _pages(path, None if wanted is None else set(wanted), question["needed"])}
    except NskError as refused:
        return {"refused": type(refused).__name__}
    except MemoryError:
        os._exit(4)
    except OSError as problem:
        return {"number": problem.errno, "text": problem.strerror}
    except Exception as bug:
        return {"bug": type(bug).__name__}


def _pages(path: Path, wanted: set[str] | None, needed: str) -> dict[str, list[list[Any]]]:
    """The values of every sheet; other sheets are left unread, unless all are *wanted*."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        # By what is in it: the library would believe the name.
        book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        if needed not in book.sheet_names:
            raise FileForeign(path.name)
        names = [name for name in book.sheet_names if wanted is None or name in wanted]
        return {
            name: [list(map(_plain, row)) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in names
        }
    except (CalamineError, ValueError) as error:
        raise FileDamaged(path.name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # How the reader (in Rust) says it met the impossible.
            raise
        raise FileDamaged(path.name) from error


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, timedelta):
        return ["timedelta", value.total_seconds()]
    return value
