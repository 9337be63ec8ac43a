"""What can go wrong that a user can act on: one small class each.

Everything here is an expected condition: the message names the place and says what to do, in the
user's language, and the store is unchanged. Anything else that is raised is our own bug.
"""

import errno
from pathlib import Path

from nsk_desktop.i18n import _, ngettext


class NskError(Exception):
    """A condition the user can act on. ``str(error)`` is the finished sentence."""

    def __str__(self) -> str:
        return self.message()

    def message(self) -> str:
        """The sentence for the user, built when it is shown, so that it is in the language of then."""
        return " ".join(str(part) for part in self.args)


class Cancelled(NskError):
    """The user stopped a long job; everything it did is rolled back."""

    def message(self) -> str:
        return _("Stopped. Nothing was changed.")


# The store


class StoreError(NskError):
    """Something about a file of the store; *path* is the place the message names."""

    def __init__(self, path: Path | str = "") -> None:
        super().__init__(str(path))
        self.path = str(path)


class StoreMissing(StoreError):
    """The folder holds no store."""

    def message(self) -> str:
        return _("There is no store at {path}. Make one first, or choose the folder where it is.").format(
            path=self.path
        )


class StoreExists(StoreError):
    """A new store was asked for where one is already."""

    def message(self) -> str:
        return _("There is already a store in {path}. Unlock it, or choose an empty folder.").format(path=self.path)


class NotAFolder(StoreError):
    """A file stands where the folder of the store should be."""

    def message(self) -> str:
        return _("{path} is not a folder. Choose a folder for the store.").format(path=self.path)


class DatabaseMissing(StoreError):
    """The store has been used, but its database is gone."""

    def message(self) -> str:
        return _("The database {path} is missing. Put it back, or restore your latest backup.").format(path=self.path)


class NotEncrypted(StoreError):
    """An ordinary SQLite file stands where the encrypted store should be."""

    def message(self) -> str:
        return _(
            "{path} is an ordinary database without encryption, not a store made by this program. It was not opened. "
            "Move it away and restore your latest backup."
        ).format(path=self.path)


class StoreDamaged(StoreError):
    """The database fails its own checks, or another key made it."""

    def message(self) -> str:
        return _(
            "The database {path} is damaged or belongs to another key file. Nothing was changed. "
            "Restore your latest backup."
        ).format(path=self.path)


class NewerStore(StoreError):
    """A later version of the program has written here."""

    def message(self) -> str:
        return _(
            "{path} was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to open it."
        ).format(path=self.path)


class UpgradeFailed(StoreError):
    """The database could not be brought to the present schema; it is as it was."""

    def message(self) -> str:
        return _(
            "The database {path} could not be upgraded, because its contents do not agree with each other. "
            "It is unchanged. Keep using the earlier version of the program and ask for help."
        ).format(path=self.path)


class DiskFull(StoreError):
    """No room for what should be written."""

    def message(self) -> str:
        return _("The disk is full, so {path} could not be saved. Delete something else and try again.").format(
            path=self.path
        )


class NotAllowed(StoreError):
    """The file or its folder may not be read or written."""

    def message(self) -> str:
        return _(
            "The program may not read or write {path}. Check that the file is not write-protected and that you may "
            "use the folder."
        ).format(path=self.path)


class StoreBusy(StoreError):
    """Another program holds the database."""

    def message(self) -> str:
        return _("Another program is using {path}. Close it and try again.").format(path=self.path)


class DiskTrouble(StoreError):
    """The disk itself answered with an error."""

    def message(self) -> str:
        return _(
            "The disk gave an error when {path} was read or written. Check that the disk is connected, "
            "make a backup to another place and try again."
        ).format(path=self.path)


class AlreadyOpen(StoreError):
    """The program is running on this folder already."""

    def message(self) -> str:
        return _("The store in {path} is already open in another window. Use that one, or close it first.").format(
            path=self.path
        )


class NetworkFolder(StoreError):
    """A network drive: the database would be torn there."""

    def message(self) -> str:
        return _(
            "{path} is on a network drive, where the database can be damaged. "
            "Choose a folder on this computer's own disk."
        ).format(path=self.path)


class CloudFolder(StoreError):
    """A folder that a cloud service copies."""

    def message(self) -> str:
        return _(
            "{path} is copied to a cloud service, which can damage the database and take it out of the house. "
            "Choose a folder that is only on this computer."
        ).format(path=self.path)


