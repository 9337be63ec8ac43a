"""Import of any list of attendance in four steps: the file, its columns, a look at it, and what came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.services import list_import
from nsk_desktop.services.list_import import ListFile, Plan, Reading, Result
from nsk_desktop.ui import messages
from nsk_desktop.ui.background import Progress
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.import_check import CheckStep
from nsk_desktop.ui.pages.import_columns import ColumnsStep
from nsk_desktop.ui.pages.import_result import result_lines
from nsk_desktop.ui.pages.page import Page, scrolled
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.field import announce
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label, restyle

T = TypeVar("T")
FILE, COLUMNS, CHECK, RESULT = range(4)


class ImportListPage(Page):
    """Nothing is written before the last button of the third step, and one undo takes all of it back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.setAcceptDrops(True)
        self._busy = False
        names = (_("File"), _("Columns"), _("Look"), _("Result"))
        self.steps = [label(f"{number} {name}", "quiet") for number, name in enumerate(names, 1)]
        line = FlowLayout(None, 10, 4)
        for number, step in enumerate(self.steps):
            if number:
                line.addWidget(label("·", "quiet"))
            line.addWidget(step)
        self.file = EmptyState(
            _(
                "Choose a list of attendance from Excel (.xlsx) or a text file (.csv), or drag it here. "
                "Nothing is written before you have seen what it would do."
            ),
            ((_("Choose a file …"), self.choose_file),),
        )
        self.columns = ColumnsStep(context.desk, context.today)
        self.check = CheckStep()
        self.check.changed.connect(lambda: self._plan(self.check.reading))
        self.check.wanted.connect(self.take)
        self.check.cancelled.connect(self.start_over)
        self.told = label("", wrap=True)
        self.again = button(_("Import one more list"), self.start_over)
        self.see = button(_("See the meetings"), lambda: context.go("activities"))
        self.stack = QStackedWidget()
        for each in (scrolled(self.file), scrolled(self.columns), scrolled(self.check), self._result_step()):
            self.stack.addWidget(each)
        # The steps scroll; the buttons under them keep their height.
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.back = button(_("Back"), self._back)
        self.cancel = button(_("Cancel"), self.start_over)
        self.onward = button(_("Next"), self._onward, kind="primary")
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.onward)
        self.body.addLayout(line)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(row)
        self._show(FILE)

    def step(self) -> int:
        """Which of the four steps is shown, from 0."""
        return self.stack.currentIndex()

    def choose_file(self) -> None:
        """Ask for the file."""
        kinds = _("Lists (*.xlsx *.xlsm *.csv *.txt *.tsv)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a list"), str(Path.home()), kinds)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Read *path* and show its columns."""
        if not self._busy:
            self._run(lambda _progress: list_import.read(path), self._show_columns, _("Reading the list …"))

    def start_over(self) -> None:
        """Forget the file; nothing of it was written."""
        self._show(FILE)
        self.file.findChildren(type(self.back))[0].setFocus()

    def take(self) -> None:
        """Write what can be read, in one step."""
        reading, made, desk, today = self.check.reading, self.check.made, self.context.desk, self.context.today()
        if reading is None or made is None or self._busy:
            return

        def job(progress: Progress) -> Result:
            return list_import.apply(desk, reading, made, today, skip_bad=True, progress=progress)

        self._run(job, self._show_result, _("Importing the list …"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, one at a time."""
        if self.step() == FILE and len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    # the steps

    def _result_step(self) -> QWidget:
        held = QWidget()
        row = FlowLayout(None, 8, 6)
        row.addWidget(self.see)
        row.addWidget(self.again)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.told)
        column.addLayout(row)
        column.addStretch(1)
        return held

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        for number, shown in enumerate(self.steps):
            text = shown.text().removeprefix("▸ ")
            shown.setText(f"▸ {text}" if number == step else text)
            restyle(shown, "look", "strong" if number == step else "quiet")
        for each in (self.back, self.cancel, self.onward):
            each.setVisible(step in (COLUMNS, CHECK))
        self.onward.setText(_("Import") if step == CHECK else _("Next"))
        area = self.stack.currentWidget()
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)
        if self.isVisible():
            announce(self.stack, self.steps[step].text())

    def _show_columns(self, file: ListFile) -> None:
        self.columns.show_file(file)
        self._show(COLUMNS)
        first = next((choice.target() for choice in self.columns.choices), self.columns.activity.target())
        first.setFocus()

    def _onward(self) -> None:
        if self.step() == CHECK:
            self.take()
        elif not self.columns.complain():
            self._plan(self.columns.reading())

    def _back(self) -> None:
        self._show(self.step() - 1)

    def _plan(self, reading: Reading | None) -> None:
        if reading is None or self._busy:
            return
        desk, today = self.context.desk, self.context.today()

        def job(progress: Progress) -> tuple[Reading, Plan]:
            return reading, list_import.plan(desk, reading, today, progress)

        self._run(job, self._show_plan, _("Looking through the list …"))

    def _show_plan(self, found: tuple[Reading, Plan]) -> None:
        reading, made = found
        fresh = self.step() != CHECK
        self.check.show_plan(reading, made)
        if fresh:
            self._show(CHECK)
        # With problems the choice stands beside what is said of them.
        for each in (self.onward, self.cancel):
            each.setVisible(not made.problems)
        self.onward.setEnabled(bool(made.new or made.back))
        if fresh:
            first = self.check.notice.buttons[0] if made.problems else self.onward
            (first if first.isEnabled() else self.back).setFocus(Qt.FocusReason.OtherFocusReason)
            area = self.stack.currentWidget()
            if made.problems and isinstance(area, QScrollArea):
                # Only when it has its new height is it known where the buttons stand.
                QTimer.singleShot(0, partial(area.ensureWidgetVisible, first))

    def _show_result(self, result: Result) -> None:
        self.told.setText("\n".join(result_lines(result)))
        self.see.setVisible(result.wrote)
        self._show(RESULT)
        self.again.setFocus()
        if result.wrote:
            self.context.tell(_("The list was imported."))

    def _run(self, job: Callable[[Progress], T], done: Callable[[T], None], title: str) -> None:
        self._busy = True
        self.onward.setEnabled(False)

        def end(found: T) -> None:
            self._ready()
            done(found)

        self.context.runner.run(job, end, failed=self._failed, title=title, owner=self)

    def _ready(self) -> None:
        self._busy = False
        self.onward.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self._ready()
        if not messages.show_problem(error, self):
            raise error
