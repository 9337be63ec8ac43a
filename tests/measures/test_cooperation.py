"""Cooperation counted: the contract's own example, a brute-force count of random stores, and what the words mean."""

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsk_desktop.domain.network import (
    EFFORT,
    BuiltBridge,
    GivenRating,
    JointSession,
    NetworkActor,
    NetworkRows,
    SteeringCount,
    TriedInitiative,
)
from nsk_desktop.measures import cooperation as module
from nsk_desktop.measures.cooperation import cooperation
from nsk_desktop.measures.cooperation_figures import Oddity, Share
from nsk_desktop.measures.cooperation_statement import as_json, lines
from nsk_desktop.measures.network import shape
from tests.measures import pairs_by_hand

PERIOD = "2025H1"
DAY = date(2025, 3, 4)
BLOCKS = ("actors", "rated", "enacted", "bridges")


def actor(key: str, sector: str | None = "skole", **fields: Any) -> NetworkActor:
    days = {"first_day": None, "last_day": None, **fields}
    return NetworkActor(key, key.upper(), sector, **days)


def rating(one: str, other: str, level: int | None, rater: str = "koordinator", **fields: Any) -> GivenRating:
    given = {"period": PERIOD, **fields}
    return GivenRating(
        f"{given['period']} {one} {other} {rater}", given.pop("period"), one, other, rater, level, **given
    )


def hosted(*hosts: str, day: date = DAY) -> JointSession:
    return JointSession("-".join(hosts) + day.isoformat(), day, "Møde", hosts)


def bridge(one: str | None, other: str | None, **fields: Any) -> BuiltBridge:
    values: dict[str, Any] = {"day": DAY, "status": "identificeret", **fields}
    return BuiltBridge(f"{one} {other}", values.pop("day"), one, other, values.pop("status"), **values)


def json_of(rows: NetworkRows, period: str = PERIOD) -> dict[str, Any]:
    """The four blocks, as the brute-force count gives them: without the codes that nobody has."""
    found: dict[str, Any] = {name: dict(as_json(cooperation(rows, period))[name]) for name in BLOCKS}  # type: ignore[call-overload]
    for block, name in (("actors", "by_sector"), ("bridges", "by_status")):
        found[block][name] = {key: number for key, number in sorted(found[block][name].items()) if number}
    found["rated"]["isolates"] = sorted(found["rated"]["isolates"])
    return found


def contract() -> NetworkRows:
    """The example of the contract: 14 actors, 9 rated ties of which 5 without the effort, 11 enacted of which 7."""
    names = [f"a{number:02}" for number in range(14)]
    people = [actor(name, "skole" if number % 2 else "virksomhed") for number, name in enumerate(names)]
    chain = list(pairwise(names))
    rated = [*chain[:5], *((EFFORT, name) for name in names[:4])]
    acted = [hosted(*pair) for pair in chain[:7]]
    built = [
        bridge(EFFORT, name, first_meeting=DAY + timedelta(days=8), status="første møde holdt") for name in names[5:9]
    ]
    return NetworkRows(people, [rating(one, other, 3) for one, other in rated], acted, built)


def test_the_example_of_the_contract() -> None:
    found = json_of(contract())
    assert found["actors"]["active"] == 14
    assert (found["rated"]["ties"], found["rated"]["density"]) == (9, 0.086)
    assert found["rated"]["density_without_effort"] == 0.055
    assert (found["enacted"]["ties"], found["enacted"]["density"]) == (11, 0.105)
    assert found["enacted"]["density_without_effort"] == 0.077
    assert found["bridges"] == {"by_status": {"første møde holdt": 4}, "median_days_to_first_meeting": 8.0}


# a brute-force count

SECTORS = ("skole", "skole", "virksomhed", "politi/SSP", None, "ukendt slags")
STATUSES = ("identificeret", "første møde holdt", "afslået", "noget andet")