class BackupDamaged(StoreError):
    """A backup does not pass its checks."""

    def message(self) -> str:
        return _("The backup {path} is damaged and cannot be used. Choose another backup.").format(path=self.path)


class KeyFileMissing(StoreError):
    """There is no key file beside the database."""

    def message(self) -> str:
        return _(
            "The key file {path} is missing. Without it the store cannot be unlocked. "
            "Copy it back from the folder backups beside it."
        ).format(path=self.path)


class KeyFileDamaged(StoreError):
    """The key file is not as the program wrote it."""

    def message(self) -> str:
        return _(
            "The key file {path} is damaged. Nothing was changed. Copy it back from the folder backups beside it."
        ).format(path=self.path)


class WrongPassphrase(NskError):
    """The passphrase opens no slot."""

    def message(self) -> str:
        return _("The passphrase is wrong. Try again, or use your recovery code.")


class WeakPassphrase(NskError):
    """The passphrase is too short, or one sign repeated."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least

    def message(self) -> str:
        return _(
            "The passphrase must have at least {least} characters, not only digits and not the same few over and over. "
            "Four or five words that do not belong together are easy to remember and hard to guess."
        ).format(least=self.least)


class MistypedRecoveryCode(NskError):
    """The recovery code fails its own checksum."""

    def message(self) -> str:
        return _("The recovery code is not typed correctly. Compare it with your printed copy, group by group.")


class WrongRecoveryCode(NskError):
    """A well-formed recovery code that belongs to another store."""

    def message(self) -> str:
        return _("The recovery code belongs to another store. Find the one that was printed for this store.")


_BY_SYSTEM: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: NotAllowed,
    errno.EPERM: NotAllowed,
    errno.EROFS: NotAllowed,
    errno.EBUSY: StoreBusy,
    errno.EIO: DiskTrouble,
}


def of_system(exception: OSError, path: Path | str = "") -> StoreError | None:
    """The known condition behind an error of the system at *path*, or None."""
    known = _BY_SYSTEM.get(exception.errno or 0)
    return known(path or str(exception.filename or "")) if known else None


# The journal


class DamagedJournal(NskError):
    """Entries came in that no NSK Desktop could have written."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind

    def message(self) -> str:
        return _("The file is damaged: it holds entries that do not fit together. Nothing was read in. Ask for a new one.")


class ChangedSince(NskError):
    """A change cannot be taken back without losing a later one."""

    def message(self) -> str:
        return _("This has been changed again since. It cannot be undone without losing the later change.")


# The central workbook


class WorkbookRefused(NskError):
    """The evaluator's workbook cannot be updated in place; the way out is a new workbook beside it."""

    def __init__(self, name: str, *facts: object) -> None:
        super().__init__(name, *facts)
        self.name = name

    def reason(self) -> str:
        """What is in the way, as a finished sentence."""
        return ""

    def message(self) -> str:
        return _(
            "{name} cannot be updated. {reason} Nothing was changed. "
            "Write a new workbook beside it (nsk workbook new), and copy your own sheets over."
        ).format(name=self.name, reason=self.reason())


class WorkbookDamaged(WorkbookRefused):
    """Not a workbook, or its parts do not hang together. The detail is for the log."""

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(name, detail)
        self.detail = detail

    def reason(self) -> str:
        return _("The file is damaged, or it is not an Excel workbook (.xlsx).")


class WorkbookEncrypted(WorkbookRefused):
    """Protected with a password to open."""

    def reason(self) -> str:
        return _("The file is protected with a password. Remove the password in Excel and save it, then try again.")


class WorkbookOldFormat(WorkbookRefused):
    """An .xls or .xlsb file, whatever it is called."""

    def reason(self) -> str:
        return _("The file is in another Excel format (.xls or .xlsb). Save it as .xlsx in Excel, then try again.")


class WorkbookSigned(WorkbookRefused):
    """Digitally signed: any change would break the signature."""

    def reason(self) -> str:
        return _("The file is digitally signed, and a change would break the signature.")


class WorkbookStrict(WorkbookRefused):
    """Saved as Strict Open XML."""

    def reason(self) -> str:
        return _("The file is saved as “Strict Open XML”. Save it as an ordinary .xlsx in Excel, then try again.")


