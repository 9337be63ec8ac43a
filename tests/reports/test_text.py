"""Text gets onto a page as letters."""

import ast
from pathlib import Path

import pytest
from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

import nsk_desktop.reports
from nsk_desktop.reports.text import lost, paragraph, printable


def test_markup_in_a_title_is_letters() -> None:
    style = ParagraphStyle("test")
    for words in ("<b>fed</b>", '<img src="/etc/passwd">', "<Ali>", "&amp;", "a < b & c"):
        assert paragraph(words, style).getPlainText() == words


def test_control_without_the_escaping_the_same_titles_vanish_or_break() -> None:
    assert Paragraph("<Ali>", ParagraphStyle("test")).getPlainText() != "<Ali>"
    with pytest.raises(ValueError, match="para"):
        Paragraph("<b>fed</i>", ParagraphStyle("test"))


def test_nothing_may_be_opened_even_if_markup_slipped_through(tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    picture.write_bytes(b"not read")
    assert rl_config.trustedSchemes == []
    with pytest.raises(OSError, match="Cannot open resource"):
        Paragraph(f'<img src="file://{picture}" width="5" height="5"/>', ParagraphStyle("test")).wrap(100, 100)


def test_only_one_module_makes_paragraphs() -> None:
    folder = Path(nsk_desktop.reports.__path__[0])
    makers = {
        file.name
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(one.name in ("Paragraph", "XPreformatted") for one in node.names)
    }
    assert makers == {"text.py"}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("  to   ord\n", "to ord"),
        ("A\N{COMBINING RING ABOVE}se", "Åse"),
        ("soft\N{SOFT HYPHEN}hyphen", "softhyphen"),
        ("Yıldız, Đorđe, Łukasz, Çelik, Ðóra", "Yıldız, Đorđe, Łukasz, Çelik, Ðóra"),
        ("عائشة", "[…]"),
        ("عائشة فاطمة", "[…]"),
        ("fest 🎉 her", "fest her"),
        ("Ⓐ", "A"),
        ("", ""),
    ],
)
def test_what_is_printed_of_a_text(given: str, shown: str) -> None:
    assert printable(given) == shown


def test_a_long_text_is_cut_with_a_sign_of_it() -> None:
    assert printable("å" * 5000, 100) == "å" * 99 + "…"
    assert printable("å" * 100, 100) == "å" * 100


def test_it_is_known_when_letters_are_lost() -> None:
    assert lost("عائشة")
    assert not lost("Åse […]")
