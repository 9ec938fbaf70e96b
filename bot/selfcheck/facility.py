"""What a municipality offers: facilities, their conditions, the desks, and who refers to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from bot.selfcheck.expressions import All, Constant, Expression, FieldTest

MAATWERK = "maatwerk"
NATIONAL = "landelijk-"
"""How the ids of what national law gives everywhere begin (contract, section 2)."""


@dataclass(frozen=True)
class Source:
    """Where it is written: the document, the line numbers of the plan text, last confirmation, the place in words."""

    document: str
    lines: str
    confirmed_on: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Contact:
    """A team or desk (``toegang`` of the ledger)."""

    id: str
    name: str
    what: str
    reachable: str | None
    source: Source


@dataclass(frozen=True)
class Condition:
    """One demand of the source: as a rule, and as a sentence about "u" where the rule itself does not say it all."""

    text: str | None
    rule: Expression
    source: Source

    @property
    def unsettled(self) -> bool:
        """Whether no answer of ours can settle it."""
        return self.rule == Constant(None)


@dataclass(frozen=True)
class Right:
    """What the law promises to everybody who asks for this: a sentence, and the article."""

    text: str
    source: Source


@dataclass(frozen=True)
class Facility:
    """One facility (voorziening), with the need that it answers and what its source demands."""

    id: str
    name: str
    kind: str | None
    domains: tuple[str, ...]
    summary: str
    for_whom: str | None
    costs: str | None
    steps: tuple[str, ...]
    bring: str | None
    decides: str | None
    contact: Contact
    need: Expression
    conditions: tuple[Condition, ...]
    search_words: tuple[str, ...]
    source: Source
    rights: tuple[Right, ...] = ()

    @cached_property
    def signs(self) -> tuple[FieldTest, ...]:
        """The answers by which the need shows, in the order of the rule."""
        return tuple(leaf for leaf in self.need.leaves() if isinstance(leaf, FieldTest))

    @cached_property
    def demands(self) -> Expression:
        """All that its source demands, together."""
        return All(tuple(condition.rule for condition in self.conditions)) if self.conditions else Constant(True)

    @property
    def national(self) -> bool:
        """Whether national law gives it, in every municipality."""
        return self.id.startswith(NATIONAL)


@dataclass(frozen=True)
class TeamRule:
    """The desk where a resident goes first when ``when`` is true."""

    when: Expression
    team: str


@dataclass(frozen=True)
class Municipality:
    """One municipality's plan: desks, referral, facilities in the plan's order, and what it does not offer (yet).

    ``arranged`` names what national law gives everywhere and this municipality offers under an id of its own;
    ``crisis`` which of its desks the plan names for which alarm.
    """

    slug: str
    name: str
    places: tuple[str, ...]
    document: str
    contacts: Mapping[str, Contact]
    team_rules: tuple[TeamRule, ...]
    default_team: str
    facilities: tuple[Facility, ...]
    not_offered: Mapping[str, str]
    arranged: Mapping[str, str]
    crisis: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PhoneNumber:
    """A help line: its name for residents, its number, hours if known, and where the number was read."""

    id: str
    name: str
    number: str
    hours: str | None
    source: str


@dataclass(frozen=True)
class Alarm:
    """A kind of danger or haste: urgency, the reason in words, and the help lines that answer it, best first.

    ``domains``: where the help comes from that is needed first; ``first``: facilities that help at once.
    """

    id: str
    urgency: str
    reason: str
    phones: tuple[PhoneNumber, ...]
    domains: tuple[str, ...]
    first: frozenset[str]


@dataclass(frozen=True)
class AlarmRule:
    """Answers that raise an alarm."""

    when: Expression
    alarm: Alarm


@dataclass(frozen=True)
class Policy:
    """What counts everywhere: needs by domain, alarms, the order of support, and when a person is needed."""

    needs: Mapping[str, Expression]
    alarm_rules: tuple[AlarmRule, ...]
    alarms: Mapping[str, Alarm]
    support_order: Mapping[str, int]
    urgent_kinds: frozenset[str]
    domains_for_referral: int
    reason_tailored: str
    reason_several: str
    cared_for_elsewhere: str


@dataclass(frozen=True)
class Money:
    """Euros as a resident reads them."""

    amount: Decimal

    def __str__(self) -> str:
        whole = f"{self.amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
        return "€ " + whole.removesuffix(",00")
