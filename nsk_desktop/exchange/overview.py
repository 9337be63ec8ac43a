"""The sheet `Overblik` of the central workbook: live formulas for what adds up, stamped cells for what does not.

The half-years stand in an Excel table of their own, so that the merge finds the cells to stamp by name wherever
the evaluator has moved them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from nsk_desktop.domain.codes import NEVER_REACH, THEMES_SHORT, Mode, SessionState
from nsk_desktop.exchange.layout import BLUE, Styles
from nsk_desktop.exchange.sheets import OVERVIEW
from nsk_desktop.exchange.values import YES
from nsk_desktop.i18n import N_, _

TABLE = "nsk_Halvår"
KEY = "halvår"
OTHER, TOTAL = "andre datoer", "i alt"
REGISTERED, LOWER, UPPER, STAMP = "borgere registreret", "borgere mindst", "borgere højst", "beregnet"
HEADERS = (
    KEY,
    "fra",
    "til",
    "afholdte",
    "ikke optalte",
    "fremmøder registreret",
    "anonyme mindst",
    "anonyme højst",
    "fremmøder mindst",
    "fremmøder højst",
    REGISTERED,
    LOWER,
    UPPER,
    "brobygninger",
    "første møder",
    STAMP,
)
_UPPER_ATTENDED, _LOWER_REACHED, _UPPER_REACHED = 9, 11, 12
_FIRST_COUNTED, _LAST_COUNTED = 3, 9
_BRIDGES, _FIRST_MEETINGS = 13, 14
_HEAD_ROW = 5
_SECOND, _THIRD = "#6699C2", "#B3CCE0"

_ACTIVE = "nsk_Aktiviteter"
_ALIVE = f'{{table}}[slettet],"<>{YES}"'
_COUNTED = ",".join(
    [
        f'{_ACTIVE}[tilstand],"{SessionState.HELD}"',
        _ALIVE.format(table=_ACTIVE),
        *(f'{_ACTIVE}[type],"<>{kind}"' for kind in sorted(NEVER_REACH)),
    ]
)
_WAS_COUNTED = f'{_COUNTED},{_ACTIVE}[registrering],"<>{Mode.NOT_COUNTED}"'


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Six months: its name (2025H1) and its days."""

    name: str
    first: date
    last: date


def half_years() -> tuple[HalfYear, ...]:
    """The half-years of the effort, 2024-27; other days stand in a line of their own."""
    return tuple(
        half
        for year in range(2024, 2028)
        for half in (
            HalfYear(f"{year}H1", date(year, 1, 1), date(year, 6, 30)),
            HalfYear(f"{year}H2", date(year, 7, 1), date(year, 12, 31)),
        )
    )


