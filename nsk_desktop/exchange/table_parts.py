"""The Excel tables of a workbook: where each is, what its columns are called, how its part is changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from nsk_desktop.errors.workbook import WorkbookDamaged
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import unescape_text
from nsk_desktop.exchange.coordinates import Area
from nsk_desktop.exchange.package import Package
from nsk_desktop.exchange.references import Growing, Growth, grow


@dataclass(frozen=True)
class TableColumn:
    """One column of a table."""

    header: str
    number: int
    """Its column on the sheet."""
    formula: str | None
    is_array: bool


@dataclass(frozen=True)
class Table:
    """A table as its part describes it."""

    name: str
    part: str
    sheet: str
    sheet_part: str
    area: Area
    has_header: bool
    has_totals: bool
    columns: tuple[TableColumn, ...]

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.area.top + self.has_header

    @property
    def last(self) -> int:
        """The last row of data."""
        return self.area.bottom - self.has_totals

    @property
    def headers(self) -> tuple[str, ...]:
        """What the columns are called, left to right."""
        return tuple(column.header for column in self.columns)

    def column(self, header: str) -> TableColumn | None:
        """The column with this header."""
        return next((column for column in self.columns if column.header == header), None)

    def growth(self, added: int) -> Growth:
        """How references to it change when it gets *added* rows more."""
        return Growth(self.sheet, self.area.left, self.area.right, self.first, self.last, added, self.has_totals)


def find_tables(package: Package, names: Collection[str] | None = None) -> dict[str, Table]:
    """The tables of a workbook by name (all, or those of *names* that are there)."""
    wanted = None if names is None else {name.lower(): name for name in names}
    found: dict[str, Table] = {}
    seen: set[str] = set()
    for table in _all_tables(package):
        if table.name.lower() in seen:
            raise WorkbookDamaged(package.name, f"two tables are called {table.name}")
        seen.add(table.name.lower())
        if wanted is None:
            found[table.name] = table
        elif table.name.lower() in wanted:
            found[wanted[table.name.lower()]] = table
    return found


def _all_tables(package: Package) -> Iterator[Table]:
    for sheet, part in package.sheets.items():
        for relationship in package.relationships(part):
            if relationship.kind == "table" and relationship.inside:
                yield _read_table(package, relationship.target, sheet, part)


def _read_table(package: Package, part: str, sheet: str, sheet_part: str) -> Table:
    root = package.tree(part)
    try:
        area = Area.of(root.get("ref", ""))
        has_header = markup.whole_number(root, "headerRowCount", 1) > 0
        has_totals = markup.whole_number(root, "totalsRowCount") > 0
    except ValueError as error:
        raise WorkbookDamaged(package.name, f"{part}: {error}") from error
    listed = next((list(element) for element in root if markup.local(element.tag) == "tableColumns"), [])
    columns: list[TableColumn] = []
    for offset, element in enumerate(listed):
        formula = next((child for child in element if markup.local(child.tag) == "calculatedColumnFormula"), None)
        columns.append(
            TableColumn(
                unescape_text(element.get("name", "")),
                area.left + offset,
                formula.text if formula is not None else None,
                formula is not None and formula.get("array", "0") in ("1", "true"),
            )
        )
    if len(columns) != area.right - area.left + 1:
        raise WorkbookDamaged(package.name, f"{part}: columns and range differ")
    name = root.get("displayName") or root.get("name") or ""
    return Table(name, part, sheet, sheet_part, area, has_header, has_totals, tuple(columns))


def changed_table_part(data: bytes, table: Table, added: int, growths: Iterable[Growth]) -> bytes:
    """The table's part for a table with *added* rows more; everything else in it keeps its bytes."""
    kept = list(growths)
    old = {
        table.area.bottom: table.area.bottom + added,
        table.last: table.last + added,
    }

    def changed(name: str, found: dict[str, str]) -> dict[str, str]:
        new = {"insertRow": "0"} if name == "table" and found.get("insertRow", "0") in ("1", "true") else {}
        try:
            area = Area.of(found.get("ref", ""))
        except ValueError:
            return new
        if added and area.bottom in old:
            new["ref"] = area._replace(bottom=old[area.bottom]).text()
        return new

    def grown(_: bytes, text: str) -> str:
        return grow(text, kept, Growing.FIXED, table.sheet)

    data = markup.change_tags(data, ("table", "autoFilter", "sortState", "sortCondition"), changed)
    return markup.change_texts(data, ("calculatedColumnFormula", "totalsRowFormula"), grown)
