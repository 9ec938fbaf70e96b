"""How a resident wants to be reached, read from what they typed before it is masked."""

from dataclasses import dataclass

from bot.privacy.emails import first_usable
from bot.privacy.phones import phones
from bot.privacy.signs import plain


@dataclass(frozen=True)
class Contact:
    """A telephone number in international form, an e-mail address, or both."""

    phone: str | None
    email: str | None


def find_contact(text: str) -> Contact | None:
    """The first telephone number that can be called and the first e-mail address; None when there is neither.

    Where masking says that it took a telephone number out, this finds it.
    """
    text = plain(text)
    phone = next((each.international for each in phones(text) if each.international), None)
    email = first_usable(text)
    return Contact(phone, email) if phone or email else None
