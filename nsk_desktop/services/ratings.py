"""Cooperation ratings: how well two actors work together, half-year by half-year.

No level moves without a reason, and none is carried into the next half-year by itself: somebody says that it is
unchanged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.codes import COOPERATION_LEVELS, RATERS
from nsk_desktop.domain.cooperation import BASELINE, A, B, Tie, period_order, tie
from nsk_desktop.domain.dates import half_year, half_year_bounds, half_year_label
from nsk_desktop.domain.folding import matches, sort_key
from nsk_desktop.domain.records import CooperationRating
from nsk_desktop.errors.registration import LevelOutside, ReasonMissing, SameActor
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.change import Change
from nsk_desktop.store.queries import ratings as queries

# What stays as it was when nothing has moved.
_CARRIED = ("level", "wanted", "basis")
LEVELS = tuple(int(code) for code in COOPERATION_LEVELS.codes)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A rating as lists show it, beside the one before it of the same pair and rater."""

    id: str
    period: str
    tie: Tie
    pair: str
    level: int | None
    wanted: int | None
    before: int | None
    """The level of the rating before; None when this is the first."""
    rater_label: str
    basis: str | None
    reason: str
    unchanged: bool

    @property
    def moved(self) -> bool:
        """Whether the level is another than before."""
        return self.before is not None and self.level != self.before

    @property
    def lacks_reason(self) -> bool:
        """Whether the level moved and nobody says why (an earlier rating was changed or came later)."""
        return self.moved and not self.reason.strip()


def effort_name() -> str:
    """How the effort itself is called as a side of a pair."""
    return _("The effort")


def period_label(period: str) -> str:
    """``1. halvår 2025``, or what the baseline is called."""
    return _("Before the effort") if period == BASELINE else half_year_label(period)


def level_label(level: int | None) -> str:
    """``3 · Koordination``; a level that is not in the list is shown as its number."""
    if level is None:
        return ""
    label = COOPERATION_LEVELS.label(str(level))
    return str(level) if label == str(level) else f"{level} · {label}"


def list_ratings(desk: Desk, period: str | None = None, text: str = "") -> list[RatingRow]:
    """The ratings of a half-year (of all, when none is given) that match *text*: newest first, then by pair."""
    rows = [row for row in _rows(desk) if period in (None, row.period)]
    fitting = [row for row in rows if not text or matches(text, f"{row.pair} {row.reason}")]
    fitting.sort(key=lambda row: (sort_key(row.pair), row.rater_label))
    return sorted(fitting, key=lambda row: period_order(row.period), reverse=True)


def unconfirmed(desk: Desk, period: str) -> list[RatingRow]:
    """The latest earlier rating of every pair and rater that have none in *period*."""
    latest: dict[Tie, RatingRow] = {}
    said = set()
    for row in _rows(desk):
        if row.period == period:
            said.add(row.tie)
        elif period_order(row.period) < period_order(period):
            latest[row.tie] = row
    return sorted((row for pair, row in latest.items() if pair not in said), key=lambda row: sort_key(row.pair))


def periods(desk: Desk, today: date) -> list[str]:
    """The half-years to choose from, newest first: the present one, those that have ratings, and the baseline."""
    found = {row.period for row in _rows(desk)} | {half_year(today), BASELINE}
    return sorted(found, key=period_order, reverse=True)


def get(desk: Desk, id: str) -> CooperationRating | None:
    with desk.store.read() as read:
        return read.get(CooperationRating, id)


def rate(
    desk: Desk,
    period: str,
    one: str | None,
    other: str | None,
    rater: str,
    *,
    level: int,
    reason: str = "",
    **fields: object,
) -> str:
    """Rate a pair in a half-year (anew, when this rater has already). None as an actor is the effort itself.

    Raises `ReasonMissing` when the level is another than in the rating before and *reason* is empty.
    """
    pair = _checked(period, one, other, rater, level)
    with desk.store.change(_("Rate the cooperation")) as change:
        _refuse_silence(change, pair, period, level, reason)
        id = pair.rating_id(period)
        given = {"level": level, "reason": reason, "unchanged": False, **fields}
        values = change.values(CooperationRating, id)
        if values is not None and not values["deleted"]:
            change.save(CooperationRating, id, **given)
            return id
        sides = {"period": period, "actor_a_id": pair.one, "actor_b_id": pair.other, "rater": pair.rater}
        return change.put(CooperationRating(id=id, **sides, **given))  # type: ignore[arg-type]


