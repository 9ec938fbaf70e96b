"""How often a resident's own words find the help that was meant, beside counting shared words; writes
bench/results/zoeken.md.

The questions stand in tests/catalogue/zoekvragen.yml, which says how far each part was kept back.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.library import Library
from bot.catalogue.search import Search
from bot.selfcheck.facility import Facility, Municipality

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results" / "zoeken.md"
QUESTIONS = ROOT / "tests" / "catalogue" / "zoekvragen.yml"
CARDS = 4
PARTS = {
    "vragen": "written before anything was tuned; half kept back",
    "nagekomen": "written afterwards, never tuned on",
    "andermans": "written by somebody else, never tuned on",
    "gewone_woorden": "without the facility's name; half tuned on, of the other half some words were",
    "alledaags": "a need in everyday words, by who tuned; half tuned on",
}
Find = Callable[[str], list[Facility]]
Asked = Mapping[str, list[dict[str, Any]]]


def main() -> int:
    """Ask everything twice, write, print."""
    library, parts = Library.load(), yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    ours = {slug: _ours(place) for slug, place in library.municipalities.items()}
    words = {slug: _shared_words(place) for slug, place in library.municipalities.items()}
    RESULTS.write_text("\n".join([*_table(parts, ours, words), ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


def _ours(place: Municipality) -> Find:
    search = Search(place)
    return lambda text: [hit.facility for hit in search.find(text, limit=CARDS)]


def _shared_words(place: Municipality) -> Find:
    """The facilities that share most words with the question: what a plain search box would do."""
    known = {each.id: _words(" ".join((each.name, each.summary, *each.search_words))) for each in place.facilities}

    def find(text: str) -> list[Facility]:
        said = _words(text)
        shared = sorted(place.facilities, key=lambda each: -len(said & known[each.id]))
        return [each for each in shared[:CARDS] if said & known[each.id]]

    return find


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def _recall(asked: Asked, find: Mapping[str, Find]) -> float:
    """The share of questions with one of the meant facilities, or its desk, among the cards."""
    found = [
        any({each.id, each.contact.id} & set(question["verwacht"]) for each in find[slug](question["vraag"]))
        for slug, questions in asked.items()
        for question in questions
    ]
    return sum(found) / len(found)


def _false(texts: list[str], find: Mapping[str, Find]) -> float:
    """The share of sentences about something else that bring a card all the same, over all municipalities."""
    cards = [bool(search(text)) for search in find.values() for text in texts]
    return sum(cards) / len(cards)


def _table(parts: Mapping[str, Any], ours: Mapping[str, Find], words: Mapping[str, Find]) -> Iterator[str]:
    yield "# Found by a resident's own words"
    yield ""
    yield f"Made by `python -m bench.search`: recall among {CARDS} cards, over all five municipalities."
    yield ""
    yield "| questions | number | ours | shared words | ratio |"
    yield "|---|--:|--:|--:|--:|"
    for part, what in PARTS.items():
        number = sum(map(len, parts[part].values()))
        mine, theirs = _recall(parts[part], ours), _recall(parts[part], words)
        yield f"| {what} | {number} | {mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} |"
    yield ""
    yield "| about something else | number | ours brings a card | shared words bring one |"
    yield "|---|--:|--:|--:|"
    plain = [case["tekst"] for case in parts["buiten_bereik"]]
    for what, texts in {"far": plain, "looks like help": parts["nagekomen_buiten_bereik"]}.items():
        yield f"| {what} | {len(texts)} | {_false(texts, ours):.3f} | {_false(texts, words):.3f} |"


if __name__ == "__main__":
    sys.exit(main())
