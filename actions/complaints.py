"""A complaint about the municipality or its staff: where it can be made, and the way to a person."""

from dataclasses import replace

from actions.assistant import Assistant
from actions.finding import help_that_waited
from actions.turn import Turn
from bot.dialogue.readers.interruptions import complains, where_to_complain
from bot.dialogue.speech import Message

COMPLAINT = "klacht"


def about_a_complaint(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to a complaint, with the facility for it where the plan has one; nothing when it is none."""
    if turn.text.startswith("/") or not complains(turn.text):
        return ()
    said = helper.speech.tell(COMPLAINT, turn.state, team=helper.team_name(turn.state))
    way = () if turn.form or turn.open_field else helper.speech.commands(("overdracht",))
    return (replace(said, choices=tuple(way), cards=_cards(turn, helper)),)


def _cards(turn: Turn, helper: Assistant) -> tuple[dict[str, object], ...]:
    if turn.state.municipality is None:
        return ()
    sought = helper.names[turn.state.municipality].sought(where_to_complain())
    return tuple(
        card
        for message in help_that_waited([facility.id for facility in sought], turn.state, helper)
        for card in message.cards
    )
