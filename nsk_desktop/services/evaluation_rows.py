"""The rows of an evaluation file, sheet by sheet, from what may leave the laptop.

Every row says how new it is over everything its cells are derived from (`Versions`); what was deleted is
sent as a row with nothing but its id and the mark.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nsk_desktop.domain.bridges import FROM_ACTOR, FROM_CITIZENS
from nsk_desktop.domain.codes import AgeBand, PairVerdict
from nsk_desktop.domain.identity import headcount_id
from nsk_desktop.domain.text_guard import Finding, TextGuard
from nsk_desktop.measures.people import components
from nsk_desktop.measures.tallies import Tally
from nsk_desktop.store.queries.counting import WITHDRAWN

Row = dict[str, Any]
EFFORT = "Indsatsen"
"""What stands for the effort itself as a side of a rating."""
WITHHELD = "(tilbageholdt)"
"""What stands in a file for a text that may identify somebody."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text that was kept back, and why."""

    kind: str
    id: str
    text: str
    finding: Finding


@dataclass(slots=True)
class Material:
    """Everything the sheets are made from; read in one consistent view of the store."""

    device: str
    views: dict[str, list[Row]]
    versions: dict[str, tuple[str, int]]
    completed: set[str]
    """Sessions that were finished at some time: only these are spoken of."""
    withdrawn_ever: set[str]
    shared: set[str]
    """Stories that were marked for evaluation at some time: only these are spoken of."""
    guard: TextGuard
    tallies: dict[str, Tally]
    withheld: list[Withheld] = field(default_factory=list)

    def text(self, kind: str, id: str, text: str) -> str:
        """*text* when it may leave, otherwise `WITHHELD`; what was kept back is noted."""
        findings = self.guard.findings(text) if text else []
        if not findings:
            return text
        self.withheld += [Withheld(kind, id, text, finding) for finding in findings]
        return WITHHELD

    def row(self, id: str, deleted: bool, records: Iterable[str], cells: Row) -> Row:
        """A row of a sheet; a deleted one has no cells."""
        head = {"id": id, "version": self.version(records), "enhed": self.device, "slettet": deleted}
        return head if deleted else head | cells

    def version(self, records: Iterable[str]) -> str:
        """How new what is derived from *records* is: who has seen more always has the greater text."""
        known = [self.versions[record] for record in dict.fromkeys(records) if record in self.versions]
        return f"{max((hlc for hlc, _ in known), default='')}-{sum(count for _, count in known):08d}"


def sheets(material: Material) -> dict[str, list[Row]]:
    """Every sheet with rows of records, by its name."""
    people = _People(material)
    return {
        "Aktiviteter": list(_activities(material, people)),
        "Optællinger": list(_headcounts(material, people)),
        "Deltagelser": list(_attendances(material, people)),
        "Deltagere": list(_participants(material, people)),
        "Muligt samme": list(_pairs(material, people)),
        **short_sheets(material),
    }


def short_sheets(material: Material) -> dict[str, list[Row]]:
    """The sheets that need nobody's attendance, and what is withheld from them."""
    return {
        "Forløb": [_series(material, row) for row in material.views["series"]],
        "Aktører": [_actor(material, row) for row in material.views["actor"]],
        "Initiativer": [_initiative(material, row) for row in material.views["initiative"]],
        "Brobygning": list(_bridges(material)),
        "Samarbejde": list(_ratings(material)),
    }


class _People:
    """Who is spoken of in the file, and what their rows rest on."""

    def __init__(self, material: Material) -> None:
        self.by_id = {row["id"]: row for row in material.views["participant"]}
        self.by_session: dict[str, list[Row]] = defaultdict(list)
        self.by_person: dict[str, list[Row]] = defaultdict(list)
        for row in material.views["attendance"]:
            if row["session_id"] in material.completed:
                self.by_session[row["session_id"]].append(row)
                self.by_person[row["participant_id"]].append(row)
        self.pairs: dict[str, list[str]] = defaultdict(list)
        same = []
        for row in material.views["pair"]:
            one, other = row["first_id"], row["second_id"]
            self.pairs[one].append(row["id"])
            self.pairs[other].append(row["id"])
            if row["verdict"] == PairVerdict.SAME and not (row["deleted"] or self.gone(one) or self.gone(other)):
                same.append((self.pseudonym(one), self.pseudonym(other)))
        self.same_as = components(same)

    def pseudonym(self, person: str) -> str:
        return str(self.by_id[person]["pseudonym"])

    def gone(self, person: str) -> bool:
        """Whether somebody is no longer to be spoken of as a person."""
        row = self.by_id[person]
        return bool(row["deleted"]) or row["consent_status"] == WITHDRAWN

    def records(self, person: str) -> Iterator[str]:
        """What the row of a participant rests on, beside the attendances."""
        yield person
        yield from self.pairs[person]


