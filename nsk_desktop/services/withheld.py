"""The texts that an evaluation file would leave out, found without making the file."""

from collections.abc import Callable, Iterator
from itertools import count

from nsk_desktop.domain.text_guard import Finding, TextGuard, guard_over
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.evaluation_effort import effort_sheets
from nsk_desktop.services.evaluation_rows import Material, Withheld, short_sheets
from nsk_desktop.store.queries import evaluation as queries
from nsk_desktop.store.queries.lists import count_participants
from nsk_desktop.store.reader import Reader

Progress = Callable[[int, int], None]
_VIEWS = ("series", "actor", "initiative", "bridge", "effort", "rating", "story")
_EVERY = 500


def withheld(desk: Desk, progress: Progress = lambda _done, _all: None) -> list[Withheld]:
    """What `prepare` would keep back, in that order, without the rows that hold no text."""
    with desk.store.read() as read:
        material = Material(
            device=desk.store.device,
            views={view: queries.rows(read, view) for view in _VIEWS} | {"posting": []},
            versions={},
            completed=set(),
            withdrawn_ever=set(),
            shared=queries.ever_shared(read),
            guard=_Listener(),
            tallies={},
        )
        titles = queries.titles(read)
        material.guard = guard_over(_told(material, titles), queries.called(read), _counting(read, progress))
        found = list(_titles(read, material.guard, titles))
        _told(material, [])
    return found + material.withheld


class _Listener(TextGuard):
    """Finds nothing and remembers what it was asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: set[str] = set()

    def findings(self, text: str) -> list[Finding]:
        self.heard.add(text)
        return []


def _told(material: Material, titles: list[str]) -> set[str]:
    """Have every text looked at by the guard; returns those that a listener has heard, and *titles*."""
    short_sheets(material)
    effort_sheets(material)
    heard = material.guard.heard if isinstance(material.guard, _Listener) else set()
    return heard.union(titles)


def _titles(read: Reader, guard: TextGuard, titles: list[str]) -> Iterator[Withheld]:
    """What is found in the titles of meetings: each title is looked at once, however many meetings have it."""
    told = {title: findings for title in titles if (findings := guard.findings(title))}
    for id, title in queries.titled(read, list(told)):
        for finding in told[title]:
            yield Withheld("session", id, title, finding)


def _counting(read: Reader, progress: Progress) -> Callable[[], None]:
    """Tell now and then how many names have been gone through."""
    people, total = count(), count_participants(read)

    def step() -> None:
        number = next(people)
        if not number % _EVERY:
            progress(min(number, total), total)

    return step
