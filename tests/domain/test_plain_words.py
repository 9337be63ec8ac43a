"""What is pasted loses what nobody sees, and no letter of anybody's language."""

import pytest

from nsk_desktop.domain.plain_words import one_line, several_lines


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Kvindegruppen\nMimers", "Kvindegruppen Mimers"),
        ("a\tb\rc\u2028d\u2029e", "a b c d e"),
        ("a\0b\x07c", "a b c"),
        ("\u202eabc\u202c", "abc"),
        ("\u200b", ""),
        ("\ufeffÅse", "Åse"),
        ("Kvinde\xadgruppen", "Kvindegruppen"),
        ("\ud83d", ""),
    ],
)
def test_signs_that_nobody_sees_do_not_stay(pasted: str, kept: str) -> None:
    assert one_line(pasted) == kept


@pytest.mark.parametrize(
    "written",
    ["Åse Ødegård", "Yıldız", "محمد علي", "می\u200cخواهم", "👩\u200d👧", "a\xa0b", "=1+1", "  to  ord "],
)
def test_what_is_read_stays_as_it_is(written: str) -> None:
    assert one_line(written) == written


def test_lines_stay_lines() -> None:
    assert several_lines("en\r\nto\rtre\n\nfire\0") == "en\nto\ntre\n\nfire "
