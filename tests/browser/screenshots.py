"""``make screenshots``: every state on phone and desktop, into docs/schermen/, with a page that shows them all."""

import base64
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import yaml
from browsing import chromium, watched_page
from furniture import furnished_house
from playwright.sync_api import Browser
from states import STATES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/schermen"
SIZES = {"telefoon": (360, 740), "breed": (1100, 760)}
STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_RLE)
TO_PALETTE = (Path(__file__).parent / "palette.js").read_text(encoding="utf-8")


def main() -> int:
    """Takes all of them; those of states that are gone disappear."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with furnished_house() as url, chromium() as browser:
        for state in STATES:
            for size in SIZES:
                (FOLDER / f"{state}-{size}.png").write_bytes(picture(browser, url, state, size))
    (FOLDER / "README.md").write_text(overview(), encoding="utf-8")
    return 0


def picture(browser: Browser, url: str, state: str, size: str) -> bytes:
    """One state, as a PNG file."""
    with watched_page(browser, *SIZES[size], reduced_motion="reduce") as page:
        STATES[state](page, url)
        page.mouse.move(0, 0)
        raw = page.screenshot()
        return smaller(browser, raw)


def smaller(browser: Browser, raw: bytes) -> bytes:
    """The same picture with a palette of at most 64 colours: a third of the bytes, and nobody sees the difference."""
    with watched_page(browser) as page:
        found: dict[str, Any] = page.evaluate(TO_PALETTE, base64.b64encode(raw).decode())
    indices, width = base64.b64decode(found["indices"]), found["width"]
    rows = b"".join(b"\0" + indices[start : start + width] for start in range(0, len(indices), width))
    header = struct.pack(">IIBBBBB", width, len(indices) // width, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(found["palette"])), (b"IDAT", packed(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def packed(rows: bytes) -> bytes:
    """As small as zlib can make it: which strategy that is differs from picture to picture."""
    return min((_packed(rows, strategy) for strategy in STRATEGIES), key=len)


def _packed(rows: bytes, strategy: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, strategy)
    return packer.compress(rows) + packer.flush()


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file: length, kind, content, checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def overview() -> str:
    """The page with all pictures, named as the accessibility statement names them."""
    words = yaml.load((ROOT / "data/teksten/pagina.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
        "toegankelijkheid"
    ]
    shown = "".join(
        f"\n## {words['schermen'][state]}\n\n" + " ".join(f"![{size}]({state}-{size}.png)" for size in SIZES) + "\n"
        for state in STATES
    )
    return f"# Every state, on a phone and on a desktop\n\nMade by `make screenshots`.\n{shown}"


if __name__ == "__main__":
    sys.exit(main())
