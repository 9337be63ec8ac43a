"""Figures of the open store."""

from datetime import date

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.dates import half_year
from nsk_desktop.measures.reach import EVERYTHING, Only, Reach
from nsk_desktop.measures.reach import reach as measure_reach
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries.counting import counting_rows


def rows(desk: Desk, first: date = date.min, last: date = date.max, *, ages: bool = True) -> CountingRows:
    """What reach is counted from; without *ages* nobody's age is told, which is faster."""
    with desk.store.read() as read:
        return counting_rows(read, first, last, ages=ages)


def reach(
    desk: Desk, first: date, last: date, by: str | None = None, only: Only = EVERYTHING, *, newcomers: bool = False
) -> Reach:
    """Reach from *first* to *last*, both included, of what *only* wants; *by* is one of `GROUPINGS`.

    With *newcomers* each group also says how many of its people had not come to anything before the period.
    """
    with desk.store.read() as read:
        found = counting_rows(read, first, last, ages=by == "age" or bool(only.get("age")), earlier=newcomers)
    return measure_reach(found, first, last, by, only)


def half_years(desk: Desk) -> list[str]:
    """The half-years that have completed meetings, the earliest first."""
    # From one half-year to the next by the index of days: a store of many years is not read through.
    statement = "SELECT min(day) FROM evaluation_session WHERE NOT deleted AND completed AND day > ?"
    found: list[str] = []
    after = ""
    with desk.store.read() as read:
        while day := read.connection.exec_driver_sql(statement, (after,)).scalar():
            found.append(half_year(date.fromisoformat(day)))
            after = f"{day[:4]}-{'06-30' if found[-1].endswith('H1') else '12-31'}"
    return found
