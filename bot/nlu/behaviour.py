"""Intents that the dialogue answers in the same way: taking one for the other changes nothing for a resident."""

ALIKE: tuple[frozenset[str], ...] = (
    # The readers of bot.dialogue decide what was answered, whichever of these it is (NOT_INTERRUPTING).
    frozenset({"antwoord", "bevestig", "ontken"}),
    # Both leave the question without an answer (bot.dialogue.understanding.SKIPPING).
    frozenset({"zeg_liever_niet", "overslaan"}),
    # Both stop and keep the answers (data/rules: action_stop).
    frozenset({"stop", "pauze"}),
)
"""``situatie`` is in none: it is no interruption either, but it also looks for help (actions.wishes.WISHES)."""


def same(one: str, other: str) -> bool:
    """Whether a resident gets the same answer."""
    return one == other or any({one, other} <= alike for alike in ALIKE)
