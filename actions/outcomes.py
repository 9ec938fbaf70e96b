"""The outcomes with their reasons, or what is new in them, and the way on."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from actions.alarms import answer_danger, doubt_confirmed
from actions.asking import ask_next
from actions.assistant import Assistant
from actions.contradictions import contradicted, with_clash
from actions.news import News, news_since, statuses
from actions.reopening import reopened
from actions.showing import understood_back
from actions.taking import after_choice, told_facts
from actions.towns import Taken, take_town
from actions.turn import Reply, Turn, ZelfcheckAction
from actions.way_on import after_outcomes
from bot.dialogue.questions import MUNICIPALITY
from bot.dialogue.readers import volunteered
from bot.dialogue.readers.places import best_place
from bot.dialogue.readers.reading import Context
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.volunteered import own_town
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import CORRECTION
from bot.selfcheck.evaluate import Result
from bot.selfcheck.outcome import LIKELY
from bot.selfcheck.presentation import outcome_as_json

OUTCOME = "uitkomst"
"""The command that asks for the whole list."""


class ActionUitkomsten(ZelfcheckAction):
    """Shows every outcome in the plan's order, who helps further, and what the resident can do now.

    When they were shown before, only what is new; all of them for who asks for the outcomes.
    """

    def name(self) -> str:
        return "action_uitkomsten"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if turn.state.municipality is None:
            return ask_next(turn.state, helper, ())
        if not turn.state.topics and not turn.state.answers:
            return ask_next(turn.state, helper, (helper.speech.tell("uitkomst_te_vroeg", turn.state),))
        result = helper.evaluate(turn.state)
        progress = replace(turn.state.progress, finished=True, first=None, listed=statuses(result))
        seen = turn.state.progress.listed if turn.intent.name != OUTCOME else {}
        shown = _news(seen, result, turn, helper) if seen else _everything(result, turn, helper)
        return Reply(replace(turn.state, progress=progress), shown)


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
            safe = Reply(turn.state, (helper.speech.tell("geen_gevaar", turn.state),))
            return answer_danger(turn, (str(turn.doubt),), helper) if confirmed else safe
        if turn.intent.name == "kies":
            return _chosen(turn, helper)
        return _told(turn, helper)


def _chosen(turn: Turn, helper: Assistant) -> Reply:
    """A button of a question that was put outside the form."""
    field, value = str(turn.entities["veld"]), json.loads(turn.entities["waarde"])
    after, said = after_choice(_going_on(turn.state), field, value, helper)
    return Reply(after, said)


def _told(turn: Turn, helper: Assistant) -> Reply:
    """What a sentence tells; what contradicts an earlier answer is asked about, unless it was meant to correct it."""
    context = Context(helper.today, turn.state.answers, turn.state.municipality)
    facts = told_facts(volunteered(turn.text, context))
    meant = turn.intent.name == CORRECTION
    clash = None if meant else contradicted(turn.state, facts)
    after = _going_on(turn.state)
    for name, value in facts.items():
        after = after.with_answer(name, value) if meant or name not in turn.state.answers else after
    topics = tuple(dict.fromkeys((*after.topics, *helper.listener.topics.read(turn.text))))
    after, where = _with_town(turn, replace(after, topics=topics), helper)
    if clash is not None:
        after = with_clash(turn.state, after, clash, facts[clash])
    news = {name: value for name, value in facts.items() if name != clash}
    shown = (understood_back(news, turn, helper),) if news else ()
    return Reply(after, (*shown, *where))


def _with_town(turn: Turn, after: DialogueState, helper: Assistant) -> Taken:
    asked = turn.open_field == MUNICIPALITY and after.municipality is None
    town = best_place(plain(turn.text)) if asked else own_town(turn.text)
    return (after, ()) if town is None else take_town(town, after, helper)


def _going_on(state: DialogueState) -> DialogueState:
    return replace(state, progress=replace(state.progress, finished=False))


def _everything(result: Result, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    return _cards(result, turn.state, helper), _way_on(result, turn, after_outcomes(turn, helper), helper)


def _news(seen: Mapping[str, str], result: Result, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """What changed, with the whole list as a choice. What cannot wait is said again, also when nothing changed."""
    news = news_since(seen, result, helper.library.municipalities[str(turn.state.municipality)])
    names = (OUTCOME, *after_outcomes(turn, helper))
    if news or result.referral.urgency != "normaal":
        return *_changed(news, turn, helper), _way_on(result, turn, names, helper)
    same = helper.speech.tell("uitkomst_zelfde", turn.state)
    return (replace(same, choices=helper.speech.commands(names)),)


def _changed(news: News, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The cards that are new or have another status, and the names of what fits no longer."""
    cards = tuple(map(outcome_as_json, news.outcomes))
    new = (replace(helper.speech.tell("uitkomst_nieuw", turn.state), cards=cards),) if cards else ()
    names = ", ".join(news.gone)
    return (*new, *((helper.speech.tell("uitkomst_weg", turn.state, namen=names),) if names else ()))


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


def _way_on(result: Result, turn: Turn, names: Iterable[str], helper: Assistant) -> Message:
    referral = result.referral
    key = "verwijzing_nodig" if referral.needed else "verwijzing_niet_nodig"
    if referral.urgency != "normaal":
        key = "verwijzing_spoed"
    sentences = [helper.speech.say(key, team=referral.desk.name, redenen=" ".join(referral.reasons))]
    if referral.elsewhere:
        sentences.append(referral.elsewhere)
    if result.outcomes:
        sentences.append(helper.speech.say("eens"))
    sentences.append(helper.speech.say("wat_nu"))
    return Message(" ".join(sentences), choices=helper.speech.commands(names))
