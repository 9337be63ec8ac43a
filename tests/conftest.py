"""What every test gets: Danish, folders of its own, no network, the shipped font. Nothing is left behind."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis.internal.conjecture import providers

from tests import postgres

# Before any test module imports Qt: no screen unless the caller asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Read when Qt starts; a desktop's own theme would make pictures differ between machines.
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

# No deadline (the machine is shared, and slow is not wrong) and no folder of examples in the checkout.
# The same examples on every run: a change fails by what it does and never by luck. The soak looks somewhere new.
hypothesis_settings.register_profile(
    "house", deadline=None, database=None, print_blob=True, max_examples=50, derandomize=True
)
hypothesis_settings.register_profile("soak", hypothesis_settings.get_profile("house"), derandomize=False)
hypothesis_settings.load_profile("house")

_TOOLS = {
    "soffice": ("soffice",),
    "xvfb": ("Xvfb", "xdotool"),
    "poppler": ("pdftotext", "pdfinfo"),
    "postgres": ("postgres",),
}
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "temp",
}


def pytest_configure(config: pytest.Config) -> None:
    """The soak draws other examples each time; a failure prints how to get the same one again."""
    if config.getoption("markexpr") == "soak":
        hypothesis_settings.load_profile("soak")
    else:
        _draw_the_same_whatever_is_loaded()


def _draw_the_same_whatever_is_loaded() -> None:
    """Hypothesis likes to draw numbers and texts that stand in the modules loaded so far.

    Which those are depends on the order of the tests, and then so would the examples. There is no setting for it.
    """
    original = providers._get_local_constants
    if not hasattr(original, "__wrapped__"):
        nothing = type(providers._local_constants)()
        providers._get_local_constants = wraps(original)(lambda: nothing)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, with the reason, what needs a tool that this machine lacks."""
    for marker, programs in _TOOLS.items():
        missing = [program for program in programs if not _is_there(program)]
        if missing:
            reason = f"left out: {' and '.join(missing)} is not installed here"
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(pytest.mark.skip(reason=reason))


def _is_there(program: str) -> bool:
    """Whether *program* can be run. Debian keeps the server's programs off the path."""
    return postgres.programs() is not None if program == "postgres" else shutil.which(program) is not None


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server of these tests; one for all, with a new database for each."""
    with postgres.running() as found:
        yield found


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Folders of this test alone: nobody's settings are read, and a stray file lands where it is thrown away."""
    own = tmp_path_factory.mktemp("own")
    for name, folder in _FOLDERS.items():
        path = own / folder
        path.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(path))
    (own / "run").chmod(0o700)
    # tempfile remembers the folder it found first.
    monkeypatch.setattr(tempfile, "tempdir", str(own / "temp"))
    (own / "here").mkdir()
    monkeypatch.chdir(own / "here")
    yield
    shutil.rmtree(own, ignore_errors=True)


@pytest.fixture(autouse=True)
def _danish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test sees Danish, also after one that changed the language; and nothing from the caller's shell."""
    from nsk_desktop import i18n

    for name in [name for name in os.environ if name.startswith(("NSK_", "PG"))]:
        monkeypatch.delenv(name)
    i18n.use("da")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program never calls out. Sockets of this machine (Qt, the X server, one instance) are let through."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        _refuse_far(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _refuse_far(self, address)
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)


def _refuse_far(used: socket.socket, address: Any) -> None:
    """Fail the test when *address* lies on another machine."""
    far = used.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost")
    if far:
        pytest.fail(f"a test tried to reach {address[0]}", pytrace=True)


@pytest.fixture(autouse=True)
def _shipped_font(request: pytest.FixtureRequest) -> None:
    """Tests of windows write in the shipped font: with no font at all each letter is a box, and nothing fails."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("_font_of_qapp")


@pytest.fixture(scope="session")
def _font_of_qapp(qapp: Any) -> None:
    """Load the shipped font once for the application that the tests share."""
    from PySide6.QtGui import QFont, QFontDatabase

    from nsk_desktop.paths import resource

    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(resource("fonts").glob("*.ttf"))]
    families = [family for font in loaded if font >= 0 for family in QFontDatabase.applicationFontFamilies(font)]
    if families:
        qapp.setFont(QFont(families[0], 10))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the source tree under test."""
    return Path(__file__).resolve().parent.parent
