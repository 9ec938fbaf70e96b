"""A front door with WhatsApp in a process of its own, that can be made to die at a step of a message or of its turn."""

from collections.abc import Callable, Sequence
from enum import Enum

from bot.front.app import Extension
from bot.whatsapp.app import WhatsApp
from bot.whatsapp.settings import WhatsAppSettings


class Dress:
    """Adds WhatsApp to a door; the same disaster strikes at its steps."""

    def __init__(self, settings: WhatsAppSettings) -> None:
        self._settings = settings

    def __call__(self, strike: Callable[[Enum], None]) -> Sequence[Extension]:
        return [WhatsApp(self._settings, strike)]
