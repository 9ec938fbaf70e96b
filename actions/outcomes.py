"""The outcomes with their reasons, and the way on."""

from dataclasses import replace

from actions.alarms import answer_danger, doubt_confirmed
from actions.asking import ask_next
from actions.assistant import Assistant
from actions.reopening import reopened
from actions.turn import Reply, Turn, ZelfcheckAction
from bot.dialogue.readers import volunteered
from bot.dialogue.readers.reading import Context
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import AnswerError, read_value
from bot.selfcheck.evaluate import Result
from bot.selfcheck.outcome import LIKELY
from bot.selfcheck.presentation import outcome_as_json


class ActionUitkomsten(ZelfcheckAction):
    """Shows every outcome in the plan's order, who helps further, and what the resident can do now."""

    def name(self) -> str:
        return "action_uitkomsten"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if turn.state.municipality is None:
            return ask_next(turn.state, helper, ())
        result = helper.evaluate(turn.state)
        done = replace(turn.state, progress=replace(turn.state.progress, finished=True, first=None))
        return Reply(done, (_cards(result, turn.state, helper), _way_on(result, done, helper)))


class ActionBijwerken(ZelfcheckAction):
    """Outside the form: takes up what a resident tells or corrects, before the form goes on."""

    def name(self) -> str:
        return "action_bijwerken"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        again = reopened(turn)
        if again is not None:
            return Reply(again)
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            safe = Reply(turn.state, (Message(helper.speech.say("geen_gevaar")),))
            return answer_danger(turn, (str(turn.doubt),), helper) if confirmed else safe
        context = Context(helper.today, turn.state.answers, turn.state.municipality)
        told = {name: reading.value for name, reading in volunteered(turn.text, context).items()}
        facts = {name: value for name, value in told.items() if _fits(name, value)}
        after = turn.state
        for name, value in facts.items():
            after = after.with_answer(name, value)
        topics = tuple(dict.fromkeys((*after.topics, *helper.listener.topics.read(turn.text))))
        after = replace(after, topics=topics, progress=replace(after.progress, finished=False))
        if not facts:
            return Reply(after)
        return Reply(after, (Message(helper.speech.say("ik_begrijp", feiten=helper.speech.facts(facts))),))


def _cards(result: Result, state: DialogueState, helper: Assistant) -> Message:
    municipality = helper.library.municipalities[str(state.municipality)]
    if not result.outcomes:
        return Message(helper.speech.say("uitkomst_geen", team=helper.team_name(state)))
    sentences = [helper.speech.say("uitkomst_begin", gemeente=municipality.name)]
    if all(outcome.status != LIKELY for outcome in result.outcomes):
        sentences.append(helper.speech.say("uitkomst_niets_zeker"))
    if state.skipped:
        sentences.append(helper.speech.say("uitkomst_overgeslagen"))
    return Message(" ".join(sentences), cards=tuple(outcome_as_json(outcome) for outcome in result.outcomes))


def _way_on(result: Result, state: DialogueState, helper: Assistant) -> Message:
    referral = result.referral
    key = "verwijzing_nodig" if referral.needed else "verwijzing_niet_nodig"
    if referral.urgency != "normaal":
        key = "verwijzing_spoed"
    sentences = [helper.speech.say(key, team=referral.desk.name, redenen=" ".join(referral.reasons))]
    if referral.elsewhere:
        sentences.append(referral.elsewhere)
    if result.outcomes:
        sentences.append(helper.speech.say("eens"))
    names = ["overdracht", "overzicht", "bewaren"]
    if set(state.topics) != set(helper.agenda.questionnaire.topics):
        names.append("ander_onderwerp")
    sentences.append(helper.speech.say("wat_nu"))
    return Message(" ".join(sentences), choices=helper.speech.commands([*names, "stop"]))


def _fits(name: str, value: object) -> bool:
    try:
        read_value(name, value)
    except AnswerError:
        return False
    return True
