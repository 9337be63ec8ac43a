"""Several things chosen by typing, each shown with a button to take it away."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.type_ahead import Candidate, Search, TypeAhead


class ManyEntry(Entry):
    """Ids of things, in the order they were chosen."""

    create_wanted = Signal(str)

    def __init__(
        self, search: Search, name_of: Callable[[str], str], placeholder: str = "", *, can_create: bool = True
    ) -> None:
        super().__init__()
        self._search, self._name_of = search, name_of
        self._ids: list[str] = []
        self._drawn: list[tuple[str, str]] | None = None
        self.line = TypeAhead(self._others, can_create=can_create, placeholder=placeholder)
        self.chips = QWidget()
        self._row = FlowLayout(self.chips, 6, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.chips)
        self.line.committed.connect(self._add)
        self.line.create_wanted.connect(self._create)
        self.line.problem_changed.connect(self.problem_changed)
        self.line.edited.connect(self.edited)

    @property
    def problem(self) -> str:
        """Why what stands in the line names nobody, as long as it stands there."""
        return super().problem or self.line.problem

    def value(self) -> list[str]:
        return list(self._ids)

    def set_value(self, value: Any) -> None:
        self._ids = list(value or [])
        self.line.clear()
        self._show()

    def target(self) -> QWidget:
        return self.line.target()

    def unsaved(self) -> bool:
        return self.line.unsaved()

    def words(self) -> str:
        return self.line.words()

    def put_back(self, words: str) -> None:
        self.line.put_back(words)

    def finish(self) -> None:
        self.line.finish()

    def describe(self, value: Any) -> str | None:
        ids = [each["actor"] if isinstance(each, dict) else each for each in value or []]
        return ", ".join(self._name_of(id) for id in ids)

    def add(self, id: str) -> None:
        """Choose one more, as a person does."""
        if id not in self._ids:
            self._ids.append(id)
            self._show()
            self.committed.emit()

    def _others(self, text: str) -> Sequence[Candidate]:
        return [one for one in self._search(text) if one.id not in self._ids]

    def _add(self) -> None:
        chosen = self.line.value()
        self.line.clear()
        if chosen:
            self.add(chosen)

    def _create(self, name: str) -> None:
        self.line.clear()
        self.create_wanted.emit(name)

    def _remove(self, id: str) -> None:
        self._ids.remove(id)
        self._show()
        self.line.setFocus()
        self.committed.emit()

    def _show(self) -> None:
        wanted = [(id, self._name_of(id)) for id in self._ids]
        if wanted == self._drawn:
            # The keyboard may be at one of them.
            return
        self._drawn = wanted
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for id in self._ids:
            name = self._name_of(id)
            chip = button(f"{name}  ✕", partial(self._remove, id))
            chip.setAccessibleName(_("Remove {name}").format(name=name))
            self._row.addWidget(chip)
        self.chips.setVisible(bool(self._ids))
