"""A merge before it is done: the workbook, the files, what was edited by hand, and where the receipts go."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.central_plan import FileLine, HandEdit, Plan, both_values, cell_of
from nsk_desktop.ui.pages.central_files import FilesCard
from nsk_desktop.ui.pages.central_receipts import Holder, ReceiptsCard
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import scrolled
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.text import breakable, label


class PlanPage(QWidget):
    """Shows; what is wanted of it goes to the window."""

    replaced = Signal(object, bool)
    """Somebody wants the laptop's value in an edited cell, or their own back."""
    all_replaced = Signal()

    def __init__(self, settings: Holder) -> None:
        super().__init__()
        self.notice = Notice()
        self.book = BookCard()
        self.files = FilesCard()
        self.missing = Notice()
        self.edits = ListCard(
            Table(_edit_columns(), _("Edited by hand in the workbook"), key=cell_of),
            (
                (_("Take the computer's"), "check", lambda edit: self.replaced.emit(edit, True)),
                (_("Keep ours"), "undo", lambda edit: self.replaced.emit(edit, False)),
                (_("Take the computers' in all …"), "check", lambda _edit: self.all_replaced.emit()),
            ),
        )
        self.edits.limit(0, lambda edit: not edit.replaced)
        self.edits.limit(1, lambda edit: edit.replaced)
        self.receipts = ReceiptsCard(settings)
        self.summary = label("", "strong", wrap=True)
        self.merge_button = button(_("Merge"), kind="primary", icon="data-in")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self.notice, self.book, self.files, self.missing, self.edits, self.receipts):
            column.addWidget(each)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.merge_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(scrolled(content), 1)
        layout.addLayout(foot)

    def show_state(self, workbook: Path | None, lines: tuple[FileLine, ...], plan: Plan | None) -> None:
        """Show what is known: the workbook, the files, and the plan if there is one."""
        self.book.show_book(workbook)
        self.files.show_lines(lines)
        gaps = () if plan is None else plan.missing
        text = _("{area} · {device}: no. {numbers}")
        texts = [text.format(area=area, device=device, numbers=numbers) for area, device, numbers in gaps]
        self.missing.show_choices("\n".join([_("Files that never came:"), *texts]) if texts else "")
        edits = () if plan is None else plan.hand_edits
        self.edits.fill(edits, _("Edited by hand in the workbook"), "")
        self.edits.setVisible(bool(edits))
        self.receipts.show_for(workbook)
        self.summary.setText(_summary(workbook, lines, plan))
        self.merge_button.setEnabled(plan is not None and bool(plan.ready))


class BookCard(QFrame):
    """Which workbook the files are merged into."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.path = label("", wrap=True)
        self.choose_button = button(_("Choose the workbook …"), icon="folder")
        self.new_button = button(_("Make a new workbook …"), icon="add")
        row = FlowLayout(None, 8, 8)
        row.addWidget(self.choose_button)
        row.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(label(_("The workbook"), "heading"))
        layout.addWidget(self.path)
        layout.addLayout(row)

    def show_book(self, workbook: Path | None) -> None:
        """Name the workbook, or say what it is."""
        self.path.setText(
            _(
                "Choose the central workbook, or drag it here. It stays yours: only the rows that the program owns "
                "change. If you have none yet, make a new one."
            )
            if workbook is None
            else breakable(workbook)
        )


def _summary(workbook: Path | None, lines: tuple[FileLine, ...], plan: Plan | None) -> str:
    if workbook is None:
        return _("Choose the workbook first.") if lines else ""
    if not lines:
        return _("Add files to see what they would do.")
    if plan is None:
        return _("Nothing is written.")
    if not plan.ready:
        return _("No file is ready to be merged. Nothing is written.")
    count = len(plan.ready)
    said = ngettext(
        "{count} file: {new} new, {updated} changed, {unchanged} unchanged. Nothing is written yet.",
        "{count} files: {new} new, {updated} changed, {unchanged} unchanged. Nothing is written yet.",
        count,
    ).format(
        count=count,
        new=whole(plan.total.new),
        updated=whole(plan.total.updated),
        unchanged=whole(plan.total.unchanged),
    )
    left = len(plan.waiting)
    more = ngettext("{count} file is left out.", "{count} files are left out.", left).format(count=left)
    return f"{said} {more}" if left else said


def _edit_columns() -> tuple[Column, ...]:
    def ours(edit: HandEdit) -> str:
        return both_values(edit)[0]

    def theirs(edit: HandEdit) -> str:
        return both_values(edit)[1]

    return (
        Column(_("Sheet"), lambda edit: edit.sheet, width=14),
        Column(_("Row (id)"), lambda edit: edit.row, least=12, tip=lambda edit: edit.row),
        Column(_("Column"), lambda edit: edit.column, width=14),
        Column(_("In the workbook"), ours, least=14, tip=ours),
        Column(_("The computer says"), theirs, least=14, tip=theirs),
        Column(_("Then"), lambda edit: edit.replaced, _outcome, width=20),
    )


def _outcome(edit: HandEdit) -> str:
    return _("the computer's is taken") if edit.replaced else _("ours is kept")
