"""The area as it is shown while a table of residents is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nsk_desktop.ui.pages.area import AreaPage
from tests.exchange.lists import workbook

if TYPE_CHECKING:
    from tests.ui.screens import House


@contextmanager
def resident_file(house: "House") -> Iterator[QWidget]:
    """A table of residents that was chosen, with a number that cannot be read."""
    house.window.go("area")
    page = house.window.effort.parts["area"]
    assert isinstance(page, AreaPage)
    card = page.residents.importer
    rows = [("Alder", "Mænd", "Kvinder", "I alt"), ("0-12", 420, 399, 819), ("13-17", 180, "..", 355)]
    card.open_file(workbook(house.folder / "beboere.xlsx", {}, Ark1=rows))
    card.year.set_value(2025)
    card.year.committed.emit()
    house.settle()
    yield house.window
    card.start_over()
