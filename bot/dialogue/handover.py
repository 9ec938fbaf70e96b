"""What a resident says to be handed over to the team, one step at a time (contract, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

KIND, REASON, WISH = "overdracht_soort", "overdracht_reden", "overdracht_wens"
CONTACT, AGREED = "overdracht_contact", "overdracht_akkoord"
STEPS = (KIND, REASON, WISH, CONTACT, AGREED)
"""The slots, in the order of asking and of the fields of ``Handover``."""
REFERENCE = "kenmerk"
"""The slot of what was sent."""
REQUEST, REPORT = "contactverzoek", "melding"
CALL, MAIL, VISIT = "bellen", "mailen", "langskomen"


@dataclass(frozen=True)
class Handover:
    """What was said so far; None is not asked yet."""

    kind: str | None = None
    reason: str | None = None
    wish: str | None = None
    contact: str | None = None
    agreed: bool | None = None

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> "Handover":
        """From the slots of the conversation."""
        return cls(*(slots.get(step) for step in STEPS))

    @property
    def slots(self) -> dict[str, Any]:
        """The value of every step."""
        return {step: getattr(self, name) for step, name in _ATTRIBUTES.items()}

    @property
    def next_step(self) -> str | None:
        """The slot to ask for, or None when all is said. Who comes along needs to leave no phone number or address.

        Who says no needs to say nothing else.
        """
        if self.agreed is False:
            return None
        wanted = [step for step in STEPS if step != CONTACT or self.wish in (CALL, MAIL)]
        return next((step for step in wanted if self.slots[step] is None), None)

    def told(self, step: str, value: Any) -> "Handover":
        """With the answer to one step."""
        return replace(self, **{_ATTRIBUTES[step]: value})

    def step_back(self) -> "Handover":
        """Without the last answer."""
        said = [step for step, value in self.slots.items() if value is not None]
        return self.told(said[-1], None) if said else self


_ATTRIBUTES = dict(zip(STEPS, (field.name for field in fields(Handover))))
