"""``make run WHATSAPP=demo``: WhatsApp on, against the stand-in for Meta's API, with a telephone in the browser."""

import secrets
from collections.abc import Mapping

DEMO, ON = "demo", "aan"
PORT = "WHATSAPP_DEMO_PORT"
DEFAULT_PORT = "8090"
NUMBER_ID = "1234"


def is_asked(environment: Mapping[str, str]) -> bool:
    """Whether the developer asked for the demo."""
    return environment.get("WHATSAPP") == DEMO


def port(environment: Mapping[str, str]) -> int:
    """Where the telephone is."""
    return int(environment.get(PORT) or DEFAULT_PORT)


def settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What turns WhatsApp on with secrets of this run only; what was set explicitly stays."""
    own = {name: secrets.token_urlsafe(24) for name in SECRETS}
    own |= {"WHATSAPP_NUMBERS": f"{NUMBER_ID}=", "WHATSAPP_API_URL": f"http://127.0.0.1:{port(environment)}"}
    return {**own, **{name: environment[name] for name in own if environment.get(name)}, "WHATSAPP": ON}


SECRETS = ("WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_ACCESS_TOKEN")


def command(python: str, environment: Mapping[str, str], front_door: str) -> tuple[str, ...]:
    """Starts the telephone and the stand-in; both are in the tests, for only there they are needed."""
    webhook = f"{front_door}/kanalen/whatsapp"
    return (python, "-m", "tests.whatsapp.demo", "--port", str(port(environment)), "--webhook", webhook)
