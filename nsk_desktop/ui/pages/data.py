"""Data in and out: lists from other programs, copies to come back to, and the bin."""

from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.bin import BinPage
from nsk_desktop.ui.pages.drafts import DraftsPage
from nsk_desktop.ui.pages.tabs import TabbedPage


class DataPage(TabbedPage):
    """What comes in, what can be brought back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Data in and out"))
        self.add("drafts", DraftsPage(context), _("Drafts"))
        self.add("bin", BinPage(context), _("Bin"))
