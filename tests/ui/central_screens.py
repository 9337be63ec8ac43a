"""The screens of the centre: nothing chosen, files that ask, cells edited by hand, a merge that was done, questions."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.services import central
from nsk_desktop.services.central_plan import State
from nsk_desktop.ui.central_question import AcceptDialog
from nsk_desktop.ui.central_window import CentralWindow
from nsk_desktop.ui.context import Bus, SettingsHolder
from tests.exchange.laptops import file_of, key_of, write_file
from tests.services.central_files import B, actors, typed_over

if TYPE_CHECKING:
    from tests.ui.screens import House

NOW = datetime(2025, 7, 1, 9, 30)


def new_window(holder: SettingsHolder | None = None) -> CentralWindow:
    """The window of the centre, as it is opened without a store."""
    kept = holder or SettingsHolder(Bus())
    return CentralWindow(lambda: kept, lambda: NOW)


def settle(qtbot: QtBot, window: CentralWindow) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not window.runner.busy and not window.busy, timeout=20_000)


def accept_all(qtbot: QtBot, window: CentralWindow) -> None:
    """Say yes to everything that asks, as if each question had been answered."""
    for line in window.plan.lines if window.plan is not None else ():
        if line.state is State.ASKS:
            window.choices = window.choices.accepting(line)
    window.look()
    settle(qtbot, window)


def with_book(qtbot: QtBot, folder: Path) -> CentralWindow:
    """A workbook that has had a file of one computer."""
    folder.mkdir(parents=True, exist_ok=True)
    central.new_workbook(folder / "Central.xlsx")
    window = new_window()
    window.use_workbook(folder / "Central.xlsx")
    window.add([write_file(folder / "før", actors(*(f"Aktør {number}" for number in range(30))))])
    settle(qtbot, window)
    accept_all(qtbot, window)
    window.merge()
    settle(qtbot, window)
    return window


def folder_of(house: "House") -> Path:
    return house.folder / f"central-{len(list(house.folder.iterdir()))}"


def asking(house: "House") -> CentralWindow:
    """Each thing that a file may say of itself, a running number that is missing, and cells edited by hand."""
    folder = folder_of(house)
    window = with_book(house.qtbot, folder)
    typed_over(folder / "Central.xlsx", "x00", {"navn": "Rettet i hånden"})
    typed_over(folder / "Central.xlsx", "x01", {"navn": "Også rettet"})
    stranger = key_of("somebody else")
    names = [f"Aktør {number}" for number in range(30)]
    torn = folder / "ødelagt.xlsx"
    torn.write_bytes(b"PK\x03\x04 torn")
    files = [
        write_file(folder / "nye", actors("Skolen", "Klubben", version="2-2", number=3)),
        write_file(folder / "nye", actors("Biblioteket", device=B)),
        write_file(folder / "fremmed", file_of({}, number=4, key=stranger), stranger),
        write_file(folder / "nye", actors(*names, version="9-9", number=5, slettet="ja")),
        torn,
    ]
    window.go_home()
    window.add(files)
    settle(house.qtbot, window)
    return window


def done(house: "House") -> CentralWindow:
    """A merge that was done, with files left out."""
    window = asking(house)
    window.merge()
    settle(house.qtbot, window)
    assert window.done is not None
    return window


def refused(house: "House") -> CentralWindow:
    """A workbook that is open in another program."""
    folder = folder_of(house)
    window = with_book(house.qtbot, folder)
    (folder / "~$Central.xlsx").write_bytes(b"")
    window.plan = None
    window.go_home()
    window.add([write_file(folder / "nye", actors("Skolen", number=2))])
    window.use_workbook(folder / "Central.xlsx")
    settle(house.qtbot, window)
    return window


def question(house: "House", code: str, owner: QWidget | None = None) -> AcceptDialog:
    """What is asked before a file is merged, after a yes that was not meant."""
    window = asking(house)
    assert window.plan is not None
    line = next(line for line in window.plan.lines if line.code == code)
    window.close()
    dialog = AcceptDialog(owner, line)
    dialog.give()
    return dialog
