"""Getting started: three short cards on the first day, and a list of first steps that takes itself away."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from nsk_desktop.domain.codes import DISTRICTS
from nsk_desktop.domain.dates import show_time, weekday_name
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import effort, getting_started
from nsk_desktop.services.author import author, sign_as
from nsk_desktop.services.getting_started import ACTOR, FOLDER, MEETING, SERIES, WHO, SeriesLine
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.page import Readable
from nsk_desktop.ui.widgets.button import PushButton, button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.text import label

CARDS = (WHO, SERIES, FOLDER)


class GettingStarted(QFrame):
    """The first steps, each with a button that leads to it. It is put away by a press, or by being finished."""

    kinds = frozenset({"area", "series", "session", "actor", "headcount", "attendance"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("look", "card")
        self.heading = label("", "heading")
        self.away = button(_("Skip this"), self._put_away, kind="quiet")
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.away)
        self.who, self.series, self.folder = WhoCard(context), SeriesCard(context), FolderCard(context)
        # One is seen at a time, and no stack: that would be as high as the highest of them.
        self.cards = (self.who, self.series, self.folder)
        for card in self.cards:
            card.hide()
            card.on(partial(self._next, card))
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(0)
        self._lines.setHorizontalSpacing(16)
        self._lines.setColumnStretch(2, 1)
        self.buttons: dict[str, PushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self._done = label("", "quiet", wrap=True)
        column.addLayout(head)
        column.addWidget(self._done)
        column.addLayout(self._lines)
        for card in self.cards:
            column.addWidget(card)
        self._opened = False

    def refresh(self) -> None:
        """Show what is still to be done; nothing when all is, or when it was put away."""
        desk = self._context.desk
        if desk.practice or getting_started.is_put_away(desk):
            self.hide()
            return
        steps = getting_started.steps(desk, self._context.settings.now.export_folder)
        done = sum(step.done for step in steps)
        if done == len(steps):
            self._put_away()
            return
        self.heading.setText(_("Getting started {done}/{all}").format(done=done, all=len(steps)))
        self._clear()
        self.buttons = {}
        # What is done takes one line together: the day's work under it is to be in sight.
        self._done.setText(" · ".join(f"✓ {step.title}" for step in steps if step.done))
        self._done.setVisible(bool(done))
        for row, step in enumerate(step for step in steps if not step.done):
            self._lines.addWidget(label(f"○ {step.title}"), row, 0)
            self.buttons[step.name] = button(_("Do it"), partial(self.do, step.name), kind="quiet")
            self.buttons[step.name].setAccessibleName(f"{_('Do it')}: {step.title}")
            self._lines.addWidget(self.buttons[step.name], row, 1)
        self.show()
        if not self._opened and not done:
            # The very first time the cards stand ready; skipping them is one press.
            self._opened = True
            self.do(WHO)

    def do(self, name: str) -> None:
        """Go to a step."""
        if name in CARDS:
            wanted = self.cards[CARDS.index(name)]
            for card in self.cards:
                card.setVisible(card is wanted)
            wanted.begin()
        elif name == MEETING:
            self._context.go("activities", "new")
        elif name == ACTOR:
            self._context.go("actors", "new")

    def _next(self, finished: "_Card") -> None:
        """A card is finished: show the next one that is not."""
        steps = getting_started.steps(self._context.desk, self._context.settings.now.export_folder)
        here = self.cards.index(finished)
        later = [step.name for step in steps if step.name in CARDS[here + 1 :] and not step.done]
        if later:
            self.do(later[0])
        else:
            finished.hide()
        self.refresh()

    def _put_away(self) -> None:
        getting_started.put_away(self._context.desk)
        self.hide()

    def _clear(self) -> None:
        while self._lines.count():
            taken = self._lines.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Card(Readable):
    """One of the first cards."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self.context = context
        self._finished: Callable[[], object] = lambda: None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.addWidget(label(title, "heading"))

    def on(self, finished: Callable[[], object]) -> None:
        """Call *finished* when the card is done with, or skipped."""
        self._finished = finished

    def begin(self) -> None:
        """Show what is known already."""

    def end_with(self, text: str, act: Callable[[], object]) -> None:
        """The buttons at the foot of the card."""
        row = QHBoxLayout()
        self.go_on = button(text, act, kind="primary")
        self.skip = button(_("Not now"), lambda: self._finished())
        row.addWidget(self.go_on)
        row.addWidget(self.skip)
        row.addStretch(1)
        self.column.addLayout(row)


