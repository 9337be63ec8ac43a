"""The order in which files reach the centre, and how often, does not matter: proved over invented histories."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsk_desktop.exchange import claims, row_plan
from nsk_desktop.exchange.claims import Claim
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.patch import TableContent
from tests.exchange.laptops import Entry, Laptop, content, empty_tables, merged

DEVICES = tuple(letter * 32 for letter in "abc")
ROWS = ("r1", "r2")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from(ROWS), st.sampled_from(("x", "y", "z", ""))),
        st.tuples(st.just("sync"), st.integers(0, 2), st.integers(0, 2)),
        st.tuples(st.just("file"), st.integers(0, 2)),
    ),
    min_size=4,
    max_size=22,
)
SKEWS = st.lists(st.integers(-50, 50), min_size=3, max_size=3)
Sent = list[tuple[EvaluationData, frozenset[Entry]]]


def history(steps: Sequence[tuple[Any, ...]], skews: Sequence[int]) -> Sent:
    """The files that three laptops with wrong clocks send while they work, each with the journal behind it."""
    laptops = [Laptop(device, skew) for device, skew in zip(DEVICES, skews, strict=True)]
    sent: Sent = []
    for step in steps:
        laptop = laptops[step[1]]
        if step[0] == "edit":
            laptop.edit(step[2], step[3])
        elif step[0] == "sync":
            laptop.receive(laptops[step[2]])
        else:
            sent.append((laptop.export(), frozenset(laptop.journal)))
    return sent


def in_turns(groups: Sequence[Sequence[EvaluationData]]) -> dict[str, TableContent]:
    tables = empty_tables()
    for group in groups:
        tables, _plan = merged(tables, group)
    return tables


@st.composite
def two_orders(draw: st.DrawFn) -> tuple[Sent, list[list[EvaluationData]]]:
    """A history, and its files shuffled, some repeated, in several merges."""
    sent = history(draw(STEPS), draw(SKEWS))
    files = [data for data, _journal in sent]
    repeated = draw(st.lists(st.sampled_from(files), max_size=3)) if files else []
    shuffled = draw(st.permutations(files + repeated))
    cuts = sorted(draw(st.sets(st.integers(0, len(shuffled)), max_size=4)))
    edges = [0, *cuts, len(shuffled)]
    return sent, [shuffled[start:end] for start, end in pairwise(edges)]


def check_order_free(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    sent, groups = case
    at_once = in_turns([[data for data, _journal in sent]])
    assert content(in_turns(groups)) == content(at_once)


@settings(max_examples=100)
@given(two_orders())
def test_any_order_any_grouping_and_any_repetition_give_the_same_content(
    case: tuple[Sent, list[list[EvaluationData]]],
) -> None:
    check_order_free(case)


def test_a_centre_where_the_last_received_wins_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def newest_is_last(known: dict[str, Any], device: str, one: Any) -> None:
        known.pop(device, None)
        known.clear()
        known[device] = one

    monkeypatch.setattr(row_plan, "_keep_newest", newest_is_last)
    fails_somewhere(check_order_free)


def test_a_centre_that_forgets_who_said_what_stands_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_plan, "check_text", lambda checks, _carriers: f"{checks}|")
    fails_somewhere(check_order_free)


def test_a_centre_that_takes_every_reader_to_have_seen_all_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "has_seen", lambda *_facts: True)
    fails_somewhere(check_nothing_is_lost_unseen)


def fails_somewhere(promise: Any) -> None:
    """Hypothesis must find a history in which *promise* does not hold."""

    @settings(max_examples=400, suppress_health_check=list(HealthCheck), print_blob=False)
    @given(two_orders())
    def trial(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
        promise(case)

    with pytest.raises(AssertionError):
        trial()


def check_nothing_is_lost_unseen(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    """Each wording that no newer one had truly seen stands, or is shown as unresolved."""
    sent, groups = case
    tables = in_turns(groups)
    standing = {str(line["id"]): line["navn"] for line in tables["nsk_Aktører"].rows}
    shown = {(line["række"], line["version"]) for line in tables["nsk_Uafklaret"].rows}
    newest: dict[tuple[str, str], tuple[Claim, frozenset[Entry], str]] = {}
    for data, journal in sent:
        for line in data.sheets["Aktører"]:
            said = claims.claim_of(line)[0]
            key = (data.manifest.device, str(line[0]))
            if key not in newest or newest[key][0] <= said:
                newest[key] = (said, frozenset(e for e in journal if e.row == line[0]), str(line[4] or ""))
    for (device, row_id), (said, rests_on, name) in newest.items():
        seen_by = [
            other
            for (reader, its_row), (other, its_entries, _name) in newest.items()
            if its_row == row_id and reader != device and other[:2] > said[:2] and rests_on <= its_entries
        ]
        if not seen_by and name != (standing[row_id] or ""):
            assert (row_id, said.version) in shown


@settings(max_examples=100)
@given(two_orders())
def test_what_nobody_newer_had_seen_is_shown_as_unresolved(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    check_nothing_is_lost_unseen(case)


@settings(max_examples=50)
@given(two_orders())
def test_a_file_that_has_seen_all_settles_everything(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    sent, groups = case
    everything = Laptop("d" * 32)
    for _data, journal in sent:
        everything.receive(Laptop("e" * 32, journal=set(journal)))
    tables, plan = merged(in_turns(groups), [everything.export()])
    assert plan.unresolved == []
    assert all(line["række"] is None for line in tables["nsk_Uafklaret"].rows)


@settings(max_examples=50)
@given(two_orders())
def test_merging_again_plans_nothing(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    sent, groups = case
    _tables, plan = merged(in_turns(groups), [data for data, _journal in sent])
    assert not plan.changes_anything
