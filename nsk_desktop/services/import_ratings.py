"""Ratings of cooperation from a file: which rating each row is, and that no level moves without a reason."""

from collections.abc import Callable, Iterable

from nsk_desktop.domain.cooperation import Tie, period_order, tie
from nsk_desktop.domain.records import Actor, CooperationRating
from nsk_desktop.errors.registration import ReasonMissing
from nsk_desktop.exchange.fill_in_lines import Problem, RatingLine
from nsk_desktop.exchange.fill_in_sheets import COOPERATION
from nsk_desktop.services.wanted import Wanted, given_values
from nsk_desktop.store.reader import Reader


class ImportedRatings:
    """Walks the rows of the sheet from the earliest half-year on, beside what the store says already."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self.unexplained: list[Problem] = []
        """The rows whose level moves without a reason."""
        self.gone_actors: set[str] = set()
        """The deleted actors that a row speaks of."""

    def wanted(self, lines: Iterable[RatingLine], actor: Callable[[str, RatingLine], str]) -> list[Wanted]:
        """The rating that each good row speaks of; *actor* finds the id of a name."""
        rows = [(line, self._tie(line, actor)) for line in lines]
        if not rows:
            return []
        sides = {side for _line, pair in rows for side in (pair.one, pair.other) if side}
        self.gone_actors = {one.id for one in self._read.some(Actor, list(sides)) if one.deleted}
        levels, reasons = self._known()
        found = []
        for line, pair in sorted(rows, key=lambda row: period_order(row[0].period)):
            history = levels.setdefault(pair, {})
            before = [period for period in history if period_order(period) < period_order(line.period)]
            last = history[max(before, key=period_order)] if before else line.level
            id = pair.rating_id(line.period)
            if last != line.level and not (line.reason or reasons.get(id)):
                reason = str(ReasonMissing(last, line.level))
                self.unexplained.append(Problem(line.sheet, line.row, COOPERATION.column("reason").name, reason))
                continue
            history[line.period] = line.level
            found.append(_wanted(line, pair, id))
        return found

    def _tie(self, line: RatingLine, actor: Callable[[str, RatingLine], str]) -> Tie:
        one, other = (actor(name, line) if name else None for name in (line.one, line.other))
        return tie(one, other, line.rater)

    def _known(self) -> tuple[dict[Tie, dict[str, int]], dict[str, str]]:
        """The levels that the store knows by half-year, and the reason of each rating."""
        levels: dict[Tie, dict[str, int]] = {}
        reasons = {}
        for rating in self._read.all(CooperationRating):
            reasons[rating.id] = rating.reason.strip()
            if rating.level is not None:
                pair = tie(rating.actor_a_id, rating.actor_b_id, rating.rater)
                levels.setdefault(pair, {})[rating.period] = rating.level
        return levels, reasons


def _wanted(line: RatingLine, pair: Tie, id: str) -> Wanted:
    sides = {"actor_a_id": pair.one, "actor_b_id": pair.other, "rater": pair.rater}
    given = given_values(level=line.level, wanted=line.wanted, basis=line.basis, reason=line.reason)
    return Wanted(CooperationRating, id, given, {"period": line.period, **sides}, line.sheet, line.row)
