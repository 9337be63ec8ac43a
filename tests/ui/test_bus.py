"""The real program through the accessibility bus alone, as a screen reader meets it: no key, no mouse, no window."""

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from nsk_desktop.services import opening, people, series, sessions
from tests.ui.screen import Screen

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(300)]
PASSPHRASE = "four words that rhyme"
OTHER_DAY = date(2025, 2, 1)
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
# The bindings of the bus belong to the system's own Python; pip has none.
PYTHON = "/usr/bin/python3"
SCRIPT = """
{launcher} --launch-immediately & launcher=$!
"{program}" -m nsk_desktop --store "{store}" & program=$!
{python} "{reader}" >/dev/null 2>&1 & eager=$!
{python} "{reader}" "{passphrase}" Amina {day:%d.%m.%Y}
answer=$?
kill $eager $program $launcher
exit $answer
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store whose women's group met last week and meets today."""
    folder = tmp_path / "store"
    desk, _code = opening.create(folder, PASSPHRASE, author="AB")
    group = series.new_series(
        desk, title="Kvindegruppen", type="netværks-/kvindegruppe", themes=["T2"], target_groups=["M1"]
    )
    last = sessions.new_in_series(desk, group, date.today() - timedelta(days=7))
    for name in ("Amina", "Fatma"):
        people.new_and_present(desk, last, name)
    sessions.complete_session(desk, last)
    sessions.new_in_series(desk, group, date.today())
    desk.close()
    return folder


def lacking() -> str:
    """What this machine lacks for the bus."""
    if shutil.which("dbus-run-session") is None or not Path(LAUNCHER).exists():
        return "at-spi2-core"
    bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    found = Path(PYTHON).exists() and not subprocess.run([PYTHON, "-c", bindings], capture_output=True).returncode
    return "" if found else "gir1.2-atspi-2.0 and python3-gi"


def test_a_meeting_is_registered_through_the_bus_alone(screen: Screen, store: Path, checkout: Path) -> None:
    """A26: unlock, read Start, open the meeting, tick somebody, set another day, finish.

    An eager reader asks for everything all the while; Qt's own frames that scroll brought the program down then.
    """
    if missing := lacking():
        pytest.skip(f"left out: {missing} is not installed here")
    script = "export PYTHONFAULTHANDLER=1\n" + SCRIPT.format(
        launcher=LAUNCHER,
        program=sys.executable,
        python=PYTHON,
        store=store,
        reader=checkout / "tests" / "ui" / "bus_reader.py",
        passphrase=PASSPHRASE,
        day=OTHER_DAY,
    )
    environment = screen.environment | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1"}
    command = ["dbus-run-session", "--", "bash", "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["labelled"] == "Adgangssætning"
    assert "Kvindegruppen" in told["start"]
    assert "Amina: ikke markeret" in told["roster"]
    assert told["ticked"] == "Amina: Til stede"
    assert told["date"].startswith("Dato")
    desk = opening.open_store(store, PASSPHRASE)
    (row,) = [row for row in sessions.list_sessions(desk) if row.day == OTHER_DAY]
    came = [line.name for line in sessions.open_session(desk, row.id).roster if line.status == "til stede"]
    desk.close()
    assert row.completed
    assert came == ["Amina"]
