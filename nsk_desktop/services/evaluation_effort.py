"""The rows of an evaluation file that tell of the effort as a whole: marked stories, and money without its words."""

import json
from collections.abc import Iterator
from datetime import date

from nsk_desktop.services.evaluation_rows import Material, Row

# What a story is made of, in the order it is told. The words are those of the file, whatever language is shown.
_PARTS = (
    ("shared_who", "Hvem"),
    ("shared_what", "Hvad ændrede sig"),
    ("shared_significance", "Betydning"),
    ("shared_contribution", "Indsatsens bidrag"),
    ("shared_evidence", "Ses på"),
)


def effort_sheets(material: Material) -> dict[str, list[Row]]:
    """The sheets of stories and money."""
    return {"Fortællinger": list(_stories(material)), "Økonomi": list(_postings(material))}


def _stories(material: Material) -> Iterator[Row]:
    """The stories that were ever marked for evaluation; one that no longer is, is taken back."""
    gone = {row["id"] for row in material.views["actor"] if row["deleted"]}
    for row in material.views["story"]:
        if row["id"] not in material.shared:
            continue
        deleted = bool(row["deleted"]) or not row["for_evaluation"]
        actors = [actor for actor in json.loads(row["actors"]) if actor not in gone]
        yield material.row(
            row["id"],
            deleted,
            [row["id"], *json.loads(row["actors"])],
            {}
            if deleted
            else {
                "dato": date.fromisoformat(row["day"]) if row["day"] else None,
                "titel": material.text("story", row["id"], row["shared_title"]),
                "tekst": _story_text(material, row),
                "temaer": json.loads(row["themes"]),
                "aktører": actors,
            },
        )


def _story_text(material: Material, row: Row) -> str:
    """The parts of a story under their headings; a part that may identify somebody is left out by itself."""
    told = []
    for name, heading in _PARTS:
        text = material.text("story", row["id"], row[name].strip())
        if text:
            told.append(f"{heading}: {text}")
    return "\n".join(told)


def _postings(material: Material) -> Iterator[Row]:
    for row in material.views["posting"]:
        cells = {
            "dato": date.fromisoformat(row["day"]) if row["day"] else None,
            "art": row["kind"],
            "beløb_øre": row["amount_ore"],
            "tilstand": row["state"],
            "initiativ": row["initiative_id"],
            # A meeting that was never finished is not in the file, so nothing points at it.
            "aktivitet": row["session_id"] if row["session_id"] in material.completed else None,
        }
        records = [row["id"], *([row["session_id"]] if row["session_id"] else [])]
        yield material.row(row["id"], bool(row["deleted"]), records, cells)
