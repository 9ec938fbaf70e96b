"""Amounts, ages, durations and places said in many ways, and read back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.readers import FIELDS, Context, Kind, read, volunteered
from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.numerals import numbers
from bot.dialogue.readers.quantities import QUANTITY_FIELDS
from bot.dialogue.readers.text import clauses, closest, distance, plain

TODAY = date(2026, 11, 22)
CONTEXT = Context(TODAY, {}, "leiden")

SMALL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def in_words(number: int) -> str:
    """The number as it is spelled: tweeëntwintig, dertienhonderdvijftig, tweeduizend honderd."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, unit = TENS[number // 10], number % 10
        return tens if not unit else f"{SMALL[unit]}{'ën' if SMALL[unit].endswith('e') else 'en'}{tens}"
    if number % 1000 >= 100 and 1100 <= number < 10000 or number < 1000:
        hundreds, rest = divmod(number, 100)
        return ("" if hundreds == 1 else in_words(hundreds)) + "honderd" + (in_words(rest) if rest else "")
    thousands, rest = divmod(number, 1000)
    return ("" if thousands == 1 else in_words(thousands)) + "duizend" + (" " + in_words(rest) if rest else "")


AMOUNT_FRAMES = [
    "{}",
    "€ {}",
    "€{}",
    "{} euro",
    "{} euro per maand",
    "ik krijg {} in de maand",
    "ongeveer {}",
    "zo'n {} netto",
    "Mijn inkomen bedraagt {} euro.",
    "weet niet precies, iets van {} euro",
    "{} euro ofzo",
    "rond de {} euro",
    "{} p/m",
]
AGE_FRAMES = [
    "{}",
    "ik ben {}",
    "ik ben {} jaar",
    "{} jaar oud",
    "Ik tel {} jaren.",
    "ik heb {} jaar",
    "net {} geworden",
    "al {} hoor",
    "leeftijd: {}",
    "{} jaartjes jong",
    "ik voel me jong maar ben {}",
    "{}, en mijn kat is 3",
    "k ben {} jr",
]
DURATION_FRAMES = ["{}", "al {}", "{} geleden", "ongeveer {}", "nu zo'n {}", "dat begon {} terug", "{} denk ik"]
PERIODS = {
    "per week": Decimal(52) / 12,
    "p/w": Decimal(52) / 12,
    "in de week": Decimal(52) / 12,
    "per vier weken": Decimal(13) / 12,
    "elke 4 weken": Decimal(13) / 12,
    "per jaar": Decimal(1) / 12,
    "per maand": Decimal(1),
}


@given(st.integers(0, 9999))
def test_reads_every_number_in_words(number: int) -> None:
    found = numbers(plain(in_words(number)))
    assert [int(n.value) for n in found] == [number]


@given(st.integers(200, 9000), st.sampled_from(AMOUNT_FRAMES), st.sampled_from(["plain", "dots", "words", "dash"]))
def test_reads_an_amount_however_written(amount: int, frame: str, style: str) -> None:
    dots = f"{amount:,}".replace(",", ".")
    written = {"plain": str(amount), "dots": dots, "words": in_words(amount), "dash": f"{dots},-"}[style]
    reading = read("inkomen", frame.format(written), CONTEXT)
    assert (reading.kind, reading.value) == (Kind.VALUE, amount)


@given(st.integers(200, 9000), st.integers(0, 99))
def test_reads_cents(euros: int, cents: int) -> None:
    written = f"{euros:,}".replace(",", ".") + f",{cents:02d}"
    assert read("inkomen", f"€ {written} netto", CONTEXT).value == pytest.approx(euros + cents / 100)


@given(st.integers(100, 990), st.sampled_from(sorted(PERIODS)), st.booleans())
def test_turns_every_period_into_months(amount: int, period: str, before: bool) -> None:
    said = f"{period} krijg ik {amount} euro" if before else f"{amount} euro {period}"
    expected = float((amount * PERIODS[period]).quantize(Decimal("0.01")))
    assert read("inkomen", said, CONTEXT).value == pytest.approx(expected, abs=0.011)


