"""The only way that text gets onto a page: as letters, never as markup."""

import re
import unicodedata
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from nsk_desktop.i18n import _
from nsk_desktop.reports import fonts

# Should markup ever slip past the escaping, there is still nothing it may open.
rl_config.trustedSchemes = []
rl_config.trustedHosts = ["invalid."]

MISSING = "[…]"
"""Stands for a run of letters that the shipped fonts cannot write."""

LONGEST = 240
"""More of a title than this belongs on the screen."""

# A sheet on a kitchen table must not tell what the effort is about.
_TOPIC = re.compile(r"negativ(?:e|t)?\s+social(?:e|t)?\s+kontrol|negative\s+social\s+control", re.IGNORECASE)


def printable(text: str, longest: int = LONGEST) -> str:
    """*text* on one line, neutral, in letters that the fonts have, and no longer than *longest*."""
    plain = unicodedata.normalize("NFC", text)
    plain = " ".join("".join(_shown(one) for one in plain).split())
    plain = _TOPIC.sub(lambda _found: _("the effort"), plain)
    plain = _writable(plain)
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def paragraph(text: str, style: ParagraphStyle, longest: int = 2000) -> Paragraph:
    """*text* as a paragraph, whatever stands in it."""
    return Paragraph(escape(printable(text, longest)), style)


def lost(text: str) -> bool:
    """Whether some of *text* cannot be written with the shipped fonts."""
    return MISSING in printable(text) and MISSING not in text


def _shown(letter: str) -> str:
    """*letter*, or a space for a control; marks that turn the direction and unassigned code points vanish."""
    kind = unicodedata.category(letter)
    return " " if kind == "Cc" else "" if kind in ("Cs", "Cn", "Cf", "Co") else letter


def _writable(text: str) -> str:
    """*text* with what the fonts lack replaced: by the letter without its accent, else by one mark a run."""
    known = fonts.load()
    found: list[str] = []
    for letter in text:
        base = unicodedata.normalize("NFKD", letter)[0]
        if ord(letter) in known:
            found.append(letter)
        elif ord(base) in known:
            found.append(base)
        elif unicodedata.category(letter)[0] in "LN" and MISSING not in found[-2:]:
            found.append(MISSING)
    return " ".join("".join(found).split())
