"""What is measured elsewhere leaves no trace here, and fails aloud."""

from pathlib import Path

import numpy as np
import pytest

from bench.memory import in_fresh_process, resident

MEGABYTES = 64


def grown(megabytes: int) -> float:
    before = resident()
    held = np.ones(megabytes * 2**20, dtype=np.uint8)
    return resident() - before if held.any() else 0.0


def test_what_is_allocated_is_counted() -> None:
    assert in_fresh_process(grown, MEGABYTES) == pytest.approx(MEGABYTES, rel=0.2)


def test_an_error_over_there_is_an_error_here() -> None:
    with pytest.raises(FileNotFoundError):
        in_fresh_process(Path.read_text, Path("/nergens/niets"))
