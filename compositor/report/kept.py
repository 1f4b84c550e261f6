"""The proof and its page pictures, as an earlier run has made them of the same pages and findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

from compositor.errors import Finding
from compositor.faces import Faces
from compositor.filing import Cache, Drawer, Exact, Tally
from compositor.model.page import Ink, Page
from compositor.pdf import Darkroom
from compositor.pdf.dockets import LEFT_OUT, sums_of
from compositor.pdf.previews import Viewer
from compositor.records import dataclass
from compositor.report.outcome import Outcome
from compositor.report.proofs import drawn_pdf, overlays
from compositor.text import TypeCase

PROOF: Final = "proof"
SEEN: Final = "page"
"""Under what kinds proofs, and pictures of their pages, are kept by a cache."""


Keep = Callable[[int, tuple[bytes, Tally]], None]
Share = Callable[[Callable[[int], tuple[bytes, Tally]], Sequence[int], Keep], None]
"""Has each piece of work done by some hand, and what it made kept."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The proof as a PDF, digests of what each of its pages shows, empty where nothing is kept, and what it tells.

    It tells of findings and of pages withheld.
    """

    pdf: bytes
    shows: tuple[bytes, ...]
    told: tuple[tuple[Finding, ...], frozenset[str]]


def drawn(outcome: Outcome, case: TypeCase, faces: Faces, cache: Cache) -> Drawn:
    """Return the proof of an issue, as an earlier run has drawn it or now."""
    over, told = overlays(outcome, case), (outcome.findings, outcome.withheld)
    if not cache.is_kept:
        return Drawn(drawn_pdf(outcome, over, faces), (b"",) * len(over), told)
    exact = Exact(LEFT_OUT)
    shows = tuple(
        sha256(_made_of(page, ink, faces, exact)).digest() for page, ink in zip(outcome.pages, over, strict=True)
    )
    said = exact(outcome.design.paper, outcome.issue.date, tuple(page.label for page in outcome.pages))
    key = cache.key(PROOF, said + b"".join(shows))
    found = cache.get(PROOF, key)
    pdf = found or drawn_pdf(outcome, over, faces, Darkroom(cache=cache))
    if not found:
        cache.put(PROOF, key, pdf)
    return Drawn(pdf, shows, told)


def _made_of(page: Page, over: tuple[Ink, ...], faces: Faces, exact: Exact) -> bytes:
    """Return all that a page of the proof shows: its size, its ink, what is drawn over it, and its faces."""
    ink = (*page.ink, *over)
    return exact(page.width, page.height, ink, sums_of(ink, faces))


def pictures(proof: Drawn, cache: Cache, *, share: Share) -> tuple[Callable[[], bytes], ...]:
    """Return what gives a picture of each page of a proof: they are not held in memory.

    Those that the cache has aren't painted again; the others are shared out by ``share``. A page looks the same
    whatever the other pages of its proof are: they share faces and pictures, of which each shows its own.
    """
    keys = [cache.key(SEEN, one) if cache.is_kept else b"" for one in proof.shows]
    found: dict[int, Callable[[], bytes]] = {}
    drawer = Drawer()
    for at, key in enumerate(keys):
        kept = cache.get(SEEN, key)
        if kept is not None:
            found[at] = drawer.put(kept)

    def keep(at: int, made: tuple[bytes, Tally]) -> None:
        found[at] = drawer.put(made[0])
        cache.tally.add(made[1])

    with Viewer(proof.pdf) as viewer:

        def painted(at: int) -> tuple[bytes, Tally]:
            with cache.counted() as tally:
                picture = viewer.picture(at)
                cache.put(SEEN, keys[at], picture)
                return picture, tally

        share(painted, [at for at in range(len(keys)) if at not in found], keep)
    return tuple(found[at] for at in range(len(keys)))
