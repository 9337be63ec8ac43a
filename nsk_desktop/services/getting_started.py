"""Getting started: the first steps with a new store, and a series read from a line of a list."""

import re
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.dates import parse_time
from nsk_desktop.domain.day_words import WEEKDAY_NUMBERS
from nsk_desktop.domain.records import Series
from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _
from nsk_desktop.services import effort
from nsk_desktop.services.author import author
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries.beginnings import begun

_FACT = "getting_started"
_PUT_AWAY = "put away"
WHO, SERIES, FOLDER, MEETING, ACTOR = "who", "series", "folder", "meeting", "actor"
_TIMES = re.compile(r"(?:kl\.? *)?(\d{1,2}(?:[.:]?\d{2})?)(?: *(?:-|–|til) *(\d{1,2}(?:[.:]?\d{2})?))?$")
_EVERY = re.compile(
    r"\b(?:hver|every) +(\d+)\.? +(?:uge|week)s?|\b(hver anden uge|lige uger|ulige uger|every other week)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first things to do."""

    name: str
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series as it was understood from one line."""

    title: str
    weekday: int | None = None
    """1 is Monday."""
    interval_weeks: int | None = None
    from_time: str | None = None
    to_time: str | None = None
    place: str = ""


def steps(desk: Desk, export_folder: str) -> tuple[Step, ...]:
    """The first steps, and which of them are done."""
    area = effort.get_area(desk)
    with desk.store.read() as read:
        there = begun(read)
    return (
        Step(WHO, _("Say who you are"), bool(author(desk) and area is not None and area.name)),
        Step(SERIES, _("Write your regular series"), there.series),
        Step(FOLDER, _("Choose where the file for the evaluation goes"), bool(export_folder)),
        Step(MEETING, _("Finish the first meeting"), there.finished_session),
        Step(ACTOR, _("Write the first local actor"), there.actor),
    )


def is_put_away(desk: Desk) -> bool:
    """Whether the user has put the first steps away."""
    return desk.store.fact(_FACT) == _PUT_AWAY


def put_away(desk: Desk) -> None:
    """Show the first steps no more."""
    desk.store.set_fact(_FACT, _PUT_AWAY)


def read_series(text: str) -> list[SeriesLine]:
    """The series in a list that was typed or pasted: one a line, its parts divided by semicolons, tabs or commas.

    The first part is the title. A weekday, an interval and a time are known by their looks; the rest is the place.
    """
    return [_series(parts) for line in text.splitlines() if (parts := _parts(line))]


def make_series(desk: Desk, lines: list[SeriesLine], today: date) -> int:
    """Make all the series in *lines* as one step. Returns how many."""
    with desk.store.change(_("Write the regular series")) as change:
        for line in lines:
            change.create(
                Series(
                    title=line.title,
                    weekday=line.weekday,
                    interval_weeks=line.interval_weeks or (1 if line.weekday else None),
                    from_time=line.from_time,
                    to_time=line.to_time,
                    place=line.place,
                    start=today if line.weekday else None,
                    target_groups=["M1"],
                )
            )
    return len(lines)


def _parts(line: str) -> list[str]:
    divider = next((sign for sign in (";", "\t", ",") if sign in line), "\n")
    return [part.strip() for part in line.split(divider) if part.strip(" -•*")]


def _series(parts: list[str]) -> SeriesLine:
    found: dict[str, object] = {"title": parts[0].strip(" -•*")}
    places = []
    for part in parts[1:]:
        understood = _weekday(part) or _times(part)
        if understood:
            found.update(understood)
        else:
            places.append(part)
    return SeriesLine(**found, place=", ".join(places))  # type: ignore[arg-type]


def _weekday(part: str) -> dict[str, object]:
    plain = part.casefold().strip(". ")
    every = _EVERY.search(plain)
    rest = _EVERY.sub("", plain).replace("hver ", "").strip(" .,")
    number = WEEKDAY_NUMBERS.get(rest) or WEEKDAY_NUMBERS.get(rest.removesuffix("e")) or WEEKDAY_NUMBERS.get(rest[:-2])
    if number is None and not (every and not rest):
        return {}
    weeks = int(every[1]) if every and every[1] else 2 if every else 0
    return {**({"weekday": number} if number else {}), **({"interval_weeks": weeks} if weeks else {})}


def _times(part: str) -> dict[str, object]:
    match = _TIMES.match(part.casefold())
    if match is None:
        return {}
    try:
        first = parse_time(match[1])
        last = parse_time(match[2]) if match[2] else None
    except NskError:
        return {}
    return {"from_time": first, "to_time": last}
