"""What `conftest.py` promises every test, and that the promise would be noticed if it were broken."""

import os
import socket
import tempfile
from pathlib import Path

import pytest

from nsk_desktop import i18n

_ELSEWHERE = ("192.0.2.1", 9)


def test_home_and_temporary_files_are_this_tests_own() -> None:
    own = Path(os.environ["HOME"]).parent
    assert Path(tempfile.mkdtemp()).is_relative_to(own)
    assert Path.cwd().is_relative_to(own)
    assert Path.home() == Path(os.environ["HOME"])
    assert not list(Path.home().rglob("*.json"))


@pytest.mark.parametrize("connect", ["connect", "connect_ex"])
def test_no_test_reaches_another_machine(connect: str) -> None:
    with socket.socket() as used, pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        getattr(used, connect)(_ELSEWHERE)


def test_sockets_of_this_machine_are_let_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as used:
        used.connect(server.getsockname())


def test_a_test_that_speaks_english_leaves_danish_to_the_next() -> None:
    assert i18n.language() == "da"
    i18n.use("en")


def test_the_next_one_sees_danish_whatever_the_order() -> None:
    assert i18n.language() == "da"


@pytest.mark.usefixtures("qtbot")
def test_windows_write_in_the_shipped_font() -> None:
    from PySide6.QtGui import QFontDatabase, QFontInfo
    from PySide6.QtWidgets import QApplication

    assert "IBM Plex Sans" in QFontDatabase.families()
    assert QFontInfo(QApplication.font()).family() == "IBM Plex Sans"
