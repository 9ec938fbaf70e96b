"""Settings: read from the environment, checked, documented."""

import re
import stat
from pathlib import Path

import pytest

from bot.front import settings as module
from bot.front.settings import Settings, development_key
from bot.store.environment import SettingError

ROOT = Path(__file__).parents[2]
CONTACT = {"SECURITY_CONTACT": "mailto:veilig@gemeente.example"}
KEY = {"SECRET_KEY": "s" * 32, **CONTACT}


def test_with_only_a_key_and_a_contact_everything_has_its_default():
    settings = Settings.read(KEY)
    assert (settings.port, settings.host, settings.environment) == (8080, "0.0.0.0", "productie")
    assert settings.rasa_url == "http://127.0.0.1:5005"
    assert settings.store.database_url == "sqlite:///var/zelfcheck.db"
    assert (settings.rasa_timeout, settings.retry_first, settings.retry_longest, settings.heartbeat) == (20, 1, 30, 15)


@pytest.mark.parametrize(
    "environment", [{}, {"ZELFCHECK_ENV": "productie"}, {"SECRET_KEY": "  "}, {"SECRET_KEY": "kort"}]
)
def test_without_a_good_key_it_does_not_start(environment):
    with pytest.raises(SettingError, match="SECRET_KEY"):
        Settings.read({**CONTACT, **environment})


@pytest.mark.parametrize("contact", ["", "  ", "mailto:security@zelfcheck.example"])
def test_outside_development_the_example_is_no_contact(contact):
    with pytest.raises(SettingError, match="SECURITY_CONTACT"):
        Settings.read({**KEY, "SECURITY_CONTACT": contact})
    assert Settings.read({**KEY, "SECURITY_CONTACT": contact, "ZELFCHECK_ENV": "ontwikkeling"}).security_contact


def test_in_development_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "DEVELOPMENT_KEY", tmp_path / "var" / "secret_key")
    first = Settings.read({"ZELFCHECK_ENV": "ontwikkeling"})
    assert first.secret_key == Settings.read({"ZELFCHECK_ENV": "ontwikkeling"}).secret_key
    assert len(first.secret_key) >= 32
    assert first.host == "127.0.0.1"
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_two_places_get_two_keys(tmp_path):
    assert development_key(tmp_path / "a") != development_key(tmp_path / "b")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "veel"), ("PORT", "0"), ("PORT", "70000"), ("PORT", "80.5"),
        ("DATABASE_URL", "mysql://x"), ("DATABASE_URL", "zelfcheck.db"), ("RASA_DATABASE_URL", "x"),
        ("RASA_URL", "127.0.0.1:5005"), ("RASA_URL", "http://"), ("PUBLIC_URL", "ftp://x"),
        ("RASA_TIMEOUT", "0"), ("RASA_TIMEOUT", "lang"), ("RASA_PATIENCE", "-1"),
        ("RETENTION_CONVERSATION_DAYS", "0"), ("RETENTION_HANDOVER_DAYS", "1.5"), ("RETENTION_AUDIT_DAYS", "x"),
        ("RETENTION_LOGIN_DAYS", "999999"), ("ZELFCHECK_ENV", "test"),
        ("METRICS_TOKEN", "kort"), ("TAKEOVER_MINUTES", "0"), ("TAKEOVER_MINUTES", "een"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(SettingError) as refused:
        Settings.read({**KEY, name: value})
    assert refused.value.name == name


def test_a_wrong_database_address_is_not_shown():
    with pytest.raises(SettingError) as refused:
        Settings.read({**KEY, "DATABASE_URL": "mysql://user:wachtwoord@host/db"})
    assert "wachtwoord" not in str(refused.value)


def test_secrets_are_not_printed():
    assert "s" * 32 not in repr(Settings.read({**KEY, "RASA_TOKEN": "s" * 32, "METRICS_TOKEN": "s" * 32}))


def test_the_example_documents_every_setting_with_its_default():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))
    read = set()

    class Recorder(dict):
        def get(self, name, default=None):
            read.add(name)
            return super().get(name, default)

    Settings.read(Recorder(KEY))
    assert read <= set(documented)
    assert Settings.read({**{name: documented[name] for name in read}, **KEY}) == Settings.read(KEY)
