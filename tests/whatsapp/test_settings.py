"""WhatsApp is off by default, and does not start half."""

import pytest

from bot.store.environment import SettingError
from bot.whatsapp.settings import WhatsAppSettings

GOOD = {
    "WHATSAPP": "aan",
    "WHATSAPP_APP_SECRET": "s" * 16,
    "WHATSAPP_VERIFY_TOKEN": "v" * 16,
    "WHATSAPP_ACCESS_TOKEN": "t" * 16,
    "WHATSAPP_NUMBERS": "1234=leiden 5678=",
}


@pytest.mark.parametrize("environment", [{}, {"WHATSAPP": ""}, {"WHATSAPP": "uit", "WHATSAPP_APP_SECRET": "x"}])
def test_off(environment):
    assert WhatsAppSettings.read(environment) is None


def test_on():
    settings = WhatsAppSettings.read({**GOOD, "WHATSAPP_TO_WEB": "leiden elburg", "WHATSAPP_TEMPLATE": "antwoord"})
    assert settings.numbers == {"1234": "leiden", "5678": ""}
    assert settings.to_web == {"leiden", "elburg"}
    assert settings.api_url.startswith("https://graph.facebook.com/")


@pytest.mark.parametrize("name", ["WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_ACCESS_TOKEN"])
@pytest.mark.parametrize("value", ["", "kort", " " * 20])
def test_without_a_secret_it_does_not_start(name, value):
    with pytest.raises(SettingError, match=name):
        WhatsAppSettings.read({**GOOD, name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("WHATSAPP", "ja"), ("WHATSAPP_NUMBERS", ""), ("WHATSAPP_NUMBERS", "+31=x"), ("WHATSAPP_API_URL", "graph")],
)
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(SettingError, match=name):
        WhatsAppSettings.read({**GOOD, name: value})


@pytest.mark.parametrize("change", [{"WHATSAPP_NUMBERS": "1=lieden"}, {"WHATSAPP_TO_WEB": "lieden"}])
def test_a_municipality_that_does_not_take_part_is_named(change):
    with pytest.raises(SettingError, match="lieden"):
        WhatsAppSettings.read({**GOOD, **change}).check_municipalities({"leiden": "x"})


def test_secrets_are_not_printed():
    assert "ssss" not in repr(WhatsAppSettings.read(GOOD))
