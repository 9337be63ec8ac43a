"""Type-ahead: Enter accepts what is offered, and what is not known can be made."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.ui.widgets.button import PushButton
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate, TypeAhead
from tests.ui.conftest import show

KNOWN = [Candidate("1", "Mimers Skole"), Candidate("2", "Mødreforeningen"), Candidate("3", "Sprogskolen")]
Key = Qt.Key


def search(text: str) -> list[Candidate]:
    return [one for one in KNOWN if text.casefold() in one.text.casefold()]


def put(qtbot: QtBot, entry: TypeAhead | ManyEntry) -> Field:
    window = QWidget()
    layout = QVBoxLayout(window)
    field = Field("Aktør", entry)
    layout.addWidget(field)
    layout.addWidget(Field("Næste", TextEntry()))
    show(qtbot, window)
    entry.target().setFocus()
    return field


def test_enter_takes_the_first_that_is_offered(qtbot: QtBot) -> None:
    entry = TypeAhead(search)
    put(qtbot, entry)
    QTest.keyClicks(entry.line, "spr")
    with qtbot.waitSignal(entry.committed):
        QTest.keyClick(entry._popup, Key.Key_Return)
    assert entry.value() == "3"
    assert entry.line.text() == "Sprogskolen"
    QTest.keyClicks(entry.line, "mø")
    assert entry.line.text() == "mø", "what is typed on stands for itself"


def test_the_last_line_offers_to_make_what_is_not_known(qtbot: QtBot) -> None:
    entry = TypeAhead(search, can_create=True)
    put(qtbot, entry)
    QTest.keyClicks(entry.line, "Klub 7")
    assert entry._model.stringList() == ["Opret »Klub 7« …"]
    with qtbot.waitSignal(entry.create_wanted) as wanted:
        QTest.keyClick(entry._popup, Key.Key_Return)
    assert wanted.args == ["Klub 7"]


def test_something_known_is_not_offered_to_be_made_again(qtbot: QtBot) -> None:
    entry = TypeAhead(search, can_create=True)
    put(qtbot, entry)
    QTest.keyClicks(entry.line, "mimers skole")
    assert entry._model.stringList() == ["Mimers Skole"]


def test_leaving_with_something_unknown_says_so_and_keeps_it(qtbot: QtBot) -> None:
    entry = TypeAhead(search)
    field = put(qtbot, entry)
    QTest.keyClicks(entry.line, "xyz")
    QTest.keyClick(entry.line, Key.Key_Tab)
    assert entry.value() is None
    assert entry.line.text() == "xyz"
    assert "ikke på listen" in field.problem.text()


def test_what_only_stands_in_a_name_is_offered_and_never_taken_by_leaving(qtbot: QtBot) -> None:
    entry = TypeAhead(search, can_create=True)
    field = put(qtbot, entry)
    QTest.keyClicks(entry.line, "foreningen")
    assert entry._model.stringList() == ["Mødreforeningen", "Opret »foreningen« …"]
    entry._popup.hide()
    QTest.keyClick(entry.line, Key.Key_Tab)
    assert (entry.value(), entry.line.text()) == (None, "foreningen")
    assert "foreningen" in field.problem.text()
    entry.line.setText("mødre")
    entry.finish()
    assert entry.value() == "2", "control: what begins the only name is taken"


def test_emptying_the_line_means_nothing_any_more(qtbot: QtBot) -> None:
    entry = TypeAhead(search)
    put(qtbot, entry)
    entry.set_value("1", "Mimers Skole")
    entry.line.selectAll()
    QTest.keyClick(entry.line, Key.Key_Backspace)
    with qtbot.waitSignal(entry.committed):
        QTest.keyClick(entry.line, Key.Key_Tab)
    assert entry.value() is None


def test_several_are_chosen_one_after_the_other_and_taken_away_again(qtbot: QtBot) -> None:
    entry = ManyEntry(search, {one.id: one.text for one in KNOWN}.__getitem__)
    put(qtbot, entry)
    for typed in ("mim", "spr"):
        QTest.keyClicks(entry.line.line, typed)
        QTest.keyClick(entry.line._popup, Key.Key_Return)
    assert entry.value() == ["1", "3"]
    assert entry.line.line.text() == ""
    chip = entry.chips.findChildren(PushButton)[0]
    with qtbot.waitSignal(entry.committed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert entry.value() == ["3"]
