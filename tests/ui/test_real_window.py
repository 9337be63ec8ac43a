"""The real program on a real X server, with real keys: a meeting is logged from the first window to the last."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import Presence
from nsk_desktop.services import opening, people, series, sessions

pytestmark = pytest.mark.xvfb
PASSPHRASE = "four words that rhyme"
NAMES = {"Amina", "Fatma", "Leyla"}
PATIENCE = 60


class Screen:
    """A screen of its own, and somebody at its keyboard."""

    def __init__(self, display: str) -> None:
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "NSK_LANGUAGE": "da"}

    def do(self, *words: str) -> str:
        """Run xdotool; a word that waits for a window waits until it is there."""
        command = ["xdotool", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def wait_for(self, title: str) -> str:
        """Wait for a window with *title* and give it the keyboard: without a window manager nobody else does."""
        found = self.do("search", "--sync", "--onlyvisible", "--name", title).splitlines()[0]
        self.do("windowfocus", "--sync", found)
        return found

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "60", *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "40", text)


@pytest.fixture
def screen() -> Iterator[Screen]:
    """An X server for this test alone; it chooses its own number."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield Screen(f":{number}")
    server.terminate()
    server.wait(PATIENCE)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store whose women's group met last week and meets today."""
    folder = tmp_path / "store"
    desk, _code = opening.create(folder, PASSPHRASE, author="AB")
    group = series.new_series(
        desk, title="Kvindegruppen", type="netværks-/kvindegruppe", themes=["T2"], target_groups=["M1"]
    )
    last = sessions.new_in_series(desk, group, date.today() - timedelta(days=7))
    for name in sorted(NAMES):
        people.new_and_present(desk, last, name)
    sessions.complete_session(desk, last)
    sessions.new_in_series(desk, group, date.today())
    desk.close()
    return folder


def test_a_meeting_is_logged_with_real_keys(screen: Screen, store: Path) -> None:
    program = subprocess.Popen([sys.executable, "-m", "nsk_desktop", "--store", str(store)], env=screen.environment)
    try:
        screen.wait_for("NSK Registrering")
        screen.type(PASSPHRASE)
        screen.press("Return")
        screen.wait_for("^Start")
        screen.press("Return")
        screen.do("search", "--sync", "--onlyvisible", "--name", "^Møde")
        screen.press("alt+s")
        screen.type("ami")
        screen.press("space", "alt+u")
        screen.type("5")
        screen.press("Tab")
        screen.type("2")
        screen.press("ctrl+Return")
        screen.do("search", "--sync", "--onlyvisible", "--name", "^Aktiviteter")
        screen.press("ctrl+q")
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait(PATIENCE)
    desk = opening.open_store(store, PASSPHRASE)
    (tonight,) = sessions.list_sessions(desk, first=date.today())
    page = sessions.open_session(desk, tonight.id)
    desk.close()
    assert {row.name for row in page.roster if row.status == Presence.PRESENT} == NAMES - {"Amina"}
    assert [(cell.low, cell.first_time) for cell in page.headcounts] == [(5, 2)]
    assert page.session.completed
