"""Half-years: open, closed or signed, and why a signed figure is another today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.domain.codes import PeriodState
from nsk_desktop.domain.dates import half_year, half_year_bounds, half_year_label, show_day
from nsk_desktop.domain.periods import is_intact, period_id, seal
from nsk_desktop.domain.records import Period, Programme
from nsk_desktop.errors.periods import AlreadySigned, PeriodNotOver, SignerMissing
from nsk_desktop.i18n import _
from nsk_desktop.measures.half_year import Difference, differences
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.period_changes import Happened, Progress, figures_of, what_happened
from nsk_desktop.store.queries import evaluation, periods
from nsk_desktop.store.reader import Reader

__all__ = ["Difference", "Explanation", "Happened", "PeriodRow", "Progress"]

YEARS = (2024, 2027)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A half-year as lists show it."""

    id: str
    """``2025H1``."""
    state: str
    signed_by: str
    signed_on: date | None
    intact: bool
    unfinished: int
    """Meetings of the half-year that are not finished and so count nowhere."""
    seal: str = ""
    """64 hex digits over who signed which figures when; none when nobody has signed."""

    @property
    def label(self) -> str:
        return half_year_label(self.id)

    @property
    def signed(self) -> bool:
        return self.state == PeriodState.SIGNED


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of a signed half-year."""

    figures: tuple[Difference, ...]
    changes: tuple[Happened, ...]
    """Everything that was written since and moves a figure of the half-year, the latest first."""
    behind: bool
    """Something that the signer had seen has not arrived on this laptop."""
    unexplained: Mapping[str, int] = field(default_factory=dict, hash=False)
    """What is left of a figure's difference when every change's step is taken away; only figures where it is not 0.

    It is never hidden: what was signed has not all arrived, or this version of the program counts otherwise.
    """


def list_periods(desk: Desk) -> list[PeriodRow]:
    """Every half-year of the programme, also those that nobody has touched, the earliest first."""
    with desk.store.read() as read:
        kept = {period.half_year: period for period in read.all(Period)}
        programme = next(iter(read.all(Programme)), None)
        drafts: Counter[str] = Counter()
        for day, count in periods.unfinished(read).items():
            drafts[half_year(date.fromisoformat(day))] += count
    first, last = (programme.first_year, programme.last_year) if programme else (None, None)
    years = range(first or YEARS[0], (last or YEARS[1]) + 1)
    names = {f"{year}H{half}" for year in years for half in (1, 2)} | kept.keys()
    return [_row(name, kept.get(name), drafts[name]) for name in sorted(names)]


def _row(name: str, period: Period | None, drafts: int) -> PeriodRow:
    signature = period.signature if period is not None and period.signed else {}
    return PeriodRow(
        id=name,
        state=period.state if period is not None else PeriodState.OPEN,
        signed_by=str(signature.get("by") or ""),
        signed_on=date.fromisoformat(signature["on"]) if signature.get("on") else None,
        intact=period is None or is_intact(period),
        unfinished=drafts,
        seal=str(signature.get("hash") or ""),
    )


def signed_figures(desk: Desk, name: str) -> dict[str, int]:
    """The figures as they were signed; none when the half-year is not signed."""
    period = _period(desk, name)
    return dict(period.signature.get("figures") or {}) if period is not None and period.signed else {}


def present_figures(desk: Desk, name: str) -> dict[str, int]:
    """The figures of the half-year as they are now."""
    with desk.store.read() as read:
        return _figures(read, name)


def signer(desk: Desk) -> str:
    """Who would sign: the one at the keyboard."""
    return desk.store.author


def close(desk: Desk, name: str) -> None:
    """Say that the half-year is registered. It can be opened again."""
    _refuse_signed(desk, name)
    _put(desk, _("Close the half-year {name}"), Period(half_year=name, state=PeriodState.CLOSED))


def reopen(desk: Desk, name: str) -> None:
    """Open a half-year again. A signature is taken away; it stays in the history."""
    _put(desk, _("Open the half-year {name}"), Period(half_year=name, state=PeriodState.OPEN))


def sign(desk: Desk, name: str, by: str, today: date) -> None:
    """Freeze the half-year's figures under a name. What is changed later is listed, not forbidden."""
    last = half_year_bounds(name)[1]
    if not by.strip():
        raise SignerMissing
    if today <= last:
        raise PeriodNotOver(name, show_day(last))
    _refuse_signed(desk, name)
    # Alone, so that nothing is written between reading the figures and signing them.
    with desk.store.alone():
        with desk.store.read() as read:
            figures = _figures(read, name)
            seen = {device: list(known) for device, known in evaluation.held(read).items()}
        signature = seal(name, by.strip(), today, figures, seen)
        _put(
            desk,
            _("Sign the half-year {name}"),
            Period(half_year=name, state=PeriodState.SIGNED, signature=signature),
        )


def explain(desk: Desk, name: str, progress: Progress = lambda _done, _total: None) -> Explanation | None:
    """Why the figures of a signed half-year are others now; None when nobody has signed it.

    For each figure, what was signed, the steps of the changes and what is unexplained add up to what it is now.
    """
    period = _period(desk, name)
    if period is None or not period.signed:
        return None
    seen = period.signature.get("seen") or {}
    signed: dict[str, int] = period.signature.get("figures") or {}
    with desk.store.read() as read:
        now = _figures(read, name)
        since = what_happened(read, *half_year_bounds(name), seen, progress)
        behind = periods.missing(read, seen)
    explained = Counter[str]()
    for change in since.changes:
        explained.update(change.steps)
    left = {figure: now[figure] - signed[figure] - explained[figure] for figure in signed if figure in now}
    unexplained = {figure: number for figure, number in left.items() if number}
    return Explanation(differences(signed, now), since.changes, behind, unexplained)


def signed_at(desk: Desk, day: date | None) -> PeriodRow | None:
    """The signed half-year that *day* lies in, if it is signed."""
    name = half_year(day) if day else ""
    period = _period(desk, name) if name else None
    return _row(name, period, 0) if period is not None and period.signed else None


def broken_seals(desk: Desk) -> list[str]:
    """Half-years whose figures are not what was signed, as sentences."""
    with desk.store.read() as read:
        found = sorted((period for period in read.all(Period) if not is_intact(period)), key=lambda one: one.half_year)
    sentence = _("{half_year}: the signed figures do not fit their signature")
    return [sentence.format(half_year=half_year_label(period.half_year)) for period in found]


def _figures(read: Reader, name: str) -> dict[str, int]:
    return figures_of(read, *half_year_bounds(name))


def _period(desk: Desk, name: str) -> Period | None:
    with desk.store.read() as read:
        period = read.get(Period, period_id(name))
    return period if period is not None and not period.deleted else None


def _refuse_signed(desk: Desk, name: str) -> None:
    period = _period(desk, name)
    if period is not None and period.signed:
        raise AlreadySigned(name, str(period.signature.get("by") or ""))


def _put(desk: Desk, label: str, period: Period) -> None:
    period.id = period_id(period.half_year)
    with desk.store.change(label.format(name=half_year_label(period.half_year))) as change:
        change.put(period)
