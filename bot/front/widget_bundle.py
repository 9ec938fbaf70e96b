"""The widget as one file: its modules joined, each after those it imports, with its style sheet and words.

The source stands in ``static/``: ``zelfcheck.js`` and the modules that it imports. Only what they use is understood:
``import { a, b } from "./x.js"`` and ``export`` in front of a declaration. Joined modules share one scope, so a name
may be declared once; whatever does not fit is refused at start-up.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<path>\./[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
DECLARED = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)
"""JSDoc, for whoever reads the source; the browser has no use for it."""
DELIVERED = "widget/delivered.js"


class BundleError(Exception):
    """The modules cannot be joined; the text says why."""


def bundle(folder: Path, entry: str, delivered: Mapping[str, Any]) -> str:
    """The entry and every module that it imports. ``delivered`` becomes constants, in place of the module so called."""
    parts = dict(_modules(folder, entry, json_constants(delivered), ()))
    whole = "".join(parts.values())
    _refuse_doubles(whole)
    return whole


def json_constants(values: Mapping[str, Any]) -> str:
    """A declaration for each value. JSON is JavaScript too."""
    return "".join(
        f"const {name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
        for name, value in values.items()
    )


def _modules(folder: Path, path: str, constants: str, importing: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Path and joined source of what a module imports, then of itself; a module may come more than once."""
    if path in importing:
        raise BundleError(f"{path} imports itself by way of {' and '.join(importing)}")
    source = f"{constants}" if path == DELIVERED else (folder / path).read_text(encoding="utf-8")
    for found in IMPORT.finditer(source):
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["path"]))
        yield from _modules(folder, imported, constants, (*importing, path))
    yield path, source if path == DELIVERED else _joined(path, source)


def _joined(path: str, source: str) -> str:
    plain = EXPORT.sub("", IMPORT.sub("", COMMENT.sub("", source)))
    unknown = NOT_UNDERSTOOD.search(plain)
    if unknown:
        raise BundleError(f"{path}: cannot join {unknown[0]}")
    return plain


def _refuse_doubles(whole: str) -> None:
    names = DECLARED.findall(whole)
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise BundleError(f"declared more than once: {', '.join(doubles)}")
