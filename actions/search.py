"""Questions about the help itself, at any moment: cards of what fits the resident's words."""

from collections.abc import Sequence
from dataclasses import replace

from actions.assistant import Assistant
from actions.explaining import about_a_word
from actions.followups import about_the_cards, answered
from actions.naming import about_a_name
from actions.towns import not_here
from actions.turn import Reply, Turn, ZelfcheckAction
from actions.way_on import with_way_on
from bot.dialogue.readers.follow_up import asked_about
from bot.dialogue.readers.volunteered import own_town
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.selfcheck.evaluate import judge_facility
from bot.selfcheck.facility import Facility
from bot.selfcheck.outcome import Outcome
from bot.selfcheck.presentation import outcome_as_json

CARDS = 4


class ActionZoek(ZelfcheckAction):
    """Answers a question about help with the facilities that fit the resident's words."""

    def name(self) -> str:
        return "action_zoek"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        return with_way_on(self._answered(turn, helper), turn, helper)

    def _answered(self, turn: Turn, helper: Assistant) -> Reply:
        about = about_a_name(turn, helper) or about_a_word(turn, helper) or about_the_cards(turn, helper)
        if about:
            return Reply(turn.state, about, open_field=turn.open_field)
        municipality = helper.municipality(turn.state)
        if municipality is None:
            return Reply(turn.state, (helper.speech.tell("hulp_assistent", turn.state),), open_field=turn.open_field)
        cards = found(turn.text, turn.state, helper) or (_not_found(turn, municipality.name, helper),)
        return Reply(turn.state, (*_not_from_here(turn, helper), *cards), open_field=turn.open_field)


def _not_from_here(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Who says to live outside the self-check hears where to go, besides what there is here."""
    town = own_town(turn.text)
    outside = town is not None and town.municipality not in helper.library.municipalities
    return (not_here(town.words, turn.state, helper),) if town is not None and outside else ()


def _not_found(turn: Turn, municipality: str, helper: Assistant) -> Message:
    """That the plan says nothing about it, and the way to a person."""
    parts = {"gemeente": municipality, "team": helper.team_name(turn.state)}
    return replace(
        helper.speech.tell("niet_gevonden", turn.state, **parts), choices=helper.speech.commands(["overdracht"])
    )


def found(text: str, state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """Cards of the facilities that these words find, judged by the answers so far; nothing when none fits.

    What is asked about them (costs, steps, desk, reasons) is answered in words: of those that are named, else the best.
    """
    situation, wording = helper.situation(state), helper.library.rules.wording
    outcomes = [judge_facility(facility, situation, wording) for facility in _fitting(text, state, helper)]
    if not outcomes:
        return ()
    about = asked_about(text)
    if about is None:
        return (_shown(helper.speech.tell("gevonden", state), outcomes),)
    named = [outcome for outcome in outcomes if outcome.facility.name.casefold() in text.casefold()]
    return (_shown(Message(answered(about, named or outcomes[:1], helper)), named or outcomes),)


def _fitting(text: str, state: DialogueState, helper: Assistant) -> Sequence[Facility]:
    """What the text names, else what the search finds, else what residents look for with these very words."""
    names, search = helper.names[str(state.municipality)], helper.searches[str(state.municipality)]
    hits = [hit.facility for hit in search.find(text, limit=CARDS)]
    return names.named(text) or hits or names.sought(text)[:CARDS]


def _shown(message: Message, outcomes: Sequence[Outcome]) -> Message:
    return replace(message, cards=tuple(map(outcome_as_json, outcomes)))
