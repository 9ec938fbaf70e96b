"""Plain signs: whatever a keyboard, a bank or a PDF writes, digits and gaps are seen in their place."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.signs import plain


@pytest.mark.parametrize(
    ("sign", "becomes"),
    [
        ("\u00a0", " "),
        ("\u202f", " "),
        ("\u2009", " "),
        ("\u3000", " "),
        ("\t", " "),
        ("\u2011", "-"),
        ("–", "-"),
        ("—", "-"),
        ("－", "-"),
        ("\u2212", "-"),
        ("９", "9"),
        ("٣", "3"),
        ("۳", "3"),
        ("३", "3"),
        ("𝟗", "9"),
        ("Ａ", "A"),
        ("＠", "@"),
        ("．", "."),
    ],
)
def test_a_sign_has_a_plain_form(sign, becomes):
    assert plain(sign) == becomes
    assert plain(f"a{sign}é{sign}") == f"a{becomes}é{becomes}"


@pytest.mark.parametrize("text", ["", "é ü ş ı 't", "\n", "ﬁ", "½", "😀", "ماذا", "👩\u200d👧", "€", "ĳ", "\ud800"])
def test_what_is_no_digit_or_gap_stays(text):
    assert plain(text) == text


@given(st.text(max_size=60))
def test_each_sign_stays_in_its_place(text):
    assert [plain(each) for each in text] == list(plain(text))


def test_every_decimal_digit_of_unicode_is_a_digit():
    digits = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Nd"]
    assert plain("".join(digits)) == "".join(str(unicodedata.decimal(each)) for each in digits)
    assert len(digits) > 600
