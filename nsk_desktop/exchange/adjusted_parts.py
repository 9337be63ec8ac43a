"""The members that are not ours but point at our tables: only what points is changed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nsk_desktop.exchange import markup
from nsk_desktop.exchange.coordinates import Area
from nsk_desktop.exchange.package import CONTENT_TYPES, Package
from nsk_desktop.exchange.references import Growing, Growth, grow, mentions
from nsk_desktop.exchange.sheet_edits import cell_formula_change, changed_tail
from nsk_desktop.exchange.table_parts import Table

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SHEET = f"{_MAIN}worksheet+xml"
_TABLE = f"{_MAIN}table+xml"
_PIVOT = f"{_MAIN}pivotCacheDefinition+xml"
_CONTROL = "application/vnd.ms-excel.controlproperties+xml"
_OLD_DRAWING = "application/vnd.openxmlformats-officedocument.vmldrawing"
_CHARTS = (
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "application/vnd.ms-office.chartex+xml",
)
_AFTER_CALCULATION = (
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)
_ROWS_END = re.compile(rb"</" + markup.PREFIX + rb"sheetData\s*>")
_SHEETS = re.compile(rb"<(" + markup.PREFIX + rb")sheets(?=[\s/>])")


class AdjustedParts:
    """Which members of a package change because some tables do, and what becomes of them."""

    def __init__(self, package: Package, tables: Mapping[str, tuple[Table, int]], owned: Iterable[str]) -> None:
        self._package = package
        self._tables = [table for table, _ in tables.values()]
        self._growths = [table.growth(added) for table, added in tables.values() if added]
        self._owned = set(owned)
        self.removed = {name for name in (package.part_of_workbook("calcChain"),) if name}
        self.changed: dict[str, bytes] = {}

    def collect(self) -> None:
        """Fill ``changed`` with every member that becomes different."""
        self._set(self._package.workbook, self._workbook_part())
        if self.removed:
            self._forget_removed()
        for name in self._package.members:
            if name not in self._owned and name not in self.removed:
                self._adjust(name, self._package.content_type(name))

    def _set(self, name: str, content: bytes) -> None:
        if content != self._package.read(name):
            self.changed[name] = content

    def _checked(self, name: str) -> bytes:
        data = self._package.read(name)
        markup.check(data)
        return data

    def _adjust(self, name: str, kind: str) -> None:
        if kind == _PIVOT:
            self._set(name, self._pivot_cache(self._checked(name)))
        elif not self._growths:
            return
        elif kind in _CHARTS:
            self._set(name, self._formulas(self._checked(name), ("f", "sqref"), Growing.SERIES))
        elif kind == _TABLE:
            names = ("calculatedColumnFormula", "totalsRowFormula")
            self._set(name, self._formulas(self._checked(name), names, Growing.FIXED))
        elif kind == _CONTROL:
            self._set(name, self._list_of_control(name, self._checked(name)))
        elif kind.lower() == _OLD_DRAWING:
            self._set(name, self._lists_of_old_controls(name, self._package.read(name)))
        elif kind == _SHEET and any(b"!" in chunk for chunk in self._package.chunks(name)):
            self._set(name, self._other_sheet(self._checked(name)))

    def _formulas(self, data: bytes, names: tuple[str, ...], rule: Growing) -> bytes:
        return markup.change_texts(data, names, lambda _, text: grow(text, self._growths, rule))

    # The cells that a list or a combo box of the evaluator's is filled from

    def _list_of_control(self, name: str, data: bytes) -> bytes:
        def grown(_: str, found: dict[str, str]) -> Mapping[str, str]:
            old = found.get("fmlaRange", "")
            new = grow(old, self._growths, Growing.SERIES, self._sheet_of(name))
            return {"fmlaRange": new} if new != old else {}

        return markup.change_tags(data, ("formControlPr",), grown)

    def _lists_of_old_controls(self, name: str, data: bytes) -> bytes:
        if b"FmlaRange" not in data:
            return data
        try:
            markup.check(data)
        except markup.BadMarkupError:
            return data  # Older programs write these as web pages are written; they are kept as they are.
        home = self._sheet_of(name)
        return markup.change_texts(
            data, ("FmlaRange",), lambda _, text: grow(text, self._growths, Growing.SERIES, home)
        )

    def _sheet_of(self, name: str) -> str:
        """The sheet that a part belongs to: what it says of cells without naming a sheet, it says of that one."""
        owners = (sheet for sheet, part in self._package.sheets.items() if self._belongs(name, part))
        return next(owners, "")

    def _belongs(self, name: str, sheet_part: str) -> bool:
        return any(one.inside and one.target == name for one in self._package.relationships(sheet_part))

    def _other_sheet(self, data: bytes) -> bytes:
        end = _ROWS_END.search(data)
        if end is None:
            return data
        rows = data[: end.start()]
        rows = markup.change_texts(rows, ("f",), cell_formula_change(self._growths, "", fixed=False))
        return rows + changed_tail(data[end.start() :], self._growths, "")

    # The workbook part and its two lists

    def _workbook_part(self) -> bytes:
        data = self._checked(self._package.workbook)
        if self._growths:
            data = self._formulas(data, ("definedName",), Growing.FIXED)
        if markup.start_tags("calcPr").search(data):
            return markup.change_tags(data, ("calcPr",), lambda _, __: {"fullCalcOnLoad": "1"})
        return self._with_calculation(data)

    def _with_calculation(self, data: bytes) -> bytes:
        sheets = _SHEETS.search(data)
        if sheets is None:
            return data
        later = markup.start_tags(*_AFTER_CALCULATION).search(data, sheets.end())
        place = later.start() if later else data.rindex(b"</")
        return data[:place] + b"<" + sheets[1] + b'calcPr fullCalcOnLoad="1"/>' + data[place:]

    def _forget_removed(self) -> None:
        relationships = self._package.relationships_name(self._package.workbook)
        doomed = {r.id for r in self._package.relationships(self._package.workbook) if r.target in self.removed}
        listed = self._checked(relationships)
        self._set(relationships, markup.without_elements(listed, "Relationship", lambda a: a.get("Id") in doomed))
        kinds = self._checked(CONTENT_TYPES)
        gone = {"/" + name.lower() for name in self.removed}
        self._set(
            CONTENT_TYPES, markup.without_elements(kinds, "Override", lambda a: a.get("PartName", "").lower() in gone)
        )

    # Pivot tables

    def _pivot_cache(self, data: bytes) -> bytes:
        source = markup.start_tags("worksheetSource").search(data)
        if source is None or not self._is_ours(markup.attributes(source[0])):
            return data
        data = markup.change_tags(data, ("worksheetSource",), self._grown_source)
        return markup.change_tags(data, ("pivotCacheDefinition",), lambda _, __: {"refreshOnLoad": "1"})

    def _is_ours(self, source: Mapping[str, str]) -> bool:
        if any(name.endswith(":id") for name in source):
            return False
        name, sheet = source.get("name", "").lower(), source.get("sheet", "").lower()
        if name:
            return name in {table.name.lower() for table in self._tables} or name in set(self._names_of_ours())
        return any(sheet == table.sheet.lower() and _meets(source.get("ref", ""), table) for table in self._tables)

    def _names_of_ours(self) -> Iterator[str]:
        sheets: Sequence[str] = [table.sheet for table in self._tables]
        tables = [table.name.lower() + "[" for table in self._tables]
        for element in self._package.tree(self._package.workbook).iter():
            if markup.local(element.tag) == "definedName":
                text = element.text or ""
                if mentions(text, sheets) or any(table in text.lower() for table in tables):
                    yield element.get("name", "").lower()

    def _grown_source(self, _: str, found: dict[str, str]) -> Mapping[str, str]:
        growths: list[Growth] = [g for g in self._growths if g.sheet.lower() == found.get("sheet", "").lower()]
        old = found.get("ref", "")
        new = grow(old, growths, Growing.AREA, found.get("sheet", ""))
        return {"ref": new} if new != old else {}


def _meets(reference: str, table: Table) -> bool:
    try:
        return Area.of(reference).meets(table.area)
    except ValueError:
        # Whole columns and the like: better one refresh too many.
        return True
