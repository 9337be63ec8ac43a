"""Strict JSON takes what our own programs write, and nothing that could mean two things or cost much."""

import pytest

from nsk_desktop.exchange import strict_json
from nsk_desktop.exchange.strict_json import NotStrict


@pytest.mark.parametrize("value", [None, True, 0, -5, 2**53, "æøå 🙂", [], {}, {"a": [{"b": [1, "x", None]}]}])
def test_what_we_write_is_read_as_it_was(value: object) -> None:
    assert strict_json.loads(strict_json.dumps(value), 1000) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "NaN",
        "Infinity",
        "-Infinity",
        "1.0",
        "1e3",
        str(2**53 + 1),
        "9" * 5000,
        '{"a": 1, "a": 1}',
        '{"b": {"a": 1, "a": 2}}',
        '"\\ud800"',
        '{"\\udfff": 1}',
        "[" * 9 + "]" * 9,
        "[" * 100_000,
        "{} {}",
        "'x'",
        '"a\nb"',
    ],
    ids=range(18),
)
def test_what_we_never_write_is_refused(text: str) -> None:
    with pytest.raises(NotStrict):
        strict_json.loads(text, 200_000)


def test_bytes_that_are_no_text_and_what_is_too_long_are_refused() -> None:
    with pytest.raises(NotStrict):
        strict_json.loads(b"\xff\xfe", 100)
    with pytest.raises(NotStrict):
        strict_json.loads(b'"' + b"x" * 100 + b'"', 100)


def test_there_is_one_way_to_write_a_value() -> None:
    assert strict_json.dumps({"b": 1, "a": "å"}) == b'{"a":"\\u00e5","b":1}'
