"""Every text that a resident can read is plain Dutch (B1): short sentences, known words, and somebody who does it.

Exceptions stand below with their reason; a new offender fails.
"""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.launch.model import ROOT
from tests.words.readability import WORD, Text, flesch_douma, long_words, strings

LONGEST_SENTENCE, LONGEST_WORD, EASY = 20, 18, 70
STILL_PLAIN, ENOUGH_WORDS = 40, 12
"""No text may be harder than this measure; one of fewer words says too little to measure."""
SHOWN = frozenset(
    {"naam", "wat", "voor_wie", "kosten", "stappen", "meenemen", "beslist", "bereikbaar", "samenvatting", "tekst"}
)
FILES = sorted(
    [*(ROOT / "data/teksten").glob("*.yml"), *(ROOT / "data/catalogus").glob("*.yml"), ROOT / "data/regels.yml"]
)
IN_RULES = frozenset({"reden", "redenen", "mantelzorg_elders"})
NOT_SHOWN = ("voordeur.gereed",)
"""What the readiness check asks the model: no resident reads it."""
JARGON = [
    "indicatie",
    "beschikking",
    "maatwerkvoorziening",
    "voorliggend",
    "zelfredzaam",
    "participatie",
    "eerstelijn",
    "tweedelijn",
    "traject",
    "casemanag",
    "interventie",
    "arrangement",
    "respijt",
    "ambulant",
    "triage",
    "integrale",
    "vigerend",
    "conform",
    "middels",
    "teneinde",
    "derhalve",
    "bijstandsnorm",
    "draagkracht",
    "participeren",
    "monitoren",
    "signaleren",
    "ketenpartner",
    "doelgroep",
    "faciliteren",
]
HARD = {
    "gesprek.andere_taal.tr.stappen.overdracht_akkoord": "Turkish: the measure is for Dutch",
    "uitleg.maanden": "the names of the months",
    "leiden.voorzieningen.vipp-project.samenvatting": "one sentence about who decides, in the plan's own terms",
    "leidschendam-voorburg.voorzieningen.vve.samenvatting": "explains the abbreviation",
    "leidschendam-voorburg.voorzieningen.subsidie-talentontwikkeling.samenvatting": "for organisations, not residents",
    "leidschendam-voorburg.voorzieningen.werkgeversservicepunt.samenvatting": "for employers, not residents",
}
EXPLAINS = ("Dat is", "dat is", "heet", "betekent")
EXCEPTIONS = {
    "uitleg.inkomen_grens": "the limit names its norm, so that a professional can check it",
    "uitleg.inkomen_grens_kostendelers": "the same",
    "uitleg.inkomen_grens_meer": "the same",
    "voorwaarden.velden.inkomen.tot": "the same",
}
LONG = {
    "burgerservicenummer": "what BSN stands for, once beside it",
    "vrijwilligersorganisatie": "plain in its parts",
    "welzijnsorganisatie": "plain in its parts",
    "welzijnsarrangementen": "the name that the plan gives",
    "wijkontmoetingscentrum": "the name of the place",
    "zorgverzekeringswet": "the name of the law",
    "antidiscriminatievoorziening": "the name that the law gives",
    "cliëntvertrouwenspersoon": "the name that the law gives",
    "combinatiefunctionarissen": "the name of these people in the plan",
    "aandachtsfunctionaris": "the name of this person in the plan",
    "eerstelijnsorganisatie": "the name that the plan gives the desk",
    "eigenkrachtconferentie": "the name of the meeting",
    "jongerenloopbaancentrum": "the name of the place",
    "jeugdbeschermingstafel": "the name of the meeting",
    "vrijwilligerssteunpunt": "the name of the place",
    "werkgeversservicepunt": "the name of the desk",
}


@cache
def texts(path: Path) -> list[Text]:
    """What residents read from this file: all of a file of texts, and the shown parts of a catalogue."""
    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    keys = {"catalogus": SHOWN, "data": IN_RULES}.get(path.parent.name)
    return [text for text in strings(tree, keys, path.stem) if not text.place.startswith(NOT_SHOWN)]


