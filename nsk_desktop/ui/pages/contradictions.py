"""Contradictions: all that was registered and cannot be true, each with the way to where it is mended."""

from nsk_desktop.i18n import _
from nsk_desktop.services import contradictions
from nsk_desktop.services.submission import Finding
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.findings import finding_key, mend
from nsk_desktop.ui.pages.page import Page
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label


class ContradictionsPage(Page):
    """One list of everything that stands against itself, of all times."""

    kinds = frozenset(
        {
            "actor",
            "attendance",
            "bridge_contact",
            "cooperation_rating",
            "decision",
            "follow_up",
            "headcount",
            "initiative",
            "participant",
            "person_pair",
            "posting",
            "series",
            "session",
            "steering_meeting",
            "steering_member",
            "target",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.mend_button = button(_("Mend"), self._mend_current, kind="primary", icon="edit")
        self.head.addWidget(self.mend_button)
        told = _("The figures hold all the same. Mend what is wrong where it stands.")
        self.sentence = label(told, "quiet", wrap=True)
        self.table = Table(_columns(), _("Contradictions"), key=finding_key)
        self.table.opened.connect(self._mend)
        self.empty = EmptyState(_("Nothing contradicts itself."))
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self._show([])

    def refresh(self) -> None:
        desk, today = self.context.desk, self.context.today()
        self.context.runner.run(
            lambda _progress: contradictions.all_of(desk, today), self._show, title=_("Contradictions"), owner=self
        )

    def _show(self, rows: list[Finding]) -> None:
        self.table.show_rows(rows)
        for each in (self.table, self.sentence, self.mend_button):
            each.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and self.table.current() is None:
            self.table.choose(self.table.rows.key(rows[0]))

    def _mend_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._mend(row)

    def _mend(self, finding: Finding) -> None:
        mend(self.context, finding, self)


def _columns() -> tuple[Column, ...]:
    """No sign of how serious it is: no figure lacks anything because of what stands here."""
    return (
        Column(_("What"), lambda row: row.title, width=26),
        Column(_("What is wrong"), lambda row: row.reason, least=48),
    )
