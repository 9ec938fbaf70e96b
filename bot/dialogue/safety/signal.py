"""What the rules saw."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Signal:
    """Danger or urgent need in a text.

    ``alarm``: id under ``alarmen`` in data/regels.yml; ``words``: the part of the text that it stands on, as written;
    ``sure``: False when the text is ambiguous: then a gentle question, without numbers and without urgency;
    ``rule``: the name of the rule that saw it, empty for the second opinion.
    """

    alarm: str
    words: str
    sure: bool
    rule: str = field(default="", compare=False)
