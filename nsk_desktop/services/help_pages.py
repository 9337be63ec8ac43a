"""The help: one page per screen, shipped as Markdown in both languages. Needs no store."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nsk_desktop.i18n import language
from nsk_desktop.paths import resource

_HEADING = re.compile(r"^#{1,3} +(.+)$", re.MULTILINE)
FIRST = "start"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of help: the name of the screen it belongs to, its heading, and all of it as Markdown."""

    name: str
    title: str
    text: str

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading of the page but its title."""
        return tuple(_HEADING.findall(self.text))[1:]


def list_pages() -> tuple[HelpPage, ...]:
    """Every page in the user's language, the first of the program first and the others by their titles."""
    return _read(resource("help", language()))


def page_for(*names: str) -> HelpPage:
    """The page of the first of *names* (a tab, its screen) that has one; the page of Start when none has."""
    pages = {page.name: page for page in list_pages()}
    return next((pages[name] for name in (*names, FIRST) if name in pages), HelpPage(FIRST, "", ""))


@cache
def _read(folder: Path) -> tuple[HelpPage, ...]:
    found = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        heading = _HEADING.search(text)
        found.append(HelpPage(path.stem, heading[1].strip() if heading else path.stem, text))
    return tuple(sorted(found, key=lambda page: (page.name != FIRST, page.title)))
