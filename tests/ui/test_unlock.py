"""The first window: a store is made, its recovery code is typed back, and it is unlocked again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nsk_desktop.services import opening
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import keys
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.unlock import UnlockWindow, practice_folder
from tests import make
from tests.ui.conftest import show

Key = Qt.Key
CHEAP = keys.Strength(cost=keys.Cost(8, 1, 1), floor=keys.Cost(8, 1, 1))


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess at the passphrase costs a test nothing; its price is tested with the keys."""
    monkeypatch.setattr(keys, "FULL", CHEAP)
    monkeypatch.setattr(keys.unlock, "__defaults__", (CHEAP,))


@pytest.fixture
def first(tmp_path: Path, runner: Runner, qtbot: QtBot) -> Iterator[UnlockWindow]:
    """The first window at a folder that holds nothing."""
    window = UnlockWindow(tmp_path / "data", runner)
    show(qtbot, window)
    yield window
    window.close()


def make_store(folder: Path) -> str:
    desk, code = opening.create(folder, make.PASSPHRASE, strength=CHEAP)
    desk.close()
    return code


def shown_code(window: UnlockWindow) -> str:
    return window.code_page.code.text().replace("\n", "-")


def test_a_store_is_made_and_its_code_typed_back_by_keyboard_alone(qtbot: QtBot, first: UnlockWindow) -> None:
    page = first.create_page
    assert first.pages.currentWidget() is page
    QTest.keyClicks(page.passphrase.line, make.PASSPHRASE)
    QTest.keyClicks(page.again.line, make.PASSPHRASE)
    QTest.keyClicks(page.author.line, "AB")
    QTest.keyClick(page.author.line, Key.Key_Return)
    qtbot.waitUntil(lambda: first.pages.currentWidget() is first.code_page)
    QTest.keyClicks(first.code_page.typed.line, shown_code(first).lower())
    with qtbot.waitSignal(first.unlocked) as unlocked:
        QTest.keyClick(first.code_page.typed.line, Key.Key_Return)
    (desk,) = unlocked.args or [None]
    assert isinstance(desk, Desk)
    assert desk.store.author == "AB"
    assert not desk.practice
    desk.close()


def test_a_mistyped_code_is_refused_and_the_store_is_not_opened(qtbot: QtBot, first: UnlockWindow) -> None:
    page = first.create_page
    page.passphrase.line.setText(make.PASSPHRASE)
    page.again.line.setText(make.PASSPHRASE)
    QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first.pages.currentWidget() is first.code_page)
    with qtbot.assertNotEmitted(first.unlocked):
        QTest.keyClicks(first.code_page.typed.line, "AAAAA-BBBBB")
        QTest.keyClick(first.code_page.typed.line, Key.Key_Return)
        qtbot.waitUntil(first.code_page.field.problem.isVisible)
    assert "Gendannelseskoden" in first.code_page.field.problem.text()
    assert first.code_page.typed.line.text() == "AAAAA-BBBBB"


def test_a_weak_passphrase_is_refused_under_its_field(qtbot: QtBot, first: UnlockWindow) -> None:
    page = first.create_page
    for line in (page.passphrase.line, page.again.line):
        QTest.keyClicks(line, "1234")
    QTest.keyClick(page.again.line, Key.Key_Return)
    qtbot.waitUntil(page.field.problem.isVisible)
    assert "10 tegn" in page.field.problem.text()
    assert not opening.exists(first.folder)


def test_two_passphrases_that_differ_are_seen_before_anything_is_made(qtbot: QtBot, first: UnlockWindow) -> None:
    page = first.create_page
    QTest.keyClicks(page.passphrase.line, make.PASSPHRASE)
    QTest.keyClicks(page.again.line, make.PASSPHRASE + "s")
    QTest.keyClick(page.again.line, Key.Key_Return)
    assert page.again_field.problem.isVisible()
    assert not opening.exists(first.folder)


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(tmp_path: Path, runner: Runner, qtbot: QtBot) -> None:
    make_store(tmp_path / "data")
    window = UnlockWindow(tmp_path / "data", runner)
    show(qtbot, window)
    page = window.unlock_page
    assert window.pages.currentWidget() is page
    QTest.keyClicks(page.passphrase.line, "forkert forkert")
    QTest.keyClick(page.passphrase.line, Key.Key_Return)
    qtbot.waitUntil(page.field.problem.isVisible)
    assert "forkert" in page.field.problem.text()
    assert page.passphrase.typed() == "forkert forkert"
    page.passphrase.line.selectAll()
    QTest.keyClicks(page.passphrase.line, make.PASSPHRASE)
    with qtbot.waitSignal(window.unlocked) as unlocked:
        QTest.keyClick(page.passphrase.line, Key.Key_Return)
    (unlocked.args or [None])[0].close()


