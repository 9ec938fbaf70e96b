"""From which probability of danger to ask, and to sound the siren: derived from sentences of other hands.

Of each sentence two things are known: what the rules say of it, and the probability that a second opinion gave that
never saw its table. For each thing that the rules can say a limit is chosen, such that everywhere one more danger
that is caught costs equally many more near misses that alarm; how many, follows from how many near misses may alarm in
all. Only tables that no rule was made for are asked: rules know the others too well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import yaml

from bot.dialogue.safety.detection import hear
from bot.dialogue.safety.limits import FILE, RulesSay
from bot.dialogue.safety.weighing import what_rules_say
from bot.nlu.danger_examples import Example

NO_RULE_KNOWS = "stemmen"
"""Tables that no rule was made for begin with this."""
NEAR_ASKED, NEAR_SIRENS = 0.015, 0.008
"""The share of near misses that may alarm at all, and that may sound the siren."""
INDIRECT = 0.25
"""What is caught of danger said otherwise, beside one that was said directly."""
NEVER = 2.0
"""A probability that is never reached."""
NO_SIREN = frozenset({RulesSay.HARMLESS})
"""Where a rule judged the danger denied or a saying we only ever ask."""
ASK_AT_MOST = {RulesSay.DOUBT: 0.0, RulesSay.ONE_SURE: 0.2, RulesSay.MORE_SURE: 0.001}
SIREN_AT_MOST = {RulesSay.ONE_SURE: 0.35, RulesSay.MORE_SURE: 0.1}
"""Never higher, whatever the sentences say: a rule that was made to ask asks, and what rules are sure of needs little
more, since the plainest words are rarer in tables of other hands than with residents. Chosen by eye."""
STEPS, DEAREST = 30, 1000.0
"""Halvings of the search for the price of one danger caught, in near misses, and its highest value."""

Judged = dict[RulesSay, "Pile"]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pile:
    """All sentences of which the rules say the same, most probable danger first; ``worth``: what catching it is worth;
    ``near``: 1 for a near miss, else 0."""

    danger: Numbers
    worth: Numbers
    near: Numbers

    @classmethod
    def of(cls, rows: list[tuple[float, float, bool]]) -> "Pile":
        """From (probability, worth, near) of each sentence."""
        danger, worth, near = np.array(sorted(rows, reverse=True), dtype=np.float64).reshape(-1, 3).T
        return cls(danger, worth, near)

    def limit(self, price: float) -> float:
        """The limit at which catching is worth most when a near miss costs ``price``; ``NEVER`` when none is."""
        falls = np.append(self.danger[1:] < self.danger[:-1], True)[: len(self.danger)]
        gain = np.where(falls, np.cumsum(self.worth - price * self.near), -np.inf)
        if not len(gain) or gain.max() <= 0:
            return NEVER
        last = int(gain.argmax())
        below = self.danger[last + 1] if last + 1 < len(gain) else 0.0
        return float((self.danger[last] + below) / 2)

    def near_from(self, limit: float) -> float:
        """How many near misses reach the limit."""
        return float(self.near[self.danger >= limit].sum())


def judged(examples: list[Example], danger: Numbers) -> Judged:
    """The piles of all sentences of tables that no rule was made for."""
    rows: dict[RulesSay, list[tuple[float, float, bool]]] = {said: [] for said in RulesSay}
    for example, chance in zip(examples, danger):
        if example.family.startswith(NO_RULE_KNOWS) and example.weight == 1:
            heard = hear(example.text)
            if not heard.blunt:
                rows[what_rules_say(heard)].append((float(chance), _worth(example), example.near))
    return {said: Pile.of(found) for said, found in rows.items()}


def derive(piles: Judged, share: float) -> dict[RulesSay, float]:
    """The limits at which no more than this share of all near misses alarms."""
    allowed = share * sum(pile.near.sum() for pile in piles.values())
    cheap, dear = 0.0, DEAREST
    for _ in range(STEPS):
        price = (cheap + dear) / 2
        alarms = sum(pile.near_from(pile.limit(price)) for pile in piles.values())
        cheap, dear = (price, dear) if alarms > allowed else (cheap, price)
    return {said: pile.limit(dear) for said, pile in piles.items()}


def write(piles: Judged, made_from: str) -> None:
    """Stores the limits, rounded up, for ``bot.dialogue.safety.limits``."""
    sirens = {**derive(_without(piles, NO_SIREN), NEAR_SIRENS), **dict.fromkeys(NO_SIREN, NEVER)}
    siren = _at_most(SIREN_AT_MOST, _falling(sirens))
    ask = _at_most(ASK_AT_MOST, _falling(derive(piles, NEAR_ASKED)))
    entries = {said.value: {"vraag": ask[said], "alarm": max(ask[said], siren[said])} for said in RulesSay}
    stored = yaml.safe_dump({"gemaakt_van": made_from, "grenzen": entries}, sort_keys=False)
    FILE.write_text("\n".join(_head()) + stored, encoding="utf-8")


def _without(piles: Judged, left_out: frozenset[RulesSay]) -> Judged:
    return {said: pile for said, pile in piles.items() if said not in left_out}


def _falling(limits: dict[RulesSay, float]) -> dict[RulesSay, float]:
    """Small piles have capricious limits: where the rules say more for danger, it never takes more to act."""
    lowest = accumulate((limits[said] for said in RulesSay), min)
    return dict(zip(RulesSay, lowest))


def _at_most(highest: dict[RulesSay, float], limits: dict[RulesSay, float]) -> dict[RulesSay, float]:
    return {said: min(highest.get(said, NEVER), _rounded_up(limit)) for said, limit in limits.items()}


def _head() -> Iterator[str]:
    yield "# Vanaf welke kans op gevaar wij vragen, en vanaf welke wij alarm slaan; boven 1 is nooit."
    yield "# Gemaakt door `python -m bot.nlu.danger_training` (bot/nlu/danger_limits.py); niet met de hand wijzigen."
    yield ""


def _worth(example: Example) -> float:
    if example.near:
        return 0.0
    return 1.0 if example.direct else INDIRECT


def _rounded_up(limit: float) -> float:
    return round(limit + 0.0005, 3)
