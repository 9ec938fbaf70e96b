"""Reasons in Dutch for each condition: what the answers say, what the source demands, and what would settle it.

The sentences are data (data/teksten/uitleg.yml); this module chooses and fills them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from bot.selfcheck.answers import Amount, Value
from bot.selfcheck.explain import EMPTY, Phrases, in_words
from bot.selfcheck.expressions import Constant, Expression, FieldTest, PensionAgeReached, Situation
from bot.selfcheck.facility import Condition, Facility, Money, Right, Source
from bot.selfcheck.income import IncomeLimit, IncomeUpTo, whole_percent
from bot.selfcheck.kleene import Truth

WITH_HOLIDAY_ALLOWANCE = "met"
VERIFIED = "geverifieerd"
RESULT = {True: "ja", False: "nee", None: "onbekend"}


@dataclass(frozen=True)
class Reason:
    """One line of the explanation: which condition, the result (ja, nee, onbekend), the words, the source."""

    condition: str
    result: str
    words: str
    source: Source


@dataclass(frozen=True)
class Wording:
    """The sentences: ``explanations`` by key, and ``phrases`` for rules and for the answers ("U komt niet rond.")."""

    explanations: Mapping[str, str]
    phrases: Phrases

    def fill(self, key: str, **parts: object) -> str:
        """The sentence ``key`` with its parts filled in."""
        return self.explanations[key].format(**parts)

    def statement(self, field: str, value: Value) -> str | None:
        """The answer as a sentence about "u", if the field has one for this value."""
        sentences = self.phrases.statements.get(field, {})
        if isinstance(value, tuple):
            return _joined([sentences.get(str(item)) for item in value]) if value else sentences.get(EMPTY)
        if isinstance(value, str):
            return sentences.get(value)
        return sentences.get(str(value).lower() if isinstance(value, bool) else str(value))

    def day(self, day: date) -> str:
        """1 november 2026."""
        months = self.explanations["maanden"].split()
        return f"{day.day} {months[day.month - 1]} {day.year}"


def need_reason(facility: Facility, situation: Situation, wording: Wording) -> Reason:
    """Why this facility is mentioned: the answers that show the need."""
    said = dict.fromkeys(_shown(sign, situation, wording) for sign in facility.signs)
    words = " ".join(sentence for sentence in said if sentence) or wording.fill("aanleiding")
    return Reason("aanleiding", RESULT[True], words, facility.source)


def condition_reason(condition: Condition, situation: Situation, wording: Wording) -> Reason:
    """The result of one demand, in words."""
    result, demand = RESULT[condition.rule.judge(situation)], demand_in_words(condition, wording)
    if isinstance(condition.rule, IncomeUpTo):
        words = _income_words(condition.rule, situation, wording)
    else:
        said = wording.fill(f"voorwaarde_{result}", voorwaarde=demand) + _read_as(condition, result, wording)
        words = " ".join([said, *_pension_remarks(condition.rule, situation, wording)])
    return Reason(demand, result, words, condition.source)


def demand_in_words(condition: Condition, wording: Wording) -> str:
    """What the source demands: in its own terms where the catalogue has them, else the rule itself in words."""
    return condition.text or in_words(condition.rule, wording.phrases)


def _read_as(condition: Condition, result: str, wording: Wording) -> str:
    """How the source's own terms were read, where that did not give a yes."""
    if result == RESULT[True] or condition.text is None or isinstance(condition.rule, Constant):
        return ""
    return " " + wording.fill("gelezen_als", regel=in_words(condition.rule, wording.phrases))


def right_reason(right: Right, wording: Wording) -> Reason:
    """What the law promises, whoever asks."""
    return Reason(wording.fill("recht"), RESULT[True], right.text, right.source)


def examination_reason(wording: Wording) -> Reason:
    """A maatwerkvoorziening always comes after an examination (Wmo 2015 art. 2.3.2)."""
    source = Source(wording.fill("onderzoek_bron"), "")
    return Reason(wording.fill("onderzoek_voorwaarde"), RESULT[None], wording.fill("onderzoek"), source)


def elsewhere_reason(place: str, wording: Wording) -> Reason:
    """Help for somebody who lives in another municipality is arranged there (Wmo 2015 art. 1.2.1)."""
    source = Source(wording.fill("elders_bron"), "")
    words = wording.fill("elders", gemeente=place.replace("-", " ").title())
    return Reason(wording.fill("elders_voorwaarde"), RESULT[True], words, source)


