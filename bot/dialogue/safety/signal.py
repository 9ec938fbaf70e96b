"""What the rules saw."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    """Danger or urgent need in a text.

    ``alarm``: id under ``alarmen`` in data/regels.yml; ``words``: the part of the text that it stands on, as written;
    ``sure``: False when the text is ambiguous: then a gentle question, without numbers and without urgency.
    """

    alarm: str
    words: str
    sure: bool