class WorkbookDates1904(WorkbookRefused):
    """Counts days from 1904."""

    def reason(self) -> str:
        return _("The file uses the 1904 date system, so every date would be four years wrong.")


class WorkbookTooBig(WorkbookRefused):
    """A part of the file is larger than this program takes."""

    def reason(self) -> str:
        return _("The file is too large.")


class WorkbookTableMissing(WorkbookRefused):
    """A table that this program owns has been deleted or renamed."""

    def __init__(self, name: str, table: str) -> None:
        super().__init__(name, table)
        self.table = table

    def reason(self) -> str:
        return _("The table {table} is missing or has another name.").format(table=self.table)


class WorkbookSheetMissing(WorkbookRefused):
    """A sheet with stamped figures has been deleted or renamed."""

    def __init__(self, name: str, sheet: str) -> None:
        super().__init__(name, sheet)
        self.sheet = sheet

    def reason(self) -> str:
        return _("The sheet {sheet} is missing or has another name.").format(sheet=self.sheet)


class WorkbookColumnMissing(WorkbookRefused):
    """A column that this program owns has been deleted or renamed."""

    def __init__(self, name: str, table: str, columns: tuple[str, ...]) -> None:
        super().__init__(name, table, columns)
        self.table = table
        self.columns = columns

    def reason(self) -> str:
        return _("In the table {table} these columns are missing or have another name: {columns}.").format(
            table=self.table, columns=", ".join(self.columns)
        )


class WorkbookContentBelow(WorkbookRefused):
    """New rows would land on something the evaluator wrote."""

    def __init__(self, name: str, table: str, cell: str) -> None:
        super().__init__(name, table, cell)
        self.table = table
        self.cell = cell

    def reason(self) -> str:
        return _(
            "There is no room for new rows in the table {table}: something stands below it in {cell}. "
            "Move it to another sheet, then try again."
        ).format(table=self.table, cell=self.cell)


class WorkbookDuplicateKeys(WorkbookRefused):
    """Two rows of a table say they are the same."""

    def __init__(self, name: str, table: str, key: str, rows: tuple[int, ...]) -> None:
        super().__init__(name, table, key, rows)
        self.table = table
        self.key = key
        self.rows = rows

    def reason(self) -> str:
        return _("In the table {table} the rows {rows} have the same id. Delete the copy, then try again.").format(
            table=self.table, rows=", ".join(str(row) for row in self.rows)
        )


class WorkbookMergedCells(WorkbookRefused):
    """Merged cells inside a table."""

    def __init__(self, name: str, table: str, cells: str) -> None:
        super().__init__(name, table, cells)
        self.table = table
        self.cells = cells

    def reason(self) -> str:
        return _("In the table {table} the cells {cells} are merged. Split them, then try again.").format(
            table=self.table, cells=self.cells
        )


class WorkbookFull(WorkbookRefused):
    """More rows than a sheet can hold."""

    def __init__(self, name: str, table: str) -> None:
        super().__init__(name, table)
        self.table = table

    def reason(self) -> str:
        return _("The table {table} would get more rows than an Excel sheet can hold.").format(table=self.table)


class WorkbookTextTooLong(WorkbookRefused):
    """A text that no Excel cell can hold."""

    def __init__(self, name: str, table: str, length: int) -> None:
        super().__init__(name, table, length)
        self.table = table
        self.length = length

    def reason(self) -> str:
        return _(
            "A text for the table {table} has {length} characters, and an Excel cell holds 32,767. "
            "Shorten the text where it was written."
        ).format(table=self.table, length=self.length)


class WorkbookCheckFailed(WorkbookRefused):
    """The updated copy did not read back as meant; it was thrown away. The detail is for the log."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name, detail)
        self.detail = detail

    def reason(self) -> str:
        return _("The updated copy was read back and was not as it should be, so it was thrown away.")


# Days, times and numbers that are typed


class DateProblem(NskError):
    """What was typed is no day."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("“{text}” is not a date. Write for example 04.03.2025, 4/3 or “yesterday”.").format(
            text=shortened(self.text)
        )


class NoSuchDate(DateProblem):
    """A day that the month does not have."""

    def __init__(self, day: int, month: int, year: int, last: int) -> None:
        super().__init__(f"{day:02}.{month:02}.{year}")
        self.month, self.year, self.last = month, year, last

    def message(self) -> str:
        return _("The date {date} does not exist. Write for example {example}, {short} or “yesterday”.").format(
            date=self.text, example=f"{self.last:02}.{self.month:02}.{self.year}", short=f"{self.last}/{self.month}"
        )


