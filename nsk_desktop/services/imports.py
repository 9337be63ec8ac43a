"""Import of the filled-in workbook: first a plan that can be looked at, then one step that can be undone."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.records import Programme, Session
from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.exchange import template
from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.fill_in_lines import Problem
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.import_plan import Plan, make_plan
from nsk_desktop.services.sessions import settle_mode
from nsk_desktop.services.wanted import Wanted
from nsk_desktop.store import state
from nsk_desktop.store.change import Change
from nsk_desktop.store.journal import Value

Progress = Callable[[float], None]
_PORTION = 1000


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did."""

    new: dict[str, int]
    """How many new records of each kind."""
    updated: int
    same: int
    deleted: int
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    recognised: tuple[str, ...]
    made: tuple[str, ...]


def write_template(path: Path) -> None:
    """Write the empty workbook to fill in."""
    template.write_template(path)


def plan_import(desk: Desk, path: Path, today: date | None = None) -> Plan:
    """Read a filled-in workbook and work out what it would do. Nothing is written."""
    with desk.store.read() as read:
        programme = next(iter(read.all(Programme)), None)
    years = (programme.first_year or 2024, programme.last_year or 2027) if programme else (2024, 2027)
    fill_in = read_fill_in(path, years=years, today=today or date.today())
    with desk.store.read() as read:
        return make_plan(fill_in, read)


def _followed(wanted: Wanted, differing: dict[str, Value]) -> dict[str, Value]:
    """What follows when a planned meeting has been held or cancelled: it is finished, and counted as the file says."""
    if wanted.kind is not Session or differing.get("state") in (None, SessionState.PLANNED):
        return {}
    mode = {} if "mode" in wanted.given else {"mode": wanted.besides["mode"]}
    return {"completed": True, **mode}


def _settle_modes(change: Change, plan: Plan) -> None:
    """Choose the registration mode anew for known meetings that got their first rows now, unless the file chose it."""
    fresh = {one.id for one in plan.new}
    chosen = {line.nr for line in plan.fill_in.sessions if line.mode_given}
    known = {plan.sessions[line.nr] for line in plan.fill_in.sessions if line.nr not in chosen} - fresh
    rows = {one.besides["session_id"] for one in plan.new if "session_id" in one.besides}
    for session in sorted(known & rows):
        settle_mode(change, session, counted_now=True)


def problems(plan: Plan, *, update: bool = False) -> tuple[Problem, ...]:
    """Everything in the way: bad rows, and (unless they are to be updated) rows that say something else."""
    return (*plan.fill_in.problems, *plan.unwanted, *plan.unexplained, *(() if update else plan.changes()))


def apply_import(
    desk: Desk,
    plan: Plan,
    *,
    update: bool = False,
    skip_bad: bool = False,
    progress: Progress = lambda _done: None,
) -> Result:
    """Write what *plan* says in one step. Raises `ImportRefused` with every problem, unless *skip_bad*."""
    refused = problems(plan, update=update)
    if plan.unwanted or (refused and not skip_bad):
        raise ImportRefused(plan.fill_in.name, tuple(problem.sentence() for problem in refused))
    if plan.new or (update and plan.changed):
        desk.back_up("import")
        with desk.store.change(_("Import {file}").format(file=plan.fill_in.name)) as change:
            for number, wanted in enumerate(plan.new):
                if number % _PORTION == 0:
                    progress(number / len(plan.new))
                blank = state.defaults(wanted.kind.record_kind())
                fields = {name: blank[name] for name in wanted.kind.field_names()}
                change.add(wanted.kind, wanted.id, fields | wanted.besides | wanted.given)
            if update:
                change.prefetch(wanted.id for wanted, _differing in plan.changed)
                for wanted, differing in plan.changed:
                    change.save(wanted.kind, wanted.id, **differing, **_followed(wanted, differing))
            _settle_modes(change, plan)
            progress(1.0)
    return Result(
        new=dict(Counter(wanted.kind.record_kind() for wanted in plan.new)),
        updated=len(plan.changed) if update else 0,
        same=plan.same,
        deleted=plan.deleted,
        refused=refused,
        warnings=plan.fill_in.warnings,
        recognised=tuple(plan.recognised),
        made=tuple(plan.made),
    )