def test_an_empty_passphrase_is_asked_for(tmp_path: Path, runner: Runner, qtbot: QtBot) -> None:
    make_store(tmp_path / "data")
    window = UnlockWindow(tmp_path / "data", runner)
    show(qtbot, window)
    QTest.mouseClick(window.unlock_page.go_on, Qt.MouseButton.LeftButton)
    assert window.unlock_page.field.problem.text().endswith("Skriv din adgangssætning.")


def test_a_damaged_database_is_named_and_left_as_it_is(tmp_path: Path, runner: Runner, qtbot: QtBot) -> None:
    make_store(tmp_path / "data")
    database = next(path for path in (tmp_path / "data").iterdir() if path.suffix == ".db")
    database.write_bytes(b"not a database at all " * 400)
    before = database.read_bytes()
    window = UnlockWindow(tmp_path / "data", runner)
    show(qtbot, window)
    QTest.keyClicks(window.unlock_page.passphrase.line, make.PASSPHRASE)
    QTest.keyClick(window.unlock_page.passphrase.line, Key.Key_Return)
    qtbot.waitUntil(window.unlock_page.field.problem.isVisible)
    assert "beskadiget" in window.unlock_page.field.problem.text()
    assert database.read_bytes() == before


def test_the_recovery_code_gives_a_new_passphrase(tmp_path: Path, runner: Runner, qtbot: QtBot) -> None:
    code = make_store(tmp_path / "data")
    window = UnlockWindow(tmp_path / "data", runner)
    show(qtbot, window)
    QTest.mouseClick(window.unlock_page.forgot, Qt.MouseButton.LeftButton)
    QTest.keyClicks(window.recovery_page.code.line, code)
    QTest.keyClicks(window.recovery_page.passphrase.line, "fire nye gode ord")
    with qtbot.waitSignal(window.unlocked) as unlocked:
        QTest.keyClick(window.recovery_page.passphrase.line, Key.Key_Return)
    (unlocked.args or [None])[0].close()
    opening.open_store(tmp_path / "data", "fire nye gode ord").close()


def test_made_up_data_lie_beside_the_real_store_and_are_marked(qtbot: QtBot, first: UnlockWindow) -> None:
    with qtbot.waitSignal(first.unlocked, timeout=30_000) as unlocked:
        QTest.mouseClick(first.create_page.try_button, Qt.MouseButton.LeftButton)
    (desk,) = unlocked.args or [None]
    assert isinstance(desk, Desk)
    assert desk.practice
    assert desk.folder == practice_folder(first.folder)
    assert not opening.exists(first.folder)
    desk.close()


def test_the_passphrase_can_be_seen_and_pasted(qtbot: QtBot, first: UnlockWindow) -> None:
    entry = first.create_page.passphrase
    QGuiApplication.clipboard().setText("klistret ind her")
    entry.line.setFocus()
    QTest.keyClick(entry.line, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert entry.typed() == "klistret ind her"
    assert entry.line.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(entry.seen, Key.Key_Space)
    assert entry.line.echoMode() == QLineEdit.EchoMode.Normal


FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from nsk_desktop import app, settings

slow = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "lxml", "networkx", "sqlcipher3", "cryptography", "typer",
        "PySide6.QtNetwork", "pypdfium2", "python_calamine", "xlsxwriter")
extra = {extra!r}
if extra:
    __import__(extra)
application = app.make_application(settings.Settings())
desktop = app.Desktop(Path(sys.argv[1]))

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            print(",".join(name for name in slow if name in sys.modules) or "none")
            QTimer.singleShot(0, application.quit)
        return False

watch = Watch()
application.installEventFilter(watch)
desktop.unlock.show()
application.exec()
desktop.close()
"""


def test_the_window_says_once_that_it_is_seen_for_what_waits_for_that(
    tmp_path: Path, runner: Runner, qtbot: QtBot
) -> None:
    window = UnlockWindow(tmp_path / "data", runner)
    told: list[bool] = []
    window.seen.connect(lambda: told.append(True))
    show(qtbot, window)
    qtbot.waitUntil(lambda: bool(told))
    window.pages.repaint()
    QTest.qWait(0)
    assert told == [True]


def loaded_at_first_paint(folder: Path, extra: str = "") -> str:
    """Which slow modules a fresh program has loaded when its first window is painted."""
    program = FIRST_PAINT.replace("{extra!r}", repr(extra))
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def test_the_first_window_is_painted_before_anything_slow_is_loaded(tmp_path: Path, checkout: Path) -> None:
    assert loaded_at_first_paint(tmp_path) == "none"
    assert loaded_at_first_paint(tmp_path, "sqlalchemy") == "sqlalchemy"
