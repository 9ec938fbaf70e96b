"""Masking: a table of what goes and what stays, and properties over many spellings."""

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.contact import find_contact
from bot.privacy.masking import LAYERS, NUMBER, PHONE, mask
from bot.privacy.numbers import elfproef
from bot.privacy.words import DUTCH_BANKS, NUMBER_WORDS

TABLE = yaml.load((Path(__file__).parent / "masking.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PLACEHOLDERS = {placeholder for _, placeholder in LAYERS}
NUMERALS = [str.maketrans("0123456789", row) for row in ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩")]
SENTENCES = ("{}", "mijn nummer is {}.", "kunt u {} noteren?", "x {} y", "\n{}\n", "hier:{};")


@pytest.mark.parametrize("case", TABLE["weg"], ids=lambda case: case["tekst"])
def test_what_names_a_person_goes(case):
    assert mask(case["tekst"]) == case["wordt"]


@pytest.mark.parametrize("text", TABLE["houdt"])
def test_what_the_check_needs_stays(text):
    assert mask(text) == text


def bsn():
    """Numbers of nine digits that pass the check."""
    return st.integers(10_000_000, 999_999_900).map(next_bsn)


def next_bsn(number):
    while not elfproef(f"{number:09}"):
        number += 1
    return f"{number:09}"


def spelled(digits, sizes, separator):
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return separator.join(groups)


@given(
    bsn(),
    st.sampled_from([(9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (1,) * 9, (4, 5), (5, 4)]),
    st.sampled_from([" ", ".", "-", "  ", "_", "–", "\u00a0", "\u2011", "\t", " - ", "*", " | ", "#", "~", "'", "•"]),
    st.sampled_from(SENTENCES),
    st.sampled_from(NUMERALS),
)
@settings(max_examples=400, deadline=None)
def test_no_bsn_is_left(digits, sizes, separator, sentence, numerals):
    masked = mask(sentence.format(spelled(digits, sizes, separator).translate(numerals)))
    assert not any(each.isdigit() for each in masked)


@given(bsn(), st.integers(1, 8), st.sampled_from(["\n", " \n", "-\n", ".\n "]), st.sampled_from(SENTENCES))
def test_no_bsn_is_left_that_a_line_end_breaks(digits, place, line_end, sentence):
    masked = mask(sentence.format(f"{digits[:place]}{line_end}{digits[place:]}"))
    assert not any(each.isdigit() for each in masked)


@given(bsn(), st.sampled_from(["+", ":", "=", ";", ","]), st.sampled_from(SENTENCES))
def test_no_bsn_is_left_in_three_parts_with_what_also_stands_between_amounts(digits, separator, sentence):
    masked = mask(sentence.format(spelled(digits, (3, 3, 3), separator)))
    assert not any(each.isdigit() for each in masked)


WORD_OF = {digits: word for word, digits in NUMBER_WORDS.items() if word.isascii()}
BETWEEN_WORDS = [" ", ", ", "-", "  ", "\n", " - ", "\u00a0", "", "."]


def in_words(digits, sizes):
    """The digits in words, one or two at a time; a zero before another digit is said apart."""
    groups = spelled(digits, sizes, " ").split()
    return [word for each in groups for word in ([WORD_OF[each]] if each in WORD_OF else map(WORD_OF.get, each))]


@given(
    bsn(),
    st.sampled_from([(1,) * 9, (2, 2, 2, 2, 1), (1, 2, 2, 2, 2), (2, 1, 2, 1, 2, 1)]),
    st.sampled_from(BETWEEN_WORDS),
    st.sampled_from(SENTENCES),
    st.sampled_from([str, str.upper, str.capitalize]),
)
@settings(max_examples=400, deadline=None)
def test_no_bsn_is_left_in_words(digits, sizes, between, sentence, case):
    said = case(between.join(in_words(digits, sizes)))
    masked = mask(sentence.format(said))
    assert NUMBER in masked or PHONE in masked or are_ages(in_words(digits, sizes))
    assert said not in masked or are_ages(in_words(digits, sizes))


def are_ages(words):
    """From young to old or the other way: that can be children."""
    ages = [int(NUMBER_WORDS[word]) for word in words]
    return max(ages) > 9 and max(ages) <= 30 and sorted(ages) in (ages, ages[::-1])


@given(
    st.integers(0, 99_999_999),
    st.sampled_from([(1,) * 8, (2, 2, 2, 2), (1, 1, 2, 2, 2)]),
    st.sampled_from(BETWEEN_WORDS),
    st.sampled_from(SENTENCES),
)
def test_a_mobile_number_in_words_goes_and_is_found(number, sizes, between, sentence):
    digits = f"{number:08}"
    text = sentence.format(between.join(["nul", "zes", *in_words(digits, sizes)]))
    assert PHONE in mask(text)
    assert find_contact(text).phone == f"+316{digits}"


@given(st.lists(st.integers(0, 99), min_size=1, max_size=3), st.sampled_from(["{} jaar", "ik ben {}", "{} euro"]))
def test_ages_amounts_and_years_in_words_stay(numbers, sentence):
    text = sentence.format(" en ".join(WORD_OF[str(number)] for number in numbers))
    assert mask(text) == text


@given(st.integers(10_000_000, 999_999_999), st.sampled_from(SENTENCES), st.sampled_from(NUMERALS))
def test_no_eight_or_nine_digits_in_a_row_are_left_unless_they_are_millions(number, sentence, numerals):
    masked = mask(sentence.format(number).translate(numerals))
    assert any(each.isdigit() for each in masked) == (number % 1_000_000 == 0 and not elfproef(str(number)))


@given(
    st.sampled_from(sorted(DUTCH_BANKS)),
    st.integers(0, 10**10 - 1),
    st.integers(2, 98),
    st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2011", "\t"]),
    st.sampled_from(SENTENCES),
    st.sampled_from(NUMERALS),
)
def test_no_dutch_account_is_left(bank, number, check, separator, sentence, numerals):
    written = separator.join((f"NL{check:02}", bank, *re.findall("..", f"{number:010}")))
    masked = mask(sentence.format(written).translate(numerals))
    assert not any(each.isdigit() for each in masked)
    assert bank not in masked


@given(
    st.integers(0, 99_999_999),
    st.sampled_from([(8,), (2, 2, 2, 2), (4, 4), (1, 7), (3, 5), (1,) * 8]),
    st.sampled_from([" ", "-", ".", "", "\u00a0", "–", "\t"]),
    st.sampled_from(["06", "+316", "00316", "+31 (0)6"]),
    st.sampled_from(SENTENCES),
)
@settings(max_examples=400, deadline=None)
def test_no_mobile_number_is_left_and_each_is_found(number, sizes, separator, prefix, sentence):
    digits = f"{number:08}"
    text = sentence.format(f"{prefix}{separator}{spelled(digits, sizes, separator)}")
    assert not any(each.isdigit() for each in mask(text))
    if PHONE in mask(text):
        assert find_contact(text).phone == f"+316{digits}"


@given(st.text(alphabet="0123456789 -.+()/,@abNLik heet€\n[]", max_size=60))
@settings(max_examples=600, deadline=None)
def test_a_masked_phone_number_was_found_as_contact(text):
    if PHONE in mask(text) and PHONE not in text and "@" not in text:
        assert find_contact(text) is not None


@given(st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_masking_twice_is_masking_once(text):
    assert mask(mask(text)) == mask(text)


@given(st.integers(0, 9999), st.sampled_from(["{} euro", "€ {}", "ik ben {}", "sinds {}", "{} per maand", "{},50"]))
def test_small_numbers_stay(number, sentence):
    assert mask(sentence.format(number)) == sentence.format(number)


@given(st.dates(), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]))
def test_dates_of_our_time_stay(day, form):
    if 1900 <= day.year < 2100:
        assert mask(day.strftime(form)) == day.strftime(form)


@given(st.text(max_size=2000))
@settings(max_examples=60, deadline=2000)
def test_any_text_is_masked_within_reason(text):
    mask(text)


@pytest.mark.parametrize(
    "text",
    ["1 " * 1000, "a@" * 1000, "nl91" * 500, "ik heet " * 250, "straat 1" * 250, "06-" * 600, "1.2," * 500]
    + ["een" * 600, "nul zes " * 250, "een " * 500 + "x", "a punt " * 300, "aapje " * 300, "1*" * 1000],
)
def test_long_repetition_is_masked_at_once(text):
    begin = time.process_time()
    mask(text[:2000])
    assert time.process_time() - begin < 0.5
