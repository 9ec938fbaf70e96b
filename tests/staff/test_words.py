"""The texts of the staff app are complete, and use words that its code knows."""

import re

import pytest

from bot.selfcheck.answers import FIELDS
from bot.staff import case_pages
from bot.staff.case_view import GROUPS
from bot.staff.cases import FILTERS
from bot.staff.words import Words
from bot.store.records import HandoverStatus, NoteKind, Sender


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (("velden",), set(FIELDS)),
        (("lijst", "toon"), set(FILTERS)),
        (("status",), {each.value for each in HandoverStatus}),
        (("urgentie",), {"acuut", "spoed", "normaal"}),
        (("soort",), {"contactverzoek", "melding"}),
        (("dossier", "groepen"), set(GROUPS)),
        (("dossier", "resultaat"), {"ja", "nee", "onbekend"}),
        (("dossier", "van"), {each.value for each in Sender}),
        (("dossier", "notitiesoort"), {each.value for each in NoteKind}),
        (("dossier", "wens"), {"bellen", "mailen", "langskomen"}),
        (("uitkomsten",), {case_pages.OTHER}),
        (("klaar",), {"gepakt", "teruggegeven", "notitie", "poging", "afgesloten", "wachtwoord", "benoemd"}),
        (("fout", "titels"), {400, 403, 404, 405, 413, 500}),
        (("fout", "teksten"), {400, 403, 404, 405, 413, 500}),
    ],
)
def test_every_name_has_its_words(path: tuple[str, ...], names: set) -> None:
    said = Words.load().said
    for step in path:
        said = said[step]
    assert names <= set(said)
    assert all(isinstance(said[name], str) and said[name] for name in names)


def sentences(part: object) -> list[str]:
    if isinstance(part, dict):
        return [each for value in part.values() for each in sentences(value)]
    if isinstance(part, list):
        return [each for value in part for each in sentences(value)]
    return re.split(r"(?<=[.!?:])\s+", str(part))


def test_sentences_are_short_and_say_u() -> None:
    for sentence in sentences(Words.load().said):
        assert len(sentence.split()) <= 15, sentence
        assert not re.search(r"\b(je|jij|jouw|uw recht|u heeft recht op)\b", sentence), sentence


@pytest.mark.parametrize(
    ("slug", "name"), [("leiden", "Leiden"), ("", "alle gemeenten"), ("oude-gemeente", "oude-gemeente")]
)
def test_municipalities_have_names(slug: str, name: str) -> None:
    assert Words.load().municipality(slug) == name


@pytest.mark.parametrize(
    ("gemeente", "team", "name"),
    [
        ("leiden", "servicepunt-zorg", "Servicepunt Zorg"),
        ("elburg", "servicepunt-zorg", "servicepunt-zorg"),
        ("leiden", "weg", "weg"),
        ("onbekend", "weg", "weg"),
    ],
)
def test_teams_have_the_name_of_their_own_municipality(gemeente: str, team: str, name: str) -> None:
    assert Words.load().team(gemeente, team) == name


@pytest.mark.parametrize(("name", "title"), [("geld", "Geld"), ("weg", "weg")])
def test_topics_have_titles(name: str, title: str) -> None:
    assert Words.load().topic(name) == title


def test_alarms_have_their_sentence() -> None:
    assert Words.load().alarms["onveilig_thuis"] == "U voelt zich thuis niet veilig."
