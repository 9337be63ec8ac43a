"""F1 opens the page about what is shown, and nothing that a user typed is ever shown as markup there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.places import places
from nsk_desktop.ui.widgets.reading import Reading

Key = Qt.Key


def test_f1_opens_the_page_of_the_screen(window: MainWindow) -> None:
    for name, title in (("participants", "Deltagere"), ("submission", "Indberetning"), ("start", "Start")):
        window.go(name)
        QTest.keyClick(window, Key.Key_F1)
        assert window.help.isVisible()
        assert window.help.page().title == title
        assert title in window.help.reading.toPlainText()


def test_f1_on_a_tab_opens_the_page_of_the_tab(window: MainWindow) -> None:
    window.go("bridges")
    QTest.keyClick(window, Key.Key_F1)
    assert window.help.page().title == "Brobygning"


def test_every_screen_and_tab_has_a_page_of_its_subject(window: MainWindow) -> None:
    for place in places():
        for name in (place.name, *place.parts):
            window.go(name)
            QTest.keyClick(window, Key.Key_F1)
            # A page of tabs shows one of them, and the help is about what is shown.
            within = place.parts if name == place.name else ()
            assert window.help.page().name in (name, name.partition("-")[0], *within)


def test_another_page_is_chosen_with_the_arrow_keys_and_read_with_tab(window: MainWindow) -> None:
    window.show_help("start")
    window.help.contents.setFocus()
    QTest.keyClick(window.help.contents, Key.Key_Down)
    assert window.help.page().name != "start"
    assert window.help.page().title in window.help.reading.toPlainText()


def test_what_can_be_done_in_a_concern_is_a_page(window: MainWindow) -> None:
    window.context.help("concern")
    assert "112" in window.help.reading.toPlainText()


def test_headings_have_a_weight_that_the_letters_have(qtbot: QtBot) -> None:
    reading = Reading("Hjælp")
    qtbot.addWidget(reading)

    def heaviest() -> int:
        document = reading.document()
        cursors = [QTextCursor(document) for _place in range(document.characterCount() - 1)]
        for place, cursor in enumerate(cursors):
            cursor.setPosition(place + 1)
        return max(int(cursor.charFormat().fontWeight()) for cursor in cursors)

    text = "# Møder\n\nEt **møde** er en aktivitet.\n"
    reading.show_markdown(text)
    assert heaviest() == QFont.Weight.DemiBold
    reading.setMarkdown(text)
    assert heaviest() == QFont.Weight.Bold, "control"
