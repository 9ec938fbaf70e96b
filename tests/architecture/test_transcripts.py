"""The conversations in docs/gesprekken are those of bench/transcripts.yml, with a judgement of each."""

from typing import Any

import pytest
import yaml

from bench.transcripts import FOLDER, PEOPLE, Talk, median_turns, overview, page, written
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.selfcheck.answers import FIELDS
from tests.plans import plans

PROUD, NOT_PROUD = 10, 5
RESIDENTS: list[dict[str, Any]] = yaml.load(PEOPLE.read_text(encoding="utf-8"), yaml.CSafeLoader)


def test_there_are_enough_of_which_we_are_proud_and_not() -> None:
    proud = [person["trots"] for person in RESIDENTS]
    assert proud.count(True) >= PROUD
    assert proud.count(False) >= NOT_PROUD
    assert {person["gemeente"] for person in RESIDENTS} == set(plans().municipalities)


@pytest.mark.parametrize("person", RESIDENTS, ids=lambda person: person["naam"])
def test_each_is_written_down_with_its_judgement(person: dict[str, Any]) -> None:
    text = (FOLDER / f"{person['naam']}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {person['wie']}\n\n{person['oordeel']}\n")
    assert all(f"**Inwoner:** {said}" in text for said in person["eerst"])
    assert person["oordeel"] in (FOLDER / "README.md").read_text(encoding="utf-8")
    assert person["antwoorden"].keys() <= {*FIELDS, MUNICIPALITY, TOPICS}


def test_a_message_is_written_with_its_cards_and_buttons() -> None:
    card, choice = {"naam": "Fonds", "status": "misschien"}, {"titel": "Ja", "keuze": "x"}
    lines = list(written({"tekst": "Kijk eens:", "kaarten": [card], "keuzes": [choice]}))
    assert lines == ["**Zelfcheck:** Kijk eens:", "> Fonds · misschien", "`Ja`"]


def test_the_overview_has_the_proud_ones_first_and_the_median_of_who_came_to_the_outcomes() -> None:
    people = [{"naam": "b", "wie": "B", "trots": False, "oordeel": "b."}, {"naam": "a", "trots": True, "oordeel": "a."}]
    talks = [Talk("", finished_at=9), Talk("", finished_at=None)]
    assert median_turns(talks) == 9
    rows = overview(people, talks).splitlines()
    assert rows[-2].startswith("| [a](a.md) | ja | - |")
    assert rows[-1].startswith("| [b](b.md) | nee | 9 |")
    assert page(people[0], talks[0]) == "# B\n\nb.\n"
