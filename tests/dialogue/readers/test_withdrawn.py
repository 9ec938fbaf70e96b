"""What is taken back in the same breath does not count, in whatever number field it is said."""

import pytest

from bot.dialogue.readers.withdrawn import before_correction, what_counts, without_withdrawn


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("niet 1300 maar 1400", "1400"),
        ("niet 1300, 1400", "1400"),
        ("niet 1300 euro maar zo'n 1400", "zo'n 1400"),
        ("ik ben geen vierenveertig maar vijfenveertig", "ik ben vijfenveertig"),
        ("niet 45", ""),
        ("nee, geen 50 jaar.", ""),
        ("geen een", "geen een"),
        ("niet meer dan 1200", "niet meer dan 1200"),
        ("ik kom niet rond, 1200 is te weinig", "ik kom niet rond, 1200 is te weinig"),
        ("44", "44"),
        ("52 was ik vorig jaar, nu 53", "nu 53"),
        ("52 klopt niet ik ben 53", "ik ben 53"),
        ("52 was fout, 53", "53"),
        ("52 moet 53 zijn", "53 zijn"),
        ("1500 euro is niet veel voor 3 kinderen", "1500 euro is niet veel voor 3 kinderen"),
        ("van 1200 moet 800 naar de huur", "van 1200 moet 800 naar de huur"),
        ("900 is niet veel, daarvan gaat 400 naar huur", "900 is niet veel, daarvan gaat 400 naar huur"),
        ("900 is niet meer genoeg voor 2", "900 is niet meer genoeg voor 2"),
        ("67 is al oud, mijn man is 70", "67 is al oud, mijn man is 70"),
    ],
)
def test_the_number_that_stands(said: str, counts: str) -> None:
    assert without_withdrawn(said) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("correctie: mijn dochter is 10 geworden, geen 9", "mijn dochter is 10 geworden"),
        ("nee, drie kinderen", "nee, drie kinderen"),
        ("geen 9 meer", "geen 9 meer"),
    ],
)
def test_a_correction_without_its_announcement(text: str, counts: str) -> None:
    assert what_counts(text) == counts


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("ja. correctie: ik ben 63", "ja"),
        ("Ja, en een correctie: ik ben 63", "Ja"),
        ("1400 euro; oh foutje, mijn dochter is 10", "1400 euro"),
        ("weet ik niet. Ik vergis me, ik ben 63", "weet ik niet"),
        ("correctie: ik ben 63", ""),
        ("nee, ik ben 63", ""),
        ("ja", ""),
        ("", ""),
        ("het correctiewerk doet mijn zoon", ""),
    ],
)
def test_what_stands_before_an_announced_correction(text: str, before: str) -> None:
    assert before_correction(text) == before
