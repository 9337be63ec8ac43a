"""The effort: what it tries, who steers it, what it tells, what it costs, and how far each half-year is."""

from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.tabs import TabbedPage


class EffortPage(TabbedPage):
    """Everything that belongs to the effort as a whole."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("The effort"))