def save_rating(desk: Desk, id: str, **fields: object) -> bool:
    """Save fields of a rating. Raises `ReasonMissing` when it would stand moved and without a reason."""
    with desk.store.change(_("Change the rating")) as change:
        values = change.values(CooperationRating, id)
        if values is None:
            raise KeyError(f"no record {id}")
        after = {**values, **fields}
        pair = tie(values["actor_a_id"], values["actor_b_id"], str(values["rater"]))
        if "level" in fields and after["level"] not in LEVELS:
            raise LevelOutside(str(after["level"]))
        if after["level"] is not None and {"level", "reason"} & fields.keys():
            _refuse_silence(change, pair, str(values["period"]), int(after["level"]), str(after["reason"]))
        if values["unchanged"] and after["level"] != values["level"]:
            fields = {**fields, "unchanged": False}
        return change.save(CooperationRating, id, **fields)


def confirm_unchanged(
    desk: Desk, period: str, rating_id: str, *, sessions: Sequence[str] = (), bridges: Sequence[str] = ()
) -> str:
    """Say that nothing has moved since the rating *rating_id*: the same level, as a rating of *period*.

    A rating that the pair has in *period* already stays as it is. *sessions* and *bridges* are what was looked at.
    One pair at a time: who says that nothing has moved has thought of these two.
    """
    _checked_period(period)
    with desk.store.change(_("Confirm that the cooperation is unchanged")) as change:
        before = change.values(CooperationRating, rating_id)
        if before is None:
            raise LookupError(rating_id)
        pair = tie(before["actor_a_id"], before["actor_b_id"], before["rater"])
        again = pair.rating_id(period)
        known = change.values(CooperationRating, again)
        if known is None or known["deleted"]:
            carried = {name: before[name] for name in ("actor_a_id", "actor_b_id", "rater", *_CARRIED)}
            rating = CooperationRating(id=again, period=period, unchanged=True, **carried)
            rating.sessions, rating.bridges = list(sessions), list(bridges)
            change.put(rating)
    return again


def delete_rating(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the rating")) as change:
        change.delete(CooperationRating, id)


def previous(change: Change, pair: Tie, period: str) -> int | None:
    """The level of the latest rating of *pair* before *period*, None when there is none."""
    known = change.where(CooperationRating, "actor_b_id", pair.other)
    earlier = [
        values
        for values in known
        if values["actor_a_id"] == pair.one
        and values["rater"] == pair.rater
        and period_order(str(values["period"])) < period_order(period)
    ]
    latest = max(earlier, key=lambda values: period_order(str(values["period"])), default=None)
    return None if latest is None or latest["level"] is None else int(latest["level"])


def _refuse_silence(change: Change, pair: Tie, period: str, level: int, reason: str) -> None:
    before = previous(change, pair, period)
    if before is not None and before != level and not reason.strip():
        raise ReasonMissing(before, level)


def pair_label(tie: Tie, names: Mapping[str | None, str]) -> str:
    """A pair in words, with the effort last however the ids fall."""
    sides = sorted((tie.one, tie.other), key=lambda side: side is None)
    return " – ".join(names.get(side, "") or (_("without a name") if side else effort_name()) for side in sides)


def _checked(period: str, one: str | None, other: str | None, rater: str, level: int) -> Tie:
    _checked_period(period)
    if one == other:
        raise SameActor()
    if level not in LEVELS:
        raise LevelOutside(str(level))
    return tie(one, other, rater)


def _checked_period(period: str) -> None:
    """Raises `DateProblem` for what is neither a half-year nor the baseline."""
    if period != BASELINE:
        half_year_bounds(period)


def _rows(desk: Desk) -> list[RatingRow]:
    """Every rating, the earliest first, with the level before it."""
    with desk.store.read() as read:
        found = queries.list_ratings(read)
    found.sort(key=lambda row: period_order(row.period))
    last: dict[Tie, int | None] = {}
    rows = []
    for row in found:
        pair = tie(row.actor_a_id, row.actor_b_id, row.rater)
        shown = pair_label(
            Tie(row.actor_a_id, row.actor_b_id, row.rater), {row.actor_a_id: row.name_a, row.actor_b_id: row.name_b}
        )
        raters = {A: row.name_a or effort_name(), B: row.name_b or effort_name()}
        rows.append(
            RatingRow(
                id=row.id,
                period=row.period,
                tie=pair,
                pair=shown,
                level=row.level,
                wanted=row.wanted,
                before=last.get(pair),
                rater_label=raters.get(row.rater) or RATERS.label(row.rater),
                basis=row.basis,
                reason=row.reason,
                unchanged=row.unchanged,
            )
        )
        last[pair] = row.level
    return rows
