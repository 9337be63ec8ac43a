"""What is typed or pasted, without the signs that nobody sees: a word from a web page or a PDF is full of them."""

import unicodedata

# What turns the direction of all that follows, or is nothing at all. What joins letters (Persian, emoji) stays.
_UNSEEN = frozenset("\u200b\u2060\ufeff\xad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """*text* on one line: what breaks a line or steers a machine is a space."""
    return text if text.isprintable() else "".join(_seen(letter) for letter in text)


def several_lines(text: str) -> str:
    """The same of every line of *text*."""
    return "\n".join(map(one_line, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _seen(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind == "Cs" or letter in _UNSEEN else letter
