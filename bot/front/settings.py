"""Every setting of the front door, read from the environment and checked at start-up."""

import os
import secrets
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from bot.front.limits import Limits
from bot.front.origins import Origins
from bot.front.sessions import Session
from bot.store.environment import Environment, SettingError, number, text, whole
from bot.store.settings import StoreSettings

DEVELOPMENT, PRODUCTION = "ontwikkeling", "productie"
DEVELOPMENT_KEY = Path("var/secret_key")
SHORTEST_KEY = 32
MINUTE = 60.0
EXAMPLE_CONTACT = "mailto:security@zelfcheck.example"
SHORTEST_TOKEN = 16
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Settings:
    """How the front door runs. Times are in seconds.

    ``slow_after`` is how long a resident waits for an answer before reading that it takes longer, ``rasa_timeout``
    before reading whom to phone;
    ``rasa_patience`` how long the same call may go on behind that, so that a slow answer is not asked twice;
    ``claim`` how long after its death another process takes over what a process worked on;
    ``silence`` how long a member of staff who leads a conversation may write nothing before the assistant leads again.
    """

    secret_key: str = field(repr=False)
    store: StoreSettings = field(default_factory=StoreSettings)
    environment: str = PRODUCTION
    host: str = "0.0.0.0"
    port: int = 8080
    public_url: str = "http://127.0.0.1:8080"
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_token: str = field(default="", repr=False)
    rasa_timeout: float = 20
    rasa_patience: float = 60
    retry_first: float = 1
    retry_longest: float = 30
    heartbeat: float = 15
    claim: float = 5
    slow_after: float = 8
    session: Session = field(default_factory=Session)
    silence: float = 20 * MINUTE
    limits: Limits = field(default_factory=Limits)
    origins: Origins = field(default_factory=Origins)
    trusted_proxies: tuple[Network, ...] = ()
    security_contact: str = EXAMPLE_CONTACT
    metrics_token: str = field(default="", repr=False)

    @classmethod
    def read(cls, environment: Environment) -> "Settings":
        """From environment variables. Raises SettingError naming the first that is missing or wrong."""
        kind = _kind(environment)
        port = whole(environment, "PORT", cls.port, 1, 65535)
        public_url = _address(environment, "PUBLIC_URL", f"http://127.0.0.1:{port}")
        return cls(
            secret_key=_secret_key(environment, kind),
            store=StoreSettings.read(environment),
            environment=kind,
            host=text(environment, "HOST", "127.0.0.1" if kind == DEVELOPMENT else cls.host),
            port=port,
            public_url=public_url,
            rasa_url=_address(environment, "RASA_URL", cls.rasa_url),
            rasa_token=text(environment, "RASA_TOKEN", cls.rasa_token),
            rasa_timeout=number(environment, "RASA_TIMEOUT", cls.rasa_timeout, 0.1, 60),
            rasa_patience=number(environment, "RASA_PATIENCE", cls.rasa_patience, 0.1, 300),
            slow_after=number(environment, "SLOW_AFTER", cls.slow_after, 1, 60),
            session=Session.read(environment),
            silence=MINUTE * whole(environment, "TAKEOVER_MINUTES", 20, 1, 720),
            limits=Limits.read(environment),
            origins=Origins.read(environment, public_url, kind == DEVELOPMENT),
            trusted_proxies=_networks(environment, "TRUSTED_PROXIES"),
            security_contact=_contact(environment, "SECURITY_CONTACT", kind),
            metrics_token=_token(environment, "METRICS_TOKEN"),
        )


def _kind(environment: Environment) -> str:
    kind = text(environment, "ZELFCHECK_ENV", PRODUCTION)
    if kind not in (DEVELOPMENT, PRODUCTION):
        raise SettingError("ZELFCHECK_ENV", f"must be {DEVELOPMENT} or {PRODUCTION}")
    return kind


def _secret_key(environment: Environment, kind: str) -> str:
    key = text(environment, "SECRET_KEY", "")
    if not key and kind == DEVELOPMENT:
        return development_key(DEVELOPMENT_KEY)
    if len(key) < SHORTEST_KEY:
        raise SettingError("SECRET_KEY", f"is required and must have at least {SHORTEST_KEY} characters")
    return key


def development_key(path: Path) -> str:
    """A key that is made once and then read: what it encrypted stays readable. Only for its owner to read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(SHORTEST_KEY))
    return path.read_text().strip()


def _address(environment: Environment, name: str, default: str) -> str:
    address = text(environment, name, default).rstrip("/")
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise SettingError(name, "must be an address that begins with http:// or https://")
    return address


def _networks(environment: Environment, name: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(each) for each in text(environment, name, "").split())
    except ValueError:
        raise SettingError(name, "must be addresses or networks such as 10.0.0.0/8, with spaces between") from None


def _contact(environment: Environment, name: str, kind: str) -> str:
    contact = text(environment, name, EXAMPLE_CONTACT)
    if contact == EXAMPLE_CONTACT and kind != DEVELOPMENT:
        raise SettingError(name, "is required: whom to tell about a weak spot, not the example")
    if not contact.startswith(("mailto:", "https://", "tel:")):
        raise SettingError(name, "must begin with mailto:, https:// or tel:")
    return contact


def _token(environment: Environment, name: str) -> str:
    token = text(environment, name, "")
    if 0 < len(token) < SHORTEST_TOKEN:
        raise SettingError(name, f"must have at least {SHORTEST_TOKEN} characters")
    return token
