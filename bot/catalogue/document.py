"""A YAML file that remembers its line numbers, so that whatever is wrong can be pointed at."""

import re
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path as FilePath
from typing import Any

import yaml

Path = tuple[str | int, ...]
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\ufffe\uffff]")
"""Signs that YAML does not allow, or that nobody sees."""
DAY = "tag:yaml.org,2002:timestamp"
KEY_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:int"})
TAGS = KEY_TAGS | {DAY, *(f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "float", "bool", "null"))}


class CatalogueError(ValueError):
    """A data file that is refused: which file, which line, and why (Dutch)."""

    def __init__(self, file: FilePath, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


class Document:
    """The content of one YAML file and the line on which each part of it begins."""

    def __init__(self, file: FilePath) -> None:
        self.file = file
        self._lines: dict[Path, int] = {}
        self._seen: set[int] = set()
        self.content: Any = self._read()

    def line(self, path: Sequence[str | int]) -> int:
        """The line of this part, or of the nearest part around it."""
        path = tuple(path)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def error(self, path: Sequence[str | int], reason: str) -> CatalogueError:
        """The error to raise about this part."""
        return CatalogueError(self.file, self.line(path), reason)

    def _read(self) -> Any:
        try:
            root = yaml.compose(self._text(), Loader=yaml.CSafeLoader)
            if root is None:
                raise CatalogueError(self.file, 1, "het bestand is leeg")
            return self._content(root, ())
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CatalogueError(self.file, line, f"geen geldige YAML: {error.problem}") from error

    def _text(self) -> str:
        """The text of the file, without what no editor shows."""
        try:
            raw = self.file.read_bytes()
            text = raw.decode("utf-8")
        except OSError as error:
            raise CatalogueError(self.file, 1, "het bestand is er niet of is niet te lezen") from error
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise CatalogueError(self.file, line, "hier staat een teken dat geen UTF-8 is") from error
        if hidden := UNSEEN.search(text):
            line = text.count("\n", 0, hidden.start()) + 1
            raise CatalogueError(self.file, line, "hier staat een teken dat niet te zien is")
        return text

    def _content(self, node: yaml.Node, path: Path) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if id(node) in self._seen:
            raise self._refused(node, "verwijzen met & en * kan hier niet; schrijf het uit")
        self._seen.add(id(node))
        if node.tag not in TAGS:
            raise self._refused(node, f"{node.tag} kan hier niet")
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self._content(item, (*path, number)) for number, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[Any, Any]]:
        seen = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in KEY_TAGS:
                raise self._refused(key_node, "een naam moet een gewoon woord of een getal zijn")
            key = self._scalar(key_node)
            if key in seen:
                raise self._refused(key_node, f"'{key}' staat er twee keer")
            seen.add(key)
            yield key, self._content(value_node, (*path, key))

    def _scalar(self, node: yaml.Node) -> Any:
        """A day stays as it is written, with or without quotation marks; whoever needs a date makes one of it."""
        if node.tag == DAY:
            return node.value
        value = _CONSTRUCTOR.construct_object(node, deep=True)
        if isinstance(value, float) and not isfinite(value):
            raise self._refused(node, f"'{node.value}' is geen getal")
        return value

    def _refused(self, node: yaml.Node, reason: str) -> CatalogueError:
        return CatalogueError(self.file, node.start_mark.line + 1, reason)


_CONSTRUCTOR = yaml.constructor.SafeConstructor()
