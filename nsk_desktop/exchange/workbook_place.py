"""Where the central workbook lies: whether it is open elsewhere, and whether it may be read and written there."""

import os
import stat
from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.travelling import WorkbookOpen
from nsk_desktop.errors.workbook import WorkbookClosed, WorkbookFolderReadOnly, WorkbookReadOnly

_LOCKS = ("~${name}", ".~lock.{name}#")


def check_place(workbook: Path) -> None:
    """Refuse a workbook that is open elsewhere, or that may not be read, or written over, or be kept a copy of."""
    try:
        if not workbook.name or workbook.is_dir():
            raise FileMissing(str(workbook))
        if any(workbook.with_name(pattern.format(name=workbook.name)).exists() for pattern in _LOCKS):
            raise WorkbookOpen(workbook.name)
        mode = workbook.stat().st_mode if workbook.exists() else None
    except PermissionError as error:
        raise WorkbookClosed(workbook.name) from error
    if mode is None:
        return  # Reading it says that it is missing.
    if not os.access(workbook, os.R_OK):
        raise WorkbookClosed(workbook.name)
    # A rename needs no leave of the file it replaces, but whoever protected it meant something by it.
    if not mode & stat.S_IWUSR or not os.access(workbook, os.W_OK):
        raise WorkbookReadOnly(workbook.name)
    if not os.access(workbook.parent, os.W_OK):
        raise _folder_closed(workbook)


def not_allowed(workbook: Path) -> NskError:
    """What the system did not allow while the workbook was read or written: not every system says so beforehand."""
    try:
        with workbook.open("rb"):
            return _folder_closed(workbook)
    except OSError:
        return WorkbookClosed(workbook.name)


def _folder_closed(workbook: Path) -> NskError:
    return WorkbookFolderReadOnly(workbook.name, str(workbook.absolute().parent))
