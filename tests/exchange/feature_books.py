"""What evaluators do in a workbook, one feature each, as XlsxWriter writes it round our table."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.exchange.evaluator_book import picture, write_sums, write_table

Feature = Callable[[Any, Any, Any, int], None]
"""Given the book, the sheet of our table, the evaluator's sheet and the table's last row."""


def write_feature(path: Path, feature: Feature, rows: int = 6, *, totals: bool = False) -> Path:
    """A workbook with our table, the evaluator's control formulas and one *feature*."""
    book = xlsxwriter.Workbook(path)
    sheet, sums = book.add_worksheet("Aktiviteter"), book.add_worksheet("Beregning")
    write_table(book, sheet, rows, totals)
    write_sums(book, sums, rows + 1)
    feature(book, sheet, sums, rows + 1)
    book.close()
    return path


def _range(column: str, last: int) -> str:
    return f"=Aktiviteter!${column}$2:${column}${last}"


def charts_of_every_kind(book: Any, _sheet: Any, sums: Any, last: int) -> None:
    kinds = ("bar", "column", "line", "area", "pie", "doughnut", "scatter", "radar", "stock")
    for place, kind in enumerate(kinds):
        chart = book.add_chart({"type": kind})
        for column in ("D", "F", "G") if kind == "stock" else ("D",):
            chart.add_series({"categories": _range("C", last), "values": _range(column, last)})
        chart.set_title({"name": "=Aktiviteter!$D$1"})
        sums.insert_chart(20 * place, 10, chart)


def charts_with_trimmings(book: Any, sheet: Any, sums: Any, last: int) -> None:
    first = book.add_chart({"type": "column", "subtype": "stacked"})
    labels = [{"value": f"=Aktiviteter!$C${row}"} for row in range(2, last + 1)]
    first.add_series(
        {
            "name": "=Aktiviteter!$D$1",
            "categories": f"=Aktiviteter!$B$2:$C${last}",
            "values": _range("D", last),
            "data_labels": {"value": True, "custom": labels},
            "y_error_bars": {"type": "custom", "plus_values": _range("F", last), "minus_values": _range("D", last)},
        }
    )
    second = book.add_chart({"type": "line"})
    second.add_series(
        {"values": _range("F", last), "y2_axis": True, "trendline": {"type": "moving_average", "period": 2}}
    )
    first.combine(second)
    sums.insert_chart("K1", first)
    whole = book.add_chart({"type": "line"})
    whole.add_series({"values": ["Aktiviteter", 1, 3, last - 1, 3]})
    book.add_chartsheet("Forside").set_chart(whole)
    beside = book.add_chart({"type": "bar"})
    beside.add_series({"values": _range("D", last)})
    sheet.insert_chart("K3", beside)


def conditional_formats_of_every_kind(book: Any, sheet: Any, sums: Any, last: int) -> None:
    red, area = book.add_format({"bg_color": "#FF0000"}), f"D2:D{last}"
    rules: list[Mapping[str, Any]] = [
        {"type": "cell", "criteria": "between", "minimum": 1, "maximum": f"=MAX($D$2:$D${last})", "format": red},
        {"type": "formula", "criteria": f"=COUNTIF($A$2:$A${last},$A2)>1", "format": red},
        {"type": "2_color_scale"},
        {"type": "3_color_scale", "mid_type": "formula", "mid_value": f"=AVERAGE($D$2:$D${last})"},
        {"type": "data_bar", "data_bar_2010": True, "min_type": "formula", "min_value": f"=MIN($D$2:$D${last})"},
        {"type": "icon_set", "icon_style": "5_quarters"},
        {"type": "top", "value": 3, "format": red},
        {"type": "average", "criteria": "above", "format": red},
        {"type": "duplicate", "format": red},
        {"type": "text", "criteria": "containing", "value": "Møde", "format": red},
        {"type": "time_period", "criteria": "last month", "format": red},
        {"type": "blanks", "format": red, "stop_if_true": True},
    ]
    for rule in rules:
        sheet.conditional_format(area, rule)
    sheet.conditional_format(f"A2:A{last}", {**rules[0], "multi_range": f"A2:A{last} C2:C{last} K4:K5"})
    sums.conditional_format("A1:A4", {"type": "formula", "criteria": f"=A1>SUM(Aktiviteter!$D$2:$D${last})"})


def validations(_book: Any, sheet: Any, sums: Any, last: int) -> None:
    sheet.data_validation(f"H2:H{last}", {"validate": "list", "source": f"=$C$2:$C${last}"})
    sheet.data_validation(f"D2:D{last}", {"validate": "integer", "criteria": ">=", "value": f"=MIN($D$2:$D${last})"})
    sheet.data_validation("K1", {"validate": "list", "source": ["ja", "nej"]})
    sums.data_validation("C1:C5", {"validate": "list", "source": _range("A", last)})
    sums.data_validation("C6", {"validate": "custom", "value": f"=COUNTIF(Aktiviteter!$A$2:$A${last},C6)=1"})


def notes(_book: Any, sheet: Any, sums: Any, last: int) -> None:
    for row in range(2, last + 1):
        sheet.write_comment(f"C{row}", f"Min note om række {row}", {"author": "Evaluator", "visible": row == 2})
    sums.write_comment("A1", "Se ark Aktiviteter!$D$7")


def pictures(book: Any, sheet: Any, sums: Any, _last: int) -> None:
    file = Path(book.filename).parent / "picture.png"
    file.write_bytes(picture())
    sheet.insert_image("K2", str(file), {"url": "internal:Beregning!A1", "description": "Et billede"})
    sums.set_background(str(file))
    sums.embed_image("D1", str(file))
    sums.set_header("&L&G", {"image_left": str(file)})