def _activities(material: Material, people: _People) -> Iterator[Row]:
    counts: dict[str, list[str]] = defaultdict(list)
    for cell in material.views["headcount"]:
        counts[cell["session_id"]].append(cell["id"])
    for row in material.views["session"]:
        id = row["id"]
        if id not in material.completed:
            continue
        present = people.by_session[id]
        records = [id, *(one["id"] for one in present), *counts[id]]
        records += [record for one in present for record in people.records(one["participant_id"])]
        deleted = bool(row["deleted"]) or not row["completed"] or row["day"] is None
        cells = {} if deleted else _activity_cells(material, row)
        yield material.row(id, deleted, records, cells)


def _activity_cells(material: Material, row: Row) -> Row:
    tally = material.tallies[row["id"]]
    return {
        "dato": date.fromisoformat(row["day"]),
        "fra": row["from_time"],
        "til": row["to_time"],
        "titel": material.text("session", row["id"], row["title"]),
        "type": row["type"],
        "temaer": json.loads(row["themes"]),
        "målgrupper": json.loads(row["target_groups"]),
        "initiativ": row["initiative_id"],
        "forløb": row["series_id"],
        "tilstand": row["state"],
        "registrering": row["mode"],
        "medarrangører": [host["actor"] for host in json.loads(row["hosts"])],
        "m1_registreret": len(tally.reached.people),
        "m1_anonym_min": tally.reached.low,
        "m1_anonym_maks": tally.reached.high,
        "m2_registreret": len(tally.actors.people),
        "m2_anonym_min": tally.actors.low,
        "m2_anonym_maks": tally.actors.high,
    }


def _series(material: Material, row: Row) -> Row:
    cells = {
        "titel": material.text("series", row["id"], row["title"]),
        "type": row["type"],
        "initiativ": row["initiative_id"],
        "lukket_gruppe": bool(row["closed"]),
        "samme_anonyme": bool(row["same_anonymous"]),
        "start": _day(row["start"]),
        "slut": _day(row["end"]),
    }
    return material.row(row["id"], bool(row["deleted"]), [row["id"]], cells)


def _headcounts(material: Material, people: _People) -> Iterator[Row]:
    """The counted cells, and with them the attendances of those who have withdrawn consent."""
    extra: Counter[tuple[str, ...]] = Counter()
    rest: dict[str, list[str]] = defaultdict(list)
    cells: dict[str, tuple[str, ...]] = {}
    live = {row["id"]: row for row in material.views["headcount"] if not row["deleted"]}
    for row in material.views["headcount"]:
        cells[row["id"]] = (row["session_id"], row["age_band"], row["gender"], row["target_group"])
        rest[row["id"]].append(row["id"])
    for person in material.withdrawn_ever:
        who = people.by_id[person]
        for row in people.by_person[person]:
            moved = (row["session_id"], row["age_band"] or AgeBand.UNKNOWN, who["gender"], who["target_group"] or "")
            id = headcount_id(*moved)
            cells[id] = moved
            rest[id] += [row["id"], person]
            counts = who["consent_status"] == WITHDRAWN and not who["deleted"] and not row["deleted"]
            extra[moved] += counts and row["status"] == "til stede"
    finished = {row["id"] for row in material.views["session"] if row["completed"] and not row["deleted"]}
    for id, cell in sorted(cells.items()):
        session, band, gender, group = cell
        if session not in material.completed:
            continue
        own = live.get(id)
        more = extra[cell]
        values = {
            "aktivitet": session,
            "aldersgruppe": band,
            "køn": gender,
            "målgruppe": group,
            "antal_min": (own["low"] if own else 0) + more,
            "antal_maks": (own["high"] if own else 0) + more,
            "heraf_første_gang": own["first_time"] if own else None,
        }
        yield material.row(id, session not in finished or not (own or more), [*rest[id], session], values)


def _attendances(material: Material, people: _People) -> Iterator[Row]:
    finished = {row["id"] for row in material.views["session"] if row["completed"] and not row["deleted"]}
    for row in material.views["attendance"]:
        session, person = row["session_id"], row["participant_id"]
        if session not in material.completed:
            continue
        deleted = bool(row["deleted"]) or session not in finished or people.gone(person)
        cells = {
            "aktivitet": session,
            "deltager": people.pseudonym(person),
            "status": row["status"],
            "aldersgruppe": row["age_band"],
            "første_gang": bool(row["first_time"]),
        }
        yield material.row(row["id"], deleted, [row["id"], session, person], cells)


