"""Real input: who came to which event in *Deep South* (Davis, Gardner & Gardner, 1941), 18 women and 14 events.

The record ships with networkx. Here it is filled into the workbook that `nsk template` writes, as a coordinator would.
"""

from datetime import datetime, timedelta
from pathlib import Path

import networkx
import openpyxl

from nsk_desktop.exchange.template import write_template

WOMEN, EVENTS, ATTENDANCES = 18, 14, 89
FIRST_EVENT = datetime(2025, 1, 14)


def write_davis(path: Path) -> Path:
    """Fill the record into a fresh template at *path*: event E1 in January 2025, then one every other week."""
    write_template(path)
    graph = networkx.davis_southern_women_graph()
    book = openpyxl.load_workbook(path)
    sessions, attendances = book["Møder"], book["Fremmøde"]
    for number, event in enumerate(graph.graph["bottom"], 1):
        day = FIRST_EVENT + timedelta(weeks=2 * (number - 1))
        sessions.append(
            [event, day, "19.00", "21.00", f"Møde {event}", "Kvindegruppen", "netværks-/kvindegruppe", "T2"]
        )
        for woman in sorted(graph.neighbors(event)):
            attendances.append([event, woman, None, "30-59", "Kvinde"])
    book.save(path)
    return path