def add_overview(book: Workbook, styles: Styles) -> None:
    """Write the sheet into *book*; the tables it reads may still be empty."""
    page = book.add_worksheet(OVERVIEW)
    page.hide_gridlines(2)
    page.set_column(0, 0, 44)
    page.set_column(1, 2, 12)
    page.set_column(3, 14, 12)
    page.set_column(15, 15, 48)
    page.write_string(0, 0, _("Overview"), styles.title)
    page.write_string(1, 0, _("Counts follow the sheets at once. Shaded figures are written by the merge."))
    page.write_string(
        2, 0, _("One person can come in several half-years and themes: persons reached cannot be added up.")
    )
    page.write_string(_HEAD_ROW - 1, 0, _("Per half-year"), styles.heading)
    _add_half_years(page, styles)
    themes = _HEAD_ROW + len(half_years()) + 5
    _add_themes(page, styles, themes)
    _add_key_figures(page, styles, themes + len(THEMES_SHORT.codes) + 5)
    page.insert_chart(themes - 1, 7, _chart(book), {"x_offset": 10, "object_position": 2})
    page.freeze_panes(_HEAD_ROW + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _counts(extra: str) -> tuple[str, ...]:
    """Formulas of the columns from `afholdte` to `fremmøder højst`, over the activities that *extra* picks."""

    def summed(*columns: str) -> str:
        return "=" + "+".join(f"SUMIFS({_ACTIVE}[{column}],{_WAS_COUNTED}{extra})" for column in columns)

    return (
        f"=COUNTIFS({_COUNTED}{extra})",
        f'=COUNTIFS({_COUNTED},{_ACTIVE}[registrering],"{Mode.NOT_COUNTED}"{extra})',
        summed("m1_registreret"),
        summed("m1_anonym_min"),
        summed("m1_anonym_maks"),
        summed("m1_registreret", "m1_anonym_min"),
        summed("m1_registreret", "m1_anonym_maks"),
    )


def _bridge_counts(row: int | None) -> tuple[str, str]:
    alive = _ALIVE.format(table="nsk_Brobygning")

    def counted(column: str) -> str:
        if row is None:
            chosen = "nsk_Brobygning[id]" if column == "dato" else f"nsk_Brobygning[{column}]"
            return f'=COUNTIFS({chosen},"<>",{alive})'
        return f"=COUNTIFS({alive}{_within('nsk_Brobygning', column, row)})"

    return counted("dato"), counted("første_møde")


def _within(table: str, column: str, row: int) -> str:
    return f',{table}[{column}],">="&$B{row},{table}[{column}],"<="&$C{row}'


def _add_half_years(page: Worksheet, styles: Styles) -> None:
    halves = half_years()
    first, other = _HEAD_ROW + 1, _HEAD_ROW + 1 + len(halves)
    page.set_row(_HEAD_ROW, 32)
    page.add_table(
        _HEAD_ROW,
        0,
        other + 1,
        len(HEADERS) - 1,
        {
            "name": TABLE,
            "style": "Table Style Light 1",
            "autofilter": False,
            "columns": [{"header": head, "header_format": _header_style(styles, head)} for head in HEADERS],
        },
    )
    for row, half in enumerate(halves, start=first):
        page.write_string(row, 0, half.name, styles.label)
        page.write_datetime(row, 1, half.first, styles.date)
        page.write_datetime(row, 2, half.last, styles.date)
        formulas = (*_counts(_within(_ACTIVE, "dato", row + 1)), *_bridge_counts(row + 1))
        _write_line(page, styles, row, formulas)
    page.write_string(other, 0, OTHER, styles.label)
    rest = tuple(f"={letter}{other + 2}-SUM({letter}{first + 1}:{letter}{other})" for letter in "DEFGHIJNO")
    _write_line(page, styles, other, rest)
    page.write_string(other + 1, 0, TOTAL, styles.label)
    _write_line(page, styles, other + 1, (*_counts(""), *_bridge_counts(None)), styles.total)


def _header_style(styles: Styles, header: str) -> Format:
    return styles.header_right if 3 <= HEADERS.index(header) < HEADERS.index(STAMP) else styles.header


def _write_line(
    page: Worksheet, styles: Styles, row: int, formulas: tuple[str, ...], style: Format | None = None
) -> None:
    """Formulas without a remembered result, so that every program computes them when it opens the file."""
    places = [*range(_FIRST_COUNTED, _LAST_COUNTED + 1), _BRIDGES, _FIRST_MEETINGS]
    for place, formula in zip(places, formulas, strict=True):
        page.write_formula(row, place, formula, style or styles.number, "")
    for header in (REGISTERED, LOWER, UPPER):
        page.write_blank(row, HEADERS.index(header), None, styles.stamped)
    page.write_blank(row, HEADERS.index(STAMP), None, styles.remark)


def _add_themes(page: Worksheet, styles: Styles, row: int) -> None:
    page.write_string(row - 1, 0, _("Per theme"), styles.heading)
    page.set_row(row, 32)
    heads = ("tema", *HEADERS[_FIRST_COUNTED:8])
    for place, text in enumerate(heads):
        page.write_string(row, place, text, styles.header_right if place else styles.header)
    for line, (label, extra) in enumerate(_theme_choices(), start=row + 1):
        page.write_string(line, 0, label, styles.long)
        counts = _counts(extra)
        for place in range(1, len(heads)):
            page.write_formula(line, place, counts[place - 1], styles.number, "")
    page.write_string(
        row + len(THEMES_SHORT.codes) + 2,
        0,
        _("An activity with several themes counts in each of them, so the themes cannot be added up."),
    )


def _theme_choices() -> Iterator[tuple[str, str]]:
    for code in THEMES_SHORT.codes:
        yield f"{code} {THEMES_SHORT.label(code)}", f',{_ACTIVE}[temaer],"*{code}*"'
    yield _("No theme"), f',{_ACTIVE}[temaer],""'


_KEY_FIGURES = (
    (N_("Active local actors"), '=COUNTIFS(nsk_Aktører[navn],"<>",nsk_Aktører[status],"<>ophørt",{alive:nsk_Aktører})'),
    (N_("Participants registered (pseudonyms)"), '=COUNTIFS(nsk_Deltagere[id],"<>",{alive:nsk_Deltagere})'),
    (N_("Headcount lines"), '=COUNTIFS(nsk_Optællinger[id],"<>",{alive:nsk_Optællinger})'),
    (N_("People in headcounts, at least"), "=SUMIFS(nsk_Optællinger[antal_min],{alive:nsk_Optællinger})"),
    (N_("People in headcounts, at most"), "=SUMIFS(nsk_Optællinger[antal_maks],{alive:nsk_Optællinger})"),
    (N_("Attendances of local actors (M2), registered"), f"=SUMIFS({_ACTIVE}[m2_registreret],{_WAS_COUNTED})"),
    (N_("Initiatives"), '=COUNTIFS(nsk_Initiativer[id],"<>",{alive:nsk_Initiativer})'),
    (N_("Bridges with cooperation"), '=COUNTIFS(nsk_Brobygning[samarbejde_i_gang],"<>",{alive:nsk_Brobygning})'),
    (N_("Files received"), "=COUNTA(nsk_Modtagelser[id])"),
    (N_("Unresolved rows"), "=COUNTA(nsk_Uafklaret[række])"),
)


class _Alive:
    """Fills ``{alive:table}`` in a formula with the condition that the row is not deleted."""

    def __format__(self, table: str) -> str:
        return _ALIVE.format(table=table)


def _add_key_figures(page: Worksheet, styles: Styles, row: int) -> None:
    page.write_string(row - 1, 0, _("Key figures"), styles.heading)
    for line, (label, formula) in enumerate(_KEY_FIGURES, start=row):
        page.write_string(line, 0, _(label), styles.long)
        page.write_formula(line, 1, formula.format(alive=_Alive()), styles.number, "")


def _chart(book: Workbook) -> object:
    chart = book.add_chart({"type": "column"})
    first, last = _HEAD_ROW + 1, _HEAD_ROW + len(half_years())
    names = (_("Attendances, at most"), _("Citizens reached, at least"), _("Citizens reached, at most"))
    colours = (BLUE, _SECOND, _THIRD)
    for place, name, colour in zip((_UPPER_ATTENDED, _LOWER_REACHED, _UPPER_REACHED), names, colours, strict=True):
        chart.add_series(
            {
                "name": name,
                "categories": [OVERVIEW, first, 0, last, 0],
                "values": [OVERVIEW, first, place, last, place],
                "fill": {"color": colour},
                "gap": 80,
            }
        )
    chart.set_title({"name": _("Attendances and citizens reached per half-year"), "name_font": {"size": 12}})
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_y_axis({"name": _("Number"), "min": 0, "major_gridlines": lines})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 340})
    return chart
