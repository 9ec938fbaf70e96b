"""Settings from environment variables: read, checked, and refused with the variable's name."""

from collections.abc import Mapping

from bot.store.database import DatabaseAddressError, async_url

Environment = Mapping[str, str]


class SettingError(ValueError):
    """A setting that is missing or wrong. ``name`` is the environment variable."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


def text(environment: Environment, name: str, default: str) -> str:
    """The variable without surrounding space; the default when absent or empty."""
    return environment.get(name, "").strip() or default


def number(environment: Environment, name: str, default: float, lowest: float, highest: float) -> float:
    """A number between the bounds. Raises SettingError."""
    raw = text(environment, name, str(default))
    try:
        value = float(raw)
    except ValueError:
        raise SettingError(name, f"must be a number, not {raw!r}") from None
    if not lowest <= value <= highest:
        raise SettingError(name, f"must be between {lowest:g} and {highest:g}")
    return value


def whole(environment: Environment, name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number between the bounds. Raises SettingError."""
    value = number(environment, name, default, lowest, highest)
    if value != int(value):
        raise SettingError(name, "must be a whole number")
    return int(value)


def database(environment: Environment, name: str, default: str) -> str:
    """The address of a database that we serve. Raises SettingError, which never shows the address itself."""
    address = text(environment, name, default)
    try:
        async_url(address)
    except DatabaseAddressError as error:
        raise SettingError(name, str(error)) from None
    return address
