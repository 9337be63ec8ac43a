"""Numbers in the user's language."""

from collections.abc import Iterator

import pytest

from nsk_desktop import i18n
from nsk_desktop.domain.numbers import decimal, percent, span, whole


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("da")


@pytest.fixture(autouse=True)
def danish() -> None:
    i18n.use("da")


def test_danish_marks_thousands_by_points() -> None:
    assert (whole(1204), whole(-1234567), whole(999)) == ("1.204", "-1.234.567", "999")
    assert decimal(1234.56, 1) == "1.234,6"


@pytest.mark.usefixtures("english")
def test_english_marks_thousands_by_commas() -> None:
    assert (whole(1204), decimal(1234.56, 1), percent(0.5)) == ("1,204", "1,234.6", "50%")


def test_a_span_of_nothing_is_one_number() -> None:
    assert (span(281, 1666), span(5, 5)) == ("281-1.666", "5")


@pytest.mark.parametrize(("share", "text"), [(0.669, "67 %"), (0.999, "99 %"), (1.0, "100 %"), (0.0, "0 %")])
def test_only_what_is_everything_is_a_hundred_per_cent(share: float, text: str) -> None:
    assert percent(share) == text


def test_two_shares_that_round_alike_are_one() -> None:
    assert percent(0.666, 0.671) == "67 %"
    assert percent(0.05, 0.83) == "5-83 %"
