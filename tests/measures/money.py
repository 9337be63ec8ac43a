"""Postings, lines and initiatives of every kind, for tests of money."""

from datetime import date

from hypothesis import strategies as st

from nsk_desktop.domain.codes import BUDGET_KINDS, POSTING_STATES
from nsk_desktop.measures.budget import Granted
from nsk_desktop.measures.economy import Cost, Undertaking


def cost(
    amount: int,
    *,
    day: str | None = "2025-03-04",
    year: int | None = 2025,
    kind: str = "aktivitet",
    state: str = "bogført",
    initiative: str | None = None,
    themes: tuple[str, ...] = (),
    other_initiative: bool = False,
) -> Cost:
    """A posting with what matters in a test."""
    on = date.fromisoformat(day) if day else None
    return Cost("id", on, "Kaffe", kind, state, amount, year, initiative, themes, None, other_initiative)


YEARS = st.one_of(st.none(), st.integers(2024, 2026))
AMOUNTS = st.integers(-(10**6), 10**9)
KINDS, STATES = st.sampled_from(BUDGET_KINDS.codes), st.sampled_from(POSTING_STATES.codes)
DAYS = st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2028, 12, 31)))
THEMES = st.lists(st.sampled_from(("T1", "T2", "T3", "T4")), max_size=4).map(tuple)
INITIATIVES = st.one_of(st.none(), st.sampled_from(("a", "b", "gone")))
LINES = st.lists(st.builds(Granted, YEARS, KINDS, AMOUNTS), max_size=12)
COSTS = st.lists(
    st.builds(Cost, st.just("id"), DAYS, st.just("Kaffe"), KINDS, STATES, AMOUNTS, YEARS, INITIATIVES, THEMES),
    max_size=20,
)
UNDERTAKINGS = st.dictionaries(
    st.sampled_from(("a", "b")), st.builds(Undertaking, st.just("Titel"), THEMES, st.one_of(st.none(), AMOUNTS))
)
