"""Questions asked per topic and municipality, against asking the full list; writes bench/results/vragen.md.

The same made-up residents walk through every topic (bot.selfcheck.residents: 15% of the answers are "I do not know").
"""

import statistics
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.catalogue.library import DATA, Library
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import GENERAL, MUNICIPALITY, UNKNOWN, Questionnaire
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import Answers, as_json
from bot.selfcheck.residents import residents

RESULTS = Path(__file__).parent / "results" / "vragen.md"
DAY = date(2026, 11, 22)
PEOPLE, SEED = 40, 1


def main() -> int:
    """Walk, write, print."""
    agenda = Agenda(Library.load(), Questionnaire.load(DATA))
    RESULTS.write_text("\n".join([*_head(), *_table(agenda)]) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


def _head() -> Iterator[str]:
    yield "# Questions asked"
    yield ""
    yield f"Made by `python -m bench.questions`: {PEOPLE} made-up residents (seed {SEED}), every answer as likely as"
    yield "the next, 15% of the answers unknown. Mean number of questions (most), besides municipality and topics."
    yield "Full list: every question of the topic and the general ones."
    yield ""


def _table(agenda: Agenda) -> Iterator[str]:
    places = agenda.library.municipalities
    yield "| topic | full list | " + " | ".join(place.name for place in places.values()) + " |"
    yield "|---|--:|" + "--:|" * len(places)
    topics = agenda.questionnaire.topics
    for title, chosen in [*((topic.title, (id_,)) for id_, topic in topics.items()), ("all topics", tuple(topics))]:
        cells = [_asked(agenda, slug, chosen) for slug in places]
        yield f"| {title} | {len(_full_list(agenda, chosen))} | " + " | ".join(cells) + " |"


def _asked(agenda: Agenda, slug: str, topics: tuple[str, ...]) -> str:
    counts = [_walk(agenda, DialogueState(slug, topics), person) for person in residents(PEOPLE, SEED)]
    return f"{statistics.mean(counts):.1f} ({max(counts)})"


def _walk(agenda: Agenda, state: DialogueState, person: Answers) -> int:
    """How many questions until nothing that is left matters."""
    said, count = as_json(person), 0
    while (field := agenda.next_field(state, DAY)) is not None:
        count += 1
        state = state.with_answer(field, said[field]) if field in said else state.with_skip(field, UNKNOWN)
    return count


def _full_list(agenda: Agenda, topics: tuple[str, ...]) -> list[str]:
    chosen = {GENERAL, *topics}
    questions = agenda.questionnaire.questions
    return [name for name, question in questions.items() if name != MUNICIPALITY and chosen & set(question.topics)]


if __name__ == "__main__":
    sys.exit(main())
