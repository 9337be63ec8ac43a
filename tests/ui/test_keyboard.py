"""Every screen and dialog gone through by keyboard: where Tab leads, what is in sight there, and which keys do what."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui import keyed, ringed
from tests.ui.screens import House, sights
from tests.ui.spoken import Check
from tests.ui.walk import go_over, report


class KeyboardWalk:
    """Goes round a screen by Tab once, and looks at all that there is to be seen on the way."""

    def __init__(self) -> None:
        self._looked_at: set[tuple[object, ...]] = set()

    def __call__(self, root: QWidget) -> list[str]:
        keyed.begin(root)
        wanted, way, found = keyed.stops(root), [], []
        for each in keyed.ways(root):
            way.append(each)
            hidden = keyed.out_of_sight(each)
            found += [f"A11 {what}" for what in hidden]
            kind = ringed.kind_of(each)
            if not hidden and kind not in self._looked_at:
                self._looked_at.add(kind)
                found += [f"A10 {what}" for what in ringed.ringless(each)]
        return found + [f"A7 {what}" for what in keyed.astray(root, wanted, way)]


@pytest.mark.parametrize(("appearance", "size"), [("light", 100), ("dark", 200)])
def test_tab_leads_through_every_screen_and_shows_where_it_is(house: House, appearance: str, size: int) -> None:
    """In large text in the smallest window nearly every page scrolls."""
    holder = house.window.context.settings
    holder.change(replace(holder.now, appearance=appearance, text_size=size))
    house.window.resize(1024, 640) if size > 100 else house.window.resize(1240, 800)
    checks: dict[str, Check] = {"": KeyboardWalk(), "A9 keys": keyed.shared, "A9 told": keyed.untold}
    found = go_over(house, sights(), checks)
    assert not found, report(found)
