"""What a resident asks or wants at any moment: why, how long, who reads this, a step back, stop, a person."""

import math
from collections.abc import Callable
from dataclasses import replace

from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions.assistant import Assistant
from actions.complaints import about_a_complaint
from actions.explaining import about_a_word, explain, open_question, why
from actions.finding import NEAR, STRONG, found, help_that_waited, likeness
from actions.followups import about_the_cards
from actions.towns import OTHER_TOWN, take_town, town_in, which_town
from actions.turn import REQUESTED, STOPPED, Reply, Turn, ZelfcheckAction
from actions.way_on import with_way_on
from bot.dialogue.certainty import threshold
from bot.dialogue.language import language_of
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.readers.interruptions import asks_a_moment, asks_why, parts_that_ask, says_about_what
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.topics import without_refused
from bot.dialogue.understanding import OTHER_LANGUAGE, VERY_LIKELY

QUESTIONS_A_MINUTE = 4
CLEAR = threshold("niet_over_hulp")
"""Confidence below which a question may as well be about help."""
CERTAIN = 0.999
"""From here a fixed phrase decided: "ik wil een mens spreken" asks for no more than that."""
OUT_OF_SCOPE = "buiten_bereik"
WITHOUT_A_QUESTION = 14.0
"""Likeness from which a question is about help when none of ours is open: "wat is een schuldregeling" has 14.3, "leg
dat eens uit" 13.6. Chosen by eye."""
_MAYBE_ABOUT_HELP = frozenset({"uitleg", "hulp_assistent", OUT_OF_SCOPE, OTHER_LANGUAGE, "waarom"})
OVERVIEW = "overzicht"
PERSON = ("mens", "mens_zonder_gemeente")
"""The sentences that show the way to a person."""


class ActionTussendoor(ZelfcheckAction):
    """Answers a short question about the conversation itself; the form then asks its question again."""

    def name(self) -> str:
        return "action_tussendoor"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        return with_way_on(_answered(turn, helper), turn, helper)


def _answered(turn: Turn, helper: Assistant) -> Reply:
    about = about_a_complaint(turn, helper) or about_a_word(turn, helper) or about_the_cards(turn, helper)
    if about:
        return Reply(turn.state, about, open_field=turn.open_field)
    if turn.state.municipality and _may_be_about_help(turn, helper):
        cards = found(turn.text, turn.state, helper)
        if cards:
            return Reply(turn.state, cards, open_field=turn.open_field)
    if turn.intent.name == OTHER_TOWN:
        return other_town(turn, helper)
    answered = _ANSWERS.get(turn.intent.name, _out_of_scope)(turn, helper)
    return Reply(_heard(turn), (answered,), open_field=turn.open_field)


