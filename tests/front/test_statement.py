"""The accessibility statement: the status by the table of the Dutch state, and a page that promises no more."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.front.keys import CLOCK, SETTINGS
from bot.front.page_shell import set_up
from bot.front.settings import Settings
from bot.front.statement import DATA, Examination, Statement, add_routes
from bot.store.clock import utc_now
from bot.store.settings import StoreSettings

TODAY = date(2026, 11, 28)
LAST_YEAR, NEXT_MONTH = TODAY - timedelta(days=365), TODAY + timedelta(days=30)
TOO_OLD = TODAY - timedelta(days=3 * 365 + 1)
PUBLISHED = {"verklaring": LAST_YEAR}


@pytest.mark.parametrize(
    "known, status",
    [
        ({}, "E"),
        ({"onderzoek": LAST_YEAR, "afwijkingen": 0}, "E"),
        (PUBLISHED, "D"),
        (PUBLISHED | {"gepland": NEXT_MONTH}, "C"),
        (PUBLISHED | {"gepland": LAST_YEAR}, "D"),
        (PUBLISHED | {"onderzoek": LAST_YEAR, "afwijkingen": 0}, "A"),
        (PUBLISHED | {"onderzoek": LAST_YEAR, "afwijkingen": 3}, "B"),
        (PUBLISHED | {"onderzoek": LAST_YEAR}, "D"),
        (PUBLISHED | {"onderzoek": TOO_OLD, "afwijkingen": 0}, "D"),
        (PUBLISHED | {"onderzoek": TOO_OLD, "afwijkingen": 0, "gepland": NEXT_MONTH}, "C"),
    ],
)
def test_only_a_full_examination_gives_a_or_b(known: dict[str, Any], status: str) -> None:
    assert Examination(**known).status(TODAY) == status


def test_nobody_claims_a_status_that_was_not_earned() -> None:
    """As long as the municipality published nothing, an own test without findings changes nothing."""
    assert Statement.load(DATA / "toegankelijkheid").examination == Examination()


@pytest.mark.parametrize("broken", ["onderzoek.yml", "verklaring.yml"])
def test_a_file_with_a_word_that_nobody_knows_is_refused(broken: str, tmp_path: Path) -> None:
    for name in ("onderzoek.yml", "verklaring.yml"):
        content = yaml.load((DATA / "toegankelijkheid" / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
        extra = {"zomaar": 1} if name == broken else {}
        (tmp_path / name).write_text(yaml.safe_dump(content | extra), encoding="utf-8")
    with pytest.raises(TypeError, match="zomaar"):
        Statement.load(tmp_path)


async def test_what_was_found_stands_on_the_page(tmp_path: Path) -> None:
    found = [{"scherm": "paper", "proef": "zoom", "aantal": 2}]
    page = await the_page(tmp_path, bevindingen=found)
    assert "De samenvatting op papier: Alles past ook als u het vier keer zo groot maakt." in page
    assert "vonden wij geen problemen" not in page


async def test_without_findings_it_still_promises_nothing(tmp_path: Path) -> None:
    page = await the_page(tmp_path, bevindingen=[])
    assert "Er kunnen dus toch problemen zijn." in page
    assert "Dat is geen volledig onderzoek volgens de methode WCAG-EM." in page


async def the_page(folder: Path, **changed: Any) -> str:
    """The page, made of a file in which something else stands."""
    (folder / "teksten").symlink_to(DATA / "teksten")
    shutil.copytree(DATA / "toegankelijkheid", folder / "toegankelijkheid")
    file = folder / "toegankelijkheid" / "onderzoek.yml"
    file.write_text(
        yaml.safe_dump(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) | changed), encoding="utf-8"
    )
    app = web.Application()
    app[SETTINGS], app[CLOCK] = Settings("k" * 40, StoreSettings("sqlite://", "sqlite://"), environment="test"), utc_now
    set_up(app, DATA)
    add_routes(app, folder)
    async with TestClient(TestServer(app)) as client:
        return await (await client.get("/toegankelijkheid")).text()
