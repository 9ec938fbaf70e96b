"""Runs of digits: which ones can name a person (BSN, customer or card number) and which are dates, amounts or ages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.spans import Span
from bot.privacy.spoken import spoken

NEVER_BETWEEN_AMOUNTS, ALSO_BETWEEN_AMOUNTS = "*|#~\\^'\"•", "+=:;"
RUN = re.compile(
    r"(?<!\d)\d+(?:(?: ?[.\-_/\u00b7]? ?\n ?| ?[.\-_/\u00b7"
    + re.escape(NEVER_BETWEEN_AMOUNTS + ALSO_BETWEEN_AMOUNTS)
    + r"] ?| {1,2}|,)\d+)*"
)
DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(\D{1,3})(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")
ISO_DATE = re.compile(r"(?:19|20)\d\d(\D{1,3})(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)")
SERVICE_NUMBER = re.compile(r"0[89]00[ -]?\d{4}(?:\d{3})?(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
MONEY_BEFORE = re.compile(r"(?:€|\beuro?|\bbedrag|\btussen|\bverdien) ?$", re.IGNORECASE)
MONEY_AFTER = re.compile(
    r" ?(?:€|euro?s?\b|eur\b|,-|,\d\d\b|netto\b|bruto\b|p/?m\b|p/?w\b|per (?:maand|week|jaar))", re.IGNORECASE
)
NAMED = re.compile(
    r"\b(?:bsn|burgerservice|sofi-?nummer|paspoort|id-?kaart|identiteitskaart|rijbewijs|v-?nr)"
    r"[^\W\d]*(?: ?nummer)?(?: is)?:? ?((?=[a-z]*\d)[a-z0-9](?:(?: | ?["
    + re.escape(".-_/" + NEVER_BETWEEN_AMOUNTS)
    + r"] ?)?[a-z]{0,3}\d+)+)",
    re.IGNORECASE,
)
SHORTEST, LONGEST = 8, 9
OLDEST_CHILD = 30
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def elfproef(digits: str) -> bool:
    """Whether the digits pass the check of a BSN; of random ones about one in eleven does."""
    full = digits.zfill(len(BSN_WEIGHTS))
    if len(full) != len(BSN_WEIGHTS) or not int(full):
        return False
    return sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, full, strict=True)) % 11 == 0


def numbers(text: str) -> Iterator[Span]:
    """The places of numbers that can name a person."""
    for run in RUN.finditer(text):
        yield from _in_run(text, run)


def spoken_numbers(text: str) -> Iterator[Span]:
    """The places of such numbers that are written in words."""
    return spoken(numbers, text)


def named_numbers(text: str) -> Iterator[Span]:
    """The places of numbers, also short ones, that the text itself calls a BSN, passport and so on."""
    for found in NAMED.finditer(text):
        yield found.span(1)


@dataclass(frozen=True)
class Stretch:
    """A few groups of digits that stand next to each other."""

    raw: str
    groups: tuple[str, ...]

    @property
    def digits(self) -> str:
        """The digits without what separates them."""
        return "".join(self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple(len(group) for group in self.groups)

    @property
    def separators(self) -> set[str]:
        """What separates the groups; one or two spaces count as one kind."""
        return {gap.strip() for gap in re.findall(r"\D+", self.raw)}


def _in_run(text: str, run: re.Match[str]) -> Iterator[Span]:
    places = [(run.start() + each.start(), run.start() + each.end()) for each in re.finditer(r"\d+", run.group())]
    index = 0
    while index < len(places):
        begin = places[index][0]
        known = _date_or_service(text, begin)
        end = known or _personal_end(text, places[index : index + LONGEST])
        if end and not known:
            yield begin, end
        index += max(1, sum(1 for place in places[index : index + LONGEST] if place[1] <= end))


def _date_or_service(text: str, begin: int) -> int:
    """Where a date or a public service number that begins here ends; 0 when there is none."""
    found = DATE.match(text, begin) or ISO_DATE.match(text, begin) or SERVICE_NUMBER.match(text, begin)
    return found.end() if found else 0


def _personal_end(text: str, places: list[Span]) -> int:
    """Where the longest personal number that begins at the first group ends; 0 when there is none."""
    begin = places[0][0]
    for _, end in reversed(places):
        if _is_personal(text, begin, end):
            return end
    return 0


def _is_personal(text: str, begin: int, end: int) -> bool:
    raw = text[begin:end]
    stretch = Stretch(raw, tuple(re.findall(r"\d+", raw)))
    if len(stretch.groups) == 1:
        return len(raw) >= SHORTEST and not _is_millions(raw)
    if set(stretch.sizes) == {4} and len(stretch.groups) == 4:
        return not all(YEAR.fullmatch(group) for group in stretch.groups)
    if not SHORTEST <= len(stretch.digits) <= LONGEST:
        return False
    return _is_written_as_one(stretch) and not _is_money(text, begin, end, stretch)


def _is_written_as_one(stretch: Stretch) -> bool:
    """Whether somebody would write one number so, rather than a few."""
    if "\n" in stretch.raw:
        return len(stretch.digits) == LONGEST and elfproef(stretch.digits)
    if len(stretch.separators) > 1 or stretch.separators & {",", *ALSO_BETWEEN_AMOUNTS}:
        return stretch.sizes == (3, 3, 3) and elfproef(stretch.digits)
    if stretch.sizes == (4, 4):
        return not (stretch.separators & {"-", "/", "|"} or all(YEAR.fullmatch(group) for group in stretch.groups))
    if max(stretch.sizes) == 2:
        return elfproef(stretch.digits) and not _are_ages(stretch.groups)
    return not _is_millions(stretch.digits)


def _are_ages(groups: tuple[str, ...]) -> bool:
    """Whether these can be the ages of children, from old to young or the other way."""
    ages = [int(group) for group in groups]
    return max(ages) <= OLDEST_CHILD and sorted(ages) in (ages, ages[::-1])


def _is_money(text: str, begin: int, end: int, stretch: Stretch) -> bool:
    """Whether it says that these are euros, and the number is written as an amount."""
    amount = THOUSANDS.fullmatch(stretch.raw) or stretch.sizes == (4, 4)
    return bool(amount and (MONEY_BEFORE.search(text[:begin]) or MONEY_AFTER.match(text, end)))


def _is_millions(digits: str) -> bool:
    """Ten million and the like: a wrong amount rather than a number of a person."""
    return digits.endswith("000000") and not elfproef(digits)
