"""Drafts: every word that stands in a field unsaved is kept within a second, and put back after a crash."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit

from nsk_desktop.errors.store import StoreError
from nsk_desktop.services import drafts
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.drafts import LOOSE, Draft, Spot
from nsk_desktop.ui.widgets.entry import Entry

__all__ = ["LOOSE", "AnswerWords", "Drafts", "LineWords", "LooseWords", "Sheet"]
EVERY_MS = 1000


class Words(Protocol):
    """Something that words are typed into."""

    def unsaved(self) -> bool:
        """Whether words stand here that would be lost."""

    def words(self) -> str:
        """What stands here."""

    def put_back(self, words: str) -> None:
        """Show *words* that were typed earlier."""

    def focus(self) -> None:
        """Put the focus where they stand."""


class LineWords:
    """A bare line, such as one that searches: whatever stands in it was typed and saved nowhere."""

    def __init__(self, line: QLineEdit) -> None:
        self._line = line

    def unsaved(self) -> bool:
        return bool(self._line.text().strip())

    def words(self) -> str:
        return self._line.text()

    def put_back(self, words: str) -> None:
        self._line.setText(words)
        self._line.textEdited.emit(words)

    def focus(self) -> None:
        self._line.setFocus()


class LooseWords:
    """An entry that belongs to no field of the record: what it says is kept until a button is pressed."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def unsaved(self) -> bool:
        return bool(self._entry.words().strip())

    def words(self) -> str:
        return self._entry.words()

    def put_back(self, words: str) -> None:
        self._entry.set_value(None)
        if words:
            self._entry.put_back(words)

    def focus(self) -> None:
        self._entry.setFocus()


class SpareWords(LooseWords):
    """An entry that is saved when it is left, but is no field of a form."""

    def unsaved(self) -> bool:
        return self._entry.unsaved()


class AnswerWords:
    """An entry of a dialog: its value is saved only when the dialog is answered."""

    def __init__(self, entry: Entry, read: Callable[[str], Any] = str) -> None:
        self._entry, self._read = entry, read
        self._first = entry.value()

    def unsaved(self) -> bool:
        return bool(self._entry.value() != self._first)

    def words(self) -> str:
        return str(self._entry.value() or "")

    def put_back(self, words: str) -> None:
        self._entry.set_value(self._read(words))

    def focus(self) -> None:
        self._entry.setFocus()


class Drafts(QObject):
    """All that is typed in one window and not saved yet. The store hears of it at most once a second."""

    taken_up = Signal(str, str)
    """Words were put back on this page, for this record."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: dict[Spot, str] = {one.spot: one.words for one in drafts.every_draft(desk)}
        self._touched: dict[Sheet, set[str]] = {}
        self._written: dict[Spot, Draft] = {}
        self._gone: set[Spot] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.write)
        self._ended = self._in_trouble = False
        desk.before_closing(self._end)

    def kept(self, place: str, record: str) -> dict[str, str]:
        """The words that were typed into the fields of a record, by field."""
        return {field: words for (page, id, field), words in self._kept.items() if (page, id) == (place, record)}

    def touch(self, sheet: "Sheet", field: str) -> None:
        """What stands in a field of *sheet* may have changed: look at it soon."""
        self._touched.setdefault(sheet, set()).add(field)
        # Not begun anew with each key: somebody who writes without a pause would be kept waiting for ever.
        if not self._timer.isActive():
            self._timer.start(EVERY_MS)

    def let_be(self, sheet: "Sheet") -> None:
        """The widgets of *sheet* are gone: there is nothing to look at any more."""
        self._touched.pop(sheet, None)

    def look(self, sheet: "Sheet") -> None:
        """Take note of the words of *sheet* now: it is about to show another record."""
        place, record = sheet.place(), sheet.record()
        for field in self._touched.pop(sheet, ()):
            if not record:
                continue
            spot, words = (place, record, field), sheet.unsaved_words(field)
            if words:
                self._note(spot, words)
            else:
                self._let_go(spot)

    def forget(self, place: str, record: str, fields: str = "") -> None:
        """Let go of what was typed for a record, in the fields whose names begin with *fields*."""
        self._look_at_all()
        for field in self.kept(place, record):
            if field.startswith(fields):
                self._let_go((place, record, field))
        self.write()

    def write(self) -> bool:
        """Have the store keep what stands in the fields now. Returns whether all of it is kept.

        Trouble with the disk is told of once, and tried again until it is over: whoever types on is not stopped at
        every word.
        """
        if self._ended:
            return True
        self._look_at_all()
        if not self._written and not self._gone:
            return True
        told, self._in_trouble = self._in_trouble, False
        try:
            kept = drafts.keep(self._desk, list(self._written.values()), list(self._gone))
        except StoreError:
            self._in_trouble = True
            self._timer.start(EVERY_MS)
            if told:
                return False
            raise
        if kept:
            self._written.clear()
            self._gone.clear()
        else:
            self._timer.start(EVERY_MS)
        return kept

    def read_again(self) -> None:
        """The list of drafts was changed by hand."""
        self._kept = {one.spot: one.words for one in drafts.every_draft(self._desk)}

    def _end(self) -> None:
        """The store is closed: whoever closes it has written before. The timer may be gone, so it is not asked."""
        self._ended = True

    def _look_at_all(self) -> None:
        for sheet in list(self._touched):
            self.look(sheet)

    def _note(self, spot: Spot, words: str) -> None:
        if self._kept.get(spot) != words:
            self._kept[spot] = words
            self._gone.discard(spot)
            self._written[spot] = drafts.draft(spot, words)

    def _let_go(self, spot: Spot) -> None:
        if self._kept.pop(spot, None) is not None:
            self._written.pop(spot, None)
            self._gone.add(spot)


class Sheet:
    """The fields of a form or a dialog whose words are kept, under the record that it shows."""

    def __init__(self, drafts: Drafts, place: Callable[[], str], record: Callable[[], str]) -> None:
        self._drafts, self.place, self.record = drafts, place, record
        self._words: dict[str, Words] = {}
        self._beside: list[Words] = []

    def add(self, field: str, words: Words, edited: SignalInstance) -> None:
        """Keep what is typed into *words*, which says *edited* when it is."""
        self._words[field] = words
        edited.connect(lambda *_given: self._drafts.touch(self, field))

    def add_beside(self, field: str, words: Words, edited: SignalInstance) -> None:
        """The same for what is no field of the record, and is empty for another one."""
        self.add(field, words, edited)
        self._beside.append(words)

    def unsaved_words(self, field: str) -> str:
        """What stands in *field* and is saved nowhere else."""
        words = self._words[field]
        return words.words() if words.unsaved() else ""

    def look(self) -> None:
        """Take note of every word now, before the fields show another record."""
        self._drafts.look(self)

    def put_back(self) -> list[str]:
        """Show the words that were kept for this record; returns the fields that have any."""
        kept = self._drafts.kept(self.place(), self.record())
        for words in self._beside:
            words.put_back("")
        for field in kept:
            if field in self._words:
                self._words[field].put_back(kept[field])
        found = [field for field in kept if field in self._words]
        if found:
            self._drafts.taken_up.emit(self.place(), self.record())
        return found

    def go_to(self, fields: Iterable[str]) -> None:
        """Put the focus on the first of *fields* that stands here."""
        found = next((self._words[field] for field in fields if field in self._words), None)
        if found is not None:
            found.focus()

    def look_again(self) -> None:
        """What was kept for this record may be saved by now."""
        for field in self._drafts.kept(self.place(), self.record()):
            if field in self._words:
                self._drafts.touch(self, field)
