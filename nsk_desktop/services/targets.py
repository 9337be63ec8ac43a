"""Targets: what the effort wants to reach, how far it is, and which targets contradict each other."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from nsk_desktop.domain.codes import INDICATORS, THEMES_SHORT
from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.network import NetworkRows
from nsk_desktop.domain.records import Programme, Target
from nsk_desktop.domain.targets import (
    BY_THEME,
    Flaw,
    TargetProblem,
    Years,
    period_bounds,
    period_label,
    periods_to_choose,
    periods_within,
    problems,
)
from nsk_desktop.i18n import N_, _
from nsk_desktop.measures.reach import reach_of
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.measures.targets import Now, Progress, Verdict, of_actors, of_reach, time_gone, verdict
from nsk_desktop.services import cooperation, figures
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.periods import YEARS

__all__ = ["Progress", "TargetProblem", "Verdict"]

VERDICTS = {
    Verdict.REACHED: N_("reached"),
    Verdict.PERHAPS: N_("perhaps reached"),
    Verdict.NOT_YET: N_("not reached yet"),
    Verdict.NOT_REACHED: N_("not reached"),
    Verdict.NOT_BEGUN: N_("not begun"),
    Verdict.UNKNOWN: N_("not known"),
}
FLAWS = {
    Flaw.NO_NUMBER: N_("The number that is wanted is missing."),
    Flaw.NO_PERIOD: N_("The period is missing."),
    Flaw.NOT_BY_THEME: N_("This is not counted by theme. Choose the whole effort."),
    Flaw.TWICE: N_("The same target stands here twice. Delete one of them."),
    Flaw.OTHERWISE: N_("Another target says {number} for the same. Delete or change one of them."),
    Flaw.PART_ABOVE_WHOLE: N_("It is more than the target for {whole}, which is {number} and holds this one."),
}


def years(desk: Desk) -> Years:
    """The first and the last year of the effort."""
    with desk.store.read() as read:
        programme = next(iter(read.all(Programme)), None)
    if programme is None:
        return YEARS
    return programme.first_year or YEARS[0], programme.last_year or YEARS[1]


def list_targets(desk: Desk, text: str = "") -> list[Target]:
    """The targets with *text* in their words: by indicator, then the longest period first, the whole before a theme."""
    with desk.store.read() as read:
        targets = read.all(Target)
    known = years(desk)
    found = [one for one in targets if not text or matches(text, f"{name_of(one)} {one.notes}")]
    return sorted(found, key=lambda one: _place(one, known))


def get(desk: Desk, id: str) -> Target | None:
    with desk.store.read() as read:
        return read.get(Target, id)


def new_target(desk: Desk, today: date, **fields: object) -> str:
    """A new target for this year, unless another period is given."""
    given = {"period": str(today.year), **fields}
    with desk.store.change(_("New target")) as change:
        return change.create(Target(**given))  # type: ignore[arg-type]


def save_target(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the target")) as change:
        return change.save(Target, id, **fields)


def delete_target(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the target")) as change:
        change.delete(Target, id)


def name_of(target: Target) -> str:
    """What is counted, of which theme, and when."""
    parts = (INDICATORS.label(target.indicator), THEMES_SHORT.label(target.theme), period_label(target.period))
    return ", ".join(part for part in parts if part)


def choices_of_period(desk: Desk, today: date) -> list[tuple[str, str]]:
    """The periods that a target can be for, with their names."""
    kept = [target.period for target in list_targets(desk)]
    return [(name, period_label(name)) for name in periods_to_choose(years(desk), today, kept)]


def flaws(desk: Desk, but: Collection[Flaw] = ()) -> dict[str, list[str]]:
    """What is wrong with each target, as sentences, by its id; nothing of *but*. Those in order are not there."""
    targets = list_targets(desk)
    known = {target.id: target for target in targets}
    found: dict[str, list[str]] = {}
    for problem in problems(targets, years(desk)):
        if problem.flaw in but:
            continue
        found.setdefault(problem.target, []).append(_sentence(problem, known))
    return found


def _sentence(problem: TargetProblem, known: Mapping[str, Target]) -> str:
    other = known.get(problem.other)
    number, whole = (other.value, name_of(other)) if other else ("", "")
    return _(FLAWS[problem.flaw]).format(number=number, whole=whole)


def verdict_label(verdict: Verdict) -> str:
    """How a target stands, in words."""
    return _(VERDICTS[verdict])


def progress(desk: Desk, today: date) -> list[Progress]:
    """How far each target is that has a number and a period; those that are under way first, then those to come."""
    known = years(desk)
    spans = [(one, bounds) for one in list_targets(desk) if (bounds := period_bounds(one.period, known))]
    counted = _Counted(desk, today, known, [bounds for _one, bounds in spans])
    found = []
    for one, (first, last) in spans:
        if one.value is None or (one.theme and one.indicator not in BY_THEME):
            continue
        gone = time_gone(first, last, today)
        now = counted.now(one) if gone else None
        found.append(
            Progress(
                target=one.id,
                indicator=one.indicator,
                period=one.period,
                theme=one.theme,
                first=first,
                last=last,
                aim=one.value,
                now=now,
                verdict=verdict(now, one.value, gone),
                gone=gone,
            )
        )
    return sorted(found, key=lambda row: (row.gone >= 1, not row.gone))


class _Counted:
    """The figures behind targets. Each period and theme is counted once, however many targets ask for it."""

    def __init__(self, desk: Desk, today: date, years: Years, spans: Iterable[tuple[date, date]]) -> None:
        self._desk, self._today, self._years = desk, today, years
        begun = [(first, min(last, today)) for first, last in spans if first <= today]
        begun = begun or [(today, today)]
        self._span = min(first for first, _last in begun), max(last for _first, last in begun)
        self._found: dict[Any, Mapping[str, Now]] = {}

    @cached_property
    def _rows(self) -> CountingRows:
        first, last = self._span
        return figures.rows(self._desk, first, last, ages=False)

    @cached_property
    def _network(self) -> NetworkRows:
        return cooperation.rows(self._desk)

    def now(self, target: Target) -> Now | None:
        """The figure of *target* as it is today."""
        reach = target.indicator in BY_THEME
        key = (reach, target.period, target.theme)
        if key not in self._found:
            self._found[key] = self._reach(target) if reach else self._actors(target)
        return self._found[key].get(target.indicator)

    def _bounds(self, target: Target) -> tuple[date, date]:
        bounds = period_bounds(target.period, self._years)
        assert bounds is not None
        return bounds[0], min(bounds[1], self._today)

    def _reach(self, target: Target) -> Mapping[str, Now]:
        only = {"theme": (target.theme,)} if target.theme else {}
        return of_reach(reach_of(scope_of(self._rows, *self._bounds(target), only)))

    def _actors(self, target: Target) -> Mapping[str, Now]:
        return of_actors(self._network, *self._bounds(target), periods_within(target.period, self._years))


def _place(target: Target, known: Years) -> tuple[int, int, str, str]:
    codes = INDICATORS.codes
    bounds = period_bounds(target.period, known)
    days = (bounds[1] - bounds[0]).days if bounds else 0
    place = codes.index(target.indicator) if target.indicator in codes else len(codes)
    return place, -days, target.period, target.theme or ""
