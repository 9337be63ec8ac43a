"""Who came again, meeting after meeting, of the series that is chosen."""

from collections.abc import Mapping

from nsk_desktop.domain.plot import Plot
from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.plot_card import PlotCard
from nsk_desktop.ui.widgets.choice import Choice


class RetentionCard(PlotCard):
    """One plot for each series; a meeting opens from its column."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Who came again"))
        self.curves: Mapping[str, Plot] = {}
        self.series = Choice([])
        self.series.box.setAccessibleName(_("Series"))
        self.series.box.setMinimumContentsLength(24)
        self.series.committed.connect(self._choose)
        self.layout_.insertWidget(1, self.series)
        self.opened.connect(lambda session: context.go("activities", session))
        self.hide()

    def show_curves(self, curves: Mapping[str, Plot], names: Mapping[str, str]) -> None:
        """Show the series that was chosen, or the one that most came to."""
        chosen = self.series.value()
        self.curves = curves
        self.series.box.clear()
        self.series.set_options([(key, names.get(key) or _("without a title")) for key in curves])
        self.series.set_value(chosen if chosen in curves else next(iter(curves), None))
        if curves:
            self._choose()
        self.setVisible(bool(curves))

    def _choose(self) -> None:
        self.show_plot(self.curves[self.series.value()])