@given(
    st.integers(300, 4000),
    st.integers(300, 4000),
    st.sampled_from(["hij {} en ik {}", "mijn man {} en ik {}", "aow {} plus pensioen {}", "{} + {}"]),
)
def test_adds_up_two_incomes(one: int, other: int, frame: str) -> None:
    assert read("inkomen", frame.format(one, other), CONTEXT).value == one + other


@given(
    st.integers(300, 3000),
    st.integers(20, 900),
    st.sampled_from(["{} plus {} toeslagen", "{} en {} huurtoeslag", "{} loon, zorgtoeslag {}"]),
)
def test_leaves_allowances_out(income: int, allowance: int, frame: str) -> None:
    assert read("inkomen", frame.format(income, allowance), CONTEXT).value == income


@given(
    st.integers(300, 3000),
    st.integers(1, 900),
    st.sampled_from(["tussen {} en {}", "{} à {}", "van {} tot {}", "{}-{}", "tussen de {} en de {} euro"]),
)
def test_reads_a_range(low: int, more: int, frame: str) -> None:
    high = low + min(more, 3 * low)
    assert read("inkomen", frame.format(low, high), CONTEXT).value == {"van": low, "tot": high}


@given(st.integers(500, 6000))
def test_never_takes_a_gross_amount(amount: int) -> None:
    reading = read("inkomen", f"{amount} bruto per maand", CONTEXT)
    assert (reading.kind, reading.ask) == (Kind.NOT_UNDERSTOOD, "bruto_netto")


@given(st.integers(12, 120), st.sampled_from(AGE_FRAMES), st.booleans())
def test_reads_an_age_however_told(age: int, frame: str, words: bool) -> None:
    reading = read("leeftijd", frame.format(in_words(age) if words else age), CONTEXT)
    assert (reading.kind, reading.value) == (Kind.VALUE, age)


@given(st.integers(121, 999))
def test_refuses_an_impossible_age(age: int) -> None:
    assert read("leeftijd", f"ik ben {age}", CONTEXT).kind is Kind.NOT_UNDERSTOOD


@given(st.dates(date(1920, 1, 1), date(2015, 12, 31)), st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]))
def test_counts_the_age_from_a_birthday(born: date, style: str) -> None:
    had_birthday = (TODAY.month, TODAY.day) >= (born.month, born.day)
    assert read("leeftijd", f"geboren op {born.strftime(style)}", CONTEXT).value == TODAY.year - born.year - (
        not had_birthday
    )


@given(st.lists(st.integers(1, 17), min_size=2, max_size=5), st.booleans())
def test_reads_the_ages_of_all_children(ages: list[int], words: bool) -> None:
    told = [in_words(age) if words else str(age) for age in ages]
    said = f"kinderen van {', '.join(told[:-1])} en {told[-1]}"
    assert sorted(read("kinderen", said, CONTEXT).value) == sorted(ages)


@given(st.integers(1, 40), st.sampled_from(DURATION_FRAMES), st.sampled_from(["jaar", "maanden"]), st.booleans())
def test_reads_a_duration(count: int, frame: str, unit: str, words: bool) -> None:
    said = frame.format(f"{in_words(count) if words else count} {unit}")
    assert read("mantelzorg_maanden", said, CONTEXT).value == count * (12 if unit == "jaar" else 1)


@given(
    st.integers(1, 24),
    st.sampled_from(
        [("{} uur per dag", 7), ("elke dag {} uur", 7), ("{} uur per week", 1), ("doordeweeks elke dag {} uur", 5)]
    ),
)
def test_reads_hours_a_week(hours: int, frame: tuple[str, int]) -> None:
    assert read("mantelzorg_uren", frame[0].format(hours), CONTEXT).value == hours * frame[1]


@given(
    st.sampled_from(
        [(slug, name) for slug, names in load("plaatsen")["namen"].items() for name in names if len(name) > 5]
    )
)
@settings(max_examples=200)
def test_reads_every_place_of_the_five_municipalities(place: tuple[str, str]) -> None:
    assert read("gemeente", f"ik woon in {place[1]}", CONTEXT).value == place[0]


@given(st.sampled_from(sorted(load("gemeenten"))))
def test_reads_every_dutch_municipality(slug: str) -> None:
    assert read("mantelzorg_gemeente", f"zij woont in {slug.replace('-', ' ')}", CONTEXT).value == slug


