"""Who tells of the death of a loved one."""

import pytest

from bot.dialogue.readers.losses import tells_of_a_loss


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("sedert het overlijden van mijn echtgenote kom ik de deur niet meer uit", True),
        ("mijn man is vorig jaar overleden", True),
        ("mn vrouw is dood", True),
        ("ik ben in maart mijn moeder verloren", True),
        ("ik ben weduwe geworden", True),
        ("mijn man leeft nog", False),
        ("ik lach me dood", False),
        ("mijn man is niet ziek", False),
        ("ik verloor mijn baan", False),
    ],
)
def test_a_loss_is_heard(text: str, tells: bool) -> None:
    assert tells_of_a_loss(text) is tells
