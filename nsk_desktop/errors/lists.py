"""Lists of attendance that cannot be read."""

from nsk_desktop.errors.travelling import FileRefused
from nsk_desktop.i18n import _


class ListNotReadable(FileRefused):
    """Neither a workbook nor a text with columns."""

    def message(self) -> str:
        return _(
            "{name} is not a list that can be read. Nothing was changed. Save it as .xlsx or .csv and choose that file."
        ).format(name=self.name)


class ListEmpty(FileRefused):
    """There is nothing in the file."""

    def message(self) -> str:
        return _("{name} is empty. Nothing was changed. Choose the file with the list.").format(name=self.name)


class ListTooBig(FileRefused):
    """More rows or columns than a list of attendance has."""

    def message(self) -> str:
        return _(
            "{name} has more rows or columns than can be read. Nothing was changed. Split it into several files."
        ).format(name=self.name)
