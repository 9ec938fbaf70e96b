"""Reading settings: absent and empty are the default, wrong ones are refused by name."""

import pytest

from bot.store.environment import SettingError, database, number, text, whole
from bot.store.settings import StoreSettings


@pytest.mark.parametrize("environment", [{}, {"X": ""}, {"X": "  "}])
def test_absent_and_empty_are_the_default(environment):
    assert text(environment, "X", "d") == "d"
    assert number(environment, "X", 1.5, 0, 2) == 1.5
    assert whole(environment, "X", 3, 0, 5) == 3
    assert database(environment, "X", "sqlite:///x") == "sqlite:///x"


def test_space_around_a_value_does_not_count():
    assert text({"X": " a "}, "X", "") == "a"
    assert whole({"X": " 4 "}, "X", 1, 0, 5) == 4


@pytest.mark.parametrize("value", ["x", "nan", "inf", "-1", "11", "1,5"])
def test_a_number_outside_its_bounds_is_refused(value):
    with pytest.raises(SettingError) as refused:
        number({"X": value}, "X", 1, 0, 10)
    assert refused.value.name == "X"
    assert str(refused.value).startswith("X: ")


@pytest.mark.parametrize("value", ["1.5", "0.1"])
def test_a_whole_number_is_whole(value):
    with pytest.raises(SettingError, match="whole"):
        whole({"X": value}, "X", 1, 0, 10)


def test_the_store_has_its_defaults():
    settings = StoreSettings.read({})
    assert settings == StoreSettings()
    assert (settings.retention.conversation_days, settings.retention.handover_days) == (28, 90)


def test_rasa_has_a_file_of_its_own():
    with pytest.raises(SettingError, match="RASA_DATABASE_URL"):
        StoreSettings.read({"DATABASE_URL": "sqlite:///een.db", "RASA_DATABASE_URL": "sqlite:///een.db"})
    shared = "postgresql://server/een"
    assert StoreSettings.read({"DATABASE_URL": shared, "RASA_DATABASE_URL": shared}).rasa_database_url == shared


def test_the_store_reads_every_setting():
    settings = StoreSettings.read(
        {
            "DATABASE_URL": "postgresql://h/a",
            "RASA_DATABASE_URL": "postgresql://h/b",
            "RETENTION_CONVERSATION_DAYS": "1",
            "RETENTION_HANDOVER_DAYS": "2",
            "RETENTION_AUDIT_DAYS": "3",
            "RETENTION_LOGIN_DAYS": "4",
        }
    )
    assert (settings.database_url, settings.rasa_database_url) == ("postgresql://h/a", "postgresql://h/b")
    kept = settings.retention
    assert (kept.conversation_days, kept.handover_days, kept.audit_days, kept.login_days) == (1, 2, 3, 4)
