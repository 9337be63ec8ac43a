"""Whether a workbook is what the standard allows: the schemas of ECMA-376, and what no schema can say.

The schemas are those of the Open XML SDK, which `openxml-audit` applies to every part. Beyond them this looks for
what makes Excel offer a repair: rows and cells out of order, formats that are not there, a table whose heading is
not its columns, a dimension that leaves cells out, parts that nobody lists, links that lead nowhere.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from xml.etree import ElementTree

from openxml_audit import OpenXmlValidator

from nsk_desktop.exchange.coordinates import Area, split_cell

Element = ElementTree.Element
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def problems(path: Path) -> list[str]:
    """Everything that is wrong with the workbook; nothing for one that Excel opens without a word."""
    found = [str(error) for error in OpenXmlValidator().validate(path).errors]
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return [*found, *_lists(parts), *_sheets(parts), *_tables(parts)]


def _tree(data: bytes) -> Element:
    return ElementTree.fromstring(data)


def _links(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str, str]]:
    """What a part refers to inside the package: id, kind, member."""
    name = join(dirname(part), "_rels", basename(part) + ".rels")
    for element in _tree(parts[name]) if name in parts else ():
        inside = element.get("Target", "").partition("#")[0]
        if inside and element.get("TargetMode") != "External":
            target = normpath(join("/", dirname(part), inside)).lstrip("/")
            yield element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target


def _lists(parts: Mapping[str, bytes]) -> Iterator[str]:
    kinds = _tree(parts["[Content_Types].xml"])
    overrides = {e.get("PartName", "").lstrip("/") for e in kinds if e.tag.endswith("Override")}
    endings = {e.get("Extension", "").lower() for e in kinds if e.tag.endswith("Default")}
    yield from (f"{name} is listed and missing" for name in overrides - parts.keys())
    for name in parts:
        if name != "[Content_Types].xml" and name not in overrides and name.rpartition(".")[2].lower() not in endings:
            yield f"{name} has no content type"
        if name.endswith(".rels"):
            owner = join(dirname(dirname(name)), basename(name).removesuffix(".rels"))
            yield from (
                f"{name}: {target} is missing" for _i, _k, target in _links(parts, owner) if target not in parts
            )


def _formats(parts: Mapping[str, bytes]) -> int:
    styles = _tree(parts["xl/styles.xml"]) if "xl/styles.xml" in parts else None
    listed = styles.find(f"{_MAIN}cellXfs") if styles is not None else None
    return len(listed) if listed is not None else 1


def _worksheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    for _id, kind, target in _links(parts, "xl/workbook.xml"):
        if kind == "worksheet":
            yield target, _tree(parts[target])


def _sheets(parts: Mapping[str, bytes]) -> Iterator[str]:
    formats = _formats(parts)
    for name, sheet in _worksheets(parts):
        shared, last_row = set(), 0
        places: list[tuple[int, int]] = []
        for row in sheet.iter(f"{_MAIN}row"):
            number = int(row.get("r", last_row + 1))
            if number <= last_row:
                yield f"{name}: row {number} is out of order"
            last_row, last_column = number, 0
            for cell in row.iter(f"{_MAIN}c"):
                at = cell.get("r")
                place = split_cell(at) if at else (number, last_column + 1)
                if place[0] != number or place[1] <= last_column:
                    yield f"{name}: cell {at} is out of order"
                last_column = place[1]
                places.append(place)
                if int(cell.get("s", 0)) >= formats:
                    yield f"{name}: {at} has a format that is not there"
                formula = cell.find(f"{_MAIN}f")
                if formula is not None and formula.get("t") == "shared":
                    if formula.text:
                        shared.add(formula.get("si"))
                    elif formula.get("si") not in shared:
                        yield f"{name}: {at} shares a formula that is not there"
        yield from _dimension(name, sheet, places)
        for element in sheet.iter():
            if "sqref" in element.attrib and not _areas(element.get("sqref", "")):
                yield f"{name}: no area {element.get('sqref')}"


def _dimension(name: str, sheet: Element, places: list[tuple[int, int]]) -> Iterator[str]:
    dimension = sheet.find(f"{_MAIN}dimension")
    if dimension is not None and places:
        area = Area.of(dimension.get("ref", ""))
        outside = [p for p in places if not (area.top <= p[0] <= area.bottom and area.left <= p[1] <= area.right)]
        if outside:
            yield f"{name}: {outside[0]} lies outside {area.text()}"


def _areas(text: str) -> bool:
    return all(re.fullmatch(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?", one) for one in text.split())


def _tables(parts: Mapping[str, bytes]) -> Iterator[str]:
    texts = [
        "".join(t.text or "" for t in item.iter(f"{_MAIN}t"))
        for item in (_tree(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else ())
    ]
    seen: set[str] = set()
    for sheet, root in _worksheets(parts):
        cells = {cell.get("r"): cell for cell in root.iter(f"{_MAIN}c")}
        areas: list[Area] = []
        for _id, kind, part in _links(parts, sheet):
            if kind == "table":
                table = _tree(parts[part])
                area = Area.of(table.get("ref", ""))
                if any(area.meets(other) for other in areas):
                    yield f"{part} lies over another table"
                areas.append(area)
                yield from _table(part, table, area, cells, texts)
                for key in (table.get("id", ""), table.get("displayName", "").lower()):
                    if key in seen:
                        yield f"{part}: {key} is used twice"
                    seen.add(key)


def _table(
    part: str, table: Element, area: Area, cells: Mapping[str | None, Element], texts: list[str]
) -> Iterator[str]:
    data = Area(area.top, area.left, area.bottom - int(table.get("totalsRowCount", 0)), area.right)
    for element in table.iter(f"{_MAIN}autoFilter"):
        if Area.of(element.get("ref", "")) != data:
            yield f"{part}: filters {element.get('ref')} of {data.text()}"
    columns = [column.get("name") for column in table.iter(f"{_MAIN}tableColumn")]
    heading = [
        _text(cells.get(Area(area.top, number, area.top, number).text().partition(":")[0]), texts)
        for number in range(area.left, area.right + 1)
    ]
    if table.get("headerRowCount", "1") != "0" and columns != heading:
        yield f"{part}: {columns} is not what stands there: {heading}"


def _text(cell: Element | None, texts: list[str]) -> str:
    if cell is None:
        return ""
    value = cell.findtext(f"{_MAIN}v", "")
    if cell.get("t") == "s":
        return texts[int(value)] if int(value) < len(texts) else "?"
    return "".join(t.text or "" for t in cell.iter(f"{_MAIN}t")) or value
