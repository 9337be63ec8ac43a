"""The real program on a real X server, with real keys: a meeting is logged from the first window to the last."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import Presence
from nsk_desktop.services import opening, people, series, sessions
from tests.ui.screen import PATIENCE, Screen

pytestmark = pytest.mark.xvfb
PASSPHRASE = "four words that rhyme"
NAMES = {"Amina", "Fatma", "Leyla"}


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
