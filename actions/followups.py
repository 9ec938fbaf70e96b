"""Questions about the help that was shown just now or that is named: costs, steps, desk and reasons, with its card."""

from collections.abc import Callable, Sequence

from actions.assistant import Assistant
from actions.turn import Turn
from bot.dialogue.readers.follow_up import About, follow_up
from bot.dialogue.speech import Message
from bot.selfcheck.evaluate import judge_facility
from bot.selfcheck.outcome import Outcome
from bot.selfcheck.presentation import outcome_as_json

MOST = 3
"""Facilities that one answer is about; of more the resident says which one."""


def about_the_cards(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to a question about the cards that were shown last; nothing when it is none."""
    about = None if turn.text.startswith("/") else follow_up(turn.text)
    shown = _shown(turn, helper) if about else []
    if about is None or not shown:
        return ()
    more = [helper.speech.say("vervolg_welke")] if len(shown) > MOST else []
    cards = tuple(outcome_as_json(outcome) for outcome in shown[:MOST])
    return (Message(answered(about, shown[:MOST], helper, *more), cards=cards),)


def answered(about: About, shown: Sequence[Outcome], helper: Assistant, *more: str) -> str:
    """What is asked about these facilities, a line for each."""
    lines = [f"**{outcome.facility.name}**: {_ANSWERS[about](outcome, helper)}" for outcome in shown]
    return "\n".join(f"- {line}" for line in (*lines, *more))


def _shown(turn: Turn, helper: Assistant) -> list[Outcome]:
    """The facilities of the last cards as they are judged now, in that order."""
    municipality = helper.municipality(turn.state)
    known = {} if municipality is None else {facility.id: facility for facility in municipality.facilities}
    situation, wording = helper.situation(turn.state), helper.library.rules.wording
    return [judge_facility(known[name], situation, wording) for name in turn.state.progress.cards if name in known]


def _costs(outcome: Outcome, helper: Assistant) -> str:
    facility = outcome.facility
    return facility.costs or helper.speech.say("vervolg_kosten_onbekend", team=facility.contact.name)


def _steps(outcome: Outcome, helper: Assistant) -> str:
    return " ".join(outcome.facility.steps) or helper.speech.say("vervolg_vraag", team=outcome.facility.contact.name)


def _where(outcome: Outcome, helper: Assistant) -> str:
    contact = outcome.facility.contact
    return f"{contact.name}. {contact.reachable or helper.speech.say('vervolg_geen_adres')}"


def _reasons(outcome: Outcome, helper: Assistant) -> str:
    """How sure it is, and first what does not fit or is not known."""
    ranked = sorted(outcome.reasons, key=lambda reason: reason.result == "ja")
    explained = " ".join(reason.words for reason in ranked[:MOST])
    return f"{helper.speech.sentences['vervolg_status'][outcome.status]} {explained}".strip()


_ANSWERS: dict[About, Callable[[Outcome, Assistant], str]] = {
    About.COSTS: _costs,
    About.STEPS: _steps,
    About.WHERE: _where,
    About.REASONS: _reasons,
}
