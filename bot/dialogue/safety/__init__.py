"""Danger and urgent need in a resident's sentence, by rules that can be read: data/veiligheid/.

``detect`` says what the rules see, ``weigh`` what to act on after a second opinion, ``doubts`` what to ask about;
``message`` is what a resident reads first, ``question`` what to ask when it is not sure.
"""

from bot.dialogue.safety.answers import is_answer
from bot.dialogue.safety.detection import detect
from bot.dialogue.safety.signal import Signal
from bot.dialogue.safety.weighing import doubts, weigh
from bot.dialogue.safety.wording import message, numbers_for, question

__all__ = ["Signal", "detect", "doubts", "is_answer", "message", "numbers_for", "question", "weigh"]
