"""Copies of the data to come back to: which there are, one more, and restoring one."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import decimal
from nsk_desktop.i18n import _
from nsk_desktop.services import backups
from nsk_desktop.services.backups import Copy
from nsk_desktop.ui import messages
from nsk_desktop.ui.background import Progress
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.page import Page
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label


class BackupsPage(Page):
    """The list of copies. Restoring one keeps the present data as a copy too."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.take = button(_("Take a copy now"), self._take, kind="primary", icon="copy")
        self.restore = button(_("Restore …"), self._restore, icon="history")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.restore)
        row.addWidget(self.take)
        self.table = Table(
            (
                Column(_("When"), lambda copy: copy.made, _moment, width=18),
                Column(_("Why"), lambda copy: copy.reason, least=18),
                Column(_("Size"), lambda copy: copy.size, _size, number=True, width=10),
            ),
            _("Backups"),
        )
        self.empty = EmptyState(_("There are no copies yet. One is taken each day the program is used."))
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(
            label(
                _("The copies lie on this computer, locked with the same passphrase as the data."), "quiet", wrap=True
            )
        )

    def refresh(self) -> None:
        # A copy is made without any change of what is registered.
        self._stale = True
        rows = backups.list_copies(self.context.desk)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.restore.setEnabled(bool(rows))
        if rows and self.table.current() is None:
            self.table.choose(rows[0].id)

    def _take(self) -> None:
        desk = self.context.desk
        self.context.runner.run(
            lambda _progress: backups.copy_now(desk), self._taken, failed=self._failed, title=_("Copying …"), owner=self
        )

    def _taken(self, _path: object) -> None:
        self.refresh()
        self.context.tell(_("A copy was taken."), undoable=False)

    def _restore(self) -> None:
        copy = self.table.current()
        if copy is None:
            return
        question = _(
            "Go back to the data as they were {when}? What was registered since is not in them. The present data are "
            "kept as a copy first. Afterwards you type your passphrase again."
        ).format(when=_moment(copy))
        if messages.ask(question, _("Go back"), self):
            desk = self.context.desk

            def job(_progress: Progress) -> Path:
                return backups.prepare(desk, copy)

            self.context.runner.run(job, self._go_back, failed=self._failed, title=_("Copying …"), owner=self)

    def _go_back(self, ready: Path) -> None:
        self.context.bus.restart_wanted.emit(partial(backups.go_back, self.context.desk, ready))

    def _failed(self, error: Exception) -> None:
        if not messages.show_problem(error, self):
            raise error


def _moment(copy: Copy) -> str:
    local = copy.made.astimezone()
    return f"{show_day(local.date())} {local:%H.%M}"


def _size(copy: Copy) -> str:
    return _("{size} MB").format(size=decimal(copy.size / 1_000_000, 1))