def asked_beside(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to what is asked beside an answer ("41. waarom wilt u dat weten"); nothing when it asks nothing."""
    _, asked = parts_that_ask(turn.text)
    if not asked:
        return ()
    intent = turn.intent.name if turn.intent.name in _ASKING else "waarom" if asks_why(asked) else ""
    return (_ANSWERS[intent](turn, helper),) if intent else ()


def _may_be_about_help(turn: Turn, helper: Assistant) -> bool:
    """Whether the model is not sure that it is not, or the search is sure that it is."""
    if turn.intent.confidence < CLEAR:
        return turn.intent.name in _MAYBE_ABOUT_HELP
    certain = VERY_LIKELY if turn.intent.name == OTHER_LANGUAGE else CERTAIN
    if turn.intent.name not in _MAYBE_ABOUT_HELP or turn.intent.confidence >= certain:
        return False
    needs_more = turn.form is not None or turn.intent.name == OUT_OF_SCOPE
    return likeness(turn.text, turn.state, helper) >= (STRONG if needs_more else WITHOUT_A_QUESTION)


def _heard(turn: Turn) -> DialogueState:
    """The state in which we know that the resident speaks another language."""
    if turn.intent.name != OTHER_LANGUAGE:
        return turn.state
    return replace(turn.state, progress=replace(turn.state.progress, language=language_of(turn.text)))


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
            return Reply(turn.state, (helper.speech.tell("terug_begin", turn.state),))
        after = _reopened(turn.state, earlier[-1])
        progress = replace(after.progress, history=tuple(earlier[:-1]), finished=False)
        return Reply(replace(after, progress=progress), (helper.speech.tell("terug", turn.state),))


class ActionOverzicht(ZelfcheckAction):
    """Everything that was filled in so far."""

    def name(self) -> str:
        return "action_overzicht"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        told = Reply(turn.state, (Message(overview(turn, helper), name=OVERVIEW),), open_field=turn.open_field)
        return with_way_on(told, turn, helper)


class ActionStop(ZelfcheckAction):
    """Stops; the answers stay until they expire or the resident removes them.

    Who tells a need that the search knows, and is only by statistics taken to leave, is shown what there is.
    """

    def name(self) -> str:
        return "action_stop"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        going_on = patience(turn, helper) or _rather_a_need(turn, helper)
        if going_on:
            return with_way_on(Reply(turn.state, going_on, open_field=turn.open_field), turn, helper)
        stopped = helper.speech.tell("gestopt", turn.state, dagen=helper.retention.conversation_days)
        choices = helper.speech.commands(("verder", "uitkomst") if turn.state.topics else ("verder",))
        closed = (ActiveLoop(None), SlotSet(REQUESTED, None))
        return Reply(turn.state, (replace(stopped, choices=choices),), closed, status=STOPPED)


def patience(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Who asks for a moment is not leaving."""
    return (helper.speech.tell("neem_de_tijd", turn.state),) if asks_a_moment(turn.text) else ()


def _rather_a_need(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    if turn.state.municipality is None or turn.intent.confidence >= VERY_LIKELY:
        return ()
    return found(turn.text, turn.state, helper) if likeness(turn.text, turn.state, helper) >= NEAR else ()


class ActionVerder(ZelfcheckAction):
    """Goes on with the questions after a stop, an outcome, or a message about danger."""

    def name(self) -> str:
        return "action_verder"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        going_on = replace(turn.state, progress=replace(turn.state.progress, finished=False))
        waited = help_that_waited(turn.waiting, turn.state, helper)
        return Reply(going_on, (helper.speech.tell("verder", turn.state), *waited))


class ActionAnderOnderwerp(ZelfcheckAction):
    """Lets the resident choose another topic; a topic named in the sentence is taken at once."""

    def name(self) -> str:
        return "action_ander_onderwerp"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        named = () if turn.text.startswith("/") else helper.listener.topics.read(without_refused(turn.text))
        names = ", ".join(helper.agenda.questionnaire.topics[topic].phrase for topic in named)
        chosen = (helper.speech.tell("thema_gekozen", turn.state, themas=names),) if named else ()
        progress = replace(turn.state.progress, finished=False)
        left = (SlotSet(REQUESTED, None),) if named else ()
        return Reply(replace(turn.state, topics=named, progress=progress), chosen, left)


class ActionMens(ZelfcheckAction):
    """The way to a person, at any moment."""

    def name(self) -> str:
        return "action_mens"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        way = about_a_complaint(turn, helper)[:1] or (way_to_a_person(turn, helper),)
        offered = replace(way[0], choices=helper.speech.commands(("overdracht", "verder")))
        return Reply(turn.state, (*what_for(turn, helper), offered), open_field=turn.open_field)


def way_to_a_person(turn: Turn, helper: Assistant) -> Message:
    """Who the resident may talk to; without a municipality, that we have to know it first."""
    team = helper.team(turn.state)
    if team is None:
        return helper.speech.tell("mens_zonder_gemeente", turn.state)
    return helper.speech.tell("mens", turn.state, team=team.name)


def what_for(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Who says what the person is needed for ("iemand die bemiddelt met de buren") is shown what there is."""
    if turn.state.municipality is None or turn.intent.confidence >= CERTAIN:
        return ()
    near = likeness(turn.text, turn.state, helper)
    about = says_about_what(turn.text)
    fits = near >= (NEAR if about else STRONG) and (about or turn.intent.confidence < CLEAR)
    return found(turn.text, turn.state, helper) if fits or is_wish(turn.text) else ()


def other_town(turn: Turn, helper: Assistant) -> Reply:
    """The town that the resident names, or else which ones there are. In a form the choice is the next question."""
    town = town_in(turn.text, OTHER_TOWN)
    if town is None:
        names = ", ".join(known.name for known in helper.library.municipalities.values())
        said = helper.speech.tell("andere_gemeente", turn.state, gemeenten=names)
        return Reply(turn.state, (said,), open_field=turn.open_field)
    after, messages = take_town(town, turn.state, helper)
    if after.progress.clash is None or turn.form is not None:
        return Reply(after, messages, open_field=turn.open_field)
    return Reply(turn.state, (which_town(after.progress.clash, turn.state, helper),))


def overview(turn: Turn, helper: Assistant) -> str:
    """The known answers as a list of sentences."""
    if not turn.state.answers:
        return helper.speech.say("overzicht_leeg", turn.state.progress.said.get(OVERVIEW, 0))
    lines = [f"- {helper.speech.fact(field, value)}" for field, value in turn.state.answers.items()]
    skipped = len(turn.state.skipped)
    tail = [helper.speech.say("overzicht_overgeslagen", aantal=skipped)] if skipped else []
    head = helper.speech.say("overzicht", turn.state.progress.said.get(OVERVIEW, 0))
    return "\n".join([head, *lines, *tail])


def _reopened(state: DialogueState, field: str) -> DialogueState:
    if field == TOPICS:
        return replace(state, topics=())
    return replace(state, municipality=None) if field == MUNICIPALITY else state.reopened(field)


def _how_long(turn: Turn, helper: Assistant) -> Message:
    if open_question(turn, helper) is None:
        return helper.speech.tell("hoe_lang_geen_vraag", turn.state)
    step, total = helper.agenda.progress(turn.state, helper.today)
    left = total - step + 1
    minutes = max(1, math.ceil(left / QUESTIONS_A_MINUTE))
    return helper.speech.tell("hoe_lang", turn.state, stap=step, van=total, minuten=minutes, nog=left)


def _privacy(turn: Turn, helper: Assistant) -> Message:
    return helper.speech.tell("privacy", turn.state, dagen=helper.retention.conversation_days)


def _with_team(key: str) -> Callable[[Turn, Assistant], Message]:
    return lambda turn, helper: helper.speech.tell(key, turn.state, team=helper.team_name(turn.state))


def _plain(key: str) -> Callable[[Turn, Assistant], Message]:
    return lambda turn, helper: helper.speech.tell(key, turn.state)


def _other_language(turn: Turn, helper: Assistant) -> Message:
    """One sentence in that language, and a button to a person in the same language."""
    languages = helper.speech.sentences["andere_taal"]
    spoken = languages.get(language_of(turn.text), languages["en"])
    times = turn.state.progress.said.get(OTHER_LANGUAGE, 0)
    sentence = spoken["zinnen"][times % len(spoken["zinnen"])].format(team=helper.team_name(turn.state))
    person = replace(helper.speech.command("overdracht"), title=spoken["knop"])
    return Message(sentence, choices=(person,), name=OTHER_LANGUAGE)


_ANSWERS: dict[str, Callable[[Turn, Assistant], Message]] = {
    "waarom": why,
    "uitleg": explain,
    "hoe_lang": _how_long,
    "privacy": _privacy,
    "ben_je_robot": _plain("ben_je_robot"),
    "hulp_assistent": _plain("hulp_assistent"),
    "groet": _plain("groet"),
    "bedankt": _plain("bedankt"),
    "bewaren": _plain("bewaren"),
    "boos": _with_team("boos"),
    OTHER_LANGUAGE: _other_language,
}
_ASKING = frozenset({"waarom", "hoe_lang", "privacy", "ben_je_robot", "hulp_assistent", "boos"})
"""What can be asked in the same breath as an answer; who asks what a question means has not answered it."""
_out_of_scope = _plain("buiten_bereik")
