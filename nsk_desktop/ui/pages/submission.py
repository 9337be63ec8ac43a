"""Submission: what to look at first, what will leave this computer, and the one file."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import receipts, releases, submission
from nsk_desktop.services.receipts import Answers
from nsk_desktop.services.releases import HalfYear
from nsk_desktop.services.submission import Finding, LastFile, Made, Preview
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.findings import finding_columns, finding_key, mend
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.pages.receipts_card import ReceiptsCard, stage_of
from nsk_desktop.ui.pages.release_card import ReleaseCard
from nsk_desktop.ui.places import PAGES
from nsk_desktop.ui.table import Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.contact_entry import EmailEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label, pill, set_pill


class SubmissionPage(Page):
    """The check list at the left of the road, the file at its end."""

    kinds = frozenset(
        {"session", "attendance", "headcount", "participant", "actor", "bridge_contact", "series", "story"}
        | {"plan_change", "expectation", "period", "release"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Submission"))
        self.status = pill()
        self.head.insertWidget(2, self.status)
        self.findings = ListCard(
            Table(finding_columns(), _("To look at first"), key=finding_key),
            ((_("Mend"), "edit", self._mend),),
        )
        self.findings.table.opened.connect(self._mend)
        self.leaves = label("", wrap=True)
        self.never = label(
            _("Names, birth years, phone numbers, notes and summaries stay on this computer."), "quiet", wrap=True
        )
        self.make_button = button(_("Make the file"), self.make_file, kind="primary", icon="send")
        self.elsewhere = button(_("In another folder …"), self.make_elsewhere, icon="folder")
        self._wants_focus = False
        self.show_button = button(_("Show in folder"), self._show_folder, icon="folder")
        self.copy_button = button(_("Copy the path"), self._copy_path, icon="copy")
        for each in (self.make_button, self.elsewhere):
            each.setEnabled(not context.desk.practice)
        self.mail_button = button(_("Write the mail"), self._write_mail, icon="send")
        self.receiver = EmailEntry()
        self.receiver.set_value(submission.receiver(context.desk))
        self.receiver.committed.connect(lambda: submission.set_receiver(context.desk, self.receiver.value()))
        self.receiver_field = Field(_("The evaluation's e-mail address (optional)"), self.receiver)
        self._file: LastFile | None = None
        self._just_made: Path | None = None
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        frame, layout = card(_("What leaves this computer"))
        layout.addWidget(self.leaves)
        layout.addWidget(self.never)
        self.last = label("", wrap=True)
        layout.addWidget(self.last)
        row = FlowLayout(None, 8, 8)
        for each in (self.make_button, self.elsewhere, self.show_button, self.copy_button, self.mail_button):
            row.addWidget(each)
        layout.addLayout(row)
        layout.addWidget(self.receiver_field)
        column.addWidget(self.findings)
        column.addWidget(frame)
        self.receipts = ReceiptsCard(context, self._open, self.refresh)
        column.addWidget(self.receipts)
        self.releases = ReleaseCard(context)
        column.addWidget(self.releases)
        column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)

    def refresh(self) -> None:
        desk, today = self.context.desk, self.context.today()
        self.context.runner.run(
            lambda progress: (
                submission.check(desk, today, progress),
                submission.preview(desk, progress),
                submission.status(desk),
                receipts.answers(desk),
                releases.half_years(desk),
            ),
            lambda found: self._show(*found),
            title=_("The figures are being checked"),
            owner=self,
        )

    def focus_first(self) -> None:
        """What is to be mended has the focus once it is known; the button when there is nothing."""
        self._wants_focus = True
        self.make_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_file(self) -> None:
        """Make the file in the remembered folder; ask for one when there is none, or it is not there."""
        known = self.context.settings.now.export_folder
        if known and Path(known).is_dir():
            self.make_in(Path(known))
        else:
            self.make_elsewhere()

    def make_elsewhere(self) -> None:
        """Ask for the folder (the remembered one first) and make the file."""
        before = self.context.settings.now.export_folder or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Where is the file to be saved?"), before)
        if chosen:
            self.make_in(Path(chosen))

    def make_in(self, folder: Path) -> None:
        """Make the file in *folder* and remember the folder."""
        from dataclasses import replace

        desk, today = self.context.desk, self.context.today()
        self.context.settings.change(replace(self.context.settings.now, export_folder=str(folder)))
        self.context.runner.run(
            lambda _progress: submission.make_file(desk, folder, today),
            self._made,
            title=_("The file is being made"),
            owner=self,
        )

    def _made(self, made: Made) -> None:
        self.context.tell(_("The file {name} is made.").format(name=made.path.name), undoable=False)
        self._just_made = made.path
        self.refresh()

    def _show(
        self, findings: list[Finding], preview: Preview, last: LastFile | None, answers: Answers, years: list[HalfYear]
    ) -> None:
        serious = sum(finding.serious for finding in findings)
        self.findings.fill(findings, _("To look at first"), _("Nothing. Everything is ready."))
        if self._wants_focus and self.isVisible() and findings:
            self.findings.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wants_focus = False
        practice = _("These are practice data, which are never sent.")
        self.leaves.setText(practice if self.context.desk.practice else _preview_text(preview))
        self._file = last
        for each in (self.show_button, self.copy_button, self.mail_button, self.receiver_field, self.last):
            each.setVisible(last is not None)
        # What was asked before the file was made may be answered after it, and knows nothing of it.
        if last is not None and last.path == self._just_made:
            self._just_made = None
            if self.isVisible() and not self.receiver.unsaved():
                # The next thing to do with a file that was just made.
                self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.receipts.fill(answers)
        self.releases.fill(years)
        self.make_button.setText(_("Make the next version") if answers.corrected else _("Make the file"))
        if last is not None:
            text = _("File number {number} was made {day}: {path}")
            self.last.setText(text.format(number=last.number, day=show_day(last.made_on), path=last.path))
            set_pill(self.status, *stage_of(answers, last.made_on))
        elif serious:
            text = ngettext("{number} thing is missing", "{number} things are missing", serious)
            set_pill(self.status, text.format(number=serious), "warn")
        else:
            set_pill(self.status, _("Ready"), "good")

    def _mend(self, finding: Finding) -> None:
        mend(self.context, finding, self)

    def _open(self, kind: str, id: str) -> None:
        """Go to a record."""
        if kind in PAGES:
            self.context.go(PAGES[kind], id)

    def _show_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.path.parent)))

    def finish(self) -> None:
        self.receiver.finish()

    def _write_mail(self) -> None:
        """Begin a mail with the address filled in; the path is at hand because the mail comes without the file."""
        self.receiver.finish()
        if self._file is None or self.receiver.problem:
            self.receiver.setFocus()
            return
        QGuiApplication.clipboard().setText(str(self._file.path))
        QDesktopServices.openUrl(QUrl(submission.mail_to(self.context.desk, self._file)))
        said = _("The mail cannot take the file along by itself. Attach it: its path is copied.")
        self.context.tell(said, undoable=False)

    def _copy_path(self) -> None:
        if self._file is None:
            return
        QGuiApplication.clipboard().setText(str(self._file.path))
        self.context.tell(_("The path is copied. Put it into your mail as an attachment."), undoable=False)


def _preview_text(preview: Preview) -> str:
    return _(
        "No names. {sessions} meetings, {attendances} attendances, {participants} participants under pseudonym, "
        "{actors} actors and {bridges} bridge contacts."
    ).format(
        sessions=whole(preview.sessions),
        attendances=whole(preview.attendances),
        participants=whole(preview.participants),
        actors=whole(preview.actors),
        bridges=whole(preview.bridges),
    )
