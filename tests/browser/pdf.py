"""The text of a PDF as Chromium prints it: enough to know what is on the paper, and no more."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
REFERENCE = re.compile(rb"/(F\d+) (\d+) 0 R")
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>\s*Tj|\[(.*?)\]\s*TJ", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


def pdf_text(content: bytes) -> str:
    """What stands on the pages, in the order of drawing; runs of glyphs follow each other without spaces between."""
    objects = {int(number): body for number, body in OBJECT.findall(content)}
    fonts = {name: _glyphs(objects, int(number)) for each in objects.values() for name, number in _fonts(each)}
    return "".join(_drawn(_unpacked(body), fonts) for body in objects.values() if b" Tf" in _unpacked(body))


def _fonts(body: bytes) -> list[tuple[bytes, bytes]]:
    return [pair for fonts in FONTS.findall(body) for pair in REFERENCE.findall(fonts)]


def _unpacked(body: bytes) -> bytes:
    stream = STREAM.search(body)
    if stream is None:
        return b""
    return zlib.decompress(stream[1]) if b"/FlateDecode" in body else stream[1]


def _glyphs(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Glyph number to text, from the font's ToUnicode map."""
    table = TO_UNICODE.search(objects[font])
    found: dict[int, str] = {}
    for kind, lines in (
        re.findall(rb"begin(bfchar|bfrange)\n(.*?)end", _unpacked(objects[int(table[1])]), re.DOTALL) if table else []
    ):
        for line in lines.splitlines():
            codes = [int(code, 16) for code in HEX.findall(line)]
            first, last, text = (codes[0], codes[0], codes[1]) if kind == b"bfchar" else codes
            found |= {glyph: chr(text + glyph - first) for glyph in range(first, last + 1)}
    return found


def _drawn(drawing: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text, glyphs = "", {}
    for font, single, several in SHOWN.findall(drawing):
        if font:
            glyphs = fonts.get(font, {})
        for run in [single, *HEX.findall(several)]:
            codes = [int(run[at : at + 4], 16) for at in range(0, len(run), 4)]
            text += "".join(glyphs.get(code, "") for code in codes)
    return text
