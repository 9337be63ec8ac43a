"""The files from the laptops, a line each: who sent it, what a merge would do with it, and why not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.errors.travelling import DeviceKeyChanged, WouldShrink
from nsk_desktop.i18n import _
from nsk_desktop.services.central_plan import FileLine, State
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import SIGNS, foldable, label


class FilesCard(ListCard):
    """The list, what is said about the chosen file, and the ways to get files into the list and out of it."""

    answered = Signal(object)
    """Somebody wants to answer what a file asks."""
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            Table(_columns(), _("Files from the computers"), key=lambda line: line.path),
            (
                (_("Answer …"), "help", lambda line: self.answered.emit(line)),
                (_("Take off the list"), "close", lambda line: self.removed.emit(line)),
            ),
        )
        self.limit(0, lambda line: line.state is State.ASKS)
        self.add_keys(1, "Delete")
        self.detail = label("", wrap=True)
        self.add_button = button(_("Add files …"), icon="add")
        self.folder_button = button(_("Add a folder …"), icon="folder")
        row = QWidget()
        flow = FlowLayout(row, 8, 8)
        flow.addWidget(self.add_button)
        flow.addWidget(self.folder_button)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.table) + 1, self.detail)
        layout.addWidget(row)
        self.table.chosen.connect(self._describe)
        self.table.opened.connect(self._open)

    def show_lines(self, lines: tuple[FileLine, ...]) -> None:
        """Show other files; the first that wants something of the evaluator is the chosen one."""
        self.fill(
            lines,
            _("Files from the computers"),
            _(
                "Drag the evaluation files here, or a folder with them. You see what each would do before anything is "
                "written."
            ),
        )
        self.table.measure()
        first = next((line for line in lines if line.state in (State.ASKS, State.REFUSED)), None)
        current = self.table.current()
        if first is not None and (current is None or current.state not in (State.ASKS, State.REFUSED)):
            self.table.choose(first.path)
        self._describe(self.table.current())

    def _describe(self, line: FileLine | None) -> None:
        self.detail.setText(foldable(told_of(line)) if line is not None else "")
        self.detail.setVisible(line is not None)

    def _open(self, line: FileLine) -> None:
        if line.state is State.ASKS:
            self.answered.emit(line)


def told_of(line: FileLine) -> str:
    """All that is to be said about a file, in a sentence or two."""
    if line.problem is not None:
        return _("{why} (Code: {code})").format(why=line.problem, code=line.code)
    if line.state is State.SAME:
        return _("{name} is a copy of {other}, and counts once.").format(name=line.name, other=line.twin)
    if line.outcome is not None and line.outcome.remark:
        return f"{line.name}. {line.outcome.remark}"
    return line.name


def sender_of(line: FileLine) -> str:
    """The area and the short name of the laptop; the file's own name where it could not be read."""
    return " · ".join(filter(None, (line.area, line.device))) or line.name


def file_columns() -> tuple[Column, ...]:
    """Who sent a file, and what becomes of its rows."""
    return (
        Column(_("From"), sender_of, least=20, tip=lambda line: line.name),
        Column(_("No."), lambda line: line.number, number=True, width=4),
        Column(_("Period"), lambda line: line.first, _period, width=21),
        _number(_("New ones"), "new"),
        _number(_("Changed ones"), "updated"),
        _number(_("Unchanged ones"), "unchanged"),
        _number(_("Edited by hand"), "hand_edited"),
        _number(_("Unresolved"), "unresolved"),
    )


def _columns() -> tuple[Column, ...]:
    """In large text the last columns are scrolled to, so what matters most comes early."""
    sender, *others = file_columns()
    state = Column(_("State"), lambda line: line.state.value, _state, width=22, late=_is_refused, tip=told_of)
    return (sender, state, *others)


def _is_refused(line: FileLine) -> bool:
    return line.state is State.REFUSED or isinstance(line.problem, DeviceKeyChanged)


def _number(title: str, name: str) -> Column:
    def count(line: FileLine) -> int | None:
        return None if line.tally is None else int(getattr(line.tally, name))

    def show(line: FileLine) -> str:
        number = count(line)
        return "" if number is None else whole(number)

    return Column(title, count, show, number=True, width=6)


def _period(line: FileLine) -> str:
    days = [show_day(day) for day in (line.first, line.last) if day is not None]
    return "–".join(days)


def _state(line: FileLine) -> str:
    if line.state is State.READY:
        new = line.outcome is not None and line.outcome.is_new
        return f"{SIGNS['good']} " + (_("ready") if new else _("received before"))
    words = {
        State.UNREAD: f"{SIGNS['draft']} " + _("not looked at yet"),
        State.SAME: f"{SIGNS['draft']} " + _("a copy"),
        State.ASKS: _asked(line),
        State.REFUSED: f"{SIGNS['bad']} " + _("refused"),
    }
    return words[line.state]


def _asked(line: FileLine) -> str:
    """Another key is refused unless somebody says yes; the others wait."""
    if isinstance(line.problem, DeviceKeyChanged):
        return f"{SIGNS['bad']} " + _("refused: another key")
    if isinstance(line.problem, WouldShrink):
        return f"{SIGNS['warn']} " + _("deletes much: answer")
    return f"{SIGNS['warn']} " + _("new computer: answer")
