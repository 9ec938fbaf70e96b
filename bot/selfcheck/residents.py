"""Made-up residents with a fixed seed: every answer as likely as the next, so that rare ones are met as well.

They show what a change can do to somebody, not how often: for "how many" see ``population``.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from bot.selfcheck.answers import COUPLES, FIELDS, WITHOUT_CHILDREN, Amount, Answers, Field, FieldKind, Value

UNKNOWN = 0.15
"""The share of questions without an answer."""
PLACES = ("leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg", "utrecht")
HIGHEST_INCOME = 4000
MOST_CHILDREN, CHILD_AGES = 3, (0, 17)
NUMBERS = {"leeftijd": (16, 95), "partner_leeftijd": (18, 95), "kostendelers": (0, 3), "mantelzorg_uren": (0, 60)}
"""Where people are: the bounds of the contract are far wider."""


def residents(count: int, seed: int) -> Iterator[Answers]:
    """So many residents, the same ones for the same seed."""
    random = Random(seed)
    return (_resident(random) for _ in range(count))


def _resident(random: Random) -> Answers:
    drawn = {name: _DRAW[field.kind](field, random) for name, field in FIELDS.items()}
    known = {name: value for name, value in drawn.items() if random.random() >= UNKNOWN}
    return Answers({name: value for name, value in known.items() if _fits(name, known)})


def _fits(name: str, known: dict[str, Value]) -> bool:
    """Only a couple has a partner's age, and only a household with children their ages."""
    household = known.get("huishouden")
    if name == "partner_leeftijd":
        return household in COUPLES
    return name != "kinderen" or household not in WITHOUT_CHILDREN


def _number(field: Field, random: Random) -> Value:
    return random.randint(*NUMBERS.get(field.name, (field.lowest, field.highest)))


def _flag(field: Field, random: Random) -> Value:
    return random.random() < 0.5


def _choice(field: Field, random: Random) -> Value:
    return random.choice(field.values)


def _list(field: Field, random: Random) -> Value:
    return tuple(value for value in field.values if random.random() < 1 / len(field.values))


def _ages(field: Field, random: Random) -> Value:
    return tuple(random.randint(*CHILD_AGES) for _ in range(random.randint(1, MOST_CHILDREN)))


def _amount(field: Field, random: Random) -> Value:
    euros = Decimal(random.randint(0, HIGHEST_INCOME))
    return Amount(euros, euros)


def _place(field: Field, random: Random) -> Value:
    return random.choice(PLACES)


_DRAW: dict[FieldKind, Callable[[Field, Random], Value]] = {
    FieldKind.NUMBER: _number,
    FieldKind.FLAG: _flag,
    FieldKind.CHOICE: _choice,
    FieldKind.LIST: _list,
    FieldKind.AGES: _ages,
    FieldKind.AMOUNT: _amount,
    FieldKind.PLACE: _place,
}
