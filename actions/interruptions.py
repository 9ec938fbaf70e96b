"""What a resident asks or wants at any moment: why, how long, who reads this, a step back, stop, a person."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions.assistant import Assistant
from actions.search import found_cards
from actions.turn import REQUESTED, STOPPED, Reply, Turn, ZelfcheckAction
from bot.dialogue.language import language_of
from bot.dialogue.questions import MUNICIPALITY, TOPICS, Question
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.speech import Message

QUESTIONS_A_MINUTE = 4
CLEAR = 0.75
"""Confidence below which a question may as well be about help."""
CERTAIN = 0.999
"""From here a fixed phrase decided: "ik wil een mens spreken" asks for no more than that."""
_MAYBE_ABOUT_HELP = frozenset({"uitleg", "hulp_assistent", "buiten_bereik", "andere_taal", "andere_gemeente", "waarom"})


class ActionTussendoor(ZelfcheckAction):
    """Answers a short question about the conversation itself; the form then asks its question again."""

    def name(self) -> str:
        return "action_tussendoor"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if turn.intent.name in _MAYBE_ABOUT_HELP and turn.intent.confidence < CLEAR and turn.state.municipality:
            cards = found_cards(turn.text, turn.state, helper)
            if cards:
                found = Message(helper.speech.say("gevonden"), cards=cards)
                return Reply(turn.state, (found,), open_field=turn.open_field)
        words = _ANSWERS.get(turn.intent.name, _out_of_scope)(turn, helper)
        return Reply(turn.state, (Message(words),), open_field=turn.open_field)


class ActionDefaultFallback(ActionTussendoor):
    """Where no rule fits: says what it can do and waits. Without it Rasa repeats.

    While a form is open it says nothing: Rasa passes that by after an interruption that waits for what the
    resident wants ("mens"), so the form still has to hear what was said.
    """

    def name(self) -> str:
        return "action_default_fallback"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if turn.form and turn.is_new:
            return Reply(turn.unheard_state, (), (FollowupAction(turn.form),), open_field=turn.open_field)
        reply = super().respond(turn, helper)
        return replace(reply, events=(*reply.events, FollowupAction(turn.form or "action_listen")))


class ActionTerug(ZelfcheckAction):
    """One question back: its answer is forgotten and it is asked again."""

    def name(self) -> str:
        return "action_terug"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        earlier = [field for field in turn.state.progress.history if field != turn.open_field]
        if not earlier:
            return Reply(turn.state, (Message(helper.speech.say("terug_begin")),))
        field = earlier[-1]
        after = _topics_reopened(turn) if field == TOPICS else turn.state.reopened(field)
        progress = replace(after.progress, history=tuple(earlier[:-1]), finished=False)
        return Reply(replace(after, progress=progress), (Message(helper.speech.say("terug")),))


class ActionOverzicht(ZelfcheckAction):
    """Everything that was filled in so far."""

    def name(self) -> str:
        return "action_overzicht"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        return Reply(turn.state, (Message(overview(turn, helper)),), open_field=turn.open_field)


class ActionStop(ZelfcheckAction):
    """Stops; the answers stay until they expire or the resident removes them."""

    def name(self) -> str:
        return "action_stop"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        words = helper.speech.say("gestopt", dagen=helper.retention.conversation_days)
        choices = helper.speech.commands(("verder", "uitkomst") if turn.state.topics else ("verder",))
        closed = (ActiveLoop(None), SlotSet(REQUESTED, None))
        return Reply(turn.state, (Message(words, choices=choices),), closed, status=STOPPED)


class ActionVerder(ZelfcheckAction):
    """Goes on with the questions after a stop, an outcome, or a message about danger."""

    def name(self) -> str:
        return "action_verder"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        going_on = replace(turn.state, progress=replace(turn.state.progress, finished=False))
        return Reply(going_on, (Message(helper.speech.say("verder")),))


class ActionAnderOnderwerp(ZelfcheckAction):
    """Lets the resident choose another topic; a topic named in the sentence is taken at once."""

    def name(self) -> str:
        return "action_ander_onderwerp"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        named = () if turn.text.startswith("/") else helper.listener.topics.read(turn.text)
        names = ", ".join(helper.agenda.questionnaire.topics[topic].phrase for topic in named)
        chosen = (Message(helper.speech.say("thema_gekozen", themas=names)),) if named else ()
        progress = replace(turn.state.progress, finished=False)
        return Reply(replace(turn.state, topics=named, progress=progress), chosen)


class ActionMens(ZelfcheckAction):
    """The way to a person, at any moment."""

    def name(self) -> str:
        return "action_mens"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        team = helper.team(turn.state)
        name, what = (team.name, team.what) if team else (helper.team_name(turn.state), "")
        choices = helper.speech.commands(("overdracht", "verder")) if team else ()
        words = helper.speech.say("mens", team=name, wat=what).replace("  ", " ")
        return Reply(
            turn.state, (*_what_for(turn, helper), Message(words, choices=choices)), open_field=turn.open_field
        )


def _what_for(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Who says what the person is needed for ("iemand die bemiddelt met de buren") is shown what there is."""
    known = turn.state.municipality is not None and turn.intent.confidence < CERTAIN and is_wish(turn.text)
    cards = found_cards(turn.text, turn.state, helper) if known else ()
    return (Message(helper.speech.say("gevonden"), cards=cards),) if cards else ()


