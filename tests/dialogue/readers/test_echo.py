"""The question that a resident repeats: what counts is the yes or no that follows."""

import pytest

from bot.dialogue.readers.echo import Echo, repeated, without_topic


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("eenzaam? nee.", Echo("eenzaam?", False, "nee.", "")),
        ("schulden? foei nee, vreemd.", Echo("schulden?", False, "foei nee, vreemd.", "vreemd")),
        ("ik? bang? ja, elke dag", Echo("ik? bang?", True, "ja, elke dag", "elke dag")),
        ("somber?? welnee", Echo("somber??", False, "welnee", "")),
    ],
)
def test_what_is_repeated_and_what_is_answered(said: str, echo: Echo) -> None:
    assert repeated(said) == echo


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?",
        "nee",
        "eenzaam?",
        "nee. eenzaam?",
        "kan ik niet, weet je? nee",
        "wat is dat? nee",
        "werk? met pensioen",
        "een twee drie vier vijf zes zeven acht negen? nee",
    ],
)
def test_no_echo(said: str) -> None:
    assert repeated(said) is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [("ontruiming? nee", "nee"), ("ontruiming? ja", "ontruiming? ja"), ("ontruiming", "ontruiming")],
)
def test_only_a_denied_topic_is_left_out(said: str, kept: str) -> None:
    assert without_topic(said) == kept
