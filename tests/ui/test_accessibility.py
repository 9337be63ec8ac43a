"""Every screen and dialog, opened and gone over: what a screen reader, a keyboard and large text need."""

import importlib
import pkgutil
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog

import nsk_desktop.ui
from nsk_desktop.ui.asking import Asking
from tests.ui.screens import House, dialogs, pages, sights
from tests.ui.sized import LARGE, SIZED
from tests.ui.spoken import SPOKEN
from tests.ui.walk import go_over, report


def test_every_screen_can_be_read_aloud_and_hit(house: House) -> None:
    found = go_over(house, sights(), {**SPOKEN, **SIZED})
    assert not found, report(found)


def test_every_page_of_an_empty_store_can_be_read_aloud_and_hit(empty_house: House) -> None:
    found = go_over(empty_house, pages(), {**SPOKEN, **SIZED})
    assert not found, report(found)


@pytest.mark.parametrize(("wide", "high", "appearance"), [(1280, 720, "light"), (1024, 640, "dark")])
def test_twice_the_size_of_text_cuts_nothing_off(house: House, wide: int, high: int, appearance: str) -> None:
    """In the dark all that is told is gone over once more, too."""
    holder = house.window.context.settings
    holder.change(replace(holder.now, appearance=appearance, text_size=200))
    house.window.resize(wide, high)
    found = go_over(house, sights(), LARGE if appearance == "light" else {**SPOKEN, **LARGE})
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
