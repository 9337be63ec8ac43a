"""The real program is killed in the middle of a word; after the next start the word is back in its field."""

import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import opening, sessions
from tests.ui.screen import PATIENCE, Screen

pytestmark = pytest.mark.xvfb
PASSPHRASE = "four words that rhyme"
HALF = "Kvinder taler om"
# The program itself, with somebody watching what it asks the store to keep. In the control it is not kept.
PROGRAM = """
import sys
from pathlib import Path
from nsk_desktop import app
from nsk_desktop.services import drafts
store, marker, how, awaited = sys.argv[1:]
keep = drafts.keep
def watched(desk, written=(), gone=()):
    done = keep(desk, written, gone) if how == "keeping" else True
    if awaited in [draft.words for draft in written]:
        Path(marker).touch()
    return done
drafts.keep = watched
sys.exit(app.main(["--store", store]))
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a meeting of today that has no title yet."""
    folder = tmp_path / "store"
    desk, _code = opening.create(folder, PASSPHRASE, author="AB")
    sessions.new_session(desk, day=date.today(), state="afholdt")
    desk.close()
    return folder


def start(screen: Screen, store: Path, how: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, str(store), str(store.parent / "marker"), how, HALF]
    program = subprocess.Popen(command, env=screen.environment)
    screen.wait_for("NSK Registrering")
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.wait_for("^Start")
    return program


def type_half_and_be_killed(screen: Screen, store: Path, how: str) -> None:
    program = start(screen, store, how)
    try:
        screen.press_until("^Møde", "Return")
        screen.type(HALF)
        patience = time.monotonic() + PATIENCE
        while not (store.parent / "marker").exists():
            assert time.monotonic() < patience
            threading.Event().wait(0.05)
    finally:
        program.kill()
        program.wait(PATIENCE)


def kept_title(store: Path) -> tuple[str, list[str]]:
    """The title of the meeting, and the words that are kept beside it."""
    desk = opening.open_store(store, PASSPHRASE)
    (row,) = sessions.list_sessions(desk)
    words = [draft.words for draft in desk.store.drafts()]
    desk.close()
    return row.title, words


def test_half_a_sentence_is_back_after_a_kill(screen: Screen, store: Path) -> None:
    type_half_and_be_killed(screen, store, "keeping")
    assert kept_title(store) == ("", [HALF])
    program = start(screen, store, "keeping")
    try:
        screen.press_until("^Møde", "Return")
        screen.press("End")
        screen.type(" mad")
        screen.press("Tab", "ctrl+q")
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait(PATIENCE)
    assert kept_title(store) == (f"{HALF} mad", [])


def test_without_drafts_it_would_be_gone(screen: Screen, store: Path) -> None:
    type_half_and_be_killed(screen, store, "forgetting")
    assert kept_title(store) == ("", [])
