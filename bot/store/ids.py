"""Random names: conversation ids, tokens, message ids, choices, and the reference that a resident writes down."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timezone

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that cannot be mistaken for one another on paper or by phone (no 0 O 1 I L U)."""

ID = re.compile(r"[A-Za-z0-9_-]{1,43}")
ISSUED = re.compile(r"[0-9a-f]{8}")
RESUME_CODE = re.compile(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
KENMERK = re.compile(rf"ZC-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")


def new_id() -> str:
    """128 random bits, safe in an address: for conversations, messages, choices and Rasa's sender."""
    return secrets.token_urlsafe(16)


def is_id(text: str) -> bool:
    """Whether the text can be one of our ids; other signs never reach the database."""
    return ID.fullmatch(text) is not None


def new_token() -> str:
    """256 random bits, safe in a header or cookie. Only its hash is stored."""
    return secrets.token_urlsafe(32)


def session_token(now: datetime) -> str:
    """A token that tells when it was given out. Nobody can change that: the hash covers it."""
    return f"{new_token()}-{int(now.timestamp()):x}"


def issued_at(token: str) -> datetime | None:
    """When a token was given out; None when it does not tell."""
    seconds = token.rpartition("-")[2]
    return datetime.fromtimestamp(int(seconds, 16), timezone.utc) if ISSUED.fullmatch(seconds) else None


def token_hash(token: str) -> str:
    """The form in which a token is stored (SHA-256, hex)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def same_token(token: str, stored_hash: str) -> bool:
    """Whether the token belongs to the stored hash, compared in constant time."""
    return hmac.compare_digest(token_hash(token), stored_hash)


def new_kenmerk() -> str:
    """A reference such as ``ZC-7K3M-92QF``."""
    return f"ZC-{_letters(4)}-{_letters(4)}"


def new_resume_code() -> str:
    """A code such as ``7K3M-92QF``, with which a conversation goes on."""
    return f"{_letters(4)}-{_letters(4)}"


def is_kenmerk(text: str) -> bool:
    """Whether the text is written as a reference."""
    return KENMERK.fullmatch(text) is not None


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
