"""Sheets of ours added to a workbook that lacks them; nothing that was there is read into or written by a library."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, relpath

from nsk_desktop.errors.workbook import WorkbookCheckFailed, WorkbookDamaged
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import CellValue, escape_text, fitting_style, written_cell
from nsk_desktop.exchange.coordinates import Area, column_letters, split_cell
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.package import CONTENT_TYPES, Package, told_as_damage, write_package
from nsk_desktop.exchange.patch import written_beside
from nsk_desktop.exchange.patch_check import check_members
from nsk_desktop.exchange.table_parts import find_tables

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEADER = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_NAME = 31


@dataclass(frozen=True)
class NewSheet:
    """A sheet to add: an empty table with these columns, or (without a table) single cells and formulas."""

    name: str
    table: str | None
    columns: tuple[str, ...] = ()
    date_columns: Collection[str] = ()
    cells: Mapping[str, CellValue] = field(default_factory=dict)
    """Values by A1 reference."""
    formulas: Mapping[str, str] = field(default_factory=dict)
    """Formulas by A1 reference, without the equals sign."""


def add_sheets(source: Path, target: Path, sheets: Sequence[NewSheet]) -> None:
    """Write *source* with these sheets after its own to *target*, checked before it gets its name."""
    with written_beside(target) as temporary, told_as_damage(source), Package(source) as package:
        addition = _Addition(package)
        for sheet in sheets:
            addition.add(sheet)
        parts = addition.changed_parts()
        with temporary.open("wb") as stream:
            contents = {name: iter([data]) for name, data in parts.items()}
            write_package(package, stream, changed=contents, added=addition.members)
        _check(package, temporary, parts, addition.members, sheets)


def _check(
    source: Package, path: Path, parts: Mapping[str, bytes], added: Mapping[str, bytes], sheets: Sequence[NewSheet]
) -> None:
    with Package(path) as written:
        check_members(source, written, {**parts, **added}, (), ())
        tables = find_tables(written)
        for sheet in sheets:
            if sheet.table and tables[sheet.table].headers != sheet.columns:
                raise WorkbookCheckFailed(source.name, f"{sheet.table} was not added")


class _Addition:
    """The members that come, and the entries about them in the lists of the package."""

    def __init__(self, package: Package) -> None:
        self.members: dict[str, bytes] = {}
        self._package = package
        self._folder = dirname(package.workbook)
        styles = package.part_of_workbook("styles")
        self._styles = styles
        self._formats = CellFormats(package.read(styles) if styles else None)
        self._names: list[str] = []
        self._sheet_entries: list[bytes] = []
        self._links: list[bytes] = []
        self._kinds: list[bytes] = []
        self._taken = {name.lower() for name in package.sheets}
        self._link_ids = {r.id for r in package.relationships(package.workbook)}
        workbook = package.tree(package.workbook)
        listed = [element for element in workbook.iter() if markup.local(element.tag) == "sheet"]
        self._taken |= {element.get("name", "").lower() for element in listed}
        self._sheet_id = max((markup.whole_number(element, "sheetId") for element in listed), default=0)
        tables = (n for n in package.members if package.content_type(n) == f"{_KIND}table+xml")
        self._table_id = max((markup.whole_number(package.tree(name), "id") for name in tables), default=0)

    def add(self, sheet: NewSheet) -> None:
        """Make the members of one sheet and note what the lists shall say about it."""
        part = self._free("worksheets/sheet")
        name, link = self._free_name(sheet.name), self._free_link()
        self._sheet_id += 1
        entry = f'sheet name="{markup.escaped(name).decode()}" sheetId="{self._sheet_id}"'
        self._sheet_entries.append(f'{entry} xmlns:nsk="{_LINKS}" nsk:id="{link}"'.encode())
        self._links.append(_link(link, "worksheet", relpath(part, self._folder)))
        self._note(part, "worksheet+xml")
        self._names.append(name)
        self.members[part] = self._sheet_part(sheet)
        if sheet.table:
            table = self._free("tables/table")
            self._table_id += 1
            self.members[table] = _table_part(sheet, self._table_id)
            self._note(table, "table+xml")
            links = join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")
            inside = b"<" + _link("rId1", "table", relpath(table, dirname(part))) + b"/>"
            root = f'<Relationships xmlns="{_PACKAGE_LINKS}">'.encode()
            self.members[links] = _HEADER + root + inside + b"</Relationships>"

    def _note(self, part: str, kind: str) -> None:
        self._kinds.append(f'Override PartName="/{part}" ContentType="{_KIND}{kind}"'.encode())

    def _free(self, stem: str) -> str:
        taken, number = {name.lower() for name in (*self._package.members, *self.members)}, 1
        while join(self._folder, f"{stem}{number}.xml").lower() in taken:
            number += 1
        return join(self._folder, f"{stem}{number}.xml")

    def _free_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        self._taken.add(name.lower())
        return name

    def _free_link(self) -> str:
        number = len(self._link_ids) + 1
        while f"rId{number}" in self._link_ids:
            number += 1
        self._link_ids.add(f"rId{number}")
        return f"rId{number}"

    def changed_parts(self) -> dict[str, bytes]:
        """The lists of the package with the new entries in them."""
        package = self._package
        links = package.relationships_name(package.workbook)
        parts = {
            package.workbook: self._listed(package.workbook, "sheets", self._sheet_entries),
            links: self._listed(links, "Relationships", self._links),
            CONTENT_TYPES: self._listed(CONTENT_TYPES, "Types", self._kinds),
        }
        if self._styles and self._formats.part and self._formats.grown:
            parts[self._styles] = self._formats.part
        for relationship in package.relationships(""):
            if relationship.kind == "extended-properties" and relationship.target in package.members:
                parts[relationship.target] = with_titles(package.read(relationship.target), self._names)
        return {name: data for name, data in parts.items() if data != package.read(name)}

    def _listed(self, part: str, name: str, entries: Iterable[bytes]) -> bytes:
        data = self._package.read(part)
        end = re.search(rb"</(" + markup.PREFIX + rb")" + name.encode() + rb"\s*>", data)
        if end is None:
            raise WorkbookDamaged(self._package.name, f"{part}: no list {name}")
        new = b"".join(b"<" + end[1] + entry + b"/>" for entry in entries)
        return data[: end.start()] + new + data[end.start() :]

    # The sheet itself

    def _sheet_part(self, sheet: NewSheet) -> bytes:
        cells = dict(self._content(sheet))
        rows = b"".join(_row(number, cells) for number in sorted({row for row, _ in cells}))
        bottom, right = (max((place[i] for place in cells), default=1) for i in (0, 1))
        start = f'<worksheet xmlns="{_MAIN}" xmlns:r="{_LINKS}"><dimension ref="{Area(1, 1, bottom, right).text()}"/>'
        tables = b'<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' if sheet.table else b""
        return _HEADER + start.encode() + b"<sheetData>" + rows + b"</sheetData>" + tables + b"</worksheet>"

    def _content(self, sheet: NewSheet) -> Iterator[tuple[tuple[int, int], bytes]]:
        for number, header in enumerate(sheet.columns, 1):
            letters = column_letters(number)
            style = self._formats.for_kind(None, "date") if header in sheet.date_columns else None
            yield (1, number), written_cell(b"", f"{letters}1", None, header)
            yield (2, number), written_cell(b"", f"{letters}2", style, None)
        for reference, value in sheet.cells.items():
            style = fitting_style(self._formats, None, value, new=True)
            yield split_cell(reference), written_cell(b"", reference, style, value)
        for reference, formula in sheet.formulas.items():
            inside = b"<f>" + markup.escaped(formula) + b"</f>"
            yield split_cell(reference), f'<c r="{reference}">'.encode() + inside + b"</c>"


def _row(number: int, cells: Mapping[tuple[int, int], bytes]) -> bytes:
    inside = b"".join(cells[place] for place in sorted(cells) if place[0] == number)
    return b'<row r="%d">%s</row>' % (number, inside)


def _link(identity: str, kind: str, target: str) -> bytes:
    return f'Relationship Id="{identity}" Type="{_LINKS}/{kind}" Target="{target}"'.encode()


def _table_part(sheet: NewSheet, number: int) -> bytes:
    area = Area(1, 1, 2, len(sheet.columns)).text()
    columns = "".join(
        f'<tableColumn id="{n}" name="{markup.escaped(escape_text(header)).decode()}"/>'
        for n, header in enumerate(sheet.columns, 1)
    )
    return (
        _HEADER
        + (
            f'<table xmlns="{_MAIN}" id="{number}" name="{sheet.table}" displayName="{sheet.table}" ref="{area}" '
            f'totalsRowShown="0"><autoFilter ref="{area}"/>'
            f'<tableColumns count="{len(sheet.columns)}">{columns}</tableColumns>'
            '<tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" '
            'showRowStripes="1" showColumnStripes="0"/></table>'
        ).encode()
    )


def with_titles(data: bytes, names: Sequence[str]) -> bytes:
    """The document properties with the new sheets in the list of parts; an unusual list is left as it is."""
    count = re.search(rb"(<HeadingPairs>.*?<vt:i4>)([0-9]{1,5})(</vt:i4>)", data, re.DOTALL)
    listing = rb'(<TitlesOfParts>\s*<vt:vector[^>]*\bsize=")([0-9]{1,5})("[^>]*>)(.*?)(</vt:vector>)'
    titles = re.search(listing, data, re.DOTALL)
    if count is None or titles is None or count.start() > titles.start():
        return data
    listed = re.findall(rb"<vt:lpstr>[^<]*</vt:lpstr>", titles[4])
    sheets = int(count[2])
    if len(listed) != int(titles[2]) or sheets > len(listed):
        return data
    new = [b"<vt:lpstr>" + markup.escaped(name) + b"</vt:lpstr>" for name in names]
    inside = b"".join([*listed[:sheets], *new, *listed[sheets:]])
    total = str(len(listed) + len(new)).encode()
    begun = data[: count.start()] + count[1] + str(sheets + len(new)).encode() + count[3]
    between = data[count.end() : titles.start()]
    return begun + between + titles[1] + total + titles[3] + inside + titles[5] + data[titles.end() :]