def _participants(material: Material, people: _People) -> Iterator[Row]:
    for person, seen in sorted(people.by_person.items()):
        who = people.by_id[person]
        days = [row for row in seen if row["day"] and not row["deleted"]]
        first = min(days, key=lambda row: (row["day"], row["id"]))["age_band"] if days else who["age_band"]
        pseudonym = people.pseudonym(person)
        same = people.same_as.get(pseudonym)
        cells = {
            "køn": who["gender"],
            "målgruppe": who["target_group"],
            "undergruppe": who["subgroup"],
            "relation": who["relation"],
            "aldersgruppe": first,
            "samme_som": same if same != pseudonym else None,
        }
        records = [*people.records(person), *(row["id"] for row in seen), *(row["session_id"] for row in seen)]
        yield material.row(pseudonym, people.gone(person), records, cells)


def _pairs(material: Material, people: _People) -> Iterator[Row]:
    for row in material.views["pair"]:
        one, other = row["first_id"], row["second_id"]
        if one not in people.by_person or other not in people.by_person:
            continue
        gone = bool(row["deleted"]) or people.gone(one) or people.gone(other)
        cells = {"deltager_a": people.pseudonym(one), "deltager_b": people.pseudonym(other)}
        yield material.row(row["id"], gone or row["verdict"] != PairVerdict.POSSIBLY, [row["id"], one, other], cells)


def _actor(material: Material, row: Row) -> Row:
    cells = {
        "navn": row["name"],
        "sektor": row["sector"],
        "ejerform": row["ownership"],
        "status": row["status"],
        "aktiv_fra": _day(row["mobilised_on"] or row["active_from"]),
        "aktiv_til": _day(row["ended_on"]),
        "mobiliseret_hvordan": material.text("actor", row["id"], row["mobilised_how"]),
    }
    return material.row(row["id"], bool(row["deleted"]), [row["id"]], cells)


def _initiative(material: Material, row: Row) -> Row:
    cells = {
        "titel": material.text("initiative", row["id"], row["title"]),
        "temaer": json.loads(row["themes"]),
        "status": row["status"],
        "start": _day(row["start"]),
        "slut": _day(row["end"]),
        "partnere": [partner["actor"] for partner in json.loads(row["partners"])],
        "kan_udbredes": row["spread"],
    }
    return material.row(row["id"], bool(row["deleted"]), [row["id"]], cells)


def _bridges(material: Material) -> Iterator[Row]:
    efforts = {row["id"]: row for row in material.views["effort"]}
    for row in material.views["bridge"]:
        yield _bridge(material, row, efforts.get(row["to_effort_id"]))


def _bridge(material: Material, row: Row, effort: Row | None) -> Row:
    starts = {FROM_ACTOR: row["from_actor_id"], FROM_CITIZENS: "Borgere"}
    to = row["to_actor_id"] or row["to_initiative_id"]
    if not to and effort is not None:
        to = material.text("existing_effort", effort["id"], effort["title"])
    cells = {
        "dato": _day(row["day"]),
        "fra": starts.get(row["from_kind"], "Medarbejder"),
        "til": to or material.text("bridge_contact", row["id"], row["to_text"]),
        "slags": row["kind"],
        "status": row["status"],
        "kontakt_formidlet": _day(row["introduced_on"]),
        "første_møde": _day(row["first_meeting_on"]),
        "samarbejde_i_gang": _day(row["cooperating_on"]),
        "afsluttet": _day(row["ended_on"]),
        "antal_borgere": row["citizens"],
    }
    records = [row["id"], *([effort["id"]] if effort else [])]
    return material.row(row["id"], bool(row["deleted"]), records, cells)


def _ratings(material: Material) -> Iterator[Row]:
    """The ratings between actors that are still there."""
    gone = {row["id"] for row in material.views["actor"] if row["deleted"]}
    for row in material.views["rating"]:
        sides = [side for side in (row["actor_a_id"], row["actor_b_id"]) if side]
        deleted = bool(row["deleted"]) or not gone.isdisjoint(sides)
        yield material.row(row["id"], deleted, [row["id"], *sides], {} if deleted else _rating_cells(material, row))


def _rating_cells(material: Material, row: Row) -> Row:
    return {
        "halvår": row["period"],
        "aktør_a": row["actor_a_id"] or EFFORT,
        "aktør_b": row["actor_b_id"] or EFFORT,
        "niveau": row["level"],
        "ønsket_niveau": row["wanted"],
        "vurderet_af": row["rater"],
        "grundlag": row["basis"],
        "begrundelse": material.text("cooperation_rating", row["id"], row["shared_reason"]),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