def hard(path: Path) -> list[str]:
    """The places of the texts that are harder than B1 readers take."""
    long = [text for text in texts(path) if len(WORD.findall(text.words)) >= ENOUGH_WORDS]
    return [text.place for text in long if flesch_douma([text]) < STILL_PLAIN]


@cache
def names() -> str:
    """All names of facilities and desks: a name may stand in any text."""
    found = [text for path in FILES for text in texts(path) if text.place.endswith(".naam")]
    return "\n".join(text.words.casefold() for text in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryFile:
    def test_sentences_are_short(self, path: Path) -> None:
        assert [text for text in texts(path) if text.longest_sentence > LONGEST_SENTENCE] == []

    def test_the_whole_reads_easily(self, path: Path) -> None:
        assert flesch_douma(texts(path)) >= EASY

    def test_no_text_is_hard_by_itself(self, path: Path) -> None:
        assert [place for place in hard(path) if place not in HARD] == []

    def test_somebody_does_it(self, path: Path) -> None:
        assert [text for text in texts(path) if text.is_passive] == []

    def test_words_are_no_longer_than_people_know(self, path: Path) -> None:
        found = {word.casefold() for text in texts(path) for word in long_words(text, LONGEST_WORD)}
        explained = "\n".join(text.words for text in texts(path) if any(sign in text.words for sign in EXPLAINS))
        assert {word for word in found - LONG.keys() if word not in explained.casefold()} <= set(names().split())

    def test_jargon_is_a_name_or_explained(self, path: Path) -> None:
        known = names()
        assert [text for text in texts(path) if text.place not in EXCEPTIONS and _jargon(text, known)] == []


def test_every_exception_is_still_needed() -> None:
    everything = [text for path in FILES for text in texts(path)]
    used = {word.casefold() for text in everything for word in long_words(text, LONGEST_WORD)}
    assert LONG.keys() <= used
    assert {text.place for text in everything if _jargon(text, names())} >= EXCEPTIONS.keys()
    assert {place for path in FILES for place in hard(path)} == HARD.keys()
    assert any(text.place == "regels.alarmen.afsluiting.reden" for text in everything)


@pytest.mark.parametrize(
    ("words", "longest", "is_passive"),
    [
        ("U vraagt het aan. Iemand belt u.", 4, False),
        ("Uw aanvraag wordt door de gemeente behandeld.", 7, True),
        ("Het huis kan worden aangepast.", 5, True),
        ("Hij wil dokter worden en gaat op reis.", 8, False),
        ("Dat uw aanvraag behandeld wordt.", 5, True),
        ("U wilt gebeld worden.", 4, True),
        ("Uw recht wordt dan herzien.", 5, True),
        ("Uw brief wordt ontvangen.", 4, True),
        ("Het contract wordt ontbonden door de rechter.", 7, True),
        ("Het besluit werd herroepen of vernietigd.", 6, True),
        ("Jongeren die 18 worden en van wie de hulp verandert.", 9, False),
        ("Bel {nummer} of kijk op https://voorbeeld.nl/een/lang/adres.", 5, False),
    ],
)
def test_the_measures_see_what_they_should(words: str, longest: int, is_passive: bool) -> None:
    text = Text("hier", words)
    assert (text.longest_sentence, text.is_passive) == (longest, is_passive)


def test_hard_dutch_measures_as_hard() -> None:
    hard = "De toekenning van individuele maatwerkvoorzieningen geschiedt overeenkomstig gemeentelijke verordeningen."
    assert flesch_douma([Text("hier", hard)]) < 30 < EASY < flesch_douma([Text("hier", "U belt ons. Wij helpen u.")])


def _jargon(text: Text, known: str) -> list[str]:
    if any(sign in text.words for sign in EXPLAINS):
        return []
    said = text.words.casefold()
    return [word for word in JARGON if word in said and not _is_named(word, said, known)]


def _is_named(word: str, said: str, known: str) -> bool:
    """Whether the word stands there as part of a name in a catalogue."""
    holding = [part.strip(".,;:()'\"") for part in said.split() if word in part]
    return all(part in known for part in holding)
