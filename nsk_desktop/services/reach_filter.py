"""A filter as it is written on the command line: ``theme=T1;T3``, ``series=Kvindegruppen``."""

from collections.abc import Iterable, Mapping

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, SESSION_TYPES, THEMES, CodeList
from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.folding import fold
from nsk_desktop.errors.command import FilterUnreadable, NothingCalled
from nsk_desktop.measures.grouping import (
    GROUPINGS,
    NO_INITIATIVE,
    NO_SERIES,
    NO_THEME,
    NO_TYPE,
    Only,
    half_year,
    label_of,
)

_CODES: Mapping[str, CodeList] = {"theme": THEMES, "type": SESSION_TYPES, "age": AGE_BANDS, "gender": GENDERS}
_WITHOUT = {"theme": NO_THEME, "type": NO_TYPE, "series": NO_SERIES, "initiative": NO_INITIATIVE}


def read_filter(texts: Iterable[str], rows: CountingRows) -> Only:
    """What *texts* want of *rows*: keys by grouping. What is not there is refused, so that it is not taken for 0."""
    found: dict[str, list[str]] = {}
    for text in texts:
        by, equals, values = text.partition("=")
        by = by.strip().lower()
        names = [value.strip() for value in values.split(";") if value.strip()]
        if not equals or by not in GROUPINGS or not names:
            raise FilterUnreadable(text, GROUPINGS)
        found.setdefault(by, []).extend(key for name in names for key in _keys(by, name, rows))
    return found


def _keys(by: str, name: str, rows: CountingRows) -> list[str]:
    """The keys meant by *name*: a code, an id, or words; several series may have one name."""
    if by in _CODES and (code := _CODES[by].find(name)):
        return [code]
    there = _there(by, rows)
    keys = [key for key in there if name == key or fold(name) == fold(label_of(by, key, rows))]
    if not keys:
        raise NothingCalled(by, name)
    return keys


def _there(by: str, rows: CountingRows) -> list[str]:
    found: Iterable[str] = ()
    match by:
        case "series":
            found = [*rows.series, *(one.series for one in rows.sessions if one.series)]
        case "initiative":
            found = [*rows.initiatives, *(one.initiative for one in rows.sessions if one.initiative)]
        case "half-year":
            found = map(half_year, rows.sessions)
        case "theme":
            found = [theme for one in rows.sessions for theme in one.themes]
        case "type":
            found = [one.type for one in rows.sessions if one.type]
    return [*dict.fromkeys(found), *([_WITHOUT[by]] if by in _WITHOUT else [])]
