"""What stands behind something told: how many meetings it rests on, and how many came to them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain import numbers
from nsk_desktop.domain.codes import NEVER_REACH, SessionState
from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.figures import Figures
from nsk_desktop.measures.reach import figures_of
from nsk_desktop.measures.scope import scope_of


@dataclass(frozen=True, slots=True)
class Weight:
    """The meetings behind something told, in figures."""

    figures: Figures
    """Of the meetings that count as reach."""
    professional: int = 0
    """Held meetings among professionals, which never do."""

    @property
    def empty(self) -> bool:
        return not self.figures.sessions.held and not self.professional


class Ground:
    """All that was held until a day, gone through once, so that many can be asked what they rest on."""

    def __init__(self, rows: CountingRows, last: date = date.max) -> None:
        scope = scope_of(rows, date.min, last)
        self._people, self._tallies = scope.people, scope.tallies
        self._professional = [
            row
            for row in rows.sessions
            if row.state == SessionState.HELD and row.day <= last and row.type in NEVER_REACH
        ]
        self._where = _places(tally.session for tally in self._tallies)
        self._where_professional = _places(self._professional)

    def weight(self, *, initiatives: Collection[str], series: Collection[str], sessions: Collection[str]) -> Weight:
        """The meetings of these initiatives and series, and these meetings themselves; none counts twice."""
        ids = (*initiatives, *series, *sessions)
        places = sorted({place for id in ids for place in self._where.get(id, ())})
        professional = {place for id in ids for place in self._where_professional.get(id, ())}
        return Weight(figures_of([self._tallies[place] for place in places], self._people), len(professional))


def _places(sessions: Iterable[CountedSession]) -> dict[str, list[int]]:
    """Where the meetings of each initiative and series stand, and each meeting itself: an id means one thing only."""
    found: dict[str, list[int]] = {}
    for place, session in enumerate(sessions):
        for id in (session.id, session.series, session.initiative):
            if id:
                found.setdefault(id, []).append(place)
    return found


def weight_words(weight: Weight, span: Callable[[int, int], str] = numbers.span) -> str:
    """``6 møder holdt · 84 fremmøder · 20-35 borgere nået``; nothing when no meeting stands behind it."""
    figures, parts = weight.figures, []
    held = figures.sessions.held
    if held:
        persons, came = figures.persons, figures.attendances
        parts = [
            ngettext("{number} meeting held", "{number} meetings held", held).format(number=numbers.whole(held)),
            ngettext("{number} attendance", "{number} attendances", came.total_high).format(
                number=span(came.total_low, came.total_high)
            ),
            ngettext("{number} citizen reached", "{number} citizens reached", persons.upper).format(
                number=span(persons.lower, persons.upper)
            ),
        ]
    if figures.sessions.not_counted:
        parts.append(
            _("{number} of the meetings not counted").format(number=numbers.whole(figures.sessions.not_counted))
        )
    others = figures.beside_m2
    if others.attendances_high:
        text = ngettext(
            "{number} attendance of local actors", "{number} attendances of local actors", others.attendances_high
        )
        parts.append(text.format(number=span(others.attendances_low, others.attendances_high)))
    if weight.professional:
        text = ngettext(
            "{number} meeting among professionals", "{number} meetings among professionals", weight.professional
        )
        parts.append(text.format(number=numbers.whole(weight.professional)))
    return " · ".join(parts)
