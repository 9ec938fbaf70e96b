"""Takes out of a text what names a person. Masking is not anonymising: it is a first layer."""

from bot.privacy.accounts import accounts
from bot.privacy.addresses import addresses, number_plates
from bot.privacy.emails import emails
from bot.privacy.names import names
from bot.privacy.numbers import named_numbers, numbers, spoken_numbers
from bot.privacy.phones import callable_phones, other_phones
from bot.privacy.signs import plain
from bot.privacy.spans import Finder, replace

NUMBER = "[nummer weggehaald]"
ACCOUNT = "[rekeningnummer weggehaald]"
PHONE = "[telefoonnummer weggehaald]"
EMAIL = "[e-mailadres weggehaald]"
ADDRESS = "[adres weggehaald]"
NAME = "[naam weggehaald]"

LAYERS: tuple[tuple[Finder, str], ...] = (
    (emails, EMAIL),
    (accounts, ACCOUNT),
    (callable_phones, PHONE),
    (named_numbers, NUMBER),
    (addresses, ADDRESS),
    (number_plates, NUMBER),
    (numbers, NUMBER),
    (spoken_numbers, NUMBER),
    (other_phones, NUMBER),
    (names, NAME),
)
"""What is taken out, in this order: a telephone number would otherwise be just a number."""


def mask(text: str) -> str:
    """The text with a placeholder for each number, account, phone, e-mail address, address and name of a person.

    Amounts, ages, years, dates, 112, 113 and public service numbers (0800, 0900) stay.
    """
    for find, placeholder in LAYERS:
        text = replace(text, find(plain(text)), placeholder)
    return text
