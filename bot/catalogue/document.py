"""A YAML file that remembers its line numbers, so that whatever is wrong can be pointed at."""

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from typing import Any

import yaml

Path = tuple[str | int, ...]


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
            root = yaml.compose(self.file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CatalogueError(self.file, line, f"geen geldige YAML: {error.problem}") from error
        if root is None:
            raise CatalogueError(self.file, 1, "het bestand is leeg")
        return self._content(root, ())

    def _content(self, node: yaml.Node, path: Path) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self._content(item, (*path, number)) for number, item in enumerate(node.value)]
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[Any, Any]]:
        seen = set()
        for key_node, value_node in node.value:
            key = _scalar(key_node)
            if key in seen:
                raise CatalogueError(self.file, key_node.start_mark.line + 1, f"'{key}' staat er twee keer")
            seen.add(key)
            yield key, self._content(value_node, (*path, key))


_CONSTRUCTOR = yaml.constructor.SafeConstructor()


def _scalar(node: yaml.Node) -> Any:
    return _CONSTRUCTOR.construct_object(node, deep=True)
