"""Rotating log file without personal data; what a crash report holds.

A log line says what the program did, never what was in it. So only this package's own fixed texts and numbers are
written: the formatter drops the message of every other logger, every text that was filled into a message, and the
words of every exception; of a traceback the places in the code are kept. (That the texts are fixed is tested.)
"""

import contextlib
import logging
import sys
import traceback
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from nsk_desktop import __version__
from nsk_desktop.paths import user_log

_OWN = "nsk_desktop"
_HIDDEN = "…"
_SIZE, _FILES = 500_000, 3


def log_file() -> Path:
    """The log file in use."""
    return user_log() / "nsk-desktop.log"


def start_log(path: Path | None = None) -> logging.Handler:
    """Log to *path* (the user's log folder) from now on; the handler is returned so that it can be taken away."""
    path = path or log_file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    handler = _LogFile(path, encoding="utf-8", delay=True)
    handler.setFormatter(WithoutValues("{asctime} {levelname} {name}: {message}", style="{"))
    logging.getLogger().addHandler(handler)
    logging.getLogger(_OWN).setLevel(logging.INFO)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Take *handler* away and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class _LogFile(logging.FileHandler):
    """A file that is kept short. (The one of `logging.handlers` brings sockets along, before the first window.)

    A log that cannot be written stops nobody's work, and complains nowhere: the complaint would hold values.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record*, in a new file when this one is full."""
        try:
            if self.stream is not None and self.stream.tell() > _SIZE:
                self._turn_over()
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name that logging calls)
        """Drop *record*: the disk is full, or the folder may not be written."""

    def _turn_over(self) -> None:
        """Put the full file aside; the oldest one falls off."""
        self.close()
        for number in range(_FILES - 1, 0, -1):
            older = Path(f"{self.baseFilename}.{number}")
            newer = Path(f"{self.baseFilename}.{number - 1}" if number > 1 else self.baseFilename)
            with contextlib.suppress(FileNotFoundError):
                newer.replace(older)


class WithoutValues(logging.Formatter):
    """Writes fixed texts and numbers of our own; of other libraries only that they spoke."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of the log, made from a copy, so that other handlers see the record as it was."""
        safe = logging.makeLogRecord(record.__dict__)
        safe.msg, safe.args = _message(record), None
        safe.exc_text = safe.stack_info = None
        return super().format(safe)

    def formatException(  # noqa: N802 (the name that logging calls)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Where in the code an exception came from, never its words."""
        return "\n".join(error_places(ei[1])) if ei[1] else ""


def _message(record: logging.LogRecord) -> str:
    """The text of *record* with everything but numbers hidden."""
    if record.name != _OWN and not record.name.startswith(f"{_OWN}."):
        return _HIDDEN
    filled: tuple[object, ...] | dict[str, object]
    if isinstance(record.args, Mapping):
        filled = {name: _number_or_hidden(value) for name, value in record.args.items()}
    else:
        filled = tuple(_number_or_hidden(value) for value in record.args or ())
    try:
        return str(record.msg) % filled if filled else str(record.msg)
    except (TypeError, ValueError):
        return _HIDDEN


def _number_or_hidden(value: object) -> object:
    """A number says how many or how long; anything else may be a name, a path or a word of a person."""
    return value if isinstance(value, int | float) else _HIDDEN


def error_places(error: BaseException) -> Sequence[str]:
    """Kinds of the errors that led to *error* and the places they passed: no words of them, no values, no folders."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame, line in traceback.walk_tb(current.__traceback__):
            module = frame.f_globals.get("__name__", "?")
            lines.append(f"  {module}:{line} {frame.f_code.co_name}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return lines


def crash_report(error: BaseException) -> str:
    """What a user may send us after a crash: version, machine and places in the code; no names, values or paths."""
    import platform

    facts = (
        f"NSK Desktop {__version__}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()}" + (" (installed)" if getattr(sys, "frozen", False) else ""),
    )
    return "\n".join((*facts, "", *error_places(error), ""))