def random_rows(seed: int) -> NetworkRows:
    """A tiny store in which everything that cooperation knows of happens now and then, bad data too."""
    dice = random.Random(seed)
    keys = "abcdefg"[: dice.randint(0, 7)]

    def day(chance: float = 1.0) -> date | None:
        return date(2024, 9, 1) + timedelta(days=dice.randint(0, 450)) if dice.random() < chance else None

    def node(*others: str | None) -> Any:
        return dice.choice([*keys, *keys, EFFORT, *others])

    people = [
        NetworkActor(key, key.upper(), dice.choice(SECTORS), day(0.4), day(0.25), dice.random() < 0.1) for key in keys
    ]
    ratings = [
        GivenRating(
            str(number), dice.choice((PERIOD, PERIOD, "2024H2", "baseline", "2025H3")), node("gone"), node(),
            dice.choice(("A", "B", "koordinator")), dice.choice((0, 1, 2, 3, 3, 4, 5, 7, None)), dice.choice((None, 4)),
        )
        for number in range(dice.randint(0, 14))
    ]  # fmt: skip
    sessions = [
        JointSession(str(number), day() or DAY, "Møde", tuple(dice.choices([*keys, "gone"], k=dice.randint(0, 4))))
        for number in range(dice.randint(0, 4))
    ]
    bridges = [
        BuiltBridge(str(number), day(0.9), node(None), node(None), dice.choice(STATUSES), day(0.5), day(0.3))
        for number in range(dice.randint(0, 5))
    ]
    return NetworkRows(people, ratings, sessions, bridges)


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 10**9))
def test_every_figure_is_what_a_plain_count_of_all_pairs_gives(seed: int) -> None:
    rows = random_rows(seed)
    assert json_of(rows) == pairs_by_hand.count(rows, PERIOD)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("is_active", lambda *_given: True),
        ("_across", lambda hosts, known: len({known[host].sector for host in hosts if host in known}) > 1),
        ("without", lambda node, nodes, edges: shape(nodes, [edge for edge in edges if node not in edge])),
    ],
)
def test_control_a_wrong_rule_is_found(name: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, value)
    assert any(json_of(random_rows(seed)) != pairs_by_hand.count(random_rows(seed), PERIOD) for seed in range(300))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_no_figure_depends_on_the_order_of_the_rows(seed: int) -> None:
    rows, dice = random_rows(seed), random.Random(seed)
    parts: list[Any] = [rows.actors, rows.ratings, rows.sessions, rows.bridges]
    mixed = NetworkRows(*(dice.sample(list(part), len(part)) for part in parts))
    assert json_of(mixed) == json_of(rows)


# what the words mean


def test_two_raters_who_disagree_make_a_mean_and_a_span() -> None:
    people = [actor(key) for key in "abc"]
    found = cooperation(
        NetworkRows(people, [rating("a", "b", 4, "A"), rating("a", "b", 1, "B"), rating("b", "c", 3)]), PERIOD
    )
    split, sure = found.pairs
    assert (split.level, split.lowest, split.highest, split.gap, split.rated) == (2.5, 1, 4, 3.0, False)
    assert sure.rated
    assert (found.ties_low, found.rated.whole.ties, found.ties_high) == (1, 1, 2)
    assert found.agreement == Share(0, 1)


def test_a_rater_keeps_the_side_whichever_way_the_pair_is_written() -> None:
    people = [actor("a"), actor("b")]
    found = cooperation(NetworkRows(people, [rating("b", "a", 4, "A"), rating("a", "b", 2, "A")]), PERIOD)
    (pair,) = found.pairs
    assert (pair.by("A"), pair.by("B")) == ((2,), (4,))


def test_no_level_is_carried_forward() -> None:
    people = [actor(key) for key in "abc"]
    earlier = [rating("a", "b", 5, period="2024H2"), rating("b", "c", 5, period="baseline")]
    found = cooperation(NetworkRows(people, earlier), PERIOD)
    assert (len(found.rated_pairs), found.rated.whole.ties) == (0, 0)
    assert found.waiting == (("a", "b"), ("b", "c"))
    said = cooperation(NetworkRows(people, [*earlier, rating("b", "a", 5, unchanged=True)]), PERIOD)
    assert (said.rated.whole.ties, said.waiting) == (1, (("b", "c"),))


