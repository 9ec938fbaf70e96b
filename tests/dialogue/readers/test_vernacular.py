"""Spelling by ear and by region, brought back to the words of the lexica; real words stay as they are."""

import pytest

from bot.dialogue.readers.vernacular import canonical


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sondag", "zondag"),
        ("altyt", "altijd"),
        ("fertelt", "vertelt"),
        ("schrieven", "schrijven"),
        ("huushouden", "huishouden"),
        ("lop'n", "lopen"),
        ("wassn", "wassen"),
        ("makkelek", "makkelijk"),
        ("buuten", "buiten"),
        ("kheb", "ik heb"),
        ("de trap ken ik niet op komme", "de trap kan ik niet op komen"),
        ("ik ken nie ver lope", "ik kan niet ver lopen"),
        ("ze mot helpe", "ze moet helpen"),
        ("as ie gedronke heb", "als ie gedronke heb"),
    ],
)
def test_says_what_was_meant(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize(
    "said",
    [
        "ik ken hier niemand",
        "ik ken mensen die helpen",
        "we hebben nooit mot",
        "hij zit te gillen",
        "ik woon in leiden",
        "dat geeft veerkracht",
        "dat scheelt geld",
        "mijn zaken",
        "de kinderen spelen",
        "een goed woord",
        "we praten gelijk op",
        "zij lagen in bed",
    ],
)
def test_leaves_real_words_alone(said: str) -> None:
    assert canonical(said) == said
