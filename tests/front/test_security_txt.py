"""security.txt: whom to tell, and until when (RFC 9116)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.front.settings import Settings
from bot.store.environment import SettingError


async def test_it_has_what_the_standard_asks(start, front_settings, clock):
    settings = replace(front_settings, security_contact="mailto:a@b.example", public_url="https://zelfcheck.nl")
    response = await (await start(settings)).get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in (await response.text()).splitlines())
    assert fields["Contact"] == "mailto:a@b.example"
    assert fields["Canonical"] == "https://zelfcheck.nl/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "nl, en"
    left = datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00")) - clock()
    assert timedelta(days=30) < left < timedelta(days=365)


@pytest.mark.parametrize("contact", ["a@b.example", "http://b.example", "bel ons"])
def test_a_contact_that_is_no_address_is_refused(contact):
    with pytest.raises(SettingError, match="SECURITY_CONTACT"):
        Settings.read({"SECRET_KEY": "s" * 32, "SECURITY_CONTACT": contact})
