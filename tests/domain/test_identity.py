"""Ids: the same for the same thing on two laptops, random for everything that is a person."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.identity import attendance_id, headcount_id, natural_id, new_id, new_pseudonym, pair_id

HEX = re.compile(r"[0-9a-f]{32}")


PARTS = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]))


@given(st.lists(PARTS, min_size=1, max_size=4))
def test_a_natural_id_follows_from_its_key_alone(key: list[str]) -> None:
    assert natural_id(*key) == natural_id(*key)
    assert HEX.fullmatch(natural_id(*key))
    assert natural_id(*key) != natural_id(*key, "")


def test_parts_of_a_key_do_not_run_together() -> None:
    assert natural_id("a", "bc") != natural_id("ab", "c")
    assert attendance_id("a", "b") != attendance_id("b", "a")
    assert headcount_id("s", "0-12", "kvinde", "M1") != headcount_id("s", "0-12", "kvinde", "M2")


def test_a_pair_is_one_whoever_is_named_first() -> None:
    assert pair_id("a", "b") == pair_id("b", "a")


def test_new_ids_and_pseudonyms_are_random() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    names = {new_pseudonym() for _ in range(1000)}
    assert len(names) == 1000
    assert all(re.fullmatch(r"p-[a-hjkmnp-z2-9]{12}", name) for name in names), "no look-alikes"
