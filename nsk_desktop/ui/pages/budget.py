"""Money: the figures, and behind them the postings and the lines of the budget."""

from nsk_desktop.i18n import _
from nsk_desktop.services import budget
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.economy import EconomyPage
from nsk_desktop.ui.pages.economy_account import read_money
from nsk_desktop.ui.pages.postings import BudgetLinesPage, PostingsPage
from nsk_desktop.ui.pages.tabs import TabbedPage


class BudgetPage(TabbedPage):
    """The sums, the postings and the lines as tabs of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 4, 0, 0)
        self.tabs.setAccessibleName(_("Budget"))
        self.overview = EconomyPage(context)
        self.postings = PostingsPage(context)
        self.lines = BudgetLinesPage(context)
        self.add("budget", self.overview, _("Sums"))
        self.add("postings", self.postings, _("Postings"))
        self.add("budget-lines", self.lines, _("Budget lines"))
        # What is being written there is found again through this page.
        self.postings.place = self.lines.place = "budget"

    def open_record(self, id: str) -> None:
        """Show what is behind a figure, a posting or a budget line; ``new`` and ``line`` make one."""
        if read_money(id):
            self.open_in("budget", id)
        elif id == "line" or budget.get_line(self.context.desk, id):
            self.open_in("budget-lines", "new" if id == "line" else id)
        else:
            self.open_in("postings", id)
