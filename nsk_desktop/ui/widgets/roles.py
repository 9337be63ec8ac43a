"""Several things chosen by typing, each with a role: the partners of an initiative, for example."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, Options
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.type_ahead import Candidate, Search, TypeAhead


class RolesEntry(Entry):
    """Things as {actor, role}, in the order they were chosen. A role that is not offered is shown and kept."""

    create_wanted = Signal(str)

    def __init__(
        self, search: Search, name_of: Callable[[str], str], roles: Options, usual: str, placeholder: str = ""
    ) -> None:
        super().__init__()
        self._search, self._name_of, self._roles, self._usual = search, name_of, roles, usual
        self._chosen: list[dict[str, Any]] = []
        self._drawn: list[tuple[str, str, Any]] | None = None
        self.line = TypeAhead(self._others, can_create=True, placeholder=placeholder)
        self.list = QWidget()
        self._grid = QGridLayout(self.list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self.roles: dict[str, Choice] = {}
        """The role of each, by its id."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.committed.connect(self._add)
        self.line.create_wanted.connect(self._create)
        self.line.problem_changed.connect(self.problem_changed)
        self.line.edited.connect(self.edited)

    def value(self) -> list[dict[str, Any]]:
        return [dict(one) for one in self._chosen]

    def set_value(self, value: Any) -> None:
        self._chosen = [dict(one) for one in value or []]
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
        return ", ".join(self._name_of(one["actor"]) for one in value or [])

    def add(self, id: str) -> None:
        """Choose one more, as a person does."""
        if id not in self._ids():
            self._chosen.append({"actor": id, "role": self._usual})
            self._show()
            self.committed.emit()

    def _ids(self) -> list[str]:
        return [one["actor"] for one in self._chosen]

    def _others(self, text: str) -> list[Candidate]:
        return [one for one in self._search(text) if one.id not in self._ids()]

    def _add(self) -> None:
        chosen = self.line.value()
        self.line.clear()
        if chosen:
            self.add(chosen)

    def _create(self, name: str) -> None:
        self.line.clear()
        self.create_wanted.emit(name)

    def _remove(self, id: str) -> None:
        self._chosen = [one for one in self._chosen if one["actor"] != id]
        self._show()
        self.line.target().setFocus()
        self.committed.emit()

    def _change(self, id: str) -> None:
        for one in self._chosen:
            if one["actor"] == id:
                one["role"] = self.roles[id].value()
        self.committed.emit()

    def _show(self) -> None:
        wanted = [(one["actor"], self._name_of(one["actor"]), one.get("role")) for one in self._chosen]
        if wanted == self._drawn:
            # The keyboard may be at one of them.
            return
        self._drawn = wanted
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.roles.clear()
        for row, one in enumerate(self._chosen):
            id, name = one["actor"], self._name_of(one["actor"])
            role = Choice(self._roles)
            role.set_value(one.get("role") or self._usual)
            role.box.setAccessibleName(_("Role of {name}").format(name=name))
            role.committed.connect(partial(self._change, id))
            remove = button("✕", partial(self._remove, id))
            remove.setAccessibleName(_("Remove {name}").format(name=name))
            remove.setToolTip(remove.accessibleName())
            self.roles[id] = role
            self._grid.addWidget(label(name, wrap=True), row, 0)
            self._grid.addWidget(role, row, 1)
            self._grid.addWidget(remove, row, 2)
        self.list.setVisible(bool(self._chosen))
