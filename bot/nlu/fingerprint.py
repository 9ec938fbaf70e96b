"""Rasa keeps trained components in a cache that is keyed on the component's own class, not on what it imports.

A component whose work is done in other modules of ours gives their hash as ``fingerprint_addon``, or a change in them
would bring back the old weights from the cache.
"""

import hashlib
from pathlib import Path
from types import ModuleType


def code_of(*modules: ModuleType) -> str:
    """A short hash of the modules' source files; raises ValueError for a module without one."""
    digest = hashlib.sha256()
    for module in modules:
        if module.__file__ is None:
            raise ValueError(f"{module.__name__} has no source file")
        digest.update(Path(module.__file__).read_bytes())
    return digest.hexdigest()[:16]
