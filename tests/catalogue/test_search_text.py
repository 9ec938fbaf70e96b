"""Words that mean the same get the same stem, small words are known as such, and a broken word list is refused."""

from pathlib import Path

import pytest

from bot.catalogue import search_text
from bot.catalogue.document import CatalogueError
from bot.catalogue.search_text import all_stems, fold, stem, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huis", "huizen"),
        ("huis", "huisje"),
        ("raam", "ramen"),
        ("kat", "katten"),
        ("brief", "brieven"),
        ("rekening", "rekeningen"),
        ("betaald", "betalen"),
        ("loopt", "lopen"),
        ("poetst", "poetsen"),
        ("gebracht", "brengen"),
        ("geslagen", "slaan"),
        ("kinderen", "kind"),
        ("kids", "kind"),
        ("baby's", "baby"),
        ("peutertje", "peuters"),
        ("busje", "bus"),
        ("schuld", "schulden"),
        ("toilet", "wc"),
        ("crèche", "creche"),
        ("TRAPLIFT", "traplift"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("huis", "hulst"), ("boek", "boer"), ("wijk", "werk"), ("dak", "dag"), ("maat", "maal"), ("zorg", "zoon")],
)
def test_other_words_keep_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wie brengt me naar de oogarts?", ["brengt", "oogarts"]),
        ("ik wil graag weten hoe dat moet", []),
        ("", []),
        ("  ?! … 👍 ", []),
        ("re-integratie/werk", ["re", "integratie", "werk"]),
        ("m’n moeder d'r huis", ["moeder", "d'r", "huis"]),
        ("ik ben 82", ["82"]),
        ("één café", ["cafe"]),
    ],
)
def test_only_words_that_say_something_count(text: str, expected: list[str]) -> None:
    assert [word.written for word in words(text) if not word.small] == expected


def test_small_words_stay_apart_from_words_with_the_same_stem() -> None:
    """ "woord" and the small word "wordt" would both be "wor"."""
    assert stems("woordjes") != ()
    assert not set(stems("woordjes")) & set(all_stems("wordt word"))


def test_all_stems_keep_the_small_words_in_order() -> None:
    assert len(all_stems("de trap lukt niet meer")) == 5
    assert len(stems("de trap lukt niet meer")) == 1


def test_every_word_list_can_be_read() -> None:
    for name in ("synoniemen.yml", "elders.yml", "stopwoorden.yml", "vormen.yml", "gezegden.yml", "voorbeelden.yml"):
        assert search_text.load(name)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("- een\n- twee\n", 1, "lijst met namen"),
        ("", 1, "lijst met namen"),
        ("werk: [baan, taak\n", 2, "geen geldige YAML"),
    ],
)
def test_a_broken_word_list_is_refused_with_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, line: int, reason: str
) -> None:
    (tmp_path / "proef.yml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(search_text, "FOLDER", tmp_path)
    with pytest.raises(CatalogueError, match=reason) as refused:
        search_text.load("proef.yml")
    assert refused.value.line == line


@pytest.mark.parametrize(("one", "other"), [("banden", "banen"), ("zonnetje", "zoontje"), ("winterbanden", "banen")])
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ik wil graag iets goeds voor een ander doen", "vrijwilligerswerk"),
        ("ik heb vaak tijd over", "vrijwilligerswerk"),
        ("wij komen echt niet rond", "rondkomen"),
        ("de was, daar kom ik niet aan toe", "wasgoed"),
        ("hij wil absoluut geen hulp", "zorgmijder"),
    ],
)
def test_a_saying_of_small_words_stands_for_one_word(text: str, word: str) -> None:
    assert word in [each.written for each in words(text)]
