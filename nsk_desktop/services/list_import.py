"""Import of any list of attendance: read, guess, plan what it would do, and write it in one step that can be undone."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nsk_desktop.domain.records import Attendance, Headcount, Participant, Session
from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.exchange import list_guess, list_reading
from nsk_desktop.exchange.coordinates import column_letters
from nsk_desktop.exchange.list_cells import written
from nsk_desktop.exchange.list_guess import Guess, Layout
from nsk_desktop.exchange.list_lines import CellProblem, Defaults
from nsk_desktop.exchange.list_reading import ListFile, ListTable, Place
from nsk_desktop.exchange.list_rows import read_rows
from nsk_desktop.exchange.list_words import LABELS, Meaning
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.list_people import NEW, SKIP, Choices, Known, Meant, who_is_meant
from nsk_desktop.services.list_plan import Plan, PlannedRow, RowState, make_plan, people_of
from nsk_desktop.services.sessions import settle_mode
from nsk_desktop.store import state
from nsk_desktop.store.change import Change

__all__ = [
    "NEW",
    "SKIP",
    "CellProblem",
    "Defaults",
    "Guess",
    "Layout",
    "ListFile",
    "ListTable",
    "Meaning",
    "Meant",
    "Plan",
    "PlannedRow",
    "RowState",
    "written",
]
Progress = Callable[[int, int], None]
SURE = list_guess.LIKELY
"""From here on a guess needs no second look."""
_REMEMBERED = "list_columns"
_MOST_REMEMBERED = 50
_PORTION = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A table of a file, and how somebody wants it read."""

    file: str
    table: ListTable
    header: int
    meanings: tuple[Meaning, ...]
    defaults: Defaults = field(default_factory=Defaults)
    mended: Mapping[Place, str] = field(default_factory=dict)
    """What somebody has written over cells that could not be read; the file is not touched."""
    choices: Choices = field(default_factory=dict)
    revive: bool = False
    """Take out of the bin what the list speaks of."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did."""

    meetings: int
    drafts: int
    people: int
    attendances: int
    counts: int
    same: int
    otherwise: int
    binned: int
    skipped: tuple[int, ...]
    """The numbers of the rows that could not be read."""

    @property
    def wrote(self) -> bool:
        """Whether there is anything to undo."""
        return bool(self.meetings or self.people or self.attendances or self.counts)


def read(path: Path) -> ListFile:
    """The tables of a file. Raises a FileRefused when it cannot be read."""
    return list_reading.read_list(path)


def likeliest(file: ListFile, today: date) -> int:
    """The place of the table that most looks like a list of attendance."""
    return list_guess.likeliest_table(file, today)


def guess(desk: Desk, table: ListTable, today: date, header: int | None = None) -> Layout:
    """What the columns seem to say; what somebody said of the same headings before comes first."""
    layout = list_guess.guess_layout(table, today, header)
    known = _remembered(desk).get(list_guess.heading_key(table, layout.header, today)) if layout.header else None
    return list_guess.remembered(layout, table, known, today) if known else layout


def label_of(meaning: Meaning) -> str:
    """What a column is called that says this."""
    return _(LABELS[meaning])


def lacks(meanings: tuple[Meaning, ...], defaults: Defaults) -> str:
    """What the columns and the defaults together do not say and must: a sentence, or nothing."""
    there = set(meanings)
    marked = Meaning.MARK in there
    if not marked and Meaning.DAY not in there:
        return _("Say which column holds the date, or over which columns a date stands.")
    who = {Meaning.NAME, Meaning.GIVEN, Meaning.SURNAME}
    if not there & (who if marked else who | {Meaning.COUNT, Meaning.WOMEN, Meaning.MEN}):
        return _("Say which column holds the names, or how many came.")
    twice = [meaning for meaning in Meaning if meaning not in (Meaning.NOTHING, Meaning.MARK)]
    double = next((meaning for meaning in twice if meanings.count(meaning) > 1), None)
    if double:
        return _("Two columns say “{meaning}”. Choose one of them.").format(meaning=label_of(double))
    if not defaults.title and (marked or Meaning.TITLE not in there):
        return _("Write what the activity is called: the list does not say it.")
    return ""


def plan(desk: Desk, reading: Reading, today: date, progress: Progress = lambda _done, _all: None) -> Plan:
    """What importing the table would do. Nothing is written."""
    table = reading.table.mended(dict(reading.mended))
    found = read_rows(table, reading.header, reading.meanings, reading.defaults, today)
    with desk.store.read() as read:
        known = Known.of(read)
    # Everybody whose rows can be read; the suggestions are asked for outside of one long reading.
    named = [row.person for row in people_of(found) if row.person]
    people = who_is_meant(desk, known, named, reading.choices, progress)
    with desk.store.read() as read:
        return make_plan(found, read, people, known, reading.defaults, today, reading.revive)


def apply(
    desk: Desk,
    reading: Reading,
    made: Plan,
    today: date,
    *,
    skip_bad: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Result:
    """Write what *made* says in one step. Raises `ImportRefused` with every problem, unless *skip_bad*."""
    if made.problems and not skip_bad:
        raise ImportRefused(reading.file, tuple(problem.sentence() for problem in made.problems))
    if made.new or made.back:
        desk.back_up("import")
        with desk.store.change(_("Import {file}").format(file=reading.file)) as change:
            _write(change, made, progress)
    _remember(desk, reading, today)
    return Result(
        meetings=made.count(Session),
        drafts=made.drafts,
        people=made.count(Participant),
        attendances=made.count(Attendance),
        counts=made.count(Headcount),
        same=made.same,
        otherwise=made.otherwise,
        binned=made.binned,
        skipped=tuple(row.number for row in made.rows if row.state is RowState.PROBLEM),
    )


def _write(change: Change, made: Plan, progress: Progress) -> None:
    total = len(made.new) + len(made.back)
    for number, wanted in enumerate(made.new):
        if number % _PORTION == 0:
            progress(number, total)
        blank = state.defaults(wanted.kind.record_kind())
        fields = {name: blank[name] for name in wanted.kind.field_names()}
        change.add(wanted.kind, wanted.id, fields | wanted.besides | wanted.given)
    change.prefetch(wanted.id for wanted in made.back)
    for number, wanted in enumerate(made.back, len(made.new)):
        if number % _PORTION == 0:
            progress(number, total)
        kept = wanted.besides if wanted.kind is not Participant else {}
        change.save(wanted.kind, wanted.id, **kept, **wanted.given)
        change.restore(wanted.kind, wanted.id)
    for session in sorted(made.grown):
        settle_mode(change, session, counted_now=True)
    progress(total, total)


def _remembered(desk: Desk) -> dict[str, list[str]]:
    return dict(json.loads(desk.store.fact(_REMEMBERED) or "{}"))


def _remember(desk: Desk, reading: Reading, today: date) -> None:
    """Keep what the columns of these headings mean: a mark made from the headings, and no word of the list."""
    if not reading.header:
        return
    key = list_guess.heading_key(reading.table, reading.header, today)
    known = {other: said for other, said in _remembered(desk).items() if other != key}
    known[key] = list_guess.to_remember(reading.table, reading.header, reading.meanings, today)
    latest = dict(list(known.items())[-_MOST_REMEMBERED:])
    desk.store.set_fact(_REMEMBERED, json.dumps(latest))


def column_name(number: int) -> str:
    """What a column is called on a sheet: A for 1."""
    return column_letters(number)
