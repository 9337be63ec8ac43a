"""A6 on every screen: what cannot be read is said under its field, and what was typed stays."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nsk_desktop.ui.widgets.contact_entry import EmailEntry
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import LineEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.numbers_entry import AmountEntry, NumberEntry, SpanEntry
from nsk_desktop.ui.widgets.time_entry import TimeEntry
from tests.ui.screens import House, sights
from tests.ui.walk import go_over, report

NONSENSE = "31/2 kl. 27 æøå"
READ = (AmountEntry, DateEntry, EmailEntry, NumberEntry, SpanEntry, TimeEntry)
LEAST = 30
"""So many fields at least are met: a walk that meets none would find nothing wrong."""


def fields(root: QWidget) -> list[Field]:
    """The fields that can be written in and that take a date, a time, a number or an address."""
    found = [each for each in root.findChildren(Field) if each.isVisible() and each.entry.isEnabled()]
    return [each for each in found if isinstance(each.entry, READ) and not each.entry.line.isReadOnly()]


def type_nonsense(field: Field) -> list[str]:
    """What is wrong with how a field takes words that mean nothing to it."""
    entry = field.entry
    assert isinstance(entry, LineEntry)
    entry.line.setFocus()
    entry.line.selectAll()
    QTest.keyClicks(entry.line, NONSENSE)
    entry.finish()
    name, found = field.label.text(), []
    if entry.line.text() != NONSENSE:
        found.append(f"{name} changes what was typed to {entry.line.text()!r}")
    if not field.problem.isVisible() or field.problem.text().strip("✕ ") != entry.problem:
        found.append(f"{name} says nothing under it")
    if not entry.problem or entry.target().accessibleDescription() != entry.problem:
        found.append(f"{name} does not tell a screen reader")
    return found


def test_what_cannot_be_read_is_said_under_its_field_and_stays(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[Field] = []
    told: list[QAccessible.Event] = []

    def note(event: QAccessibleEvent) -> None:
        told.append(event.type())

    def check(root: QWidget) -> list[str]:
        found = []
        for field in fields(root):
            # A form that is shown a second time has the words still, and says nothing new.
            if not field.entry.problem:
                met.append(field)
            monkeypatch.setattr(QAccessible, "updateAccessibility", note)
            found += type_nonsense(field)
            monkeypatch.undo()
        return found

    found = go_over(house, sights(), {"A6": check})
    assert not found, report(found)
    assert len(met) >= LEAST
    assert told.count(QAccessible.Event.Announcement) >= len(met)


def test_control_a_field_that_keeps_silent_is_found(house: House) -> None:
    class Silent(DateEntry):
        """A date that takes anything and says nothing."""

        def set_problem(self, sentence: str) -> None:
            """Nothing."""

    field = Field("Dato", Silent())
    house.qtbot.addWidget(field)
    field.show()
    assert type_nonsense(field) == ["Dato says nothing under it", "Dato does not tell a screen reader"]
