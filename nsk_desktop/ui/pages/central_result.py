"""A merge that was done: what became of each file, where figures differ, and where everything lies."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.central_accept import Difference, Done, strays_told
from nsk_desktop.ui.pages.central_files import file_columns, told_of
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import scrolled
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Choice, Notice
from nsk_desktop.ui.widgets.text import breakable, foldable, label


class ResultPage(QWidget):
    """Shows; what is wanted of it goes to the window."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "heading", wrap=True)
        self.told = label("", wrap=True)
        self.notice = Notice()
        self.files = ListCard(Table(file_columns(), _("Merged"), key=lambda line: line.path))
        self.left_out = label("", wrap=True)
        self.differences = ListCard(Table(_difference_columns(), _("Figures that differ"), key=lambda row: id(row)))
        self.why = label("", wrap=True)
        self.receipts_button = button(_("Show the receipts in their folder"), icon="folder")
        self.book_button = button(_("Open the workbook"), icon="report")
        self.more_button = button(_("Merge more files"), icon="add")
        row = FlowLayout(None, 8, 8)
        for pressed in (self.receipts_button, self.book_button, self.more_button):
            row.addWidget(pressed)
        layout = self.differences.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.why)
        self.differences.table.chosen.connect(lambda one: self.why.setText(one.reason if one is not None else ""))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self.heading, self.told, self.notice):
            column.addWidget(each)
        column.addLayout(row)
        for part in (self.files, self.left_out, self.differences):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def show_done(self, done: Done, retry: Choice) -> None:
        """Tell what was done. *retry* is offered where the receipts could not be written."""
        self.heading.setText(_heading(done))
        self.told.setText("\n".join(_sentences(done)))
        problem = "" if done.unwritten is None else _("The files are merged, but: {problem}")
        self.notice.show_choices(problem.format(problem=done.unwritten), (retry,))
        self.files.fill(done.plan.ready, _("Merged"), "")
        left = [told_of(line) for line in done.plan.waiting]
        self.left_out.setText(foldable("\n".join([_("Not merged:"), *left])) if left else "")
        self.left_out.setVisible(bool(left))
        self.differences.fill(done.differences, _("Figures that differ"), _("All figures are the computers' own."))
        if done.differences:
            self.differences.table.choose(id(done.differences[0]))
        self.why.setVisible(bool(done.differences))
        self.receipts_button.setVisible(bool(done.receipts))


def _heading(done: Done) -> str:
    text = (
        _("{workbook} is updated.")
        if done.report.changed
        else _("{workbook} is unchanged: everything was there already.")
    )
    return text.format(workbook=done.plan.workbook.name)


def _sentences(done: Done) -> Iterator[str]:
    total = done.plan.total
    yield _("{new} new rows, {updated} changed, {unchanged} unchanged.").format(
        new=whole(total.new), updated=whole(total.updated), unchanged=whole(total.unchanged)
    )
    if done.report.previous is not None:
        yield _("The workbook as it was is kept as {name}.").format(name=done.report.previous.name)
    if kept := sum(not edit.replaced for edit in done.plan.hand_edits):
        yield ngettext("{count} cell edited by hand was kept.", "{count} cells edited by hand were kept.", kept).format(
            count=whole(kept)
        )
    if taken := sum(edit.replaced for edit in done.plan.hand_edits):
        yield ngettext(
            "{count} cell edited by hand got the computer's value.",
            "{count} cells edited by hand got the computer's value.",
            taken,
        ).format(count=whole(taken))
    if done.plan.unresolved:
        yield ngettext(
            "{count} row is unresolved: two laptops changed it unaware of each other. See the sheet {sheet}.",
            "{count} rows are unresolved: two laptops changed them unaware of each other. See the sheet {sheet}.",
            done.plan.unresolved,
        ).format(count=whole(done.plan.unresolved), sheet="Uafklaret")
    yield from strays_told(done)
    if done.receipts:
        yield ngettext(
            "{count} receipt is in {folder}. Send it to the computer that it is for. Signed by: {words}",
            "{count} receipts are in {folder}. Send each to the computer that it is for. Signed by: {words}",
            len(done.receipts),
        ).format(count=len(done.receipts), folder=breakable(done.receipts[0].parent), words=done.words)


def _difference_columns() -> tuple[Column, ...]:
    def reason(row: Difference) -> str:
        return row.reason

    return (
        Column(_("Computer"), lambda row: row.device[:8], width=10),
        Column(_("Half-year"), lambda row: row.half_year, width=9),
        Column(_("Figure"), lambda row: row.figure, width=14),
        Column(_("The computer says"), lambda row: row.laptop, number=True, width=8),
        Column(_("The workbook says"), lambda row: row.centre, number=True, width=8),
        Column(_("Why"), reason, least=24, tip=reason),
    )
