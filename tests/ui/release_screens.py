"""Submission as it is shown while somebody looks at the counts of a half-year before they are given out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nsk_desktop.services import releases
from nsk_desktop.services.release_counts import count_half_year
from nsk_desktop.services.release_preview import preview_of
from nsk_desktop.services.releases import HalfYear, Seen

if TYPE_CHECKING:
    from tests.ui.screens import House


@contextmanager
def looked_at(house: "House") -> Iterator[QWidget]:
    """Every number of a half-year is shown; afterwards the page is as before."""
    house.window.go("submission")
    house.settle()
    card = house.window.submission.releases
    lot = b"lod"
    with house.desk.store.read() as read:
        counted = count_half_year(read, "2025H1", 5, lot)
    card.fill([HalfYear("2025H1", None)])
    card._show(preview_of(counted, Seen("2025H1", counted.pages, 5, lot)))
    house.settle()
    yield house.window
    card.fill(releases.half_years(house.desk))
