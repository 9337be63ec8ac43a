"""Data in and out: lists from other programs, files between colleagues, copies to come back to, and the bin."""

from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.backups import BackupsPage
from nsk_desktop.ui.pages.bin import BinPage
from nsk_desktop.ui.pages.conflicts import ConflictsPage
from nsk_desktop.ui.pages.contradictions import ContradictionsPage
from nsk_desktop.ui.pages.drafts import DraftsPage
from nsk_desktop.ui.pages.import_list import ImportListPage
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.pages.team import TeamPage


class DataPage(TabbedPage):
    """What comes in, what can be brought back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Data in and out"))
        self.add("import", ImportListPage(context), _("Import a list"))
        self.add("team", TeamPage(context), _("Colleagues' computers"))
        self.add("conflicts", ConflictsPage(context), _("Conflicts"))
        self.add("backups", BackupsPage(context), _("Backups"))
        self.add("bin", BinPage(context), _("Bin"))
        self.add("contradictions", ContradictionsPage(context), _("Contradictions"))
        self.add("drafts", DraftsPage(context), _("Drafts"))
