"""The settings of the store."""

from dataclasses import dataclass, field

from bot.privacy.retention import Retention
from bot.store.environment import Environment, SettingError, database, whole

LONGEST_RETENTION = 20 * 366


@dataclass(frozen=True)
class StoreSettings:
    """Where data is kept, and for how many days."""

    database_url: str = "sqlite:///var/zelfcheck.db"
    rasa_database_url: str = "sqlite:///var/rasa.db"
    retention: Retention = field(default_factory=Retention)

    @classmethod
    def read(cls, environment: Environment) -> "StoreSettings":
        """From environment variables. Raises SettingError.

        One SQLite file cannot be both: who removes a conversation holds the one while it clears the other.
        """
        ours = database(environment, "DATABASE_URL", cls.database_url)
        rasa = database(environment, "RASA_DATABASE_URL", cls.rasa_database_url)
        if ours == rasa and ours.startswith("sqlite"):
            raise SettingError("RASA_DATABASE_URL", "must be another file than DATABASE_URL")
        return cls(ours, rasa, _retention(environment))


def _retention(environment: Environment) -> Retention:
    def days(name: str, default: int) -> int:
        return whole(environment, name, default, 1, LONGEST_RETENTION)

    return Retention(
        conversation_days=days("RETENTION_CONVERSATION_DAYS", Retention.conversation_days),
        handover_days=days("RETENTION_HANDOVER_DAYS", Retention.handover_days),
        audit_days=days("RETENTION_AUDIT_DAYS", Retention.audit_days),
        login_days=days("RETENTION_LOGIN_DAYS", Retention.login_days),
        not_understood_days=days("RETENTION_NOT_UNDERSTOOD_DAYS", Retention.not_understood_days),
    )
