"""Put a finished document where the user wants it: the whole file or nothing."""

import contextlib
import os
import tempfile
from pathlib import Path

from nsk_desktop.errors.files import ReportNotWritten


def write_file(path: Path, content: bytes) -> None:
    """Write *content* beside *path* and rename it there, so that nobody ever opens half a document."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise ReportNotWritten(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise ReportNotWritten(path, error) from error
