"""Holds the conversations of bench/transcripts.yml with a running system and writes them into docs/gesprekken/.

``python -m bench.transcripts [URL]``: the residents are invented; what the system says is what it says today. Prints
how many turns each took to the outcomes, and the median.
"""

import json
import statistics
import sys
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = ROOT / "bench" / "transcripts.yml"
FOLDER = ROOT / "docs" / "gesprekken"
DEFAULT_URL = "http://127.0.0.1:8080"
ELSE = "weet ik niet"
MOST_TURNS = 60
SECONDS = 60
Json = dict[str, Any]


@dataclass
class Talk:
    """One conversation over the public API: all that was said, and how many turns it took to the outcomes."""

    url: str
    lines: list[str] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    turns: int = 0
    finished_at: int | None = None
    _path: str = ""
    _token: str = ""

    def begin(self, municipality: str) -> None:
        """Open it."""
        answer = self._post("/gesprekken", {"kanaal": "web", "gemeente": municipality})
        self._path, self._token = f"/gesprekken/{answer['id']}", answer["token"]
        self._hear(answer["berichten"])

    def say(self, text: str) -> None:
        """A sentence, or "[the words on a button]"."""
        title = text[1:-1] if text.startswith("[") else None
        said = {"tekst": text} if title is None else {"keuze": self._choice(title)}
        self.turns += 1
        self.lines.append(f"**Inwoner:** {text}")
        answer = self._post(f"{self._path}/berichten", {**said, "sleutel": uuid.uuid4().hex})
        self._hear(answer["berichten"])

    @property
    def asks(self) -> str | None:
        """The field that is asked for; ``themas`` where the topics are to choose."""
        last = self.messages[-1] if self.messages else {}
        titles = [choice["titel"] for choice in last.get("keuzes") or []]
        return last.get("vraag") or ("themas" if "Alle onderwerpen" in titles else None)

    def _choice(self, title: str) -> str:
        choices = [choice for message in self.messages for choice in message.get("keuzes") or []]
        return next(str(choice["keuze"]) for choice in choices if choice["titel"] == title)

    def _hear(self, messages: list[Json]) -> None:
        self.messages = [message for message in messages if message["van"] != "inwoner"]
        self.lines += [line for message in self.messages for line in written(message)]
        if self.finished_at is None and any(message.get("kaarten") for message in self.messages) and not self.asks:
            self.finished_at = self.turns

    def _post(self, path: str, body: Json) -> Json:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(f"{self.url}/api/v1{path}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return dict(json.load(answer))


def written(message: Json) -> Iterator[str]:
    """A message of the assistant in Markdown, with its cards and buttons."""
    yield f"**Zelfcheck:** {message['tekst']}"
    for card in message.get("kaarten") or []:
        yield f"> {card['naam']} · {card['status']}"
    if message.get("keuzes"):
        yield " ".join(f"`{choice['titel']}`" for choice in message["keuzes"])


def hold(person: Mapping[str, Any], url: str) -> Talk:
    """The whole conversation of one resident."""
    talk = Talk(url)
    talk.begin(person["gemeente"])
    for text in person["eerst"]:
        talk.say(text)
    answers = {name: list(texts) for name, texts in person["antwoorden"].items()}
    while answers and talk.asks and talk.finished_at is None and talk.turns < MOST_TURNS:
        talk.say(_answer(answers.get(talk.asks, [])))
    for text in person["daarna"]:
        talk.say(text)
    return talk


def _answer(left: list[str]) -> str:
    """What this resident says next to that question."""
    return left.pop(0) if left else ELSE


def page(person: Mapping[str, Any], talk: Talk) -> str:
    """One conversation as a page."""
    return "\n\n".join([f"# {person['wie']}", person["oordeel"], *talk.lines]) + "\n"


def overview(people: list[Mapping[str, Any]], talks: list[Talk]) -> str:
    """The table of all conversations, those of which we are proud first."""
    proud_first = sorted(zip(people, talks), key=lambda row: not row[0]["trots"])
    rows = [_row(person, talk) for person, talk in proud_first]
    head = [
        "# Gesprekken",
        "",
        "Bedachte inwoners, gemaakt met `python -m bench.transcripts`. De namen zijn verzonnen.",
    ]
    turns = f"De helft is binnen {median_turns(talks)} berichten bij de uitkomsten."
    return "\n".join([*head, turns, "", "| gesprek | trots | berichten | waarom |", "|---|---|--:|---|", *rows, ""])


def _row(person: Mapping[str, Any], talk: Talk) -> str:
    link = f"[{person['naam']}]({person['naam']}.md)"
    return f"| {link} | {'ja' if person['trots'] else 'nee'} | {talk.finished_at or '-'} | {person['oordeel']} |"


def median_turns(talks: list[Talk]) -> float:
    """Half of those who came to the outcomes needed no more turns."""
    return statistics.median(talk.finished_at for talk in talks if talk.finished_at is not None)


def main() -> int:
    """Hold all conversations, write, print."""
    url = sys.argv[1] if len(sys.argv) > 1 else DEFAULT_URL
    people = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    talks = [hold(person, url) for person in people]
    for person, talk in zip(people, talks):
        (FOLDER / f"{person['naam']}.md").write_text(page(person, talk), encoding="utf-8")
        print(f"{person['naam']:28} {talk.turns:3} turns, outcomes after {talk.finished_at or '-'}")
    (FOLDER / "README.md").write_text(overview(people, talks), encoding="utf-8")
    print(f"median turns to the outcomes: {median_turns(talks)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
