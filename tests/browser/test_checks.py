"""Every check finds the defect that it is there for, and says nothing of a page that is right."""

from collections.abc import Iterator

import pytest
from browsing import watched_page
from checks import AXE, CHECKS, WITH_AXE
from playwright.sync_api import Browser, Page

from tests.browser.conftest import missing

OUTLINE = "<style>:focus-visible { outline: 3px solid black }</style>"
ON_A_PHONE = "<style>@media (max-width: 400px) { a { position: fixed; inset-block-start: -99px } }</style>"
RIGHT = f"""<html lang="nl"><title>Goed</title>{OUTLINE}<main><h1>Goed</h1>
<p>Een zin met <a href="#x">een link</a> erin.</p><button style="padding: 1rem; border: 2px solid black">Verder</button>
</main></html>"""
DEFECTS = [
    ("axe", "<main><h1>Fout</h1><input></main>"),
    ("contrast_in_forced_colours", "<main style='forced-color-adjust: none'><p style='color: #ccc'>Vaag</p></main>"),
    ("borders_in_forced_colours", "<button style='border: 0; background: navy; color: white'>Kaal</button>"),
    ("stillness", "<p style='transition: color 1s'>Traag</p>"),
    ("stillness", "<style>@keyframes op { to { opacity: 0 } }</style><p style='animation: op 9s infinite'>Weg</p>"),
    ("targets", "<button style='inline-size: 20px; block-size: 20px; padding: 0'>x</button>"),
    ("targets", "<p><a href='#x'>Los</a></p>"),
    ("small_screen", "<div style='inline-size: 400px'>Breed</div>"),
    ("small_screen", "<div style='inline-size: 50px; overflow: hidden; white-space: nowrap'>Afgekapte tekst</div>"),
    ("zoom", "<div style='min-inline-size: 330px'>Breed</div>"),
    ("text_spacing", "<p style='block-size: 1.2em; overflow: hidden'>Regel</p>"),
    ("text_spacing", "<button style='block-size: 20px; padding: 0; inline-size: 90px'>Twee woorden erbij</button>"),
    ("focus", "<style>button { outline: none }</style><button>Zonder rand</button>"),
    ("focus", "<style>button { outline: 3px solid transparent }</style><button>Met een rand die niemand ziet</button>"),
    ("focus", f"{OUTLINE}<button>Onder</button><div style='position: fixed; inset: 0; background: white'></div>"),
    ("focus", f"{OUTLINE}<button>Een</button><button tabindex='1'>Twee</button>"),
    ("focus", f"{OUTLINE}<a href='#x' onfocus='this.blur()'>Niet te pakken</a>"),
    ("focus_on_a_phone", f"{OUTLINE}{ON_A_PHONE}<a href='#x'>Weg</a>"),
]


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """One page for all; each test writes its own content on it."""
    with watched_page(browser) as page:
        yield page


@pytest.mark.parametrize("check, html", DEFECTS)
def test_a_defect_is_found(check: str, html: str, sheet: Page) -> None:
    assert findings(check, f"<html lang='nl'><title>Fout</title>{html}</html>", sheet) != []


@pytest.mark.parametrize("check", CHECKS)
def test_what_is_right_is_left_alone(check: str, sheet: Page) -> None:
    assert findings(check, RIGHT, sheet) == []


def findings(check: str, html: str, page: Page) -> list[str]:
    if check in WITH_AXE and not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    page.set_content(f"<!doctype html>{html}")
    return CHECKS[check](page)
