"""Danger and urgent need in a resident's sentence, by rules that can be read: data/veiligheid/.

``detect`` says what it sees, ``message`` what a resident reads first, ``question`` what to ask when it is not sure.
"""

from bot.dialogue.safety.detection import detect
from bot.dialogue.safety.signal import Signal
from bot.dialogue.safety.wording import message, numbers_for, question

__all__ = ["Signal", "detect", "message", "numbers_for", "question"]
