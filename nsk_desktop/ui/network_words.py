"""The network in words: what a tie and a dot say, the columns of the tables, and the picture in one sentence."""

from collections.abc import Mapping, Sequence

from nsk_desktop.domain import numbers
from nsk_desktop.domain.cooperation import COORDINATOR, A, B
from nsk_desktop.domain.network import EFFORT, NetworkActor
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.cooperation_figures import Cooperation, PairRow, node_name
from nsk_desktop.measures.cooperation_statement import NO_SECTOR, sector_label
from nsk_desktop.ui.network_scene import Dot, Line
from nsk_desktop.ui.table import Column

Names = Mapping[str, str]


def pair_columns(name: Names) -> tuple[Column, ...]:
    """A pair with what is said of it, and what it has done."""
    return (
        Column(_("Pair"), lambda row: pair_name(row, name), tip=lambda row: pair_told(row, name)),
        Column(_("Level"), lambda row: row.level, lambda row: level_text(row.level), number=True, width=8),
        Column(_("Lowest-highest"), lambda row: row.lowest, _span, number=True, width=14),
        Column(_("Both sides"), lambda row: row.gap, _sides, width=12),
        Column(
            _("Wanted"), lambda row: row.wanted_level, lambda row: level_text(row.wanted_level), number=True, width=8
        ),
        Column(_("Meetings"), lambda row: len(row.sessions), number=True, width=8),
        Column(_("Bridges"), lambda row: len(row.bridges), number=True, width=8),
    )


def figure_columns() -> tuple[Column, ...]:
    """A figure, its value, and the number it rests on."""
    return (
        Column(_("Figure"), lambda line: line.label.strip(), lambda line: line.label, tip=lambda line: line.label),
        Column(_("Value"), lambda line: line.value, lambda line: line.shown, width=38, tip=lambda line: line.shown),
        Column(
            _("n"),
            lambda line: line.n,
            lambda line: "" if line.n is None else numbers.whole(line.n),
            number=True,
            width=6,
        ),
    )


def level_text(level: float | None) -> str:
    return "" if level is None else numbers.decimal(level)


def _span(row: PairRow) -> str:
    if row.lowest is None or row.highest is None:
        return ""
    return numbers.span(row.lowest, row.highest)


def _sides(row: PairRow) -> str:
    """What both sides say, one after the other; a mark where they are further apart than one level."""
    if row.gap is None:
        return ""
    said = " – ".join(numbers.decimal(sum(row.by(side)) / len(row.by(side)), 0) for side in (B, A))
    return said if row.gap <= 1 else _("! {levels}").format(levels=said)


def pair_name(row: PairRow, name: Names) -> str:
    """Both names, the effort last."""
    return " – ".join(node_name(node, name.get(node, node)) for node in (row.other, row.one))


def pair_told(row: PairRow, name: Names) -> str:
    """A pair in one sentence, for a tip and for those who hear it."""
    parts = [pair_name(row, name)]
    if row.level is not None:
        parts.append(_("level {level}").format(level=numbers.decimal(row.level)))
    if row.by(COORDINATOR) and row.gap is not None:
        parts.append(_("rated by both sides and the coordinator"))
    meetings, bridges = len(row.sessions), len(row.bridges)
    if meetings:
        parts.append(ngettext("{number} meeting", "{number} meetings", meetings).format(number=meetings))
    if bridges:
        parts.append(ngettext("{number} bridge", "{number} bridges", bridges).format(number=bridges))
    return " · ".join(parts)


def dots(
    found: Cooperation,
    order: Sequence[NetworkActor],
    name: Names,
    sector: str | None,
    *,
    effort: bool,
    marks: Mapping[str, str],
) -> list[Dot]:
    """Who is drawn: the active actors in the order of the ring, and the effort when it has any tie.

    With a *sector* only its actors, and those who are tied to one of them. *marks* tell the sectors apart.
    """
    there = {actor.id: actor for actor in found.actors}
    ties = [pair for pair in found.pairs if pair.rated or pair.enacted]
    number = dict.fromkeys([*there, EFFORT], 0)
    for pair in ties:
        for node in (pair.one, pair.other):
            number[node] = number.get(node, 0) + 1
    seen = (
        set(there) if sector is None else {id for id, actor in there.items() if (actor.sector or NO_SECTOR) == sector}
    )
    if sector is not None:
        seen |= {node for pair in ties if {pair.one, pair.other} & seen for node in (pair.one, pair.other)}
    drawn = [
        Dot(
            actor.id,
            node_name(actor.id, actor.name),
            _dot_told(actor, name, number[actor.id]),
            marks.get(actor.sector or NO_SECTOR, ""),
        )
        for actor in order
        if actor.id in seen & there.keys()
    ]
    if effort and number[EFFORT] and (sector is None or EFFORT in seen):
        drawn.append(Dot(EFFORT, node_name(EFFORT, ""), f"{node_name(EFFORT, '')} · {ties_text(number[EFFORT])}"))
    return drawn


def lines(found: Cooperation, name: Names, sector_of: Names, sector: str | None) -> list[Line]:
    """The ties that are drawn; with a *sector* those that one of its actors has."""
    return [
        Line(pair.one, pair.other, pair.level, pair.rated, pair.enacted, pair_told(pair, name))
        for pair in found.pairs
        if (pair.rated or pair.enacted)
        and (sector is None or sector in (sector_of.get(pair.one), sector_of.get(pair.other)))
    ]


def picture_told(found: Cooperation) -> str:
    """The picture in one sentence."""
    text = _("{actors} actors, {rated} pairs at level 3 or higher, {enacted} pairs that did something together.")
    enacted = found.enacted.whole.ties if found.enacted else 0
    return text.format(
        actors=numbers.whole(len(found.actors)),
        rated=numbers.whole(found.rated.whole.ties),
        enacted=numbers.whole(enacted),
    )


def sector_marks(sectors: Sequence[str]) -> dict[str, str]:
    """A number for each of *sectors*; none when there is nothing to tell apart."""
    return {code: str(place) for place, code in enumerate(sectors, 1)} if len(sectors) > 1 else {}


def legend(marks: Mapping[str, str]) -> str:
    """What lines and dots mean."""
    lines = _(
        "A whole line: level 3 or higher, the thicker the higher. A dashed line: did something together only. "
        "The square is the effort."
    )
    return " ".join(filter(None, [lines, " · ".join(f"{mark} {sector_label(code)}" for code, mark in marks.items())]))


def ties_text(number: int) -> str:
    return ngettext("{number} tie", "{number} ties", number).format(number=numbers.whole(number))


def _dot_told(actor: NetworkActor, name: Names, number: int) -> str:
    called = node_name(actor.id, name.get(actor.id, ""))
    return f"{called} · {sector_label(actor.sector or NO_SECTOR)} · {ties_text(number)}"