def test_what_is_left_when_the_effort_goes() -> None:
    """A tie between two actors stays, also when the coordinator rated it; who had only the effort stands alone."""
    people = [actor(key) for key in "abcd"]
    found = cooperation(
        NetworkRows(people, [rating("a", "b", 3), rating(EFFORT, "b", 4), rating(EFFORT, "c", 4)]), PERIOD
    )
    assert (found.rated.whole.nodes, found.rated.whole.ties, found.rated.whole.groups) == (5, 3, 2)
    left = found.rated.without_effort
    assert (left.nodes, left.ties, left.groups) == (4, 1, 3)
    assert found.rated.only_through_effort == ("c",)
    assert [one.id for one in found.isolates] == ["d"]


def test_the_effort_is_no_node_where_nothing_is_said_of_it() -> None:
    people = [actor("a"), actor("b")]
    assert cooperation(NetworkRows(people, [rating("a", "b", 3)]), PERIOD).rated.whole.density == 1.0
    with_it = NetworkRows(people, [rating("a", "b", 3), rating(EFFORT, "a", 0)])
    assert cooperation(with_it, PERIOD).rated.whole.density == pytest.approx(1 / 3)


def test_before_the_effort_only_those_who_were_rated_are_in_the_network() -> None:
    people = [actor("a", first_day=date(2025, 5, 1)), actor("b"), actor("c")]
    rows = NetworkRows(people, [rating("a", "b", 3, period="baseline")], [hosted("a", "c")], [bridge("a", "b")])
    found = cooperation(rows, "baseline")
    assert [one.id for one in found.actors] == ["a", "b"]
    assert found.enacted is None
    assert as_json(found)["enacted"] == dict.fromkeys(
        ("ties", "density", "density_without_effort", "sessions_cross_sector")
    )
    assert found.mobilised == ()


def test_nothing_to_divide_by_is_no_figure() -> None:
    found: Any = as_json(cooperation(NetworkRows([actor("a")]), PERIOD))
    assert {found["rated"][name] for name in ("density", "mean_level", "cross_sector_share", "agreement")} == {None}
    assert found["bridges"]["median_days_to_first_meeting"] is None
    named = {line.name: line for line in lines(cooperation(NetworkRows([]), PERIOD))}
    assert {named[name].shown for name in ("rated_density", "agreement", "mobilised", "rooted")} == {"–"}


def test_initiatives_and_the_steering_group() -> None:
    rows = NetworkRows(
        [actor("a")],
        initiatives=[
            TriedInitiative("1", "Madklub", DAY, "forankret hos aktør"),
            TriedInitiative("2", "Café", None, "afprøves"),
            TriedInitiative("3", "Senere", date(2025, 8, 1), "idé"),
        ],
        steering=[SteeringCount("s", DAY, "Møde", 6, 4), SteeringCount("t", date(2025, 9, 1), "Møde", 6, 6)],
    )
    found = cooperation(rows, PERIOD)
    assert ([one.id for one in found.rooted], len(found.initiatives)) == (["1"], 2)
    assert found.attendance == Share(4, 6)
    assert cooperation(NetworkRows([actor("a")]), PERIOD).attendance is None


def test_what_is_odd_is_told_and_breaks_nothing() -> None:
    people = [
        actor("a"), actor("b", None), actor("c", "noget nyt"), actor("d", last_day=date(2024, 5, 1)),
        NetworkActor("e", "", "skole", None, None, ended=True),
        actor("f", first_day=date(2025, 6, 1), last_day=date(2025, 2, 1)),
    ]  # fmt: skip
    rows = NetworkRows(
        people,
        [
            rating("a", "a", 5), rating("a", "b", 9), rating("a", "c", None), rating("a", "d", 5),
            rating("b", "c", 1, "A"), rating("c", "b", 5, "B"), rating("a", "b", 3, period="2025H9"),
        ],
        [hosted("a", "d")],
        [bridge("a", "d", first_meeting=DAY), bridge("b", "c", first_meeting=DAY - timedelta(days=3))],
    )  # fmt: skip
    found = cooperation(rows, PERIOD)
    assert {problem.oddity for problem in found.problems} == set(Oddity)
    assert (len(found.rated_pairs), found.rated.whole.ties, found.bridges.days) == (1, 1, (0,))
    told = [problem.sentence() for problem in found.problems]
    assert len(set(told)) == len(told) == len(Oddity)
    assert "A – D: vurderet, men ikke begge var aktive i halvåret. Vurderingen tælles ikke med." in told
