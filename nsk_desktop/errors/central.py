"""What keeps a merge at the centre from being done as it was looked at."""

from collections.abc import Sequence

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class PlanOutdated(NskError):
    """The workbook or a file has changed since somebody looked at the plan."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*names)
        self.names = tuple(names)

    def message(self) -> str:
        return _("{names}: changed since the plan was made. Nothing was merged. Look the new plan through.").format(
            names=", ".join(self.names)
        )


class StoppedAfterMerge(NskError):
    """Somebody stopped it when the rows were in already: what says that nothing was changed would be wrong."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def message(self) -> str:
        return _(
            "It was stopped, but the files are merged into {name} already. Merge the same files again to see what they "
            "did and to get the receipts: nothing is counted twice."
        ).format(name=self.name)


class NoFiles(NskError):
    """A folder without any workbook in it."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder

    def message(self) -> str:
        return _("There are no Excel files (.xlsx) in {folder}. Choose another folder.").format(folder=self.folder)