class WhoCard(_Card):
    """Who are you? The area and the initials."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Who are you?"))
        self.area, self.district, self.author = TextEntry(), Choice(options_of(DISTRICTS), _("Choose …")), TextEntry()
        self.area_field = Field(_("The name of the area"), self.area)
        self.column.addWidget(self.area_field)
        self.column.addWidget(Field(_("District"), self.district))
        self.column.addWidget(Field(_("Your initials"), self.author, note=_("They stand beside what you write.")))
        self.end_with(_("Go on"), self._go)

    def begin(self) -> None:
        area = effort.get_area(self.context.desk)
        self.area.set_value(area.name if area else "")
        self.district.set_value((area.district or None) if area else None)
        self.author.set_value(author(self.context.desk))
        self.area.setFocus()

    def _go(self) -> None:
        name, initials = self.area.line.text().strip(), self.author.line.text().strip()
        if not name:
            self.area_field.say(_("Write what the area is called."))
            self.area.setFocus()
            return
        effort.name_area(self.context.desk, name, self.district.value() or "")
        sign_as(self.context.desk, initials)
        self._finished()


class SeriesCard(_Card):
    """The regular series, one a line; what was understood is shown while it is written."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Your regular series"))
        self.list = LongText(5)
        self.field = Field(
            _("One series a line"),
            self.list,
            note=_("For example: Women's group; Tuesday; 18.00-20.00; Mimersgade. You can paste a list."),
        )
        self.understood = label("", "quiet", wrap=True)
        self.column.addWidget(self.field)
        self.column.addWidget(self.understood)
        self.list.paper.textChanged.connect(self._show)
        self.end_with(_("Make the series"), self._go)

    def begin(self) -> None:
        self.list.setFocus()

    def _lines(self) -> list[SeriesLine]:
        return getting_started.read_series(self.list.paper.toPlainText())

    def _show(self) -> None:
        self.understood.setText("\n".join(_said(line) for line in self._lines()))

    def _go(self) -> None:
        lines = self._lines()
        if not lines:
            self.field.say(_("Write at least one line."))
            self.list.setFocus()
            return
        number = getting_started.make_series(self.context.desk, lines, self.context.today())
        text = ngettext("{number} series is made.", "{number} series are made.", number)
        self.context.tell(text.format(number=number))
        self.list.set_value("")
        self._finished()


class FolderCard(_Card):
    """Where the file for the evaluation goes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Where does the file for the evaluation go?"))
        sentence = _(
            "Choose the folder that the centre fetches from, or one you can find again. No names leave with it."
        )
        self.column.addWidget(label(sentence, wrap=True))
        self.end_with(_("Choose a folder …"), self._go)

    def _go(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Choose a folder"))
        if folder:
            self.context.settings.change(replace(self.context.settings.now, export_folder=folder))
            self._finished()


def _said(line: SeriesLine) -> str:
    """What was understood of a line."""
    parts = [line.title]
    if line.weekday:
        every = line.interval_weeks or 1
        day = weekday_name(line.weekday)
        parts.append(day if every == 1 else _("{weekday}, every {number} weeks").format(weekday=day, number=every))
    if line.from_time:
        parts.append(show_time(line.from_time) + (f"-{show_time(line.to_time).split()[-1]}" if line.to_time else ""))
    if line.place:
        parts.append(line.place)
    return "✓ " + " · ".join(parts)
