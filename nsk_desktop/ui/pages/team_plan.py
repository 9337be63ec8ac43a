"""What a colleague's file would do, before anybody says yes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _
from nsk_desktop.services.team_import import KindCounts, Plan
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.text import label


class PlanView(QWidget):
    """Who made the file and when, what becomes new, other and gone, and what is odd about it."""

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self.heading = label("", "heading", wrap=True)
        self.sentence = label("", "strong", wrap=True)
        self.notice = Notice()
        self.counts = ListCard(Table(_columns(), _("What the file changes")))
        self.note = label(
            _(
                "A copy of your data is taken first. Where you and your colleague wrote different things, both are "
                "kept, and you choose afterwards."
            ),
            "quiet",
            wrap=True,
        )
        self.yes = button(_("Take it in"), self._accept, kind="primary", icon="data-in")
        self.no = button(_("Cancel"), self.cancelled.emit)
        row = FlowLayout(None, 8, 8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for each in (self.heading, self.sentence, self.notice, self.counts, self.note):
            column.addWidget(each)
        column.addLayout(row)
        column.addStretch(1)

    def show_plan(self, plan: Plan) -> None:
        """Show another plan."""
        self._plan = plan
        made = plan.made.astimezone()
        text = _("From {name}, made {day} at {time}")
        self.heading.setText(text.format(name=plan.head.name, day=show_day(made.date()), time=f"{made:%H.%M}"))
        self.sentence.setText(plan.sentence())
        self.notice.show_choices("\n".join(plan.remarks()))
        self.counts.fill(plan.counts, _("What the file changes"), _("Everything in it is here already."))

    def focus_first(self) -> None:
        """Put the focus on the way on."""
        self.yes.setFocus()

    def _accept(self) -> None:
        if self._plan is not None:
            self.accepted.emit(self._plan)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), lambda row: row.name, least=18),
        _number(_("New ones"), "new"),
        _number(_("Changed"), "changed"),
        _number(_("Deleted"), "deleted"),
        _number(_("Conflicts"), "disputed"),
    )


def _number(title: str, name: str) -> Column:
    def count(row: KindCounts) -> int:
        return int(getattr(row, name))

    return Column(title, count, lambda row: whole(count(row)) if count(row) else "", number=True, width=8)
