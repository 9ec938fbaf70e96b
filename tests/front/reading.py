"""What every front door reads and makes when it opens, once for all of the tests: no test changes what stands in
``data/``, the templates or the modules of the widget. Opening is most of what a test of a page costs."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import aiohttp_jinja2
import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from bot.catalogue.library import DATA, municipality_files
from bot.front import page_shell, page_words, pages, statement, texts

READERS = ((page_shell, "read"), (page_words, "read"), (statement, "read"), (texts, "_read"))
_from_disk, _bundled = page_shell.read, pages.bundle


@contextmanager
def read_once() -> Iterator[None]:
    """Within it a front door does nothing for a second time that comes out the same."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in READERS:
            patch.setattr(module, name, _read)
        patch.setattr(pages, "bundle", _bundle)
        patch.setattr(aiohttp_jinja2, "setup", partial(aiohttp_jinja2.setup, bytecode_cache=Compiled()))
        yield


def read_ahead() -> None:
    """Reads what takes longest: a process that is forked from here has it."""
    for file in municipality_files(DATA):
        _kept(file)


class Compiled(BytecodeCache):
    """The compiled templates, in memory; a template with another text is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _read(file: Path) -> Any:
    return _kept(file) if file.is_relative_to(DATA) else _from_disk(file)


@cache
def _kept(file: Path) -> Any:
    return _from_disk(file)


def _bundle(folder: Path, entry: str, delivered: Mapping[str, Any]) -> str:
    return _kept_bundle(folder, entry, json.dumps(delivered))


@cache
def _kept_bundle(folder: Path, entry: str, delivered: str) -> str:
    return _bundled(folder, entry, json.loads(delivered))
