"""What is plainly said in between: a word, a name, the cards, a town, and what the sentence tells besides."""

from actions.alarms import with_doubt
from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.complaints import COMPLAINT, about_a_complaint
from actions.explaining import about_a_word
from actions.followups import about_the_cards
from actions.interruptions import PERSON, patience, way_to_a_person, what_for
from actions.misunderstandings import with_person
from actions.naming import about_a_name
from actions.showing import understood_back
from actions.taking import not_known_yet, told_facts
from actions.towns import OTHER_TOWN, Taken, take_town, town_in
from actions.turn import Reply, Turn
from bot.dialogue.questions import MUNICIPALITY
from bot.dialogue.readers import volunteered
from bot.dialogue.readers.asked_words import asked_word
from bot.dialogue.readers.interruptions import says_about_what, wants_a_person
from bot.dialogue.readers.reading import Context
from bot.dialogue.readers.text import clauses, plain
from bot.dialogue.readers.volunteered import town_of_another
from bot.dialogue.speech import Message
from bot.dialogue.understanding import A_PERSON, LIKELY, Meaning, Understanding

_TO_PEOPLE = frozenset({COMPLAINT, *PERSON})
"""Messages after which the open question has the way to a person among its choices."""


def aside(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to what is plainly said in between; nothing when it is something else."""
    to_people = about_a_complaint(turn, helper) or _rather_a_person(turn, helper)
    asked = to_people or patience(turn, helper) or about_a_name(turn, helper)
    return asked or about_a_word(turn, helper) or about_the_cards(turn, helper)


def said_aside(about: tuple[Message, ...], turn: Turn, helper: Assistant) -> Reply:
    """The answer to what was asked in between, and the open question again; one about danger comes first."""
    after, told = (turn.state, ()) if about[0].name == COMPLAINT else _told_besides(turn, helper)
    if turn.doubt and not turn.doubt_repeated:
        return with_doubt(Reply(after, (*told, *about)), turn, helper)
    reply = ask_next(keeping(after, turn.open_field), helper, (*told, *about))
    return with_person(reply, helper) if any(message.name in _TO_PEOPLE for message in about) else reply


def about_a_town(turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply | None:
    """The reply to a sentence that says no more than where somebody lives, or asks about another municipality."""
    for_another = town_of_another(turn.text) is not None
    interrupted = understood.meaning is Meaning.INTERRUPTION and turn.intent.name != OTHER_TOWN
    told = understood.meaning is Meaning.ANSWER or bool(told_facts(understood.others))
    if field.endswith(MUNICIPALITY) or ((interrupted or told) and not for_another):
        return None
    town = town_in(turn.text, turn.intent.name)
    if town is None or (for_another and town.municipality == turn.state.municipality):
        return None
    after, said = take_town(town, keeping(turn.state, field), helper)
    return ask_next(after, helper, said)


def _rather_a_person(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The way to a person; only who says what to talk about is shown what the search makes of those words.

    What the model takes for it as well is left to the rule.
    """
    by_rule = turn.intent.name == A_PERSON and turn.intent.confidence >= LIKELY
    if by_rule or not wants_a_person(turn.text):
        return ()
    cards = what_for(turn, helper) if says_about_what(turn.text) else ()
    return (*cards, way_to_a_person(turn, helper))


def _told_besides(turn: Turn, helper: Assistant) -> Taken:
    """What a sentence tells beside what it asks about: "ik ben 45, wat is een kostendeler?"."""
    context = Context(helper.today, turn.state.answers, turn.state.municipality)
    stated = ". ".join(part for part in clauses(plain(turn.text)) if asked_word(part, None) is None)
    asked = asked_word(turn.text, turn.open_field)
    told = told_facts(volunteered(stated, context))
    news = {name: value for name, value in not_known_yet(told, turn.state).items() if not asked or name != asked.about}
    after = turn.state
    for name, value in news.items():
        after = after.with_answer(name, value)
    return after, (understood_back(news, turn, helper),) if news else ()
