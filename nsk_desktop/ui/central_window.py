"""Central evaluation: the computers' files are looked at, and merged into the evaluator's workbook. Needs no store."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from nsk_desktop.errors import Cancelled, NskError
from nsk_desktop.errors.central import PlanOutdated
from nsk_desktop.errors.travelling import WorkbookChangedMeanwhile
from nsk_desktop.i18n import _
from nsk_desktop.services import central, central_accept, central_list, central_plan
from nsk_desktop.services.central_accept import Done
from nsk_desktop.services.central_list import Chosen, Looked
from nsk_desktop.services.central_plan import Choices, FileLine, HandEdit, Plan
from nsk_desktop.ui import messages
from nsk_desktop.ui.background import Progress, Runner
from nsk_desktop.ui.central_question import AcceptDialog
from nsk_desktop.ui.help_dialog import HelpDialog
from nsk_desktop.ui.icons import renew_icons
from nsk_desktop.ui.pages.central_plan import PlanPage
from nsk_desktop.ui.pages.central_receipts import Holder
from nsk_desktop.ui.pages.central_result import ResultPage
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.field import announce
from nsk_desktop.ui.widgets.scrolling import InOrder
from nsk_desktop.ui.widgets.text import label

T = TypeVar("T")


class CentralWindow(InOrder):
    """Nothing is written before somebody has seen what would be, and what is written is just that."""

    def __init__(self, settings: Holder, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__()
        self._settings, self._now = settings, now
        # Of its own: a merge does not use the store, and whoever registers meanwhile does not wait for it.
        self.runner = Runner(self)
        self.workbook: Path | None = None
        self.paths: tuple[Path, ...] = ()
        self.choices = Choices()
        self.plan: Plan | None = None
        self.done: Done | None = None
        self.busy = self._again = False
        self._added: list[Path] = []
        self._told_after = ""
        self.setWindowTitle(_("Central evaluation"))
        self.setAcceptDrops(True)
        line = self.fontMetrics().height()
        self.resize(QSize(700 + 28 * line, 300 + 26 * line).boundedTo(self.screen().availableSize() * 0.92))
        self.setMinimumSize(640, 480)
        self.view, self.result = PlanPage(settings), ResultPage()
        self._arrange()
        self._connect()
        self._remember_book()
        self.refresh()

    # what is shown

    def refresh(self) -> None:
        """Show what is known."""
        lines = self.plan.lines if self.plan is not None else central_plan.unread(self.paths)
        self.view.show_state(self.workbook, lines, self.plan)

    def focus_first(self) -> None:
        """Put the focus where the work goes on."""
        view = self.view
        if self.workbook is None:
            view.book.choose_button.setFocus()
        elif view.merge_button.isEnabled() and not (self.plan and self.plan.waiting):
            view.merge_button.setFocus()
        else:
            (view.files.table if self.paths else view.files.add_button).setFocus()

    def go_home(self) -> None:
        """Go on with the files that were left out, and with more."""
        self.stack.setCurrentWidget(self.view)
        self.refresh()
        if self.paths:
            self.look()
        else:
            self.view.files.add_button.setFocus()

    # the workbook and the files

    def choose_workbook(self) -> None:
        """Ask which workbook it is."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose the workbook"), self._near(), _kinds())
        if chosen:
            self.use_workbook(Path(chosen))

    def new_workbook(self) -> None:
        """Ask for a name and make an empty workbook."""
        start = str(Path(self._near()) / f"{_('Central evaluation')}.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Make a new workbook"), start, _("Excel workbooks (*.xlsx)")
        )
        if chosen:
            self.make_workbook(Path(chosen if Path(chosen).suffix else f"{chosen}.xlsx"))

    def make_workbook(self, path: Path) -> None:
        """Make an empty workbook at *path*, where nothing stands yet, and use it."""

        def job(_progress: Progress) -> Path:
            central.new_workbook(path)
            return path

        self._run(job, self.use_workbook, _("The workbook is being made"))

    def use_workbook(self, path: Path) -> None:
        """Plan for the workbook at *path*; one that cannot be used is told, and the one before stays."""
        self._look(path.absolute())

    def choose_files(self) -> None:
        """Ask for evaluation files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Choose evaluation files"), self._near(), _kinds())
        self.add([Path(name) for name in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder of evaluation files."""
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder with evaluation files"), self._near())
        self.add([Path(chosen)] if chosen else [])

    def add(self, paths: Sequence[Path]) -> None:
        """Put files, or what lies in folders, on the list, and look at them."""
        if paths:
            self._added += paths
            self.stack.setCurrentWidget(self.view)
            self._look(self.workbook)

    def remove(self, line: FileLine) -> None:
        """Take a file off the list; the file itself stays where it is."""
        self.paths = tuple(path for path in self.paths if path != line.path)
        self.look()

    # looking

    def look(self) -> None:
        """Plan anew with what is chosen now."""
        self._look(self.workbook)

    def _look(self, workbook: Path | None) -> None:
        if self.busy:
            self._again = True
            return
        chosen = Chosen(workbook, self.paths, tuple(self._added), self.choices)
        before, now, self._added = self.plan, self._now(), []

        def job(progress: Progress) -> Looked:
            return central_list.gather(chosen, now, progress, before)

        self._run(job, self._show_looked, _("The files are being looked at"))

    def _show_looked(self, looked: Looked) -> None:
        if looked.problem is None:
            self.workbook, self.plan = looked.workbook, looked.plan
            if self.workbook is not None:
                holder = self._settings()
                holder.change(replace(holder.now, central_workbook=str(self.workbook)))
        elif looked.workbook in (None, self.workbook) or looked.paths != self.paths:
            # Another workbook that cannot be used changes nothing of what was known.
            self.plan = None
        self.paths = looked.paths
        self._tell(looked.problem, lambda: self._look(looked.workbook))
        self.refresh()
        self.focus_first()

    def answer(self, line: FileLine) -> None:
        """Ask the evaluator what the file asks, and plan anew if the answer is yes."""
        if AcceptDialog.ask(self, line):
            self.choices = self.choices.accepting(line)
            self.look()

    def replace_cell(self, edit: HandEdit, laptop: bool) -> None:
        """Let the laptop's value stand in a cell edited by hand, or keep ours after all."""
        self.choices = self.choices.with_cell(central_plan.cell_of(edit), laptop=laptop)
        self.look()

    def replace_all(self) -> None:
        """Let the laptops' values stand in every cell edited by hand."""
        edits = self.plan.hand_edits if self.plan is not None else ()
        question = _("Let the computers' values replace all {count} cells that were edited by hand?")
        if messages.ask(question.format(count=len(edits)), _("Replace them"), self):
            for edit in edits:
                self.choices = self.choices.with_cell(central_plan.cell_of(edit), laptop=True)
            self.look()

    # merging

    def merge(self) -> None:
        """Do what was looked at."""
        plan, now = self.plan, self._now()
        if plan is None or not plan.ready or self.busy:
            return
        receipts = self.view.receipts.receipts(plan.workbook) if self.view.receipts.tick.value() else None

        def job(progress: Progress) -> Done:
            return central_accept.accept(plan, now, progress, receipts)

        self._run(job, self._show_done, _("The files are being merged"), self._not_merged)

    def _not_merged(self, error: Exception) -> None:
        if isinstance(error, PlanOutdated | WorkbookChangedMeanwhile):
            # Somebody may have typed into the very cells that a yes was given for.
            self.choices = replace(self.choices, cells=frozenset())
            self._told_after = str(error)
            self.look()
        elif messages.sentence_of(error):
            self._tell(error, self.merge)
            self.view.merge_button.setFocus()
        else:
            raise error

    def _show_done(self, done: Done) -> None:
        self.done, self.plan, self.choices = done, None, Choices()
        self.paths = tuple(line.path for line in done.plan.waiting)
        self.view.notice.show_choices("")
        self.result.show_done(done, (_("Try again"), self.write_receipts))
        self.stack.setCurrentWidget(self.result)
        self.result.more_button.setFocus()
        announce(self, self.result.heading.text())

    def write_receipts(self) -> None:
        """Write the receipts of the merge that was done, into the folder that is chosen now."""
        done, now = self.done, self._now()
        if done is None:
            return
        receipts = self.view.receipts.receipts(done.plan.workbook)

        def job(_progress: Progress) -> Done:
            return central_accept.write_all(done, receipts, now)

        self._run(job, self._show_done, _("The receipts are being written"))

    # files that are dragged here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if not self.busy and _local(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The same wherever they are held."""
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file on the card of the workbook is the workbook; everything else is for the list."""
        paths = _local(event)
        if not paths:
            return
        event.acceptProposedAction()
        at = self.view.book.mapFrom(self, event.position().toPoint())
        on_book = self.stack.currentWidget() is self.view and self.view.book.rect().contains(at)
        if on_book and len(paths) == 1 and not paths[0].is_dir():
            self.use_workbook(paths[0])
        else:
            self.add(paths)

    # how

    def _remember_book(self) -> None:
        name = self._settings().now.central_workbook
        self.workbook = Path(name) if name and Path(name).is_file() else None

    def _near(self) -> str:
        return str(self.workbook.parent if self.workbook is not None else Path.home())

    def _arrange(self) -> None:
        self.help_button = button(_("Help"), self.show_help, kind="quiet", icon="help", tip="F1")
        head = QHBoxLayout()
        head.addWidget(label(_("Central evaluation"), "title"))
        head.addStretch(1)
        head.addWidget(self.help_button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        view, result = self.view, self.result
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_help)
        for pressed, act in (
            (view.book.choose_button, self.choose_workbook),
            (view.book.new_button, self.new_workbook),
            (view.files.add_button, self.choose_files),
            (view.files.folder_button, self.choose_folder),
            (view.merge_button, self.merge),
            (result.more_button, self.go_home),
            (result.receipts_button, self._show_folder),
            (result.book_button, self._open_book),
        ):
            pressed.clicked.connect(lambda _checked=False, act=act: act())
        view.files.answered.connect(self.answer)
        view.files.removed.connect(self.remove)
        view.replaced.connect(self.replace_cell)
        view.all_replaced.connect(self.replace_all)

    def show_help(self) -> None:
        """Show the help page of this window."""
        self.help.show_page("central")

    @cached_property
    def help(self) -> HelpDialog:
        return HelpDialog(self)

    def renew(self) -> None:
        """Draw the icons anew in the colours of now."""
        renew_icons(self)

    def _show_folder(self) -> None:
        if self.done is not None and self.done.receipts:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.done.receipts[0].parent)))

    def _open_book(self) -> None:
        if self.done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.done.plan.workbook)))

    def _tell(self, problem: Exception | None, retry: Callable[[], object]) -> None:
        """Say above everything what is in the way, with a way to try again."""
        said, self._told_after = self._told_after, ""
        sentence = messages.sentence_of(problem) if problem is not None else said
        if isinstance(problem, NskError) and not isinstance(problem, Cancelled):
            sentence = _("{why} (Code: {code})").format(why=sentence, code=problem.code)
        self.view.notice.show_choices(sentence, ((_("Try again"), retry),) if problem is not None else ())
        if sentence:
            announce(self, sentence)

    def _run(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], object],
        title: str,
        refused: Callable[[Exception], object] | None = None,
    ) -> None:
        self.busy = True
        self.stack.setEnabled(False)

        def finish(result: T) -> None:
            self._ready()
            done(result)
            self._go_on()

        def fail(error: Exception) -> None:
            self._ready()
            (refused or self._failed)(error)
            self._go_on()

        self.runner.run(job, finish, failed=fail, title=title, owner=self)

    def _ready(self) -> None:
        self.busy = False
        self.stack.setEnabled(True)

    def _go_on(self) -> None:
        """What was wanted meanwhile comes now."""
        if self._again and not self.busy:
            self._again = False
            self.look()

    def _failed(self, error: Exception) -> None:
        if not messages.show_problem(error, self):
            raise error

    def closeEvent(self, event: QCloseEvent) -> None:
        """A merge under way is stopped, or comes to its end: the workbook is whole either way."""
        self.runner.close()
        super().closeEvent(event)


def _local(event: QDropEvent) -> list[Path]:
    """The files and folders of this computer that are held over the window."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _kinds() -> str:
    return _("Excel workbooks (*.xlsx *.xlsm)") + ";;" + _("All files (*)")
