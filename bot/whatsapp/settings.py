"""The settings of WhatsApp, checked at start-up: on without a secret is no start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.store.environment import Environment, SettingError, text

ON, OFF = "aan", "uit"
SHORTEST_SECRET = 16


@dataclass(frozen=True)
class WhatsAppSettings:
    """How WhatsApp runs.

    ``numbers`` tells for each of our phone number ids the municipality (empty: the conversation asks);
    ``to_web`` holds the municipalities whose residents go on at the website from the first sensitive question.
    """

    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    access_token: str = field(repr=False)
    numbers: Mapping[str, str] = field(default_factory=dict)
    to_web: frozenset[str] = frozenset()
    template: str = ""
    api_url: str = "https://graph.facebook.com/v21.0"

    @classmethod
    def read(cls, environment: Environment) -> "WhatsAppSettings | None":
        """From the environment; None when WhatsApp is off. Raises SettingError naming what is missing or wrong."""
        if not _is_on(environment):
            return None
        return cls(
            app_secret=_secret(environment, "WHATSAPP_APP_SECRET"),
            verify_token=_secret(environment, "WHATSAPP_VERIFY_TOKEN"),
            access_token=_secret(environment, "WHATSAPP_ACCESS_TOKEN"),
            numbers=_numbers(environment),
            to_web=frozenset(text(environment, "WHATSAPP_TO_WEB", "").split()),
            template=text(environment, "WHATSAPP_TEMPLATE", ""),
            api_url=_address(environment, cls.api_url),
        )

    def check_municipalities(self, known: Mapping[str, str]) -> None:
        """Raises SettingError for a municipality that does not take part."""
        for slug in {*self.numbers.values(), *self.to_web} - {""}:
            if slug not in known:
                raise SettingError("WHATSAPP_NUMBERS", f"{slug} is no municipality")


def _is_on(environment: Environment) -> bool:
    value = text(environment, "WHATSAPP", OFF)
    if value not in (ON, OFF):
        raise SettingError("WHATSAPP", f"must be {ON} or {OFF}")
    return value == ON


def _secret(environment: Environment, name: str) -> str:
    value = text(environment, name, "")
    if len(value) < SHORTEST_SECRET:
        raise SettingError(name, f"is required for WhatsApp and must have at least {SHORTEST_SECRET} characters")
    return value


def _numbers(environment: Environment) -> dict[str, str]:
    pairs = [each.partition("=") for each in text(environment, "WHATSAPP_NUMBERS", "").split()]
    if not pairs or not all(number.isdigit() for number, _, _ in pairs):
        raise SettingError("WHATSAPP_NUMBERS", "must be phone number ids, each with its municipality: 1234=leiden")
    return {number: slug for number, _, slug in pairs}


def _address(environment: Environment, default: str) -> str:
    address = text(environment, "WHATSAPP_API_URL", default).rstrip("/")
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise SettingError("WHATSAPP_API_URL", "must be an address")
    return address
