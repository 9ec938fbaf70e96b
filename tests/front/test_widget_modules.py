"""The widget's modules without a browser: Node runs them on as much of a page as they need."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.front.page_record import filled
from bot.front.page_shell import municipality_names
from bot.front.pages import DATA, STATIC, widget_texts

HERE = Path(__file__).parent
SUITES = sorted(path.name for path in (HERE / "widget").glob("*.test.js"))
TEXTS = widget_texts(DATA / "teksten", municipality_names(DATA))
DELIVERED = "export const SHEET = '', TEXTS = {}, SLOW_AFTER = 5000;\n"
TELL = """
import { readFileSync } from "node:fs";
import { filled } from "./widget/record.js";
const { texts, dossiers } = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(dossiers.map((antwoorden) => filled({ antwoorden }, texts))));
"""
DOSSIERS = [
    {},
    {"leeftijd": 0, "partner_leeftijd": 120},
    {"inkomen": 0},
    {"inkomen": 1450},
    {"inkomen": 1234567.891},
    {"inkomen": {"van": 1200, "tot": 1350.5}},
    {"kinderen": []},
    {"kinderen": [4]},
    {"kinderen": [0, 4, 17]},
    {"uitkering": []},
    {"uitkering": ["aow", "wia"], "schulden": True, "mantelzorg": False},
    {"mantelzorg_gemeente": "alphen-aan-den-rijn"},
    {"mantelzorg_gemeente": "leiden", "mantelzorg_uren": 8, "mantelzorg_maanden": 3},
    {"achterstanden": ["huur", "energie"], "dreiging": []},
    {"leeftijd": None, "woning": None, "woning_bestaat_niet": "x"},
    {"woning": "kasteel"},
]


@pytest.fixture(scope="module")
def node():
    """The program; without it these tests are skipped, and fail where the browser tests must run."""
    found = shutil.which("node")
    if not found:
        missing = pytest.fail if os.environ.get("ZELFCHECK_BROWSER_REQUIRED") else pytest.skip
        missing("Node.js is not installed")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The modules beside their tests, as modules of Node."""
    whole = tmp_path_factory.mktemp("widget")
    shutil.copytree(HERE / "widget", whole, dirs_exist_ok=True)
    shutil.copytree(STATIC / "widget", whole / "widget")
    for table in ("messages.json", "outcomes.json"):
        shutil.copy(HERE / table, whole)
    (whole / "texts.json").write_text(json.dumps(TEXTS), encoding="utf-8")
    (whole / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (whole / "widget" / "delivered.js").write_text(DELIVERED, encoding="utf-8")
    return whole


def test_there_are_suites():
    assert SUITES == ["api.test.js", "cards.test.js", "conversation.test.js", "events.test.js", "text.test.js"]


@pytest.mark.parametrize("suite", SUITES)
def test_suite(suite, node, folder):
    done = subprocess.run([node, "--test", suite], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_was_filled_in_reads_as_on_the_page_without_javascript(node, folder):
    asked = json.dumps({"texts": TEXTS, "dossiers": DOSSIERS})
    command = [node, "--input-type=module", "-e", TELL]
    done = subprocess.run(command, cwd=folder, input=asked, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    for dossier, told in zip(DOSSIERS, json.loads(done.stdout), strict=True):
        plain = [{"veld": each.field, "zinnen": list(each.sentences)} for each in filled(dossier, TEXTS)]
        assert told == plain, dossier
