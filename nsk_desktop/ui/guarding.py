"""The text guard in the window: it looks at a field that is left, and sends a concern elsewhere.

Words that may identify somebody are saved, so that nothing is lost, and marked with a choice: take them out, or keep
them for a reason. Words of concern for a child are held back: they are stored nowhere while they stand there.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout

from nsk_desktop.domain.concern import concern_in
from nsk_desktop.domain.text_guard import Finding, Spot, without
from nsk_desktop.i18n import _
from nsk_desktop.services.text_watch import TextWatch
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.drafts import LooseWords
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.theme import tokens_of
from nsk_desktop.ui.widgets.button import PushButton, button
from nsk_desktop.ui.widgets.entry import Line, TextEntry
from nsk_desktop.ui.widgets.field import Field, announce
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.text import label

NOTHING: frozenset[Finding] = frozenset()
Allowed = Mapping[str, frozenset[Finding]]


def guard_form(context: Context, form: Form, place: Callable[[], str], allowed: Allowed | None = None) -> None:
    """Watch every field of free text in *form*; *allowed* says what a field is made for, such as a phone number."""
    for name, field in form.fields.items():
        if isinstance(field.entry, (TextEntry, LongText)):
            form.guards[name] = GuardedField(
                field,
                context.watch,
                lambda name=name: f"{place()}/{form.record()}/{name}",  # type: ignore[misc]
                context.today,
                lambda: context.help("concern"),
                (allowed or {}).get(name, NOTHING),
            )


def guard_answer(context: Context, field: Field, place: Callable[[], str]) -> "GuardedField":
    """Watch a field of free text that stands in no form; whoever takes its answer asks `lets_through` first."""
    guard = GuardedField(field, context.watch, place, context.today, lambda: context.help("concern"))
    field.entry.committed.connect(guard.look)
    return guard


class GuardedField:
    """One field of free text, watched whenever it is left."""

    def __init__(
        self,
        field: Field,
        watch: TextWatch,
        place: Callable[[], str],
        today: Callable[[], date],
        show_help: Callable[[], object],
        allowed: frozenset[Finding] = NOTHING,
    ) -> None:
        assert isinstance(field.entry, (TextEntry, LongText))
        self.field, self.entry = field, field.entry
        self._watch, self._place, self._today, self._allowed = watch, place, today, allowed
        self._spots: list[Spot] = []
        self._dismissed: set[str] = set()
        self.card = _Card()
        self.card.hide()
        field.attach(self.card)
        self._show_help = show_help

    def holds_back(self) -> bool:
        """Whether what stands in the field must not be stored: it sounds like a concern for a child."""
        text = self._text()
        found = concern_in(text)
        return found is not None and text[found.start : found.end] not in self._dismissed

    def look(self) -> bool:
        """The field has been left: show what stands there. Returns whether it may be saved."""
        if self.holds_back():
            self._mark([])
            self._show_concern()
            return False
        self.look_again()
        return True

    def lets_through(self) -> bool:
        """Whether the answer may be taken: it holds no concern, and nothing that somebody has to answer for first."""
        if self.look() and not self._spots:
            return True
        self.entry.setFocus()
        return False

    def forget(self) -> None:
        """The field shows another record now."""
        self._spots = []
        self._mark([])
        self.card.hide()

    def look_again(self) -> None:
        """Show what may identify somebody in the text as it is now, or nothing."""
        text = self._text()
        self._spots = self._watch.spots(text, allowed=self._allowed, place=self._place())
        self._mark(self._spots)
        if not self._spots:
            self.card.hide()
            return
        said = ", ".join(f"{spot.finding.label} “{text[spot.start : spot.end]}”" for spot in self._spots)
        sentence = _("This text holds {what}. Does it belong here?").format(what=said)
        self.card.show_choices(
            sentence, ((_("Take it out"), self.take_out), (_("Keep it, with a reason …"), self._ask_reason))
        )

    def take_out(self) -> None:
        """Take what was found out of the text, and save it so."""
        self._put(without(self._text(), self._spots))

    def keep(self, reason: str) -> None:
        """Let the words stand, and remember why."""
        if not reason.strip():
            self.card.say(_("Write the reason in a few words."))
            return
        self._watch.keep(self._text(), self._spots, reason.strip(), place=self._place(), today=self._today())
        self.look_again()

    def _ask_reason(self) -> None:
        self.card.ask(_("Why does it have to stand here?"), self.keep)

    def _show_concern(self) -> None:
        self.card.show_choices(
            _(
                "Are you worried about a child? Do not write it here: what stands in this field is not stored. "
                "If there is danger now, call 112. Otherwise talk to your manager, and notify the municipality."
            ),
            (
                (_("Take the sentence out"), self.take_concern_out),
                (_("What can I do?"), self._show_help),
                (_("It is no concern for a child"), self.dismiss),
            ),
        )

    def take_concern_out(self) -> None:
        """Take the sentence of concern out, and save the rest."""
        text = self._text()
        found = concern_in(text)
        if found is not None:
            self._put((text[: found.start].rstrip() + " " + text[found.end :].lstrip()).strip())

    def dismiss(self) -> None:
        """It was no concern after all: save the text. Nothing tells afterwards that this was asked."""
        text = self._text()
        found = concern_in(text)
        if found is not None:
            self._dismissed.add(text[found.start : found.end])
        self.entry.committed.emit()

    def _text(self) -> str:
        return self.entry.words()

    def _put(self, text: str) -> None:
        self.card.hide()
        self.entry.put_back(text)
        self.entry.finish()
        if self._text() == text == self.entry.value():
            # The entry may have taken the text over before it was held back, and sees no change.
            self.entry.committed.emit()
        self.field.entry.target().setFocus()

    def _mark(self, spots: list[Spot]) -> None:
        """Underline the places in a text of several lines; a single line is short enough to be quoted."""
        if not isinstance(self.entry, LongText):
            return
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(tokens_of(self.entry).error)
        marks = []
        for spot in spots:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.entry.paper.document())
            cursor.setPosition(spot.start)
            cursor.setPosition(spot.end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.entry.paper.setExtraSelections(marks)


class GuardedWords(LooseWords):
    """Words that stand in no form, kept as a draft unless they must be stored nowhere."""

    def __init__(self, guard: GuardedField) -> None:
        super().__init__(guard.entry)
        self._guard = guard

    def unsaved(self) -> bool:
        return super().unsaved() and not self._guard.holds_back()


class _Card(QFrame):
    """What was found, under the field, with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "warning")
        self.sentence = label("", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.reason = Line()
        self._row = FlowLayout()
        self.buttons: list[PushButton] = []
        self._acts: list[Callable[[], object]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self.sentence)
        layout.addWidget(self.reason)
        layout.addWidget(self.problem)
        layout.addLayout(self._row)
        self.reason.hide()
        self.problem.hide()
        self.reason.returnPressed.connect(lambda: self.buttons[0].click())

    def show_choices(self, sentence: str, choices: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Say *sentence* and offer *choices*."""
        self.reason.hide()
        self.say("")
        if sentence != self.sentence.text() or self.isHidden():
            announce(self, sentence)
        self.sentence.setText(sentence)
        self._offer(choices)
        self.show()

    def ask(self, question: str, answer: Callable[[str], object]) -> None:
        """Ask for a reason in a line of its own."""
        self.reason.setText("")
        self.reason.setAccessibleName(question)
        self.reason.setPlaceholderText(question)
        self.reason.show()
        self._offer(((_("Keep it"), lambda: answer(self.reason.text())),))
        self.reason.setFocus()

    def say(self, problem: str) -> None:
        """What is wrong with the answer; nothing when *problem* is empty."""
        self.problem.setText(f"✕ {problem}" if problem else "")
        self.problem.setVisible(bool(problem))
        if problem:
            announce(self, problem)

    def _offer(self, choices: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        self._acts = [act for _text, act in choices]
        if [each.text() for each in self.buttons] == [text for text, _act in choices]:
            # They stay: the keyboard may be on its way from the field to one of them.
            return
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = [button(text, partial(self._do, number)) for number, (text, _act) in enumerate(choices)]
        while self._row.count():
            self._row.takeAt(0)
        for each in self.buttons:
            self._row.addWidget(each)

    def _do(self, number: int) -> None:
        self._acts[number]()
