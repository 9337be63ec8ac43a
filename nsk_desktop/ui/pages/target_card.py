"""Targets on Overview: how far each is, as a bar within the frame of the target, and how sure that is in words."""

from PySide6.QtWidgets import QVBoxLayout

from nsk_desktop.domain.numbers import percent, span, whole
from nsk_desktop.i18n import _
from nsk_desktop.measures.targets import Progress, name_of, targets_plot
from nsk_desktop.services import targets
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.figure_word import FigureWord
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.plot_card import PlotCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout

KINDS = frozenset({"target", "programme", "actor", "bridge_contact", "cooperation_rating"})
"""What moves a figure here besides what moves reach."""


def progress_columns() -> tuple[Column, ...]:
    """The target, where it stands, and how much of its time is over."""
    return (
        Column(_("Target"), name_of, least=26),
        Column(_("To be reached"), lambda row: row.aim, lambda row: whole(row.aim), number=True, width=10),
        Column(_("Now"), lambda row: row.now or (-1, -1), _now, number=True, width=10),
        Column(_("Status"), lambda row: row.verdict, lambda row: targets.verdict_label(row.verdict), width=16),
        Column(_("Time gone"), lambda row: row.gone, lambda row: percent(row.gone), number=True, width=8),
    )


def _now(row: Progress) -> str:
    return span(*row.now) if row.now else ""


class TargetCard(ListCard):
    """The picture and the same as a table; from a line to the account of its figure, and to the target itself."""

    def __init__(self, context: Context) -> None:
        table = Table(progress_columns(), _("Targets"), key=lambda row: row.target)
        super().__init__(
            table,
            (
                (_("How the figure is counted"), "help", self.open_account),
                (_("Open the target"), "edit", self.open_target),
            ),
        )
        self.context = context
        self.plot = PlotCard(context, _("How far the targets are"))
        self.plot.setProperty("look", None)
        self.plot.layout_.setContentsMargins(0, 0, 0, 0)
        self.plot.heading.hide()
        self.plot.opened.connect(self._open_bar)
        self.view = self.plot.view
        self.write = button(_("New target"), lambda: context.go("targets", "new"), icon="add")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.plot)
        row = FlowLayout()
        row.addWidget(self.write)
        layout.addLayout(row)
        self.limit(0, lambda row: row.of_reach and row.now is not None)
        table.opened.connect(self.open_target)
        self.show_progress([])

    def refresh(self) -> None:
        """Count how far every target is today, beside the other figures."""
        desk, today = self.context.desk, self.context.today()
        self.context.runner.run(
            lambda _progress: targets.progress(desk, today),
            self.show_progress,
            title=_("The figures are being counted"),
            owner=self,
        )

    def show_progress(self, rows: list[Progress]) -> None:
        """Show where each target stands."""
        self.fill(rows, _("Targets"), _("There are no targets yet. Write down what the effort wants to reach."))
        self.plot.show_plot(targets_plot(rows))
        self.write.setVisible(not rows)

    def open_target(self, row: Progress) -> None:
        """Go to where the target is written."""
        self.context.go("targets", row.target)

    def open_account(self, row: Progress) -> None:
        """Go to how the figure is counted, and the meetings behind it."""
        only = {"theme": (row.theme,)} if row.theme else {}
        self.context.go("overview", FigureWord(row.first, row.last, only).word())

    def _open_bar(self, key: str) -> None:
        row = next((row for row in self.table.rows.rows() if row.target == key), None)
        if row is not None:
            self.open_account(row)
