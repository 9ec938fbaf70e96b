"""What a resident typed, made safe to read: invisible signs go, and nothing reads as a command to Rasa."""

import unicodedata

LONGEST_TEXT = 2000
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\t": " "}
COMMAND = "/"


def clean(text: str) -> str:
    """The text in NFC without control, zero-width and bidirectional signs; emoji and line ends stay."""
    for found, instead in LINE_ENDS.items():
        text = text.replace(found, instead)
    visible = "".join(each for each in text if each == "\n" or unicodedata.category(each) not in INVISIBLE)
    return unicodedata.normalize("NFC", visible).strip()


def plain_for_rasa(text: str) -> str:
    """The text such that Rasa reads it as words: a "/" in front would make it a command."""
    while text.startswith(COMMAND):
        text = text.lstrip(COMMAND).strip()
    return text
