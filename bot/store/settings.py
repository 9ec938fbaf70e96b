"""The settings of the store."""

from dataclasses import dataclass, field

from bot.privacy.retention import Retention
from bot.store.environment import Environment, database, whole

LONGEST_RETENTION = 20 * 366


@dataclass(frozen=True)
class StoreSettings:
    """Where data is kept, and for how many days."""

    database_url: str = "sqlite:///var/zelfcheck.db"
    rasa_database_url: str = "sqlite:///var/rasa.db"
    retention: Retention = field(default_factory=Retention)

    @classmethod
    def read(cls, environment: Environment) -> "StoreSettings":
        """From environment variables. Raises SettingError."""
        return cls(
            database_url=database(environment, "DATABASE_URL", cls.database_url),
            rasa_database_url=database(environment, "RASA_DATABASE_URL", cls.rasa_database_url),
            retention=_retention(environment),
        )


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
