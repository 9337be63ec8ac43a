"""Six words name a key."""

from nsk_desktop.exchange.fingerprint import BITS, WORDS, fingerprint, words


def test_there_are_1024_short_words_all_different_in_a_fixed_order() -> None:
    listed = words()
    assert len(listed) == len(set(listed)) == 2**BITS
    assert all(3 <= len(word) <= 8 and word.isalpha() and word.islower() for word in listed)
    assert list(listed) == sorted(listed)


def test_a_known_key_has_known_words_for_ever() -> None:
    assert fingerprint(bytes(32)) == fingerprint(bytes(32))
    assert len(fingerprint(bytes(32)).split()) == WORDS
    assert fingerprint(bytes(32)) == "kajak oktober pels kvarter jagt violin"


def test_one_changed_bit_gives_other_words() -> None:
    known = {fingerprint(bytes([number]) + bytes(31)) for number in range(256)}
    assert len(known) == 256