@given(st.text(max_size=300), st.sampled_from(sorted(QUANTITY_FIELDS)))
def test_never_fails_on_any_text(text: str, field: str) -> None:
    reading = read(field, text, CONTEXT)
    assert isinstance(reading.kind, Kind)
    assert (reading.value is not None) == (reading.kind is Kind.VALUE)


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_never_fails_on_anything_volunteered(text: str) -> None:
    assert all(reading.kind is Kind.VALUE and reading.certain for reading in volunteered(text, CONTEXT).values())


@given(st.text(alphabet="abcdefghijklmnop ", max_size=60))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read("huishouden", text, CONTEXT) == read("huishouden", text, CONTEXT)


@given(st.text(alphabet="abcde", max_size=8), st.text(alphabet="abcde", max_size=8))
def test_distance_is_symmetric_and_zero_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


NO_ANSWERS = [
    "waarom wil je dat weten?",
    "wat bedoel je daarmee",
    "moet dat nou",
    "hoe lang nog?",
    "stop",
    "terug",
    "opnieuw beginnen",
    "correctie: mijn dochter is 10",
    "hallo",
    "dank je wel",
    "mag ik een medewerker spreken",
    "zijn we al halverwege?",
    "asdfgh",
    "ik rond het hierbij af, dank u",
    "kan ik er eentje terug",
    "waar is dat voor nodig?",
    "NL91 ABNA 0417 1643 00",
]


@pytest.mark.parametrize("text", NO_ANSWERS)
@pytest.mark.parametrize("field", sorted(FIELDS))
def test_takes_no_value_from_what_is_no_answer(field: str, text: str) -> None:
    assert read(field, text, CONTEXT).kind is Kind.NOT_UNDERSTOOD


@pytest.mark.parametrize("field", sorted(QUANTITY_FIELDS))
@pytest.mark.parametrize(
    ("text", "kind"),
    [("weet ik niet", Kind.UNKNOWN), ("geen idee", Kind.UNKNOWN), ("zeg ik liever niet", Kind.REFUSED)],
)
def test_tells_not_knowing_from_not_telling(field: str, text: str, kind: Kind) -> None:
    assert read(field, text, CONTEXT).kind is kind


def test_a_text_that_is_too_long_is_no_answer() -> None:
    assert read("leeftijd", "44 " * 800, CONTEXT).kind is Kind.NOT_UNDERSTOOD


def test_closest_leaves_short_words_alone() -> None:
    assert closest("hun", {"huur"}) is None
    assert closest("bijstant", {"bijstand"}) == "bijstand"


def test_clauses_keep_numbers_whole() -> None:
    assert clauses("a, b (c) 1.350,50, en d") == ["a", "b", "c", "1.350,50", "en d"]


VOLUNTEERED = [
    (
        "ik ben 44 en woon alleen met mijn dochter van 9, zorg voor mn moeder",
        {"leeftijd": 44, "huishouden": "alleenstaande_ouder", "kinderen": [9], "mantelzorg_voor": "ouder"},
    ),
    ("ik woon in Naaldwijk en zit in de bijstand", {"gemeente": "westland", "uitkering": ["bijstand"]}),
    ("ik loop achter met de huur en de zorgpremie", {"achterstanden": ["huur", "zorgverzekering"]}),
    ("ik verdien 1450 netto en mijn huur is 780", {"inkomen": 1450}),
    ("als ik 67 ben, krijg ik dan aow?", {}),
    ("stel dat ik alleen woon, wat dan", {}),
    ("mijn buurvrouw is 80 en woont alleen", {}),
    ("ik ben 8 weken zwanger", {}),
    ("mijn dochter van 45 woont in Utrecht", {}),
]


@pytest.mark.parametrize(("text", "expected"), VOLUNTEERED)
def test_takes_only_what_is_said_outright(text: str, expected: dict[str, object]) -> None:
    told = {
        field: reading.value for field, reading in volunteered(text, Context(TODAY)).items() if field in QUANTITY_FIELDS
    }
    assert told == expected


def test_what_answers_the_open_question_is_not_volunteered() -> None:
    assert "leeftijd" not in volunteered("ik ben 44 en woon in Leiden", Context(TODAY), "leeftijd")
