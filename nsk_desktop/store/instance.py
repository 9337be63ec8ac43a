"""One running program per store folder.

The operating system holds the lock and lets go of it when the process ends, however it ends: there is
no stale lock to clear away after a crash.
"""

import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from nsk_desktop.errors.store import AlreadyOpen
from nsk_desktop.store.folder import StoreFolder, make_private, system_errors

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Instance:
    """The right to open the store in *folder*, until it is released."""

    def __init__(self, folder: Path) -> None:
        make_private(folder)
        self._file: BinaryIO | None = None
        with system_errors(folder):
            # Never deleted: a lock on a deleted file would let a second program lock its successor.
            file = StoreFolder(folder).lock.open("ab")
        try:
            _take(file)
        except OSError as error:
            file.close()
            raise AlreadyOpen(folder) from error
        self._file = file

    def release(self) -> None:
        """Let another program open the store. Harmless when done twice."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