class NoSuchWeek(DateProblem):
    """A week that the year does not have."""

    def __init__(self, week: int, year: int) -> None:
        super().__init__(str(week))
        self.year = year

    def message(self) -> str:
        return _("Week {week} does not exist in {year}. Write a week from 1 to 52, or the date itself.").format(
            week=self.text, year=self.year
        )


class WrongWeekday(DateProblem):
    """The weekday and the date that were typed do not belong together."""

    def __init__(self, day: str, weekday: str, typed: str) -> None:
        super().__init__(day)
        self.weekday, self.typed = weekday, typed

    def message(self) -> str:
        return _("{date} is a {weekday}, not a {typed}. Correct the date or leave out the weekday.").format(
            date=self.text, weekday=self.weekday, typed=self.typed
        )


class ImprobableYear(DateProblem):
    """A year that nothing here can have happened in."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))

    def message(self) -> str:
        return _("The year {year} cannot be right. Write the year with four digits, for example 04.03.2025.").format(
            year=self.text
        )


class TimeProblem(NskError):
    """What was typed is no time of day, or could be two."""

    def __init__(self, text: str, hour: int | None = None, digit: int = 0) -> None:
        super().__init__(text)
        self.text, self.hour, self.digit = text, hour, digit

    def message(self) -> str:
        if self.hour is not None and self.digit < 6:
            return _(
                "“{text}” can be both {one} and {other}. Write both digits of the minutes, for example {one}."
            ).format(text=self.text, one=f"{self.hour}.0{self.digit}", other=f"{self.hour}.{self.digit}0")
        return _("“{text}” is not a time. Write for example 18.05, 1805 or 18.").format(text=shortened(self.text))


class NumberProblem(NskError):
    """What was typed is no number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("“{text}” is not a number. Write for example 12.").format(text=shortened(self.text))


class AmountProblem(NumberProblem):
    """What was typed is no amount of money."""

    def message(self) -> str:
        return _("“{text}” is not an amount. Write for example 1.234,50.").format(text=shortened(self.text))


class UnclearAmount(AmountProblem):
    """An amount that could be two: *one* and *other* are how each would be written."""

    def __init__(self, text: str, one: str, other: str) -> None:
        super().__init__(text)
        self.one, self.other = one, other

    def message(self) -> str:
        return _("“{text}” can be both {one} and {other}. Write the one that is meant.").format(
            text=self.text, one=self.one, other=self.other
        )


def shortened(text: str) -> str:
    """*text* on one line and short enough to stand in a sentence."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"


# Reports


class ReportNotWritten(NskError):
    """The document could not be put where the user wanted it; what stood there is untouched."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(path, cause)
        self.path, self.cause = path, cause

    def message(self) -> str:
        if self.cause.errno in (errno.ENOENT, errno.ENOTDIR):
            text = _("The folder {folder} does not exist, so the report was not saved. Is the USB key plugged in? Choose "
                     "another folder, or plug it in and try again.")
        elif self.cause.errno in (errno.ENOSPC, errno.EDQUOT):
            text = _("There is no room left in {folder}, so the report was not saved. Make room, or choose another folder.")
        elif self.path.is_dir():
            text = _("{name} is a folder, so the report was not saved. Choose a file name.")
        else:
            text = _("The report was not saved: {name} cannot be written. It may be open in another program, or you may "
                     "not be allowed to write in {folder}. Close it and try again, or save under another name.")
        return text.format(name=self.path.name, folder=self.path.parent)


# Settings


class SettingsDamaged(NskError):
    """The file of settings could not be read in full, so defaults stand in; shown once, nothing is stopped."""

    def message(self) -> str:
        return _(
            "Your settings could not be read, so some are as they were from the start. What you have registered is not "
            "touched. Choose your settings again."
        )


# Registration


