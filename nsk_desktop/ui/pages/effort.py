"""The effort: what it tries, who steers it, what it tells, what it costs, and how far each half-year is."""

from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.area import AreaPage
from nsk_desktop.ui.pages.budget import BudgetPage
from nsk_desktop.ui.pages.initiatives import InitiativesPage
from nsk_desktop.ui.pages.method_cards import MethodCardsPage
from nsk_desktop.ui.pages.periods import PeriodsPage
from nsk_desktop.ui.pages.steering import SteeringPage
from nsk_desktop.ui.pages.stories import StoriesPage
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.pages.targets import TargetsPage


class EffortPage(TabbedPage):
    """Everything that belongs to the effort as a whole."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("The effort"))
        self.initiatives, self.steering = InitiativesPage(context), SteeringPage(context)
        self.add("initiatives", self.initiatives, _("Initiatives"))
        self.add("steering", self.steering, _("Steering group"))
        self.add("stories", StoriesPage(context), _("Stories"))
        self.add("budget", BudgetPage(context), _("Money"))
        self.add("periods", PeriodsPage(context), _("Half-years"))
        self.add("targets", TargetsPage(context), _("Targets"))
        self.add("method-cards", MethodCardsPage(context), _("Method cards"))
        self.add("area", AreaPage(context), _("Area"))
