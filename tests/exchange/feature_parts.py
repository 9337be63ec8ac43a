"""Parts that Excel writes and no library of Python does, written by hand into a workbook with our table."""

import re
from collections.abc import Callable

from tests.exchange.evaluator_book import CONTENT_TYPES, picture

Members = dict[str, bytes]
Addition = Callable[[Members], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BOOK, OURS, HERS = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def put(members: Members, name: str, text: str, kind: str = "") -> None:
    """Add a part and, with *kind*, list what it is."""
    members[name] = (_HEAD + text).encode()
    if kind:
        entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        members[CONTENT_TYPES] = members[CONTENT_TYPES].replace(b"</Types>", entry.encode())


def link(members: Members, part: str, kind: str, target: str, *, outside: bool = False) -> str:
    """Let *part* refer to *target*; gives the id."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    empty = f'{_HEAD}<Relationships xmlns="{LINKS}"></Relationships>'.encode()
    listed = members.get(links, empty)
    identity = f"rIdX{listed.count(b'<Relationship ') + 1}"
    kind = kind if "://" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if outside else ""
    entry = f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    members[links] = listed.replace(b"</Relationships>", entry.encode())
    return identity


def before(members: Members, part: str, tags: tuple[str, ...], text: str) -> None:
    """Insert *text* in front of the first of *tags* that the part has."""
    data = members[part]
    found = min(place for tag in tags if (place := data.find(f"<{tag}".encode())) >= 0)
    members[part] = data[:found] + text.encode() + data[found:]


def pivot_table_with_slicer(members: Members) -> None:
    fields = "".join(f'<cacheField name="{n}"><sharedItems/></cacheField>' for n in ("id", "dato", "titel", "antal"))
    fields += '<cacheField name="kontrol"><sharedItems count="2"><s v="k1"/><s v="k2"/></sharedItems></cacheField>'
    fields += "".join(f'<cacheField name="{n}"><sharedItems/></cacheField>' for n in ("dobbelt", "andel", "note"))
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    put(
        members,
        cache,
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" saveData="0" recordCount="6"><cacheSource '
        f'type="worksheet"><worksheetSource ref="A1:H7" sheet="Aktiviteter"/></cacheSource>'
        f'<cacheFields count="8">{fields}</cacheFields></pivotCacheDefinition>',
        f"{_KIND}pivotCacheDefinition+xml",
    )
    items = '<items count="3"><item x="0"/><item x="1"/><item t="default"/></items>'
    plain = '<pivotField showAll="0"/>'
    put(
        members,
        "xl/pivotTables/pivotTable1.xml",
        f'<pivotTableDefinition xmlns="{MAIN}" name="Pivot" cacheId="9" dataCaption="Værdier"><location ref="J30:K33" '
        f'firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="8">{plain * 3}'
        f'<pivotField dataField="1" showAll="0"/><pivotField axis="axisRow" showAll="0">{items}</pivotField>{plain * 3}'
        '</pivotFields><rowFields count="1"><field x="4"/></rowFields><dataFields count="1"><dataField name="Sum" '
        'fld="3"/></dataFields></pivotTableDefinition>',
        f"{_KIND}pivotTable+xml",
    )
    link(members, "xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    link(members, HERS, "pivotTable", "../pivotTables/pivotTable1.xml")
    identity = link(members, BOOK, "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    entry = f'<pivotCaches><pivotCache cacheId="9" r:id="{identity}"/></pivotCaches>'
    members[BOOK] = members[BOOK].replace(b"</workbook>", entry.encode() + b"</workbook>")
    _slicer(members)


def _slicer(members: Members) -> None:
    kind = "http://schemas.microsoft.com/office/2007/relationships/"
    put(
        members,
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="{X14}" name="Udsnit" sourceName="kontrol"><pivotTables><pivotTable tabId="2" '
        'name="Pivot"/></pivotTables><data><tabular pivotCacheId="9"><items count="2"><i x="0" s="1"/><i x="1" s="1"/>'
        "</items></tabular></data></slicerCacheDefinition>",
        "application/vnd.ms-excel.slicerCache+xml",
    )
    put(
        members,
        "xl/slicers/slicer1.xml",
        f'<slicers xmlns="{X14}"><slicer name="kontrol" cache="Udsnit" rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml",
    )
    cache = link(members, BOOK, kind + "slicerCache", "slicerCaches/slicerCache1.xml")
    slicer = link(members, HERS, kind + "slicer", "../slicers/slicer1.xml")
    extend(
        members,
        BOOK,
        "{BBE1A952-AA13-448e-AADC-164F8A28A991}",
        f'<x14:slicerCaches><x14:slicerCache r:id="{cache}"/></x14:slicerCaches>',
    )
    extend(
        members,
        HERS,
        "{A8765BA9-456A-4dab-B4F3-ACF838C121DE}",
        f'<x14:slicerList><x14:slicer r:id="{slicer}"/></x14:slicerList>',
    )


def extend(members: Members, part: str, uri: str, inside: str) -> None:
    """Add an entry to the part's list of extensions."""
    entry = f'<ext uri="{uri}" xmlns:x14="{X14}">{inside}</ext>'.encode()
    data = members[part]
    if b"</extLst>" in data:
        place = data.rindex(b"</extLst>")
        members[part] = data[:place] + entry + data[place:]
    else:
        place = data.rindex(b"</")
        members[part] = data[:place] + b"<extLst>" + entry + b"</extLst>" + data[place:]


def threaded_comments(members: Members) -> None:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    person = "{6A1F1D5E-0000-4000-8000-000000000001}"
    put(
        members,
        "xl/persons/person.xml",
        f'<personList xmlns="{space}"><person displayName="Evaluator" id="{person}" userId="E" providerId="None"/>'
        "</personList>",
        "application/vnd.ms-excel.person+xml",
    )
    texts = "".join(
        f'<threadedComment ref="C4" dT="2025-06-0{n}T10:00:00.00" personId="{person}" '
        f'id="{{6A1F1D5E-0000-4000-8000-00000000001{n}}}"{parent}><text>Svar {n}</text></threadedComment>'
        for n, parent in ((1, ""), (2, ' parentId="{6A1F1D5E-0000-4000-8000-000000000011}"'))
    )
    put(
        members,
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{space}">{texts}</ThreadedComments>',
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/"
    link(members, BOOK, kind + "person", "persons/person.xml")
    link(members, HERS, kind + "threadedComment", "../threadedComments/threadedComment1.xml")


def power_query_with_connection(members: Members) -> None:
    put(
        members,
        "xl/connections.xml",
        f'<connections xmlns="{MAIN}"><connection id="1" name="Forespørgsel - Egen" type="5" refreshedVersion="8" '
        'background="1" saveData="1"><dbPr connection="Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;'
        'Location=Egen" command="SELECT * FROM [Egen]"/></connection></connections>',
        f"{_KIND}connections+xml",
    )
    link(members, BOOK, "connections", "connections.xml")
    mashup = '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'
    members["customXml/item1.xml"] = mashup.encode("utf-16")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    put(
        members,
        "customXml/itemProps1.xml",
        f'<ds:datastoreItem ds:itemID="{{6A1F1D5E-0000-4000-8000-000000000009}}" xmlns:ds="{space}"><ds:schemaRefs/>'
        "</ds:datastoreItem>",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    link(members, BOOK, "customXml", "../customXml/item1.xml")
    link(members, "customXml/item1.xml", "customXmlProps", "itemProps1.xml")


def external_link_and_dde(members: Members) -> None:
    entries = ""
    inside = {
        1: '<externalBook xmlns:r="{r}" r:id="{id}"><sheetNames><sheetName val="Ark1"/></sheetNames><sheetDataSet>'
        '<sheetData sheetId="0"><row r="1"><cell r="A1"><v>7</v></cell></row></sheetData></sheetDataSet>'
        "</externalBook>",
        2: '<ddeLink xmlns:r="{r}" ddeService="Excel" ddeTopic="Bog"><ddeItems><ddeItem name="R1C1"/></ddeItems>'
        "</ddeLink>",
    }
    for number, text in inside.items():
        name = f"xl/externalLinks/externalLink{number}.xml"
        identity = link(members, name, "externalLinkPath", "andet.xlsx", outside=True) if number == 1 else ""
        whole = f'<externalLink xmlns="{MAIN}">{text.format(r=OFFICE, id=identity)}</externalLink>'
        put(members, name, whole, f"{_KIND}externalLink+xml")
        identity = link(members, BOOK, "externalLink", f"externalLinks/externalLink{number}.xml")
        entries += f'<externalReference r:id="{identity}"/>'
    before(members, BOOK, ("definedNames",), f"<externalReferences>{entries}</externalReferences>")
    cell = '<c r="D1"><f>[1]Ark1!$D$7+[1]Aktiviteter!$D$7</f><v>7</v></c></row>'
    members[HERS] = members[HERS].replace(b"</row>", cell.encode(), 1).replace(b"A1:A11", b"A1:D11")


def form_controls_and_ole(members: Members) -> None:
    put(
        members,
        "xl/ctrlProps/ctrlProp1.xml",
        f'<formControlPr xmlns="{X14}" objectType="Drop" dropStyle="combo" dx="16" fmlaLink="$D$1" '
        'fmlaRange="Aktiviteter!$C$2:$C$7" sel="0" val="0"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    link(members, HERS, "ctrlProp", "../ctrlProps/ctrlProp1.xml")
    put(
        members,
        "xl/ctrlProps/ctrlProp2.xml",
        f'<formControlPr xmlns="{X14}" objectType="List" dx="16" fmlaRange="$C$2:$C$7" sel="0" val="0"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    link(members, OURS, "ctrlProp", "../ctrlProps/ctrlProp2.xml")
    members["xl/embeddings/oleObject1.bin"] = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
    entry = b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    members[CONTENT_TYPES] = re.sub(rb"(<Types[^>]*>)", rb"\1" + entry, members[CONTENT_TYPES], count=1)
    link(members, HERS, "oleObject", "../embeddings/oleObject1.bin")


def shared_and_data_table_formulas(members: Members) -> None:
    """Formulas away from the table that several cells share, an array over two cells, and a table of what-if."""
    rows = members[HERS]
    cells = {
        1: '<c r="D1"><f t="shared" ref="D1:D3" si="0">SUM(Aktiviteter!$D$2:$D$7)+ROW()</f><v>22</v></c>',
        2: '<c r="D2"><f t="shared" si="0"/><v>23</v></c>',
        3: '<c r="D3"><f t="shared" si="0"/><v>24</v></c>',
        4: '<c r="D4"><f t="array" ref="D4:D5">Aktiviteter!$D$2:$D$7*2</f><v>2</v></c>',
        5: '<c r="D5"><v>4</v></c>',
        6: '<c r="D6"><f t="dataTable" ref="D6:D7" dt2D="0" dtr="0" r1="A1" ca="1"/><v>0</v></c>',
    }
    for row, cell in cells.items():
        rows = re.sub(rb'(<row r="%d"[^>]*>.*?)</row>' % row, rb"\1" + cell.encode() + b"</row>", rows, flags=re.DOTALL)
    members[HERS] = rows.replace(b"A1:A11", b"A1:D11")


def calculation_chain(members: Members) -> None:
    cells = "".join(f'<c r="A{row}" i="2"/>' for row in range(1, 12)) + '<c r="G2" i="1"/>'
    put(members, "xl/calcChain.xml", f'<calcChain xmlns="{MAIN}">{cells}</calcChain>', f"{_KIND}calcChain+xml")
    link(members, BOOK, "calcChain", "calcChain.xml")


def newer_rules(members: Members) -> None:
    """Validations and rules of 2010 and later, whose references to other sheets lie in extensions."""
    extend(
        members,
        HERS,
        "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}",
        "".join(
            (
                '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">',
                '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Aktiviteter!$C$2:$C$7</xm:f>',
                "</x14:formula1><xm:sqref>C1:C7</xm:sqref></x14:dataValidation></x14:dataValidations>",
            )
        ),
    )
    extend(
        members,
        OURS,
        "{78C0D931-6437-407d-A8EE-F0AAD7539E65}",
        '<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/'
        'main"><x14:cfRule type="expression" priority="9" id="{6A1F1D5E-0000-4000-8000-000000000007}"><xm:f>$D2&gt;'
        "AVERAGE(Beregning!$A$1:$A$4,$D$2:$D$7)</xm:f></x14:cfRule><xm:sqref>D2:D7</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings>",
    )


def modern_chart(members: Members) -> None:
    """A chart of 2016 (a funnel) in a part of its own kind, and a picture beside it."""
    space = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    put(
        members,
        "xl/charts/chartEx1.xml",
        f'<cx:chartSpace xmlns:cx="{space}"><cx:chartData><cx:data id="0"><cx:numDim type="val"><cx:f>'
        "Aktiviteter!$D$2:$D$7</cx:f></cx:numDim></cx:data></cx:chartData><cx:chart><cx:plotArea><cx:plotAreaRegion>"
        '<cx:series layoutId="funnel" uniqueId="{6A1F1D5E-0000-4000-8000-000000000008}"><cx:dataId val="0"/>'
        "</cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>",
        "application/vnd.ms-office.chartex+xml",
    )
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    put(
        members,
        "xl/drawings/drawing9.xml",
        f'<xdr:wsDr xmlns:xdr="{space}"/>',
        "application/vnd.openxmlformats-officedocument.drawing+xml",
    )
    link(
        members,
        "xl/drawings/drawing9.xml",
        "http://schemas.microsoft.com/office/2014/relationships/chartEx",
        "../charts/chartEx1.xml",
    )
    members["xl/media/image9.png"] = picture()
    entry = b'<Default Extension="png" ContentType="image/png"/>'
    members[CONTENT_TYPES] = re.sub(rb"(<Types[^>]*>)", rb"\1" + entry, members[CONTENT_TYPES], count=1)
    link(members, "xl/drawings/drawing9.xml", "image", "../media/image9.png")
    identity = link(members, OURS, "drawing", "../drawings/drawing9.xml")
    before(members, OURS, ("tableParts",), f'<drawing r:id="{identity}"/>')


def written_by_the_sdk(members: Members) -> None:
    """Every element with a prefix, as programs made with the Open XML SDK write them."""
    for name in (BOOK, OURS, HERS, "xl/styles.xml", "xl/sharedStrings.xml", "xl/tables/table1.xml"):
        text = re.sub(r"<(/?)(?![?/!]|\w+:)(\w+)", r"<\1x:\2", members[name].decode())
        members[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"', 1).encode()


ADDITIONS: dict[str, Addition] = {
    addition.__name__: addition
    for addition in (
        pivot_table_with_slicer,
        threaded_comments,
        power_query_with_connection,
        external_link_and_dde,
        form_controls_and_ole,
        shared_and_data_table_formulas,
        calculation_chain,
        newer_rules,
        modern_chart,
        written_by_the_sdk,
    )
}
