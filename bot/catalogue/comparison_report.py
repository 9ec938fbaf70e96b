"""The difference between two catalogues as a page in Markdown. The words are data/beheer/teksten.yml, ``verschil``."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.catalogue.comparison import Count, Difference, Facilities, Step
from bot.selfcheck.answers import Answers, as_json
from bot.selfcheck.evaluate import Rules
from bot.selfcheck.explain import in_words
from bot.selfcheck.facility import Facility, Municipality, Policy
from bot.selfcheck.fields import fields_read, rules_of
from bot.selfcheck.reasons import demand_in_words


@dataclass(frozen=True)
class DifferenceReport:
    """Writes differences; ``texts`` are the words around them, ``rules`` say conditions in Dutch."""

    texts: dict[str, Any]
    rules: Rules

    def lines(self, difference: Difference, people: int) -> Iterator[str]:
        """One municipality."""
        yield from ("", self.texts["gemeente"].format(naam=difference.after.name), "")
        parts = [
            *self._facilities(difference.facilities),
            *self._table("uitkomsten", difference.outcomes, difference),
            *self._table("verwijzing", difference.referrals, difference),
        ]
        if not parts:
            yield self.texts["geen"]
            return
        yield self.texts["geraakt"].format(geraakt=difference.touched, aantal=people)
        yield from parts

    def _facilities(self, changed: Facilities) -> Iterator[str]:
        listed = [
            *(self._named("erbij", facility) for facility in changed.added),
            *(self._named("eraf", facility) for facility in changed.removed),
            *(line for before, after, names in changed.edited for line in self._edited(before, after, names)),
        ]
        if listed:
            yield from ("", self.texts["voorzieningen"], "", *listed)

    def _named(self, key: str, facility: Facility, **more: str) -> str:
        return str(self.texts[key]).format(naam=facility.name, id=facility.id, **more)

    def _edited(self, before: Facility, after: Facility, names: Iterable[str]) -> Iterator[str]:
        yield self._named("veranderd", after, delen=", ".join(self.texts["delen"][name] for name in names))
        old, new = self._demands(before), self._demands(after)
        yield from (self.texts["eis_weg"].format(eis=demand) for demand in old if demand not in new)
        yield from (self.texts["eis_nieuw"].format(eis=demand) for demand in new if demand not in old)

    def _demands(self, facility: Facility) -> list[str]:
        need = self.texts["aanleiding"].format(regel=in_words(facility.need, self.rules.wording.phrases))
        demands = (demand_in_words(condition, self.rules.wording) for condition in facility.conditions)
        return [need, *(self.texts["voorwaarde"].format(regel=demand) for demand in demands)]

    def _table(self, title: str, counts: dict[Step, Count], difference: Difference) -> Iterator[str]:
        if counts:
            yield from ("", self.texts[title], "", self.texts["kop"], self.texts["streep"])
        steps = sorted(counts.items(), key=lambda counted: -counted[1].number)
        yield from (self._row(step, count, difference) for step, count in steps)

    def _row(self, step: Step, count: Count, difference: Difference) -> str:
        absent = self.texts["niet_getoond"]
        policy = self.rules.policy
        shown = fields_of(step, difference.before, policy) | fields_of(step, difference.after, policy)
        return str(self.texts["regel"]).format(
            wat=step.subject,
            eerst=step.before or absent,
            nu=step.after or absent,
            aantal=count.number,
            voorbeelden="<br>".join(_example(person, shown) for person in count.examples),
        )


def fields_of(step: Step, place: Municipality, policy: Policy) -> frozenset[str]:
    """The answers that matter for this step: those of the facility's rules, or those that the referral looks at."""
    for facility in place.facilities:
        if facility.id == step.subject:
            return fields_read(rules_of(facility))
    desks, alarms = (rule.when for rule in place.team_rules), (rule.when for rule in policy.alarm_rules)
    return fields_read([*desks, *alarms, *policy.needs.values()])


def _example(person: Answers, shown: frozenset[str]) -> str:
    """The answers as ``POST /zelfcheck`` takes them."""
    told = {name: value for name, value in as_json(person).items() if name in shown}
    return f"`{json.dumps(told, ensure_ascii=False)}`"
