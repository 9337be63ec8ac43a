"""A line that offers what it knows while it is typed into, and to make what it does not know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from nsk_desktop.domain.folding import matches
from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.entry import Entry, Line


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be meant: its id, and how it is shown."""

    id: str
    text: str


Search = Callable[[str], Sequence[Candidate]]


class TypeAhead(Entry):
    """One thing chosen by typing. The value is its id; Enter takes the first that is offered."""

    create_wanted = Signal(str)
    """A person wants to make what was typed."""

    def __init__(
        self, search: Search, *, can_create: bool = False, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search, self._can_create = search, can_create
        self._offered: list[Candidate] = []
        self._value: str | None = None
        self._shown = ""
        self.line = Line(self)
        self.line.setPlaceholderText(placeholder)
        self._hold(self.line)
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(10)
        self.completer.setWidget(self.line)
        popup = self.completer.popup()
        assert popup is not None
        self._popup = popup
        self.completer.activated[QModelIndex].connect(  # type: ignore[index]
            lambda index: self._take(index.row())
        )
        self.line.textEdited.connect(self._offer)
        self.line.left.connect(self._leave)
        self.line.textChanged.connect(self.edited)

    def value(self) -> str | None:
        return self._value

    def set_value(self, value: Any, text: str = "") -> None:
        """Show *text* for the thing with the id *value*."""
        self._value = value or None
        self.line.setText(text if value else "")
        # The line shows on one line what another laptop may have said on several.
        self._shown = self.line.text()
        self.line.setCursorPosition(0)
        self.set_problem("")

    def target(self) -> QWidget:
        return self.line

    def clear(self) -> None:
        """Empty the line."""
        self.set_value(None)

    def unsaved(self) -> bool:
        return self.line.text() != self._shown

    def words(self) -> str:
        return self.line.text()

    def put_back(self, words: str) -> None:
        self.line.setText(words)

    def finish(self) -> None:
        if self.unsaved() or self.problem:
            self._leave()

    def _offer(self, text: str) -> None:
        wanted = text.strip()
        self._offered = list(self._search(wanted)) if wanted else []
        texts = [candidate.text for candidate in self._offered]
        known = any(shown.casefold() == wanted.casefold() for shown in texts)
        if self._can_create and wanted and not known:
            texts.append(_("Create “{text}” …").format(text=wanted))
        self._model.setStringList(texts)
        if not texts:
            self._popup.hide()
            return
        self.completer.complete()
        self._popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _take(self, row: int) -> None:
        typed = self.line.text().strip()
        if 0 <= row < len(self._offered):
            chosen = self._offered[row]
            changed = chosen.id != self._value
            self.set_value(chosen.id, chosen.text)
            if self.line.hasFocus():
                # Who types on means somebody else, not a name in front of this one.
                self.line.selectAll()
            if changed:
                self.committed.emit()
        elif typed:
            self.create_wanted.emit(typed)

    def _leave(self) -> None:
        """When left: an emptied line means nothing; one that names nothing known is said to."""
        if self._popup.isVisible():
            return
        typed = self.line.text().strip()
        if typed == self._shown:
            self.set_problem("")
        elif not typed:
            self.set_value(None)
            self.committed.emit()
        else:
            found = self._search(typed)
            exact = [one for one in found if one.text.casefold() == typed.casefold()]
            # What only stands in the midst of a name is offered, and never taken unasked.
            exact = exact or [one for one in found if matches(typed, one.text)]
            if len(exact) == 1:
                self._offered = exact
                self._take(0)
            else:
                self.set_problem(_("“{text}” is not in the list. Choose from it, or create it.").format(text=typed))


class SuggestText(Entry):
    """Free text with suggestions: places that were used before, for example."""

    def __init__(self, suggestions: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestions = suggestions
        self._value = self._shown = ""
        self.line = Line(self)
        self._hold(self.line)
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(self.completer)
        self.line.textEdited.connect(self._renew)
        self.completer.activated.connect(self.finish)
        self.line.left.connect(self.finish)
        self.line.textChanged.connect(self.edited)

    def value(self) -> str:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value or ""
        self.line.setText(self._value)
        self._shown = self.line.text()
        self.line.setCursorPosition(0)

    def target(self) -> QWidget:
        return self.line

    def _renew(self, text: str) -> None:
        if len(text) <= 1:
            self._model.setStringList(list(self._suggestions()))

    def unsaved(self) -> bool:
        return self.line.text() != self._shown

    def words(self) -> str:
        return self.line.text()

    def put_back(self, words: str) -> None:
        self.line.setText(words)

    def finish(self) -> None:
        text = self.line.text().strip()
        if text != self._shown.strip():
            self._value = self._shown = text
            self.committed.emit()
        elif self.unsaved():
            self.line.setText(self._shown)
