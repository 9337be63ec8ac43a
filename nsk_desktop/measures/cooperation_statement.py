"""Cooperation said to others: the JSON that outside tools read, and the figures in words, each with its n."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nsk_desktop.domain import numbers
from nsk_desktop.domain.codes import BRIDGE_STATUSES, SECTORS
from nsk_desktop.domain.cooperation import COORDINATOR, A, B
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.network import EFFORT, NetworkActor
from nsk_desktop.i18n import _
from nsk_desktop.measures.cooperation_figures import Cooperation, PairRow, Share, Web, node_name

FORMAT = 1
NO_SECTOR = "ukendt"
"""The key of actors without a sector."""
_PLACES = 3


class Line(NamedTuple):
    """One figure: its name for tools, its label, its value, and the number it rests on."""

    name: str
    label: str
    value: float | int | None
    n: int | None
    shown: str
    """The value in words, with what it is made of."""
    why: str = ""
    """Why there can be no value here at all; empty where there is one, or could be."""


def as_json(found: Cooperation) -> dict[str, object]:
    """*found* as ``nsk cooperation --json`` prints it. A figure with nothing to divide by is null."""
    rated, enacted = found.rated, found.enacted
    return {
        "format": FORMAT,
        "period": found.period,
        "actors": {
            "active": len(found.actors),
            "mobilised_in_period": len(found.mobilised),
            "by_sector": by_sector(found.actors),
        },
        "rated": {
            "pairs": len(found.rated_pairs),
            "ties": rated.whole.ties,
            "density": _round(rated.whole.density),
            "density_without_effort": _round(rated.without_effort.density),
            "mean_level": _round(found.mean_level),
            "cross_sector_share": _round(found.cross_sector.value),
            "isolates": _names(found, (actor.id for actor in found.isolates)),
            "agreement": _round(found.agreement.value),
        },
        "enacted": {
            "ties": enacted.whole.ties if enacted else None,
            "density": _round(enacted.whole.density) if enacted else None,
            "density_without_effort": _round(enacted.without_effort.density) if enacted else None,
            "sessions_cross_sector": len(found.sessions_cross_sector) if enacted else None,
        },
        "bridges": {
            "by_status": {status: len(ids) for status, ids in found.bridges.by_status.items()},
            "median_days_to_first_meeting": _round(found.bridges.median_days),
        },
        "figures": {line.name: _figure_json(line) for line in lines(found)},
        "problems": [
            {"oddity": one.oddity, "kind": one.kind, "id": one.record, "sentence": one.sentence()}
            for one in found.problems
        ],
    }


def _figure_json(line: Line) -> dict[str, object]:
    told: dict[str, object] = {"value": _round(line.value), "n": line.n}
    return {**told, "reason": line.why} if line.why else told


def rows_json(found: Cooperation) -> dict[str, object]:
    """The rows behind the figures, as ``--explain`` adds them."""
    return {
        "actors": [
            {"id": one.id, "name": one.name, "sector": one.sector, "mobilised": one in found.mobilised}
            for one in found.actors
        ],
        "pairs": [pair_json(found, pair) for pair in found.pairs],
        "waiting": [_names(found, pair) for pair in found.waiting],
        "only_through_effort": {
            "rated": _names(found, found.rated.only_through_effort),
            "enacted": _names(found, found.enacted.only_through_effort) if found.enacted else None,
        },
        "sessions_cross_sector": [
            {"session": one.id, "date": one.day.isoformat(), "title": one.title} for one in found.sessions_cross_sector
        ],
        "bridges": {status: list(ids) for status, ids in found.bridges.by_status.items() if ids},
        "days_to_first_meeting": list(found.bridges.days),
        "rooted": [{"id": one.id, "title": one.title} for one in found.rooted],
        "steering": None
        if found.steering is None
        else [
            {"session": one.session, "date": one.day.isoformat(), "seats": one.seats, "present": one.present}
            for one in found.steering
        ],
    }


def pair_json(found: Cooperation, pair: PairRow) -> dict[str, object]:
    """One pair with everything that is known of it, the numbers as they are."""
    one, other = (node_name(node, name_of(found, node)) for node in (pair.one, pair.other))
    return {
        "one": one,
        "other": other,
        "level": _round(pair.level),
        "lowest": pair.lowest,
        "highest": pair.highest,
        "by_one": list(pair.by(A)),
        "by_other": list(pair.by(B)),
        "by_coordinator": list(pair.by(COORDINATOR)),
        "wanted": _round(pair.wanted_level),
        "rated_tie": pair.rated,
        "enacted_tie": pair.enacted,
        "cross_sector": pair.crosses,
        "with_effort": pair.with_effort,
        "ratings": list(pair.ratings),
        "sessions": list(pair.sessions),
        "bridges": list(pair.bridges),
    }


def lines(found: Cooperation) -> tuple[Line, ...]:
    """Every figure with the number it rests on, in the order they are read."""
    return (*_actor_lines(found), *_rated_lines(found), *_enacted_lines(found), *_other_lines(found))


def by_sector(actors: Iterable[NetworkActor]) -> dict[str, int]:
    """How many actors of each sector: every known one, then unknown codes, then those without."""
    counted = Counter(actor.sector or NO_SECTOR for actor in actors)
    unknown = sorted(counted.keys() - SECTORS.labels.keys() - {NO_SECTOR})
    last = [NO_SECTOR] if NO_SECTOR in counted else []
    return {sector: counted[sector] for sector in (*SECTORS.codes, *unknown, *last)}


def sector_label(sector: str) -> str:
    return _("Without a sector") if sector == NO_SECTOR else SECTORS.label(sector)


def name_of(found: Cooperation, node: str) -> str:
    """The name of an active actor; its id when it is not known here."""
    return next((actor.name for actor in found.actors if actor.id == node), node)


def _actor_lines(found: Cooperation) -> list[Line]:
    number = len(found.actors)
    return [
        Line("active_actors", _("Active actors"), number, None, numbers.whole(number)),
        _of("mobilised", _("Of them mobilised in the half-year"), Share(len(found.mobilised), number)),
        *(
            Line(f"mobilised_{sector}", f"   {sector_label(sector)}", count, None, numbers.whole(count))
            for sector, count in by_sector(found.mobilised).items()
            if count
        ),
    ]


def _rated_lines(found: Cooperation) -> list[Line]:
    pairs = len(found.rated_pairs)
    low, high = found.ties_low, found.ties_high
    wanted = sum(bool(pair.wanted) for pair in found.pairs)
    spread = _("{low} if all who rated must say so, {high} if one is enough").format(low=low, high=high)
    ties = numbers.whole(found.rated.whole.ties)
    shown = ties if low == high else f"{ties} ({spread})"
    return [
        Line("rated_pairs", _("Rated pairs"), pairs, None, numbers.whole(pairs)),
        Line("waiting_pairs", _("Rated earlier, not this time"), len(found.waiting), None, str(len(found.waiting))),
        Line("rated_ties", _("Pairs at level 3 or higher"), found.rated.whole.ties, pairs, shown),
        *_web_lines(
            "rated",
            found.rated,
            (
                _("Density, as rated"),
                _("Density without the effort, as rated"),
                _("Groups that hang together, as rated"),
                _("Groups without the effort, as rated"),
            ),
        ),
        _mean("mean_level", _("Mean level"), found.mean_level, pairs),
        _mean("mean_wanted", _("Mean wanted level"), found.mean_wanted, wanted),
        _of("cross_sector_share", _("Across sectors"), found.cross_sector),
        _of("agreement", _("Both sides agree (at most one level apart)"), found.agreement),
        _listed("isolates", _("Actors without cooperation"), found, [actor.id for actor in found.isolates]),
        _listed(
            "only_through_effort",
            _("Actors that cooperate with the effort alone"),
            found,
            found.rated.only_through_effort,
        ),
    ]


def _enacted_lines(found: Cooperation) -> list[Line]:
    if found.enacted is None:
        return []
    number = found.enacted.whole.ties
    both = sum(pair.rated and pair.enacted for pair in found.pairs)
    sessions = len(found.sessions_cross_sector)
    return [
        Line("enacted_ties", _("Pairs that did something together"), number, None, numbers.whole(number)),
        *_web_lines(
            "enacted",
            found.enacted,
            (
                _("Density, as done"),
                _("Density without the effort, as done"),
                _("Groups that hang together, as done"),
                _("Groups without the effort, as done"),
            ),
        ),
        _of(
            "enacted_of_rated",
            _("Of pairs at level 3 or higher did something together"),
            Share(both, found.rated.whole.ties),
        ),
        _of(
            "rated_of_enacted", _("Of pairs that did something together are at level 3 or higher"), Share(both, number)
        ),
        Line(
            "sessions_cross_sector",
            _("Meetings held by actors of several sectors"),
            sessions,
            None,
            numbers.whole(sessions),
        ),
    ]


def _other_lines(found: Cooperation) -> list[Line]:
    begun = sum(len(ids) for ids in found.bridges.by_status.values())
    took = found.bridges.median_days
    days = "–" if took is None else _("{days} days").format(days=_plain(took))
    told = [Line("bridges", _("Bridges begun"), begun, None, numbers.whole(begun))]
    for status, ids in found.bridges.by_status.items():
        if ids:
            told.append(_of(f"bridges_{status}", f"   {BRIDGE_STATUSES.label(status)}", Share(len(ids), begun)))
    told.append(
        Line(
            "median_days_to_first_meeting", _("Days to the first meeting, median"), took, len(found.bridges.days), days
        )
    )
    told.append(
        _of(
            "rooted",
            _("Initiatives that an actor carries on (as they stand today)"),
            Share(len(found.rooted), len(found.initiatives)),
        )
    )
    told.append(_seats(found))
    return told


def _seats(found: Cooperation) -> Line:
    """The seats of the steering group; at the centre it is told that nothing can be known of them."""
    label = _("Seats taken at steering group meetings")
    if found.attendance is not None:
        return _of("steering", label, found.attendance)
    why = _("The steering group's meetings never leave a laptop, so they are not known here.")
    return Line("steering", label, None, None, f"– {why}", why)


def _web_lines(kind: str, web: Web, labels: tuple[str, str, str, str]) -> list[Line]:
    """How dense a network is and in how many groups it falls, with the effort and without."""
    shapes = ((web.whole, ""), (web.without_effort, "_without_effort"))
    densities = [
        _of(f"{kind}_density{end}", label, Share(shape.ties, shape.possible), decimals=True)
        for (shape, end), label in zip(shapes, labels[:2], strict=True)
    ]
    groups = [
        Line(f"{kind}_groups{end}", label, shape.groups, shape.nodes, numbers.whole(shape.groups))
        for (shape, end), label in zip(shapes, labels[2:], strict=True)
    ]
    return [*densities, *groups]


def _of(name: str, label: str, share: Share, *, decimals: bool = False) -> Line:
    if share.value is None:
        return Line(name, label, None, 0, "–")
    value = numbers.decimal(share.value, _PLACES) if decimals else numbers.percent(share.value)
    made = _("{part} of {whole}").format(part=numbers.whole(share.part), whole=numbers.whole(share.whole))
    return Line(name, label, share.value, share.whole, f"{value} ({made})")


def _mean(name: str, label: str, value: float | None, n: int) -> Line:
    return Line(name, label, value, n, "–" if value is None else numbers.decimal(value))


def _listed(name: str, label: str, found: Cooperation, nodes: Iterable[str]) -> Line:
    names = _names(found, nodes)
    shown = numbers.whole(len(names)) + (f": {', '.join(names)}" if names else "")
    return Line(name, label, len(names), len(found.actors), shown)


def _names(found: Cooperation, nodes: Iterable[str]) -> list[str]:
    known: Mapping[str, str] = {actor.id: actor.name for actor in found.actors}
    ordered = sorted(nodes, key=lambda node: (node == EFFORT, sort_key(known.get(node, node))))
    return [node_name(node, known.get(node, node)) for node in ordered]


def _plain(number: float) -> str:
    return numbers.whole(int(number)) if number == int(number) else numbers.decimal(number)


def _round(value: float | None) -> float | int | None:
    return round(value, _PLACES) if isinstance(value, float) else value
