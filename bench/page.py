"""What the widget costs a municipality's page, by Chromium's own numbers; writes bench/results/pagina.md.

The same page with and without the script tag, by turns in the same browser with an empty cache, so only the ratio
means something. The front door is the real one; Rasa is the stand-in of the browser tests and is not asked anything.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route

from bot.launch.model import ROOT

sys.path.insert(0, str(ROOT / "tests/browser"))

from browsing import chromium  # noqa: E402
from house import running_house  # noqa: E402

RESULTS = ROOT / "bench" / "results" / "pagina.md"
ROUNDS = 15
SETTLED = 700
"""Milliseconds after loading until nothing more happens."""

PAGE = """<!doctype html><html lang="nl"><head><title>Gemeente</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/pagina.css"></head>
<body><main><h1>Hulp en zorg</h1>{text}</main>{script}</body></html>"""
TEXT = (
    "<h2>Hulp in huis</h2><p>De gemeente helpt als het u zelf niet lukt. Bel ons, of kom langs bij het loket.</p>" * 40
)
SCRIPT = '<script src="/static/zelfcheck.js" type="module" data-gemeente="leiden"></script>'
PAGES = {"zonder": "", "met": SCRIPT}
OBSERVE = """
  window.seen = { shift: 0, long: 0, paint: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { seen.shift += each.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { seen.long += each.duration; }))
    .observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { seen.paint = each.startTime; }))
    .observe({ type: "largest-contentful-paint", buffered: true });
"""
NAMES = {
    "requests": "requests",
    "kilobytes": "on the wire, kB",
    "first_paint": "first contentful paint, ms",
    "largest_paint": "largest contentful paint, ms",
    "script": "time in scripts, ms",
    "layout": "time in layout and style, ms",
    "task": "time of the main thread, ms",
    "long_tasks": "tasks over 50 ms together, ms",
    "shift": "layout shift",
    "heap": "JavaScript heap, kB",
    "nodes": "nodes in the document",
}


@dataclass(frozen=True)
class Visit:
    """One visit of the page, in the units of ``NAMES``."""

    requests: float
    kilobytes: float
    first_paint: float
    largest_paint: float
    script: float
    layout: float
    task: float
    long_tasks: float
    shift: float
    heap: float
    nodes: float


def main() -> int:
    """Measure both by turns, write the table, print it."""
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder)) as url, chromium() as browser:
        for kind in PAGES:
            visit(browser, url, kind)
        visits = [(kind, visit(browser, url, kind)) for _ in range(ROUNDS) for kind in PAGES]
        version = browser.version
    medians = {kind: _median([each for name, each in visits if name == kind]) for kind in PAGES}
    RESULTS.write_text("\n".join([*_table(medians["zonder"], medians["met"], version), ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


def visit(browser: Browser, url: str, kind: str) -> Visit:
    """Loads the page in a browser that has never seen it, and reads what Chromium counted."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    page.route("**/gemeentepagina", lambda route: _answer(route, kind))
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    wire = _wire(session)
    page.goto(f"{url}/gemeentepagina")
    page.wait_for_timeout(SETTLED)
    seen = _read(page, session, wire)
    context.close()
    return seen


def _answer(route: Route, kind: str) -> None:
    route.fulfill(body=PAGE.format(text=TEXT, script=PAGES[kind]), content_type="text/html")


def _wire(session: CDPSession) -> list[float]:
    """The bytes of each answer, as they come in."""
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    return sizes


def _read(page: Page, session: CDPSession, wire: list[float]) -> Visit:
    counted = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    seen: dict[str, Any] = page.evaluate("window.seen")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return Visit(
        requests=len(wire),
        kilobytes=sum(wire) / 1000,
        first_paint=paint,
        largest_paint=seen["paint"],
        script=1000 * counted["ScriptDuration"],
        layout=1000 * (counted["LayoutDuration"] + counted["RecalcStyleDuration"]),
        task=1000 * counted["TaskDuration"],
        long_tasks=seen["long"],
        shift=seen["shift"],
        heap=counted["JSHeapUsedSize"] / 1000,
        nodes=counted["Nodes"],
    )


def _median(visits: list[Visit]) -> Visit:
    return Visit(*(statistics.median(getattr(each, name) for each in visits) for name in NAMES))


def _table(without: Visit, beside: Visit, version: str) -> Iterator[str]:
    yield "# A municipality's page with the widget, beside the same page without"
    yield ""
    yield f"Made by `make bench` with Chromium {version.partition('.')[0]}: the median of {ROUNDS} first visits each."
    yield "The page has text and one style sheet; the widget is closed, as on arrival. Only the ratio says something."
    yield ""
    yield "| | without | with | ratio |"
    yield "|---|---|---|---|"
    for name, title in NAMES.items():
        before, after = getattr(without, name), getattr(beside, name)
        ratio = f"{after / before:.2f}" if before else "–"
        yield f"| {title} | {before:.4g} | {after:.4g} | {ratio} |"


if __name__ == "__main__":
    sys.exit(main())
