"""Documents and settings that cannot be written or read."""

import errno
from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.errors.travelling import FileRefused
from nsk_desktop.i18n import _


class ReportNotWritten(NskError):
    """The document could not be put where the user wanted it; what stood there is untouched."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(path, cause)
        self.path, self.cause = path, cause

    def message(self) -> str:
        if self.cause.errno in (errno.ENOENT, errno.ENOTDIR):
            text = _(
                "The folder {folder} does not exist, so the report was not saved. Is the USB key plugged in? Choose "
                "another folder, or plug it in and try again."
            )
        elif self.cause.errno in (errno.ENOSPC, errno.EDQUOT):
            text = _(
                "There is no room left in {folder}, so the report was not saved. Make room, or choose another folder."
            )
        elif self.path.is_dir():
            text = _("{name} is a folder, so the report was not saved. Choose a file name.")
        else:
            text = _(
                "The report was not saved: {name} cannot be written. It may be open in another program, or you may "
                "not be allowed to write in {folder}. Close it and try again, or save under another name."
            )
        return text.format(name=self.path.name, folder=self.path.parent)


class SettingsDamaged(NskError):
    """The file of settings could not be read in full, so defaults stand in; shown once, nothing is stopped."""

    def message(self) -> str:
        return _(
            "Your settings could not be read, so some are as they were from the start. What you have registered is not "
            "touched. Choose your settings again."
        )


class FileExists(FileRefused):
    """A new file was asked for where one stands already."""

    def message(self) -> str:
        return _("There is already a file called {name}. Choose another name, so that nothing is written over.").format(
            name=self.name
        )


class FileMissing(FileRefused):
    """There is no such file."""

    def message(self) -> str:
        return _("There is no file called {name}. Check the name and the folder.").format(name=self.name)


class NotWritten(NskError):
    """A file for people could not be written where it was asked for."""

    def __init__(self, path: Path, problem: OSError) -> None:
        super().__init__(str(path))
        self.path = path
        self.problem = problem

    def message(self) -> str:
        if isinstance(self.problem, PermissionError):
            return _(
                "{path} cannot be written. Is it open in another program? Close it, or choose another folder."
            ).format(path=self.path)
        return _(
            "{path} cannot be written: {reason}. Choose another folder, or free some space, and try again."
        ).format(path=self.path, reason=reason_of(self.problem))


class FileNotUsed(NskError):
    """The system would not read or write a file, and nothing closer to the cause says more."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(problem)
        self.problem = problem

    def message(self) -> str:
        return _("{file} could not be used: {reason}. Check the name and the folder, and try again.").format(
            file=self.problem.filename or "", reason=reason_of(self.problem)
        )


def reason_of(problem: OSError) -> str:
    """Why the system would not read or write, as part of a sentence."""
    reasons = {
        _("the disk is full"): (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        _("the program is not allowed to"): (errno.EACCES, errno.EPERM, errno.EROFS),
        _("the folder or the file does not exist"): (errno.ENOENT,),
        _("a file stands where a folder should be"): (errno.ENOTDIR, errno.EEXIST),
        _("it is a folder"): (errno.EISDIR,),
        _("the name is too long"): (errno.ENAMETOOLONG,),
        _("the disk gave an error"): (errno.EIO,),
    }
    known = (text for text, numbers in reasons.items() if problem.errno in numbers)
    return next(known, problem.strerror or str(problem))