def overview(turn: Turn, helper: Assistant) -> str:
    """The known answers as a list of sentences."""
    if not turn.state.answers:
        return helper.speech.say("overzicht_leeg")
    lines = [f"- {helper.speech.fact(field, value)}" for field, value in turn.state.answers.items()]
    skipped = len(turn.state.skipped)
    tail = [helper.speech.say("overzicht_overgeslagen", aantal=skipped)] if skipped else []
    return "\n".join([helper.speech.say("overzicht"), *lines, *tail])


def _topics_reopened(turn: Turn) -> Any:
    return replace(turn.state, topics=())


def _question(turn: Turn, helper: Assistant) -> Question | None:
    return helper.agenda.questionnaire.questions.get(turn.open_field or "")


def _why(turn: Turn, helper: Assistant) -> str:
    question = _question(turn, helper)
    if question is None:
        return helper.speech.say("waarom_geen_vraag")
    return question.why if question.field == MUNICIPALITY else helper.speech.say("waarom", waarom=question.why)


def _explain(turn: Turn, helper: Assistant) -> str:
    question = _question(turn, helper)
    if question is None:
        return helper.speech.say("uitleg_geen_vraag")
    return helper.speech.say("uitleg", uitleg=question.explanation, voorbeeld=question.example)


def _how_long(turn: Turn, helper: Assistant) -> str:
    if _question(turn, helper) is None:
        return helper.speech.say("hoe_lang_geen_vraag")
    step, total = helper.agenda.progress(turn.state, helper.today)
    minutes = max(1, math.ceil((total - step + 1) / QUESTIONS_A_MINUTE))
    return helper.speech.say("hoe_lang", stap=step, van=total, minuten=minutes)


def _privacy(turn: Turn, helper: Assistant) -> str:
    return helper.speech.say("privacy", dagen=helper.retention.conversation_days)


def _with_team(key: str) -> Callable[[Turn, Assistant], str]:
    return lambda turn, helper: helper.speech.say(key, team=helper.team_name(turn.state))


def _plain(key: str) -> Callable[[Turn, Assistant], str]:
    return lambda turn, helper: helper.speech.say(key)


def _other_municipality(turn: Turn, helper: Assistant) -> str:
    names = ", ".join(found.name for found in helper.library.municipalities.values())
    return helper.speech.say("andere_gemeente", gemeenten=names)


def _other_language(turn: Turn, helper: Assistant) -> str:
    sentences = helper.speech.sentences["andere_taal"]
    sentence = sentences.get(language_of(turn.text), sentences["en"])
    return str(sentence).format(team=helper.team_name(turn.state))


def _out_of_scope(turn: Turn, helper: Assistant) -> str:
    return helper.speech.say("buiten_bereik", turn.state.progress.wording)


_ANSWERS: dict[str, Callable[[Turn, Assistant], str]] = {
    "waarom": _why,
    "uitleg": _explain,
    "hoe_lang": _how_long,
    "privacy": _privacy,
    "ben_je_robot": _plain("ben_je_robot"),
    "hulp_assistent": _plain("hulp_assistent"),
    "groet": _plain("groet"),
    "bedankt": _plain("bedankt"),
    "bewaren": _plain("bewaren"),
    "boos": _with_team("boos"),
    "andere_gemeente": _other_municipality,
    "andere_taal": _other_language,
}
