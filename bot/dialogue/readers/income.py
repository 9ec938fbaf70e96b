"""The household's net income a month."""

import re
from decimal import Decimal
from functools import reduce

from bot.dialogue.readers.money import MONEY, Amount, amounts, is_currency, periods, to_cent
from bot.dialogue.readers.numerals import numbers, whole
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, asking, value
from bot.dialogue.readers.text import plain

HIGHEST = 100_000
OLDEST = 120
_SMALLEST = 100
_PLAUSIBLE_A_MONTH = 12_000
_NEGATIVE = re.compile(r"(?:^|[^\d\s])\s*-\s?€?\s?\d")
_TIMES = re.compile(r"(?<!\w)(2|twee|3|drie|4|vier|5|vijf) (?:keer|maal|x) (?=[€\d\w])")
_AGE_FIRST = re.compile(r"(?:ik|ben|leeftijd|,|^)\s*$")
_TIMES_WORDS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5}


def read_income(text: str, context: Context) -> Reading:
    """Net euros a month of resident and partner together, as a number or ``{van, tot}``."""
    said = plain(text)
    if _NEGATIVE.search(said):
        return asking("onder_nul", said)
    found = _replaced(_corrected(said, amounts(said)))
    counted = [amount for amount in found if not _left_out(amount) and not _looks_like_age(said, amount, found)]
    if not counted or _too_little(said, counted):
        return _without_amounts(said)
    return _gross(said, counted) or _unclear_period(counted) or _monthly(said, found, _parts(counted))


def _too_little(said: str, counted: list[Amount]) -> bool:
    """A lone number below 100 without a period or a currency is no income."""
    only = counted[0]
    if len(counted) > 1 or only.period or not 0 < only.high < _SMALLEST:
        return False
    return not is_currency(said[: only.start], said[only.end :])


def _without_amounts(said: str) -> Reading:
    zero = MONEY["geen_inkomen"].search(said)
    if zero or said.strip(" .!-€,") in ("0", "nul", "0 euro"):
        return value(0, zero.group() if zero else said)
    by_the_hour = any(period.monthly is None for period in periods(said)) and numbers(said)
    return asking("per_maand", said) if by_the_hour else NOT_UNDERSTOOD


def _left_out(amount: Amount) -> bool:
    """Allowances and what is spent or saved are no income."""
    if MONEY.finds("van_kind", amount.before) or MONEY.ends("eraf", amount.before):
        return True
    if amount.says("toeslagen"):
        return not amount.says("zonder")
    spent = MONEY.finds("uitgaven", amount.before) or (
        MONEY.finds("uitgaven", amount.after) and not MONEY.finds("bestemming", amount.after)
    )
    return bool(spent) and not amount.says("geen_uitgave")


def _looks_like_age(said: str, amount: Amount, found: list[Amount]) -> bool:
    """ "Ik 44, inkomen 1380": a first small number without anything that makes it money."""
    if amount is not found[0] or len(found) == 1 or amount.high > OLDEST or amount.period:
        return False
    return said[amount.end : amount.end + 1] == "," and bool(_AGE_FIRST.search(said[: amount.start]))


def _gross(said: str, counted: list[Amount]) -> Reading | None:
    """The follow-up question when an amount is gross and no net one stands beside it."""
    if not MONEY.finds("bruto", said) or MONEY.finds("niet_bruto", said):
        return None
    net = [amount for amount in counted if amount.says("netto")]
    if len(net) == 1:
        return _monthly(said, net, net)
    return asking("bruto_netto", said)


def _unclear_period(counted: list[Amount]) -> Reading | None:
    """The follow-up question when an amount is by the hour or day, or too much for a month."""
    for amount in counted:
        if amount.period and amount.period.monthly is None:
            return asking("per_maand", amount.words)
        if not amount.period and _PLAUSIBLE_A_MONTH < amount.high <= HIGHEST:
            return asking("periode", amount.words)
    return None


def _corrected(said: str, found: list[Amount]) -> list[Amount]:
    """The amounts without those taken back ("1400, nee 1450") or said once more ("rond de 1600, hou het op 1600")."""
    kept: list[Amount] = []
    for amount in found:
        if kept and MONEY.finds("herstel", said[kept[-1].end : amount.start]):
            kept.pop()
        if kept and MONEY.ends("houd_op", said[: amount.start]) and _is_about(amount, kept):
            kept = []
        kept.append(amount)
    return kept


def _is_about(amount: Amount, earlier: list[Amount]) -> bool:
    """Whether an amount is nearly that of the others together, or lies between theirs."""
    total = sum((other.high for other in earlier), Decimal(0))
    return abs(amount.high - total) * 5 <= total or earlier[-1].low <= amount.high <= earlier[-1].high


def _replaced(found: list[Amount]) -> list[Amount]:
    """The amounts without those of the past, when there is one of now."""
    now = [amount for amount in found if not _past(amount)]
    return now or found


def _past(amount: Amount) -> bool:
    """Whether it was so before: "vroeger" stands with it and no "nu", or right before it."""
    if not amount.says("vroeger"):
        return False
    return not amount.says("nu") or MONEY.ends("vroeger", amount.before.rstrip())


def _parts(counted: list[Amount]) -> list[Amount]:
    """The amounts to add up: only the total when one is named, no part of another amount."""
    own = [amount for i, amount in enumerate(counted) if not (i and amount.says("erin_begrepen"))]
    for total in own:
        others = sum((amount.high for amount in own if amount is not total), Decimal(0))
        if others and _is_total(total, others):
            return [total]
    return own


def _is_total(total: Amount, others: Decimal) -> bool:
    """ "Samen 2500", "vult aan tot 1300"; but in "samen 2000 aow" it is one source among others."""
    if MONEY.ends("aangevuld", total.before):
        return True
    if not total.says("totaal") or total.high * 10 < others * 9:
        return False
    return not total.says("bron") or abs(total.high - others) * 20 <= others


def _monthly(said: str, found: list[Amount], parts: list[Amount]) -> Reading:
    included = [amount for amount in found if _left_out(amount) and amount.says("erin_begrepen")]
    low, high = reduce(
        lambda total, more: (total[0] + more[0], total[1] + more[1]), [_in_a_month(said, part) for part in parts]
    )
    less = sum((_in_a_month(said, amount)[1] for amount in (*included, *_taken_off(said, found))), Decimal(0))
    low, high = to_cent(max(low - less, Decimal(0))), to_cent(high - less)
    if high > HIGHEST:
        return asking("te_hoog", said)
    words = said[parts[0].start : parts[-1].end]
    if low != high:
        return value({"van": whole(low), "tot": whole(high)}, words)
    return value(whole(high), words, certain=not any(part.says("minstens") for part in parts))


def _taken_off(said: str, found: list[Amount]) -> list[Amount]:
    """The 200 of "1350 min 200 alimentatie"; what the household spends on itself stays income."""
    less = [amount for amount in found[1:] if MONEY.ends("eraf", said[: amount.start])]
    return [amount for amount in less if not MONEY.finds("geen_aftrek", amount.after)]


def _in_a_month(said: str, amount: Amount) -> tuple[Decimal, Decimal]:
    times = (amount.period.monthly if amount.period else None) or Decimal(1)
    counted = _TIMES.search(said[: amount.start] + "0")
    if counted and counted.end() >= amount.start:
        times *= _TIMES_WORDS.get(counted.group(1)) or int(counted.group(1))
    return amount.low * times, amount.high * times
