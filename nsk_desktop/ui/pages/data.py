"""Data in and out: lists from other programs, copies to come back to, and the bin."""

from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.tabs import TabbedPage


class DataPage(TabbedPage):
    """What comes in, what can be brought back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Data in and out"))
