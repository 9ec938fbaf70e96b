"""Outcomes to show: how many of each status, and which of them stand open. The widget's tests read the same table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CASES = json.loads((Path(__file__).parent / "outcomes.json").read_text(encoding="utf-8"))
"""Each: how many there are of each status; status, how many stand open, and how many are folded away."""
MANY = {"niet": 9, "misschien": 8, "waarschijnlijk": 10}
"""27, as somebody has who answered everything."""


def outcomes(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """So many of each status, by turns; named by status and number."""
    by_turns = [(number, status) for number in range(max(counts.values(), default=0)) for status in counts]
    return [_outcome(status, number + 1) for number, status in by_turns if number < counts[status]]


def names(status: str, first: int, last: int) -> list[str]:
    """Of the outcomes with this status, from the first number up to and including the last."""
    return [f"{status} {number}" for number in range(first, last + 1)]


def _outcome(status: str, number: int) -> dict[str, Any]:
    return {
        "voorziening": f"{status}-{number}",
        "naam": f"{status} {number}",
        "status": status,
        "samenvatting": f"Hulp nummer {number}.",
        "stappen": ["Bel het loket."],
        "contact": {"id": "loket", "naam": "Loket", "wat": "Voor vragen.", "bereikbaar": "Bel 14 071."},
        "redenen": [{"voorwaarde": "inkomen", "resultaat": "ja", "uitleg": f"Reden {number}.", "bron": None}],
        "bron": {"document": "Plan", "vindplaats": "bladzijde 3", "bevestigd_op": None},
    }
