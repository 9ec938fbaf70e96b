"""Joining the widget's modules: each after what it imports, once, and nothing joined that is not understood."""

import re

import pytest

from bot.front.page_shell import municipality_names
from bot.front.pages import DATA, STATIC, widget_script, widget_texts
from bot.front.widget_bundle import BundleError, bundle

CONSTANTS = {"SHEET": "a { color: red }", "TEXTS": {"x": 'zei "ja"'}}


def write(folder, **modules):
    """Each module under widget/, and the entry beside it."""
    (folder / "widget").mkdir()
    for name, source in modules.items():
        path = folder / ("entry.js" if name == "entry" else f"widget/{name}.js")
        path.write_text(source, encoding="utf-8")
    return folder


def test_what_is_imported_comes_first_and_once(tmp_path):
    entry = 'import { a } from "./widget/a.js";\nimport { b } from "./widget/b.js";\na(b);\n'
    folder = write(
        tmp_path,
        entry=entry,
        a='import { b } from "./b.js";\n\n/** Says it. */\nexport function a() {\n  return b;\n}\n',
        b="export const b = 1;\n",
    )
    assert bundle(folder, "entry.js", {}) == "const b = 1;\n\nfunction a() {\n  return b;\n}\na(b);\n"


def test_an_import_over_several_lines_and_from_the_same_folder(tmp_path):
    folder = write(tmp_path, entry='import {\n  a,\n  b,\n} from "./widget/a.js";\na;\n', a="export let a, b;\n")
    assert bundle(folder, "entry.js", {}) == "let a, b;\na;\n"


def test_what_the_server_delivers_stands_in_place_of_its_module(tmp_path):
    folder = write(tmp_path, entry='import { SHEET } from "./widget/delivered.js";\nuse(SHEET);\n')
    lines = bundle(folder, "entry.js", CONSTANTS).splitlines()
    assert lines == ['const SHEET = "a { color: red }";', 'const TEXTS = {"x":"zei \\"ja\\""};', "use(SHEET);"]


def test_other_comments_stay(tmp_path):
    folder = write(
        tmp_path, entry="/** Gone. */\nconst a = 1; // why\n  /** Gone\n   * too.\n   */\nconst b = '/** not */';\n"
    )
    assert bundle(folder, "entry.js", {}) == "const a = 1; // why\nconst b = '/** not */';\n"


@pytest.mark.parametrize(
    ("modules", "why"),
    [
        ({"entry": 'import { a } from "./widget/a.js";\nconst a = 1;\n', "a": "export function a() {}\n"}, "once: a"),
        ({"entry": 'import a from "./widget/a.js";\n', "a": "export const a = 1;\n"}, "cannot join import a"),
        ({"entry": 'import "./widget/a.js";\n', "a": ""}, 'cannot join import "./widget/a.js"'),
        ({"entry": "const a = 1;\nexport default a;\n"}, "cannot join export default"),
        ({"entry": "const a = 1;\nexport { a };\n"}, "cannot join export"),
        (
            {
                "entry": 'import { a } from "./widget/a.js";\n',
                "a": 'import { b } from "./b.js";\n',
                "b": 'import { a } from "./a.js";\n',
            },
            "imports itself by way of",
        ),
    ],
)
def test_what_cannot_be_joined_is_refused(modules, why, tmp_path):
    with pytest.raises(BundleError, match=re.escape(why)):
        bundle(write(tmp_path, **modules), "entry.js", {})


def test_the_widget_holds_every_module_once():
    script = widget_script(widget_texts(DATA / "teksten", municipality_names(DATA)), 8)
    for module in STATIC.glob("widget/*.js"):
        classes = re.findall(r"^export class (\w+)", module.read_text(encoding="utf-8"), re.MULTILINE)
        for name in classes:
            assert script.count(f"\nclass {name} ") == 1, module.name
    assert script.rindex("customElements.define") > script.rindex("class Conversation ")
