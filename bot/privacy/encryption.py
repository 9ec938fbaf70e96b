"""Encryption of single values, and keyed hashes, with keys that derive from the secret key."""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BYTES = 32


class DecryptionError(ValueError):
    """The value was not encrypted with this key for this owner, or was changed."""


class Cipher:
    """Encrypts with AES-256-GCM. The first secret encrypts; the others still decrypt what they once encrypted."""

    def __init__(self, secret: str, earlier: Sequence[str] = ()) -> None:
        keys = [_derive(each, b"zelfcheck/encryption") for each in (secret, *earlier)]
        self._keys = {key_name(key): AESGCM(key) for key in keys}
        self.key_id = key_name(keys[0])
        self._hash_key = _derive(secret, b"zelfcheck/hash")

    def encrypt(self, plain: str, owner: str) -> bytes:
        """The encrypted text. ``owner`` (an id) must be given again to decrypt: a row cannot be moved to another."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._keys[self.key_id].encrypt(nonce, plain.encode(), owner.encode())

    def decrypt(self, sealed: bytes, key_id: str, owner: str) -> str:
        """The text. Raises DecryptionError when key, owner or bytes are not those of the encryption."""
        key = self._keys.get(key_id)
        if key is None:
            raise DecryptionError(f"no key {key_id}")
        try:
            return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise DecryptionError("the value does not fit key and owner") from error

    def keyed_hash(self, value: str, purpose: str) -> str:
        """A hash (hex) that only this key gives; values of different purposes cannot be matched."""
        message = f"{len(purpose)}:{purpose}{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._hash_key, message, hashlib.sha256).hexdigest()


def key_name(key: bytes) -> str:
    """The id under which values keep which key encrypted them; says nothing about the key itself."""
    digest = hashlib.sha256(b"zelfcheck/key-id" + key).digest()
    return base64.urlsafe_b64encode(digest[:9]).decode()


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret.encode())