def _shown(sign: FieldTest, situation: Situation, wording: Wording) -> str | None:
    return wording.statement(sign.field, situation.answers[sign.field]) if sign.judge(situation) is True else None


def _income_words(rule: IncomeUpTo, situation: Situation, wording: Wording) -> str:
    limit = rule.limit(situation)
    if limit is None:
        return wording.fill("inkomen_geen_norm")
    sentences = [
        _income_said(situation, wording),
        _limit_words(rule, limit, situation, wording),
        _verdict(rule.judge(situation), limit, situation, wording),
        *_remarks(rule, situation, wording),
        *_derived(limit, situation, wording),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _income_said(situation: Situation, wording: Wording) -> str:
    income = cast("Amount | None", situation.answers.get("inkomen"))
    if income is None:
        return wording.fill("inkomen_onbekend")
    if income.exact:
        return wording.fill("inkomen", bedrag=Money(income.low))
    return wording.fill("inkomen_bereik", van=Money(income.low), tot=Money(income.high))


def _limit_words(rule: IncomeUpTo, limit: IncomeLimit, situation: Situation, wording: Wording) -> str:
    parts = {
        "procent": whole_percent(rule.percent),
        "datum": wording.day(situation.day),
        "laag": Money(limit.low),
        "grens": Money(limit.high),
    }
    if len(limit.cases) == 1:
        (case,) = limit.cases
        norm = {"norm": Money(case.ordinary), "plaats": situation.norms.articles[case.key]}
        key = "inkomen_grens" if limit.low == limit.high else "inkomen_grens_kostendelers"
        return wording.fill(key, huishouden=wording.fill("norm_" + case.key), **norm, **parts)
    return wording.fill("inkomen_grens_meer", **parts)


def _verdict(truth: Truth, limit: IncomeLimit, situation: Situation, wording: Wording) -> str:
    if truth is not None:
        return wording.fill(f"inkomen_{RESULT[truth]}")
    between = "inkomen" in situation.answers and limit.low != limit.high and len(limit.cases) == 1
    return wording.fill("inkomen_tussen" if between else "inkomen_niet_zeker")


def _remarks(rule: IncomeUpTo, situation: Situation, wording: Wording) -> list[str]:
    answers, remarks = situation.answers, []
    if rule.holiday != WITH_HOLIDAY_ALLOWANCE:
        remarks.append(wording.fill(f"vakantietoeslag_{rule.holiday}"))
    if str(answers.get("huishouden", "")).startswith("samen") and "partner_leeftijd" not in answers:
        remarks.append(wording.fill("partner_leeftijd_onbekend"))
    if not situation.norms.is_exact(situation.day):
        period = situation.norms.period_on(situation.day)
        key = "norm_te_oud" if situation.day < period.valid_from else "norm_nog_niet"
        remarks.append(wording.fill(key, datum=wording.day(period.valid_from)))
    return remarks


def _derived(limit: IncomeLimit, situation: Situation, wording: Wording) -> list[str]:
    """Said where the law itself was not read for this amount."""
    derived = situation.norms.period_on(situation.day).derived
    return [wording.fill("norm_afgeleid")] if any(case.key in derived for case in limit.cases) else []


def _pension_remarks(rule: Expression, situation: Situation, wording: Wording) -> list[str]:
    """Said where the AOW age of the day is not known, or only from others."""
    if PensionAgeReached() not in rule.leaves():
        return []
    age = situation.norms.pension_age(situation.day)
    if age.year != situation.day.year:
        return [wording.fill("aow_ander_jaar", jaar=age.year)]
    return [wording.fill("aow_niet_zeker", jaar=age.year)] if age.status != VERIFIED else []


def way_out(facility: Facility, wording: Wording) -> tuple[str, ...]:
    """What a resident can do who is told that this is not for him, in the place of the steps towards it."""
    asking = wording.fill("niet_vragen", ingang=facility.contact.name)
    applying = (wording.fill("niet_aanvragen"),) if facility.decides else ()
    return wording.fill("niet_nakijken"), asking, *applying


def _joined(sentences: list[str | None]) -> str | None:
    return " ".join(sentence for sentence in sentences if sentence) or None
