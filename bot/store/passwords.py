"""Passwords of staff: made, hashed with argon2id, and checked."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

WORDS = 4
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
_HASHER = PasswordHasher()


def new_password() -> str:
    """A random password of four groups that can be copied from paper (over 96 bits)."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(WORDS))


def hash_password(password: str) -> str:
    """The form in which a password is stored (argon2id, with its own salt)."""
    return _HASHER.hash(password)


def password_fits(password: str, stored_hash: str) -> bool:
    """Whether the password is right. A damaged hash fits nothing."""
    try:
        return _HASHER.verify(stored_hash, password)
    except (VerificationError, InvalidHashError):
        return False
