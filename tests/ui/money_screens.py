"""Money as it is shown in other groups, and taken apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nsk_desktop.ui.pages.economy import EconomyPage

if TYPE_CHECKING:
    from tests.ui.screens import House


def _page(house: "House") -> EconomyPage:
    house.window.go("budget")
    house.settle()
    page = house.window.effort.parts["budget"].parts["budget"]  # type: ignore[attr-defined]
    assert isinstance(page, EconomyPage)
    return page


@contextmanager
def by_initiative(house: "House") -> Iterator[QWidget]:
    """In groups whose names are long, with what stands out under them."""
    page = _page(house)
    page.by.set_value("initiative")
    page.by.committed.emit()
    house.settle()
    yield house.window
    page.by.set_value("year")
    page.by.committed.emit()
    house.settle()


@contextmanager
def account(house: "House") -> Iterator[QWidget]:
    """What stands behind everything."""
    page = _page(house)
    page._open_key("")
    house.settle()
    yield house.window
    page.show_figures()
