"""Evaluation files that are refused."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class FileRefused(NskError):
    """A file was not taken; *name* is the file the message names. Nothing was changed."""

    def __init__(self, name: str, *facts: object) -> None:
        super().__init__(name, *facts)
        self.name = name


class FileDamaged(FileRefused):
    """The file is torn or its parts do not fit together."""

    def message(self) -> str:
        return _("{name} is damaged and cannot be read. Nothing was changed. Ask for the file again.").format(
            name=self.name
        )


class FileNotWorkbook(FileRefused):
    """Not an Excel workbook at all."""

    def message(self) -> str:
        return _("{name} is not an Excel workbook (.xlsx). Nothing was changed. Choose another file.").format(
            name=self.name
        )


class FileOldFormat(FileRefused):
    """An .xls file, or one locked with a password: both look alike from outside."""

    def message(self) -> str:
        return _(
            "{name} is in the old Excel format (.xls) or locked with a password. Nothing was changed. "
            "Save it as .xlsx without a password and try again."
        ).format(name=self.name)


class FileLocked(FileRefused):
    """Protected with a password to open: nobody reads it without."""

    def message(self) -> str:
        return _(
            "{name} is locked with a password. Nothing was changed. Open it in Excel, remove the password and save it, "
            "then try again."
        ).format(name=self.name)


class FileTooBig(FileRefused):
    """Larger, or packed tighter, than an honest file is."""

    def message(self) -> str:
        return _("{name} is too large to be read safely. Nothing was changed. Ask where the file comes from.").format(
            name=self.name
        )


class FileUnsafe(FileRefused):
    """Holds something that an honest file of data does not."""

    def message(self) -> str:
        return _(
            "{name} contains parts that do not belong in a file like this. It was not opened and nothing was changed. "
            "Ask where the file comes from."
        ).format(name=self.name)


class FileForeign(FileRefused):
    """An ordinary workbook that is no evaluation file."""

    def message(self) -> str:
        return _(
            "{name} is not an evaluation file from NSK Desktop. Nothing was changed. "
            "Choose a file whose name begins with nsk-evaluering."
        ).format(name=self.name)


class FileOnlyCounts(FileRefused):
    """A file of counts for others: there are no rows in it to merge."""

    def message(self) -> str:
        return _(
            "{name} holds only counts for others than the evaluation; there are no rows in it to merge. Nothing was "
            "changed. Ask for the file whose name begins with nsk-evaluering."
        ).format(name=self.name)


class FilePractice(FileRefused):
    """Invented people among real ones."""

    def message(self) -> str:
        return _(
            "{name} comes from practice data, and the evaluation here is of real people. Nothing was changed. Ask for "
            "the file of the real data, or try it out in a new workbook of its own."
        ).format(name=self.name)


class FileNotPractice(FileRefused):
    """Real people among invented ones."""

    def message(self) -> str:
        return _(
            "{name} holds real data, and the evaluation here is of practice data. Nothing was changed. Make a new "
            "workbook for the real data."
        ).format(name=self.name)


class NotCentral(FileRefused):
    """An ordinary workbook without the tables that figures are counted from."""

    def message(self) -> str:
        return _(
            "{name} is not a central workbook from NSK Desktop. Nothing was changed. "
            "Choose the workbook that the evaluation files are merged into."
        ).format(name=self.name)


class FileNewer(FileRefused):
    """Made by a later version of the program."""

    def message(self) -> str:
        return _(
            "{name} was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to read it."
        ).format(name=self.name)


class FileAltered(FileRefused):
    """The cells are not the ones that were signed."""

    def message(self) -> str:
        return _(
            "{name} was changed after it was made. Nothing was taken in. Ask for a fresh file from the laptop."
        ).format(name=self.name)


class FileSheetMissing(FileRefused):
    """A sheet that every evaluation file has is gone."""

    def __init__(self, name: str, sheet: str) -> None:
        super().__init__(name, sheet)
        self.sheet = sheet

    def message(self) -> str:
        return _("{name} lacks the sheet {sheet}. Nothing was changed. Ask for the file again.").format(
            name=self.name, sheet=self.sheet
        )


class FileColumnMissing(FileRefused):
    """A column that every evaluation file has is gone."""

    def __init__(self, name: str, sheet: str, column: str) -> None:
        super().__init__(name, sheet, column)
        self.sheet, self.column = sheet, column

    def message(self) -> str:
        return _(
            "{name}: the sheet {sheet} lacks the column {column}. Nothing was changed. Ask for the file again."
        ).format(name=self.name, sheet=self.sheet, column=self.column)


class FileBadCell(FileRefused):
    """A cell holds what its column cannot hold."""

    def __init__(self, name: str, sheet: str, row: int, column: str, value: str) -> None:
        super().__init__(name, sheet, row, column, value)
        self.sheet, self.row, self.column, self.value = sheet, row, column, value

    def message(self) -> str:
        return _(
            "{name}: in the sheet {sheet}, row {row}, column {column} stands “{value}”, which cannot stand there. "
            "Nothing was changed. Ask for the file again."
        ).format(name=self.name, sheet=self.sheet, row=self.row, column=self.column, value=self.value[:60])


class DeviceKeyChanged(FileRefused):
    """A device that is known signs with another key."""

    def __init__(self, name: str, device: str, known: str, present: str) -> None:
        super().__init__(name, device, known, present)
        self.device, self.known, self.present = device, known, present

    def message(self) -> str:
        return _(
            "{name} is signed with another key than before for the device {device}. Nothing was changed. "
            "Call the colleague: known is “{known}”, the file says “{present}”. If the new one is right, "
            "merge again and accept the new key."
        ).format(name=self.name, device=self.device[:8], known=self.known, present=self.present)


class DeviceUnknown(FileRefused):
    """A device that has not sent anything before, whose words nobody has compared yet."""

    def __init__(self, name: str, device: str, words: str) -> None:
        super().__init__(name, device, words)
        self.device, self.words = device, words

    def message(self) -> str:
        return _(
            "{name} comes from a laptop that has sent nothing before. Call the colleague, and compare the six words: "
            "“{words}”. The file waits until you have."
        ).format(name=self.name, words=self.words)


class WouldShrink(FileRefused):
    """A file would mark improbably many rows as deleted."""

    def __init__(self, name: str, sheet: str, gone: int, present: int) -> None:
        super().__init__(name, sheet, gone, present)
        self.sheet, self.gone, self.present = sheet, gone, present

    def message(self) -> str:
        return _(
            "{name} would mark {gone} of {present} rows in {sheet} as deleted. Nothing was changed. "
            "Ask the colleague whether that is right; then merge again and accept that rows are removed."
        ).format(name=self.name, gone=self.gone, present=self.present, sheet=self.sheet)


class WorkbookOpen(FileRefused):
    """Somebody has the central workbook open."""

    def message(self) -> str:
        return _("{name} is open in Excel or LibreOffice. Save and close it, then try again.").format(name=self.name)


class WorkbookChangedMeanwhile(FileRefused):
    """Another program wrote the central workbook while files were being merged into it."""

    def message(self) -> str:
        return _(
            "{name} was changed by somebody else in the meantime. "
            "Nothing was merged, and their change is kept. Try again."
        ).format(name=self.name)


class TooManyRows(FileRefused):
    """More rows than a sheet can hold."""

    def __init__(self, name: str, sheet: str) -> None:
        super().__init__(name, sheet)
        self.sheet = sheet

    def message(self) -> str:
        return _("{name}: the sheet {sheet} would get more rows than Excel can hold. Nothing was written.").format(
            name=self.name, sheet=self.sheet
        )
