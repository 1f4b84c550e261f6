"""Publishing: what preflight finds in the reader's PDFs, and the site that an issue's output folder has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from compositor import epaper, preflight
from compositor.errors import Finding
from compositor.filing import NO_CACHE, Cache
from compositor.model.page import Page
from compositor.release.findings import packed, unpacked
from compositor.release.hands import shared_out
from compositor.report import OutputFile

SITE: Final = "epaper/site"
"""Where in the issue's output folder its site is; all that lies there is the compositor's."""
READING: Final = "reading"
"""Under what kind findings of reader's PDFs are kept by a cache."""


def judged(published: epaper.Published, cache: Cache = NO_CACHE) -> tuple[Finding, ...]:
    """Return what preflight finds in the reader's PDFs, each read as by one who can't see it."""
    return tuple(one for pdf in published.pdfs for one in _judged(pdf.content, pdf.pages, cache))


def _judged(content: bytes, pages: Sequence[Page], cache: Cache) -> tuple[Finding, ...]:
    """Return what is found in a PDF: by its very bytes, and the labels of the pages that are told."""
    if not cache.is_kept:
        return tuple(epaper.judged(preflight.judge(content, "epaper"), pages))
    labels = "\n".join(page.label for page in pages).encode("utf-8", "surrogatepass")
    key = cache.key(READING, sha256(content).digest() + labels)
    kept = cache.get(READING, key)
    if kept is not None:
        try:
            return unpacked(kept)
        except (ValueError, TypeError):
            cache.spoilt(READING, key)
    found = tuple(epaper.judged(preflight.judge(content, "epaper"), pages))
    cache.put(READING, key, packed(found))
    return found


def site(published: epaper.Published, folder: Path, cache: Cache, say: Callable[[str], None]) -> list[OutputFile]:
    """Return the site of an issue, as it goes into its output folder; many hands make what it shows of pages."""
    register = _addresses(folder / SITE, say)
    every = epaper.site_files(published, register, studio=epaper.Studio(shared_out, cache))
    return [OutputFile(f"{SITE}/{one.path}", "site", one.bytes) for one in every]


def _addresses(site: Path, say: Callable[[str], None]) -> bytes | None:
    """Return the addresses that the issue's site had before; plates don't wait for a register that can't be read."""
    kept = site / epaper.ADDRESSES
    try:
        content = kept.read_bytes()
        epaper.from_json(epaper.Register, content.decode("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        say(f"site      {kept} can't be read and is made anew: {error}")
        return None
    return content
