"""Filled-in workbooks and their rows that cannot be taken."""

from nsk_desktop.errors import NskError
from nsk_desktop.errors.travelling import FileRefused
from nsk_desktop.errors.typed import DateProblem, shortened
from nsk_desktop.i18n import _, ngettext


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


class ImportRefused(NskError):
    """Rows of a file cannot be taken; *problems* names each with its place."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        super().__init__(name, *problems)
        self.name = name
        self.problems = problems

    def message(self) -> str:
        text = ngettext(
            "{file} was not imported: {count} thing must be mended first. Nothing of it was taken.",
            "{file} was not imported: {count} things must be mended first. Nothing of it was taken.",
            len(self.problems),
        )
        return "\n".join([text.format(file=self.name, count=len(self.problems)), *self.problems])
