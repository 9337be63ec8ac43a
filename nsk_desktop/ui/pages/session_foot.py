"""The foot of the meeting page: how many came, what is still missing, and the buttons that finish it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import Mode
from nsk_desktop.domain.numbers import span
from nsk_desktop.errors.registration import Incomplete
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.sessions import SessionPage as OpenSession
from nsk_desktop.ui.widgets.button import PushButton
from nsk_desktop.ui.widgets.text import label


class SessionFoot(QFrame):
    """The number at the left, the buttons at the right."""

    def __init__(self, reopen: PushButton, finish_new: PushButton, finish: PushButton) -> None:
        super().__init__()
        self._reopen, self._finish_new, self._finish = reopen, finish_new, finish
        self._rows = rows = QVBoxLayout(self)
        self._elsewhere = False
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.total = label("0", "figure")
        self.total.setAccessibleDescription(_("How many came"))
        self.parts = label("", "quiet")
        self.lacks = label("", "quiet", wrap=True)
        row.addWidget(self.total)
        row.addWidget(self.parts, 1)
        for each in (reopen, finish_new, finish):
            row.addWidget(each)
        rows.addLayout(row)
        # Under the buttons: beside them there is no room for it in large text.
        rows.addWidget(self.lacks)

    def tell_lacks_in(self, elsewhere: Callable[[QWidget], None] | None) -> None:
        """Say what is missing under the buttons, or *elsewhere* where there is no room for it here."""
        if self._elsewhere == (elsewhere is not None):
            return
        self._elsewhere = elsewhere is not None
        (elsewhere or self._rows.addWidget)(self.lacks)
        self.lacks.setVisible(bool(self.lacks.text()))

    def show_meeting(self, opened: OpenSession) -> None:
        """Say how many came to the meeting, and what can be done with it."""
        row = opened.row
        parts = []
        if row.high:
            # A number on its own is said once: it stands large beside these words.
            parts.append(ngettext("{number} named", "{number} named", row.registered).format(number=row.registered))
            parts.append(_("{number} without name").format(number=span(row.low, row.high)))
        else:
            parts.append(_("named") if row.registered else _("nobody registered yet"))
        total = span(row.registered + row.low, row.registered + row.high)
        not_counted = opened.session.mode == Mode.NOT_COUNTED
        self.total.setText(_("Not counted") if not_counted else total)
        said = [] if not_counted else [" + ".join(parts)]
        if opened.series is not None and opened.series.expected:
            said.append(_("{number} expected").format(number=opened.series.expected))
        self.parts.setText(" · ".join(said))
        done = opened.session.completed
        self._finish.setVisible(not done)
        self._finish_new.setVisible(not done)
        self._reopen.setVisible(done)
        self.lacks.setText("" if done or not row.missing else str(Incomplete(row.missing)))
        self.lacks.setVisible(bool(self.lacks.text()))
