"""Whatever can be asked for by name has a page that shows it, and a title to be found by."""

from nsk_desktop.services.findable import FEW
from nsk_desktop.ui.places import home_of, part_titles, places


def test_every_tab_has_a_title_that_ctrl_k_finds() -> None:
    parts = {part for place in places() for part in place.parts}
    assert parts == part_titles().keys()
    assert all(part_titles().values())


def test_every_kind_that_is_found_has_a_page_that_opens_it() -> None:
    assert [home_of(source.place) for source in FEW]
    assert len({source.place for source in FEW}) == len(FEW)
