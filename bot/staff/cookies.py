"""The cookies of a staff member's browser: out of reach of scripts, never sent along from another site."""

from aiohttp import web

from bot.front.settings import DEVELOPMENT, Settings

SESSION, SIGN_IN = "zelfcheck-medewerker", "zelfcheck-inloggen"
HOST_ONLY = "__Host-"


class Cookies:
    """``secure``: only over https and for this host alone; plain http is for development."""

    def __init__(self, secure: bool) -> None:
        self._secure = secure

    @classmethod
    def of(cls, settings: Settings) -> "Cookies":
        """Secure, unless this is development over http."""
        return cls(settings.environment != DEVELOPMENT or settings.public_url.startswith("https://"))

    def name(self, purpose: str) -> str:
        """The full name of the cookie with this purpose."""
        return f"{HOST_ONLY}{purpose}" if self._secure else purpose

    def read(self, request: web.Request, purpose: str) -> str:
        """The value, or an empty text."""
        return request.cookies.get(self.name(purpose), "")

    def write(self, response: web.StreamResponse, purpose: str, value: str) -> None:
        """Sets the cookie until the browser closes."""
        response.set_cookie(self.name(purpose), value, path="/", httponly=True, samesite="Strict", secure=self._secure)

    def forget(self, response: web.StreamResponse, purpose: str) -> None:
        """Removes the cookie from the browser."""
        response.del_cookie(self.name(purpose), path="/", httponly=True, samesite="Strict", secure=self._secure)
