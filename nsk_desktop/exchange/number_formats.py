"""Which cell formats show a day or a time, and how a workbook gets a format for one."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from nsk_desktop.exchange import markup

_BUILT_IN = {
    **dict.fromkeys((*range(14, 18), *range(27, 32), *range(34, 37), *range(50, 59)), "date"),
    **dict.fromkeys((*range(18, 22), 32, 33, 45, 46, 47), "time"),
    22: "datetime",
}
_OWN_CHOICE = {"date": 14, "time": 20, "datetime": 22}
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FORMATS = re.compile(
    rb"(<" + markup.PREFIX + rb"cellXfs\b[^>]*>)(.*?)(</" + markup.PREFIX + rb"cellXfs\s*>)",
    re.DOTALL,
)
_FORMAT = re.compile(
    rb"<" + markup.PREFIX + rb"xf(?=[\s/>])" + markup.ATTRIBUTES + rb"\s*(?:/>|>.*?</" + markup.PREFIX + rb"xf\s*>)",
    re.DOTALL,
)


def format_kind(code: str) -> str:
    """``date``, ``time``, ``datetime`` or nothing, for a number format code."""
    letters = _NOT_LETTERS.sub("", code.partition(";")[0]).lower()
    if letters == "general":
        return ""
    clock = any(letter in letters for letter in "hs")
    day = any(letter in letters for letter in "yd") or ("m" in letters and not clock)
    if "[h" in code.lower() or "[m" in code.lower() or "[s" in code.lower():
        return ""
    return {(True, False): "date", (False, True): "time", (True, True): "datetime"}.get((day, clock), "")


class CellFormats:
    """The formats that cells refer to by number (``s``); new ones are added at the end."""

    def __init__(self, part: bytes | None) -> None:
        self.part = part
        self.grown = False
        self._kinds = _kinds(part) if part else []
        self._known: dict[tuple[int | None, str], int | None] = {}

    def kind(self, style: int) -> str:
        """``date``, ``time``, ``datetime`` or nothing."""
        return self._kinds[style] if 0 <= style < len(self._kinds) else ""

    def for_kind(self, style: int | None, kind: str) -> int | None:
        """The number of a format that looks like *style* but shows a day or time; added when there is none."""
        if (style, kind) not in self._known:
            self._known[style, kind] = self._made(style, kind)
        return self._known[style, kind]

    def _made(self, style: int | None, kind: str) -> int | None:
        found = _FORMATS.search(self.part) if self.part else None
        if self.part is None or found is None:
            return style
        formats = _FORMAT.findall(found[2])
        base = formats[style or 0] if (style or 0) < len(formats) else b"<xf/>"
        end = base.index(b">") + 1
        wanted = {"numFmtId": str(_OWN_CHOICE[kind]), "applyNumberFormat": "1"}
        new = markup.with_attributes(base[:end], wanted) + base[end:]
        if new in formats:
            return formats.index(new)
        start = markup.with_attributes(found[1], {"count": str(len(formats) + 1)})
        self.part = self.part[: found.start()] + start + found[2] + new + found[3] + self.part[found.end() :]
        self.grown = True
        self._kinds.append(kind)
        return len(formats)


def _kinds(part: bytes) -> list[str]:
    root = markup.parse(part)
    codes = {
        markup.whole_number(element, "numFmtId"): format_kind(element.get("formatCode", ""))
        for element in root.iter()
        if markup.local(element.tag) == "numFmt"
    }
    return [_kind(element, codes) for element in _cell_formats(root)]


def _cell_formats(root: ElementTree.Element) -> Sequence[ElementTree.Element]:
    return next((list(element) for element in root if markup.local(element.tag) == "cellXfs"), [])


def _kind(element: ElementTree.Element, codes: dict[int, str]) -> str:
    number = markup.whole_number(element, "numFmtId")
    return codes[number] if number in codes else _BUILT_IN.get(number, "")