class Incomplete(NskError):
    """A meeting cannot be finished yet; *fields* are the names of what is missing."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(*fields)
        self.fields = fields

    def message(self) -> str:
        names = {
            "day": _("date"),
            "title": _("title"),
            "type": _("type"),
            "themes": _("theme"),
            "mode": _("registration mode"),
            "attendance": _("who or how many came"),
        }
        listed = ", ".join(names.get(field, field) for field in self.fields)
        return _("The meeting still lacks: {fields}. Until then it is kept as a draft.").format(fields=listed)


# Files that travel


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


class TooManyRows(FileRefused):
    """More rows than a sheet can hold."""

    def __init__(self, name: str, sheet: str) -> None:
        super().__init__(name, sheet)
        self.sheet = sheet

    def message(self) -> str:
        return _("{name}: the sheet {sheet} would get more rows than Excel can hold. Nothing was written.").format(
            name=self.name, sheet=self.sheet
        )


class FileExists(FileRefused):
    """A new file was asked for where one stands already."""

    def message(self) -> str:
        return _("There is already a file called {name}. Choose another name, so that nothing is written over.").format(
            name=self.name
        )


# Spreadsheet import


class BadCell(NskError):
    """A cell of a spreadsheet cannot be taken; *reason* is the finished sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def message(self) -> str:
        return self.reason


class DateWithoutYear(DateProblem):
    """A date in a file that means another day each time the file is read."""

    def message(self) -> str:
        return _("“{text}” does not say which year. Write the whole date, for example 04.03.2025.").format(
            text=shortened(self.text)
        )


class FillInForeign(FileRefused):
    """A workbook without any sheet of the fill-in workbook."""

    def __init__(self, name: str, sheets: tuple[str, ...]) -> None:
        super().__init__(name, sheets)
        self.sheets = sheets

    def message(self) -> str:
        return _(
            "{name} has none of the sheets that can be read in ({sheets}). Nothing was changed. "
            "Make an empty workbook with nsk template and copy the rows into it."
        ).format(name=self.name, sheets=", ".join(self.sheets))


class FillInTooBig(FileRefused):
    """A sheet reaches further than an honest list does."""

    def __init__(self, name: str, sheet: str, rows: int, columns: int) -> None:
        super().__init__(name, sheet, rows, columns)
        self.sheet, self.rows, self.columns = sheet, rows, columns

    def message(self) -> str:
        return _(
            "{name}: the sheet {sheet} has something in row {row}, column {column}, which is more than can be read. "
            "Nothing was changed. Delete what is not used, or split the list into several files."
        ).format(name=self.name, sheet=self.sheet, row=self.rows, column=self.columns)


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
            return _("{path} cannot be written. Is it open in another program? Close it, or choose another folder.").format(
                path=self.path
            )
        return _("{path} cannot be written: {reason}. Choose another folder, or free some space, and try again.").format(
            path=self.path, reason=reason_of(self.problem)
        )


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


class PeriodBackwards(NskError):
    """The last day of a period lies before its first."""

    def __init__(self, first: str, last: str) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last

    def message(self) -> str:
        return _("The period ends ({last}) before it begins ({first}). Swap the two dates.").format(
            first=self.first, last=self.last
        )


class ImportRefused(NskError):
    """Rows of a file cannot be taken; *problems* names each with its place."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        super().__init__(name, *problems)
        self.name = name
        self.problems = problems

    def message(self) -> str:
        text = ngettext(
            "{file} was not imported: {count} thing must be mended first. Nothing was changed.",
            "{file} was not imported: {count} things must be mended first. Nothing was changed.",
            len(self.problems),
        )
        return "\n".join([text.format(file=self.name, count=len(self.problems)), *self.problems])


class StoreFilled(NskError):
    """Example data were asked for in a store with real data."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder

    def message(self) -> str:
        return _("The store in {folder} has data already. Make the example data in a folder of their own.").format(
            folder=self.folder
        )


# The command line


class PassphraseMissing(NskError):
    """Nobody is at the keyboard and no passphrase was given."""

    def message(self) -> str:
        return _(
            "The passphrase is missing. Set NSK_PASSPHRASE, give --passphrase-file FILE, "
            "or run the command where you can type it."
        )


class PassphraseUnreadable(NskError):
    """The file with the passphrase cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def message(self) -> str:
        return _("The passphrase could not be read from {file}. Check the name of the file and that it is plain text.").format(
            file=self.path
        )


class UnsupportedYet(NskError):
    """Something of the public contract that this version does not do; *what* is a message id."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def message(self) -> str:
        return _("This version cannot make {what} yet. Nothing was written.").format(what=_(self.what))
