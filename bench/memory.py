"""How much memory something takes, measured where nothing else is."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from resource import getpagesize
from typing import TypeVar

T = TypeVar("T")


def resident() -> float:
    """Megabytes of memory of this process, now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * getpagesize() / 2**20


def in_fresh_process(work: Callable[..., T], *arguments: object) -> T:
    """Done in a process that did nothing else; ``work`` is a function of a module."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()
