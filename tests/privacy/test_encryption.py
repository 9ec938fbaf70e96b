"""Encryption: only the right key and the right owner read a value; hashes tell nothing and match only themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.encryption import Cipher, DecryptionError

SECRET, OTHER = "a" * 40, "b" * 40
CIPHER = Cipher(SECRET)


@given(st.text().filter(lambda text: text.encode("utf-8", "ignore").decode() == text), st.text(alphabet="abc-_1"))
def test_what_was_encrypted_is_read_back(text, owner):
    assert CIPHER.decrypt(CIPHER.encrypt(text, owner), CIPHER.key_id, owner) == text


def test_the_same_text_never_looks_the_same():
    assert CIPHER.encrypt("06", "x") != CIPHER.encrypt("06", "x")


@given(st.integers(0, 60), st.integers(1, 255))
def test_one_changed_byte_is_noticed(place, change):
    sealed = bytearray(CIPHER.encrypt("+31612345678 of jan@example.nl", "x"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(DecryptionError):
        CIPHER.decrypt(bytes(sealed), CIPHER.key_id, "x")


@pytest.mark.parametrize("sealed", [b"", b"x", b"x" * 12, b"x" * 40])
def test_what_was_never_encrypted_is_refused(sealed):
    with pytest.raises(DecryptionError):
        CIPHER.decrypt(sealed, CIPHER.key_id, "x")


def test_a_row_cannot_be_moved_to_another_owner():
    with pytest.raises(DecryptionError):
        CIPHER.decrypt(CIPHER.encrypt("06", "mine"), CIPHER.key_id, "yours")


def test_another_secret_reads_nothing():
    with pytest.raises(DecryptionError):
        Cipher(OTHER).decrypt(CIPHER.encrypt("06", "x"), CIPHER.key_id, "x")


def test_an_earlier_secret_still_reads_but_no_longer_writes():
    changed = Cipher(OTHER, earlier=[SECRET])
    assert changed.decrypt(CIPHER.encrypt("06", "x"), CIPHER.key_id, "x") == "06"
    assert changed.key_id == Cipher(OTHER).key_id != CIPHER.key_id


def test_the_key_id_fits_its_column_and_holds_no_secret():
    assert len(CIPHER.key_id) <= 16
    assert CIPHER.key_id not in SECRET


def test_hashes_match_for_one_purpose_and_one_secret_only():
    assert CIPHER.keyed_hash("+316", "phone") == Cipher(SECRET).keyed_hash("+316", "phone")
    hashes = {
        CIPHER.keyed_hash("+316", "phone"),
        CIPHER.keyed_hash("+316", "log"),
        CIPHER.keyed_hash("+317", "phone"),
        Cipher(OTHER).keyed_hash("+316", "phone"),
        CIPHER.keyed_hash("e+316", "phon"),
    }
    assert len(hashes) == 5
