"""``make accessibility``: walks every state and does every task, and writes what was found for the statement.

The page /toegankelijkheid is built from that file. The exit code is 1 when there is something to mend.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from browsing import chromium, watched_page
from checks import AXE, CHECKS
from furniture import furnished_house
from playwright.sync_api import Browser, Error
from states import STATES
from tasks import TASKS

FILE = Path(__file__).parents[2] / "data/toegankelijkheid/onderzoek.yml"
HEAD = "# Geschreven door `make accessibility`. Wat er staat is gemeten; verander het niet met de hand.\n"
Finding = dict[str, Any]


def main() -> int:
    """Look at everything, write the file, tell what is not right."""
    with furnished_house() as url, chromium() as browser:
        found = [finding for name in STATES for finding in look_at(name, browser, url)]
        stuck = [name for name in TASKS if not is_done(name, browser, url)]
        FILE.write_text(HEAD + yaml.safe_dump(survey(browser.version, found), sort_keys=False), encoding="utf-8")
    print(*found, *(f"the keyboard does not get through {name}" for name in stuck), sep="\n")
    return 1 if found or stuck else 0


def look_at(name: str, browser: Browser, url: str) -> list[Finding]:
    """What the checks find in one state."""
    with watched_page(browser) as page:
        STATES[name](page, url)
        counts = {check: len(measure(page)) for check, measure in CHECKS.items()}
    return [{"scherm": name, "proef": check, "aantal": count} for check, count in counts.items() if count]


def is_done(name: str, browser: Browser, url: str) -> bool:
    """Whether the keyboard alone gets through a task."""
    try:
        with watched_page(browser) as page:
            TASKS[name](page, url)
    except (AssertionError, Error) as problem:
        print(name, problem)
        return False
    return True


def survey(version: str, found: list[Finding]) -> dict[str, Any]:
    """What the file says. A task that failed leaves no file behind: the statement names only what was done."""
    return {
        "datum": date.today(),
        "browser": f"Chromium {version.partition('.')[0]}",
        "axe": json.loads((AXE.parent / "package.json").read_text(encoding="utf-8"))["version"],
        "schermen": list(STATES),
        "proeven": list(CHECKS),
        "taken": list(TASKS),
        "bevindingen": found,
    }


if __name__ == "__main__":
    sys.exit(main())
