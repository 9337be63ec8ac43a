"""What keeps the evaluator's central workbook from being touched."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


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
        return _(
            "The file is damaged, or it is not an Excel workbook (.xlsx). If something was merged into it before, a "
            "whole copy lies beside it with day and time in its name."
        )


class WorkbookEncrypted(WorkbookRefused):
    """Protected with a password to open."""

    def reason(self) -> str:
        return _("The file is protected with a password. Remove the password in Excel and save it, then try again.")

    def message(self) -> str:
        # No new workbook is needed: the way out is a short one.
        return _("{name} cannot be updated. {reason} Nothing was changed.").format(name=self.name, reason=self.reason())


class WorkbookOldFormat(WorkbookRefused):
    """An .xls or .xlsb file, whatever it is called."""

    def reason(self) -> str:
        return _("The file is in another Excel format (.xls or .xlsb). Save it as .xlsx in Excel, then try again.")


class WorkbookReadOnly(NskError):
    """Somebody has protected the file from being written over."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def message(self) -> str:
        return _(
            "{name} is write-protected. Nothing was changed. Take the protection off the file, or merge into a copy "
            "of it."
        ).format(name=self.name)


class WorkbookClosed(NskError):
    """It may not be read by whoever is signed in, or another program keeps it to itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def message(self) -> str:
        return _(
            "{name} cannot be opened: you may not read it, or another program keeps it to itself. Nothing was changed. "
            "Close it in other programs, or ask whoever owns it to let you read and write it."
        ).format(name=self.name)


class WorkbookFolderReadOnly(NskError):
    """New content is written beside the workbook, and the previous one is kept there."""

    def __init__(self, name: str, folder: str) -> None:
        super().__init__(name, folder)
        self.name = name
        self.folder = folder

    def message(self) -> str:
        return _(
            "You may not write in the folder {folder}, where {name} lies. Nothing was changed. Ask whoever owns the "
            "folder to let you write there, or copy the workbook to a folder of your own and merge into the copy."
        ).format(name=self.name, folder=self.folder)


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


class WorkbookOutOfRoom(WorkbookRefused):
    """Another workbook beside it would be as full: the way out is a database, and workbooks with parts of it."""

    def message(self) -> str:
        return _(
            "{name} has no room for more. {reason} Nothing was changed. Merge the newest file of every laptop into a "
            "database instead (nsk merge postgresql+psycopg://USER@SERVER/DATABASE FILES), and write workbooks with "
            "parts of it (nsk workbook new --from)."
        ).format(name=self.name, reason=self.reason())


class WorkbookTooBig(WorkbookOutOfRoom):
    """A part of the file is larger than this program takes."""

    def reason(self) -> str:
        return _("The file is too large.")


class WorkbookFull(WorkbookOutOfRoom):
    """More rows than a sheet can hold, or so near to it that the next files would not find room."""

    def __init__(self, name: str, table: str, rows: int = 0) -> None:
        super().__init__(name, table, rows)
        self.table = table
        self.rows = rows

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
