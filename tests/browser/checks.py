"""What is measured in every state. Each check gives its findings as sentences; none is what we want.

A check leaves the page as it found it, so that all of them can look at the same one.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

Check = Callable[[Page], list[str]]
HERE = Path(__file__).parent
AXE = HERE / "node_modules/axe-core/axe.min.js"
IN_PAGE = (HERE / "in_page.js").read_text(encoding="utf-8")
DESKTOP, PHONE, ZOOMED = (1280, 900), (320, 640), (320, 256)
"""CSS pixels: a window of 1280 wide, a small phone, and that window at 400%."""
TEXT_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
LONGEST_ROUND = 150


def axe(page: Page) -> list[str]:
    """Every finding of axe-core: the rule and the elements. Playwright runs it beside the page's own policy."""
    return violations(page, {})


def contrast_in_forced_colours(page: Page) -> list[str]:
    """axe-core once more, on contrast only, when the person has chosen the colours."""
    with media(page, forced_colors="active"):
        return violations(page, {"runOnly": ["color-contrast"]})


def borders_in_forced_colours(page: Page) -> list[str]:
    """Buttons and fields keep an edge when backgrounds and shadows are gone."""
    with media(page, forced_colors="active"):
        return measure(page, "edgeless()")


def stillness(page: Page) -> list[str]:
    """Nothing moves for whoever asked for less motion."""
    with media(page, reduced_motion="reduce"):
        return measure(page, "moving()")


def targets(page: Page) -> list[str]:
    """At least 24 by 24 px (WCAG 2.5.8); a link within a sentence is excepted there."""
    return measure(page, "small(24)")


def small_screen(page: Page) -> list[str]:
    """On 320 px nothing scrolls sideways and no text is cut off (WCAG 1.4.10)."""
    with size(page, PHONE):
        return measure(page, "overflowing()")


def zoom(page: Page) -> list[str]:
    """The same at 400%."""
    with size(page, ZOOMED):
        return measure(page, "overflowing()")


def text_spacing(page: Page) -> list[str]:
    """More room between letters, words, lines and paragraphs cuts nothing off, in width or height (WCAG 1.4.12)."""
    with size(page, PHONE), style(page, TEXT_SPACING):
        return measure(page, "overflowing()")


def focus(page: Page) -> list[str]:
    """Tab reaches every control once, in the order of reading, each with an outline and in sight (2.4.3, .7, .11)."""
    return walk(page)


def focus_on_a_phone(page: Page) -> list[str]:
    """The same where the panel covers the page."""
    with size(page, PHONE):
        return walk(page)


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        axe,
        contrast_in_forced_colours,
        borders_in_forced_colours,
        stillness,
        targets,
        small_screen,
        zoom,
        text_spacing,
        focus,
        focus_on_a_phone,
    )
}
WITH_AXE = {"axe", "contrast_in_forced_colours"}


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe-core finds: each rule with its elements."""
    page.evaluate(f"{AXE.read_text(encoding='utf-8')}; undefined")
    answer = page.evaluate("(options) => axe.run(options).then((result) => JSON.stringify(result.violations))", options)
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in json.loads(answer)]


def walk(page: Page) -> list[str]:
    """Presses Tab from the top of the page until the focus has been everywhere."""
    page.evaluate(f"{IN_PAGE}; begin()")
    findings: list[str] = []
    for _ in range(LONGEST_ROUND):
        page.keyboard.press("Tab")
        step: dict[str, Any] = page.evaluate(f"{IN_PAGE}; step()")
        if step["round"]:
            return findings + measure(page, "unreached()")
        findings += step["findings"]
    return [*findings, f"no end after {LONGEST_ROUND} presses of Tab"]


def measure(page: Page, what: str) -> list[str]:
    """A measure of ``in_page.js``."""
    found: list[str] = page.evaluate(f"{IN_PAGE}; {what}")
    return found


@contextmanager
def media(page: Page, **changed: Any) -> Iterator[None]:
    """While this lasts the browser says that the person prefers something else."""
    page.emulate_media(**changed)
    yield
    page.emulate_media(**dict.fromkeys(changed, "null"))


@contextmanager
def size(page: Page, wanted: tuple[int, int]) -> Iterator[None]:
    """While this lasts the window is smaller."""
    resize(page, wanted)
    yield
    resize(page, DESKTOP)


def resize(page: Page, wanted: tuple[int, int]) -> None:
    """Changes the window, and waits until the page has drawn itself anew."""
    page.set_viewport_size({"width": wanted[0], "height": wanted[1]})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def style(page: Page, css: str) -> Iterator[None]:
    """While this lasts a style of the person's own counts, in the widget too."""
    page.evaluate(f"{IN_PAGE}; addStyle({json.dumps(css)})")
    yield
    page.evaluate(f"{IN_PAGE}; removeStyle()")
