"""The recovery code: printed, typed back, slips of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.errors.store import MistypedRecoveryCode
from nsk_desktop.store.recovery import ALPHABET, format_code, new_secret, read_code

SECRETS = st.binary(min_size=16, max_size=16)


@given(SECRETS)
def test_a_printed_code_is_read_back(secret: bytes) -> None:
    assert read_code(format_code(secret)) == secret


def test_a_code_is_six_groups_of_five() -> None:
    assert [len(group) for group in format_code(new_secret()).split("-")] == [5] * 6
    assert new_secret() != new_secret()


@given(SECRETS, st.sampled_from([" ", "", "–", " - ", "\n", "  "]), st.booleans())
def test_case_and_spacing_do_not_matter(secret: bytes, between: str, lower: bool) -> None:
    typed = between.join(format_code(secret).split("-"))
    assert read_code(typed.lower() if lower else typed) == secret


@given(SECRETS)
def test_signs_that_look_alike_are_read_as_what_they_look_like(secret: bytes) -> None:
    code = format_code(secret)
    assert read_code(code.replace("0", "O").replace("1", "l")) == secret
    assert read_code(code.replace("0", "ø").replace("1", "I")) == secret


@given(SECRETS, st.integers(0, 29), st.integers(1, 31))
def test_one_wrong_sign_is_noticed(secret: bytes, place: int, shift: int) -> None:
    signs = list(format_code(secret).replace("-", ""))
    signs[place] = ALPHABET[(ALPHABET.index(signs[place]) + shift) % 32]
    with pytest.raises(MistypedRecoveryCode, match="gruppe for gruppe"):
        read_code("".join(signs))


@pytest.mark.parametrize("typed", ["", "hello", "A" * 29, "A" * 31, "*" * 30, "ÆØÅ" * 10, "\u0660" * 30])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(MistypedRecoveryCode):
        read_code(typed)
