"""Networks whose figures are published, counted as cooperation. The records ship with networkx."""

from collections.abc import Iterable
from datetime import date

import networkx
import pytest

from nsk_desktop.domain.network import EFFORT, GivenRating, JointSession, NetworkActor, NetworkRows
from nsk_desktop.measures.cooperation import cooperation
from nsk_desktop.measures.cooperation_figures import Cooperation
from nsk_desktop.measures.cooperation_statement import as_json

PERIOD = "2025H1"
DAY = date(2025, 3, 4)


def rated(graph: networkx.Graph, effort: object = None, sectors: dict[object, str] | None = None) -> Cooperation:
    """The graph as half-year: each node an actor (one of them the effort, when given), each edge a rating of 3."""

    def node(one: object) -> str:
        return EFFORT if one == effort else str(one)

    people = [
        NetworkActor(str(one), str(one), (sectors or {}).get(one), None, None) for one in graph.nodes if one != effort
    ]
    ratings = [
        GivenRating(f"{one} {other}", PERIOD, node(one), node(other), "koordinator", 3) for one, other in graph.edges
    ]
    return cooperation(NetworkRows(people, ratings), PERIOD)


def enacted(events: Iterable[Iterable[str]]) -> Cooperation:
    """Each event as a meeting that those who came have hosted together."""
    sessions = [JointSession(str(number), DAY, "", tuple(sorted(came))) for number, came in enumerate(events)]
    names = sorted({name for session in sessions for name in session.hosts})
    return cooperation(
        NetworkRows([NetworkActor(name, name, None, None, None) for name in names], (), sessions), PERIOD
    )


def test_zacharys_karate_club() -> None:
    """34 members and 78 ties, density 0.139 (Zachary 1977, J. Anthropol. Research 33: 452-473)."""
    found = rated(networkx.karate_club_graph())
    assert (found.rated.whole.nodes, found.rated.whole.ties) == (34, 78)
    assert found.rated.whole.density == pytest.approx(0.139, abs=5e-4)
    assert found.rated.whole.groups == 1


def test_the_karate_club_without_its_instructor() -> None:
    """Mr. Hi (member 1) has 16 ties in Zachary's matrix (1977, figure 2); member 12 is tied to nobody else."""
    club = networkx.karate_club_graph()
    found = rated(club, effort=0)
    left = found.rated.without_effort
    assert (found.rated.whole.ties, left.nodes, left.ties) == (78, 33, 78 - 16)
    assert left.density == pytest.approx(62 / (33 * 32 / 2))
    assert found.rated.only_through_effort == ("11",)


def test_the_two_sides_of_the_karate_club_as_sectors() -> None:
    """After the split 17 members went with Mr. Hi and 17 with the officers (networkx keeps Zachary's last column)."""
    club = networkx.karate_club_graph()
    sides = {member: data["club"] for member, data in club.nodes(data=True)}
    found = rated(club, sectors=sides)
    crossing = sum(sides[one] != sides[other] for one, other in club.edges)
    assert (sorted(sides.values()).count("Mr. Hi"), found.cross_sector.part, found.cross_sector.whole) == (
        17,
        crossing,
        78,
    )


def test_florentine_families() -> None:
    """Marriages of 16 families in Florence, 20 ties; Pucci marry nobody (Padgett & Ansell 1993, AJS 98: 1259-1319).

    The density of the 16 is 0.167 (Wasserman & Faust 1994, section 4.2). networkx leaves the Pucci out.
    """
    families = networkx.florentine_families_graph()
    families.add_node("Pucci")
    found = rated(families)
    assert (found.rated.whole.nodes, found.rated.whole.ties) == (16, 20)
    assert found.rated.whole.density == pytest.approx(0.167, abs=5e-4)
    assert [one.name for one in found.isolates] == ["Pucci"]
    assert found.rated.whole.groups == 2


def test_florence_without_the_medici() -> None:
    """The Medici marry 6 families, the most of all; without them the Acciaiuoli and the Salviati-Pazzi are cut off."""
    found = rated(networkx.florentine_families_graph(), effort="Medici")
    assert (found.rated.whole.groups, found.rated.without_effort.ties) == (1, 14)
    assert found.rated.only_through_effort == ("Acciaiuoli",)
    assert found.rated.without_effort.groups == 3


def test_davis_southern_women() -> None:
    """18 women at 14 events, 89 attendances; 139 of the 153 pairs were at an event together.

    Davis, Gardner & Gardner 1941, *Deep South*; the projection is the one of Breiger 1974, Social Forces 53: 181-190.
    """
    record = networkx.davis_southern_women_graph()
    events = [set(record.neighbors(event)) for event in record.graph["bottom"]]
    assert sum(len(came) for came in events) == 89
    found = enacted(events)
    assert found.enacted is not None
    assert (found.enacted.whole.nodes, found.enacted.whole.ties) == (18, 139)
    assert found.enacted.whole.density == pytest.approx(0.908, abs=5e-4)
    theresa_and_brenda = next(
        pair for pair in found.pairs if (pair.one, pair.other) == ("Brenda Rogers", "Theresa Anderson")
    )
    assert len(theresa_and_brenda.sessions) == 6


def test_les_miserables() -> None:
    """77 characters, 254 pairs that meet in a chapter (Knuth 1993, *The Stanford GraphBase*); density 0.087."""
    found = rated(networkx.les_miserables_graph())
    assert (found.rated.whole.nodes, found.rated.whole.ties) == (77, 254)
    assert as_json(found)["rated"]["density"] == 0.087  # type: ignore[index]


def test_control_a_tie_more_is_seen() -> None:
    club = networkx.karate_club_graph()
    club.add_edge(0, 33)
    assert rated(club).rated.whole.ties == 79
