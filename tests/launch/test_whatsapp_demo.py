"""The demo of WhatsApp: only when asked for, with secrets of its own, against the stand-in on this machine."""

from bot.launch.services import Plan
from bot.whatsapp.settings import WhatsAppSettings


def plan(**environment: str) -> Plan:
    return Plan.of({"PORT": "8080", **environment})


def test_without_asking_there_is_none() -> None:
    assert [service.name for service in plan().services()] == ["actions", "rasa", "front door"]
    assert plan().demo_port is None
    assert WhatsAppSettings.read(plan().environment) is None


def test_asked_for_whatsapp_is_on_against_the_stand_in() -> None:
    asked = plan(WHATSAPP="demo", WHATSAPP_DEMO_PORT="8191")
    settings = WhatsAppSettings.read(asked.environment)
    assert settings is not None
    assert settings.api_url == "http://127.0.0.1:8191"
    demo = asked.services()[-1]
    assert demo.name == "whatsapp demo"
    assert demo.command[-4:] == ("--port", "8191", "--webhook", "http://127.0.0.1:8080/kanalen/whatsapp")
    assert demo.environment["WHATSAPP_APP_SECRET"] == settings.app_secret


def test_every_run_has_its_own_secrets_unless_they_were_set() -> None:
    first, second = (plan(WHATSAPP="demo").environment["WHATSAPP_APP_SECRET"] for _ in range(2))
    assert first != second
    chosen = plan(WHATSAPP="demo", WHATSAPP_APP_SECRET="s" * 20).environment["WHATSAPP_APP_SECRET"]
    assert chosen == "s" * 20
