"""Every screen and dialog, opened and gone over: what a screen reader, a keyboard and large text need."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import nsk_desktop.ui
from nsk_desktop.ui.asking import Asking
from tests.ui.screens import House, Sight, dialogs, pages, sights
from tests.ui.sized import LARGE, SIZED
from tests.ui.spoken import SPOKEN, Check


def go_over(house: House, seen: Iterable[Sight], checks: Mapping[str, Check]) -> list[str]:
    """Open each of *seen* once and run every check on it; all that they find."""
    found = []
    for sight in seen:
        with sight.open(house) as root:
            house.qtbot.waitUntil(root.isVisible)
            house.settle()
            found += [f"{name} {sight.name}: {what}" for name, check in checks.items() for what in check(root)]
    return list(dict.fromkeys(found))


def report(found: list[str]) -> str:
    """All that was found, a line each."""
    return f"{len(found)} found:\n" + "\n".join(found)


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    made = House(tmp_path, qtbot)
    made.window.show()
    yield made
    made.close()


@pytest.fixture
def empty_house(tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    made = House(tmp_path, qtbot, lived_in=False)
    made.window.show()
    yield made
    made.close()


def test_every_screen_can_be_read_aloud_and_hit(house: House) -> None:
    found = go_over(house, sights(), {**SPOKEN, **SIZED})
    assert not found, report(found)


def test_every_page_of_an_empty_store_can_be_read_aloud_and_hit(empty_house: House) -> None:
    found = go_over(empty_house, pages(), {**SPOKEN, **SIZED})
    assert not found, report(found)


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (1024, 640)])
def test_twice_the_size_of_text_cuts_nothing_off(house: House, wide: int, high: int) -> None:
    holder = house.window.context.settings
    holder.change(replace(holder.now, appearance="light", text_size=200))
    house.window.resize(wide, high)
    found = go_over(house, sights(), LARGE)
    assert not found, report(found)


def dialog_classes() -> set[type[QDialog]]:
    """Every dialog that the program has, as its modules declare them."""
    for module in pkgutil.walk_packages(nsk_desktop.ui.__path__, "nsk_desktop.ui."):
        importlib.import_module(module.name)
    found: set[type[QDialog]] = set()
    waiting = list(QDialog.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found |= {kind} if kind.__module__.startswith("nsk_desktop.") else set()
    return found


def test_every_dialog_is_among_the_screens() -> None:
    # Asking is what the small questions have in common; it is never shown itself.
    assert dialog_classes() - {sight.dialog for sight in dialogs()} - {Asking} == set()


def test_control_a_dialog_that_is_not_among_the_screens_is_found() -> None:
    class Strange(QDialog):
        """A dialog that nobody has looked at."""

    Strange.__module__ = "nsk_desktop.ui.strange"
    assert Strange in dialog_classes()
    Strange.__module__ = __name__