def macros_and_buttons(book: Any, sheet: Any, sums: Any, _last: int) -> None:
    binary = Path(book.filename).with_suffix(".bin")
    binary.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 20)
    book.add_vba_project(str(binary))
    sheet.insert_button("K1", {"macro": "Opdater", "caption": "Opdatér"})
    sums.insert_checkbox("D2", True)


def names_and_print_areas(book: Any, sheet: Any, sums: Any, last: int) -> None:
    book.define_name("Alle", f"=Aktiviteter!$A$2:$H${last}")
    book.define_name("Beregning!Lokalt", f"=Aktiviteter!$D$2:$D${last}")
    book.define_name("Rullende", f"=OFFSET(Aktiviteter!$D$1,1,0,COUNTA(Aktiviteter!$A$2:$A${last}),1)")
    book.define_name("Konstant", "=0.25")
    sheet.print_area(0, 0, last - 1, 7)
    sheet.repeat_rows(0)
    sheet.set_h_pagebreaks([4])
    sums.write_formula("C1", "=SUM(Lokalt)+SUM(Rullende)*0", None, 0)
    sums.autofilter("A1:B9")


def dynamic_arrays(_book: Any, _sheet: Any, sums: Any, last: int) -> None:
    sums.write_dynamic_array_formula("C1:C6", f"=SORT(Aktiviteter!$D$2:$D${last})", None, 1)
    sums.write_dynamic_array_formula("D1", "=SUM(FILTER(nsk_Aktiviteter[antal],nsk_Aktiviteter[antal]>2))", None, 18)
    sums.write_array_formula("E1:E1", f"{{=SUM(Aktiviteter!$D$2:$D${last}*2)}}", None, 42)
    sums.write_formula("E2", "=_xlfn.LET(_xlpm.x,SUM(nsk_Aktiviteter[antal]),_xlpm.x*2)", None, 42)


def sparklines(_book: Any, sheet: Any, sums: Any, last: int) -> None:
    sums.add_sparkline("D1", {"range": f"Aktiviteter!$D$2:$D${last}", "type": "column", "high_point": True})
    group = [f"Aktiviteter!D2:D{last}", f"Aktiviteter!F2:F{last}"]
    sums.add_sparkline("D2", {"location": ["D2", "D3"], "range": group, "type": "win_loss"})
    sheet.add_sparkline("K2", {"range": f"Aktiviteter!D2:D{last}"})


def filters_groups_and_protection(_book: Any, sheet: Any, sums: Any, last: int) -> None:
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_row(4, 30, None, {"level": 1, "collapsed": False})
    sheet.set_column("D:E", 20, None, {"level": 1})
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.protect("", {"autofilter": True, "sort": True})
    sheet.unprotect_range(f"D2:D{last}")
    sheet.ignore_errors({"number_stored_as_text": f"A2:A{last}"})
    sums.hide()


def links_and_rich_text(book: Any, sheet: Any, sums: Any, last: int) -> None:
    bold = book.add_format({"bold": True, "font_color": "#0B6E4F"})
    sheet.write_url("K2", f"internal:'Aktiviteter'!A{last}", string="sidste række")
    sheet.write_url("K3", "https://example.org/?a=1&b=2")
    sums.write_rich_string("D1", "Almindelig ", bold, "og fed", " tekst")
    sums.write_url("D2", "external:andet.xlsx#Ark1!A1")


def shapes(_book: Any, sheet: Any, sums: Any, last: int) -> None:
    sheet.insert_textbox("K2", "Fri tekst", {"fill": {"color": "#EEF7F2"}})
    sums.insert_textbox("D4", "", {"textlink": f"=Aktiviteter!$D${last}"})


def other_tables(_book: Any, sheet: Any, sums: Any, last: int) -> None:
    columns = [
        {"header": "tærskel"},
        {"header": "over", "formula": f'=COUNTIF(Aktiviteter!$D$2:$D${last},">"&[@tærskel])'},
    ]
    sums.add_table("D1:E4", {"name": "Egen", "columns": columns, "data": [[1], [2], [3]]})
    sheet.add_table("K1:L3", {"name": "Ved_siden_af", "columns": [{"header": "a"}, {"header": "b"}]})


def sorted_and_coloured(book: Any, sheet: Any, _sums: Any, last: int) -> None:
    for row in range(1, last):
        colour = book.add_format({"bg_color": f"#{row * 20:02X}AA{255 - row * 20:02X}", "font_size": 9 + row})
        number = last - row
        sheet.write_string(row, 0, f"r{number}", colour)
        sheet.write_datetime(row, 1, date(2025, 1, 1 + number), book.add_format({"num_format": "d. mmmm yyyy"}))
        sheet.write_string(row, 2, f"Møde <{number}> & co", colour)
        sheet.write_number(row, 3, number, colour)
        sheet.write_string(row, 4, f"k{number}")


FEATURES: dict[str, Feature] = {
    feature.__name__: feature
    for feature in (
        charts_of_every_kind,
        charts_with_trimmings,
        conditional_formats_of_every_kind,
        validations,
        notes,
        pictures,
        macros_and_buttons,
        names_and_print_areas,
        dynamic_arrays,
        sparklines,
        filters_groups_and_protection,
        links_and_rich_text,
        shapes,
        other_tables,
        sorted_and_coloured,
    )
}
