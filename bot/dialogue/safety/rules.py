"""The rule set of data/veiligheid/: what is danger (rules) and what only looks like it (guards)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from bot.dialogue.safety.line import Line, Reading, read_line
from bot.dialogue.safety.lists import WordLists
from bot.dialogue.safety.phrases import PhraseError, Phrases, compile_phrases
from bot.dialogue.safety.source import RuleError, read_list, read_mapping
from bot.dialogue.safety.spelling import mender

FOLDER = Path(__file__).resolve().parents[3] / "data" / "veiligheid"

Raw = Mapping[str, Any]

_ANYWHERE = 400


@dataclass(frozen=True)
class Rule:
    """Danger: the first of ``parts``, with each other part at most ``distance`` words away, in any order.

    ``within`` (zin or bericht) bounds the search; ``apart``: the later parts are words of their own;
    ``deniable``: a denial beside the first part takes it away; ``blunt``: nobody can mean anything else by it.
    """

    name: str
    alarm: str
    parts: tuple[Phrases, ...]
    within: str
    distance: int
    apart: bool
    deniable: bool
    sure: bool
    blunt: bool
    example: str

    def possible(self, line: Line) -> bool:
        """Whether the line has the words without which the rule cannot hold."""
        return all(part.possible(line.tokens) for part in self.parts)


@dataclass(frozen=True)
class Guard:
    """What takes danger away (``drops``) or makes it a question, for these alarms or rules, when within
    ``reach`` of it.
    """

    name: str
    targets: frozenset[str]
    pattern: re.Pattern[str]
    unless: re.Pattern[str]
    reach: str
    drops: bool
    example: str


@dataclass(frozen=True)
class RuleSet:
    """All rules and guards, the alarms from most to least urgent, and how a text becomes a line of words."""

    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    order: tuple[str, ...]
    acute: frozenset[str]
    reading: Reading
    lists: WordLists

    @cached_property
    def doubting(self) -> frozenset[str]:
        """The names of the rules that never sound a siren."""
        return frozenset(rule.name for rule in self.rules if not rule.sure)

    @cached_property
    def blunt(self) -> frozenset[str]:
        """The names of the rules whose siren always stands."""
        return frozenset(rule.name for rule in self.rules if rule.blunt)

    def line(self, text: str) -> Line:
        """The text as these rules read it."""
        return read_line(text, self.reading)

    def classes(self, text: str) -> list[tuple[str, ...]]:
        """What each word of the text stands for: the lists that it is in, or else the word itself."""
        return [self.lists.classes(word) for word in self.line(text).plain.split()]


@lru_cache(maxsize=1)
def rule_set() -> RuleSet:
    """The rule set in force, read once per process."""
    return load_rules(FOLDER)


def load_rules(folder: Path) -> RuleSet:
    """Reads the rule set; raises RuleError with file, rule and reason for whatever is wrong in it."""
    loader = _Loader(folder)
    return RuleSet(
        tuple(loader.rules()),
        tuple(loader.guards()),
        tuple(loader.alarms),
        loader.acute,
        loader.reading(),
        loader.lists,
    )


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ways = read_mapping(folder / "schrijfwijzen.yml")
        self.spellings = {written: meant for meant, written_ways in ways.items() for written in written_ways}
        self.lists = WordLists(read_mapping(folder / "woorden.yml"), self.spellings)
        self.templates = read_mapping(folder / "sjablonen.yml")
        order = read_mapping(folder / "volgorde.yml")
        self.alarms: list[str] = order["alarmen"]
        self.groups: dict[str, list[str]] = order["groepen"]
        self.acute = frozenset(self.groups["acuut"])
        self.files = {file: read_list(file) for file in sorted((folder / "regels").glob("*.yml"))}

    def reading(self) -> Reading:
        """How a text is read, so that it meets the words of these rules."""
        errors = read_mapping(self.folder / "tikfouten.yml")
        return Reading(self.spellings, mender(errors["bedoeld"], errors["gewoon"]), self.lists.marks, self.lists.tokens)

    def rules(self) -> Iterator[Rule]:
        for file, raws in self.files.items():
            for raw in raws:
                yield self._rule(file, raw)

    def _rule(self, file: Path, raw: Raw) -> Rule:
        _check(raw["alarm"] in self.alarms, file, raw, f"het alarm '{raw['alarm']}' bestaat niet")
        within = raw.get("binnen", "zin")
        _check(within in ("zin", "bericht"), file, raw, f"binnen '{within}' is geen zin of bericht")
        return Rule(
            name=raw["naam"],
            alarm=raw["alarm"],
            parts=tuple(self._compile(file, raw, phrases) for phrases in self._parts(raw)),
            within=within,
            distance=raw.get("afstand", _ANYWHERE),
            apart=raw.get("eigen_woorden", False),
            deniable=raw.get("ontkenbaar", True),
            sure=raw.get("zeker", True),
            blunt=raw.get("rechtuit", False),
            example=raw["voorbeeld"],
        )

    def _parts(self, raw: Raw) -> list[list[str]]:
        if "samen" in raw:
            return list(raw["samen"])
        filled = [phrase.replace("{wie}", raw["wie"]) for phrase in self.templates.get(raw.get("sjabloon", ""), [])]
        return [[*filled, *raw.get("zinnen", [])]]

    def guards(self) -> Iterator[Guard]:
        file = self.folder / "schilden.yml"
        for raw in read_list(file):
            _check(
                raw["bereik"] in ("nabij", "deel", "zin", "bericht"),
                file,
                raw,
                f"bereik '{raw['bereik']}' bestaat niet",
            )
            _check(raw["werking"] in ("vervalt", "vraag"), file, raw, f"werking '{raw['werking']}' bestaat niet")
            yield self._guard(file, raw)

    def _guard(self, file: Path, raw: Raw) -> Guard:
        pattern = self._compile(file, raw, raw["zinnen"]).pattern
        unless = self._compile(file, raw, raw.get("behalve", [])).pattern
        drops = raw["werking"] == "vervalt"
        return Guard(raw["naam"], self._targets(file, raw), pattern, unless, raw["bereik"], drops, raw["voorbeeld"])

    def _targets(self, file: Path, raw: Raw) -> frozenset[str]:
        """What a guard is for: alarms, groups of alarms, or rules by name."""
        rules = {rule["naam"] for rules in self.files.values() for rule in rules}
        for name in raw["voor"]:
            _check(name in rules.union(self.groups, self.alarms), file, raw, f"'{name}' is geen alarm, groep of regel")
        return frozenset(target for name in raw["voor"] for target in self.groups.get(name, [name]))

    def _compile(self, file: Path, raw: Raw, phrases: Iterable[str]) -> Phrases:
        try:
            return compile_phrases(phrases, self.lists)
        except PhraseError as error:
            raise RuleError(file, raw["naam"], str(error)) from error


def _check(right: bool, file: Path, raw: Raw, reason: str) -> None:
    if not right:
        raise RuleError(file, str(raw.get("naam", "?")), reason)
