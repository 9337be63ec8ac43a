"""The walk through the screens: each is opened once, and all checks are run on it."""

from collections.abc import Iterable, Mapping

from tests.ui.screens import House, Sight
from tests.ui.spoken import Check


def go_over(house: House, seen: Iterable[Sight], checks: Mapping[str, Check]) -> list[str]:
    """Open each of *seen* once and run every check on it; all that they find."""
    found = []
    for sight in seen:
        with sight.open(house) as root:
            house.qtbot.waitUntil(root.isVisible)
            house.settle()
            # A progress bar that came and went took the keyboard with it.
            root.activateWindow()
            house.settle()
            found += [f"{name} {sight.name}: {what}" for name, check in checks.items() for what in check(root)]
    return list(dict.fromkeys(found))


def report(found: list[str]) -> str:
    """All that was found, a line each."""
    return f"{len(found)} found:\n" + "\n".join(found)
