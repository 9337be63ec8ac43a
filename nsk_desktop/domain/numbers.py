"""Numbers as the user's language writes them: 1.204 and 67 % in Danish, 1,204 and 67% in English."""

from nsk_desktop.i18n import _, language

_SWAPPED = str.maketrans(",.", ".,")


def whole(number: int) -> str:
    """*number* with thousands marked."""
    return _localised(f"{number:,}")


def decimal(number: float, places: int = 1) -> str:
    """*number* with thousands marked and *places* decimals."""
    return _localised(f"{number:,.{places}f}")


def kroner(ore: int) -> str:
    """``1.234,50 kr.`` for 123450 øre, to the øre whatever the size."""
    whole_part, rest = divmod(abs(ore), 100)
    return _("{amount} kr.").format(amount=_localised(f"{'-' if ore < 0 else ''}{whole_part:,}.{rest:02}"))


def span(low: int, high: int) -> str:
    """``281-666``, or one number when both ends are the same."""
    return whole(low) if low == high else f"{whole(low)}-{whole(high)}"


def percent(low: float, high: float | None = None) -> str:
    """A share of 1, or a span of two, as whole per cent. Only what is everything is shown as 100."""
    first, last = _per_cent(low), _per_cent(low if high is None else high)
    return f"{span(first, last)} %" if language() == "da" else f"{span(first, last)}%"


def _per_cent(share: float) -> int:
    return min(round(share * 100), 99) if share < 1 else round(share * 100)


def _localised(text: str) -> str:
    return text.translate(_SWAPPED) if language() == "da" else text
