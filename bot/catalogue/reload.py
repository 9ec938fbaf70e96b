"""The library of a running process: read anew when its files change; a broken file leaves the old one in place."""

import threading
from dataclasses import replace
from pathlib import Path

import structlog

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import CATALOGUE, DATA, Library

log = structlog.get_logger(__name__)
WORDING = ("uitleg.yml", "voorwaarden.yml", "vragen.yml")
GONE = "dit bestand is weg: een gemeente vervalt pas na een herstart"
NEW = "een nieuwe gemeente doet mee na een herstart"
SECONDS = 2.0
"""How often a running process looks whether a file has changed."""
Stamp = dict[Path, "tuple[int, int] | None"]


class Shelf:
    """The newest library that was in order. Raises CatalogueError when the files are wrong at the start.

    The municipalities stay those of the start: a process reads their names, places and desks once. A file that is new
    waits for a restart and the log says so; one that is gone is refused, so that nobody loses a conversation in it.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._data, self._stamp = data, _stamp(data)
        self.library = Library.load(data)

    def refresh(self) -> bool:
        """Read the files if one has changed; whether there is a new library. A refusal is logged with file and line."""
        stamp = _stamp(self._data)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.library = self._of_the_start(Library.load(self._data))
        except CatalogueError as error:
            log.error("catalogus_geweigerd", bestand=str(error.file), regel=error.line, reden=error.reason)
            return False
        log.info("catalogus_vernieuwd", gemeenten=len(self.library.municipalities))
        return True

    def _of_the_start(self, read: Library) -> Library:
        """What was read, with the municipalities that there were; raises CatalogueError for one that is gone."""
        files = self._data / CATALOGUE
        for slug in self.library.municipalities:
            if slug not in read.municipalities:
                raise CatalogueError(files / f"{slug}.yml", 1, GONE)
        for slug in read.municipalities:
            if slug not in self.library.municipalities:
                log.warning("gemeente_na_herstart", bestand=str(files / f"{slug}.yml"), reden=NEW)
        return replace(read, municipalities={slug: read.municipalities[slug] for slug in self.library.municipalities})

    def watch(self, seconds: float = SECONDS) -> threading.Event:
        """Refresh in the background until the event that is returned is set."""
        stop = threading.Event()
        threading.Thread(target=self._look, args=(stop, seconds), daemon=True, name="catalogus").start()
        return stop

    def _look(self, stop: threading.Event, seconds: float) -> None:
        while not stop.wait(seconds):
            self.refresh()


def _stamp(data: Path) -> Stamp:
    """When each file was changed, and how long it is; a file that comes or goes is a change as well."""
    files = [*(data / "catalogus").glob("*.yml"), *(data / "normen").glob("*.yml"), data / "regels.yml"]
    files += [data / "teksten" / name for name in WORDING]
    return {file: _mark(file) for file in files}


def _mark(file: Path) -> tuple[int, int] | None:
    """None for a file that is not there, for good or while an editor puts a new one in its place."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size
