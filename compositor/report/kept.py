"""The proof and its page pictures, as an earlier run has made them of the same pages and findings."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from compositor.faces import Faces
from compositor.filing import Cache, Exact
from compositor.model.page import Ink, Page, SetLine
from compositor.pdf import Darkroom
from compositor.pdf.previews import page_pictures
from compositor.press.dockets import LEFT_OUT, faces_of
from compositor.records import dataclass
from compositor.report.outcome import Outcome
from compositor.report.proofs import drawn_pdf, overlay
from compositor.text import TypeCase

PROOF: Final = "proof"
SEEN: Final = "page"
"""Under what kinds proofs, and pictures of their pages, are kept by a cache."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof, and a picture of each of its pages."""

    pdf: bytes
    pictures: tuple[bytes, ...]


def proof(outcome: Outcome, case: TypeCase, faces: Faces, cache: Cache) -> Proof:
    """Return the proof of an issue with the pictures of its pages; those that the cache has aren't painted again.

    A page looks the same whatever the other pages of its proof are: they share faces and pictures, of which each shows
    its own.
    """
    drawn = tuple(overlay(page, outcome, case) for page in outcome.pages)
    if not cache.is_kept:
        pdf = drawn_pdf(outcome, drawn, faces)
        return Proof(pdf, page_pictures(pdf))
    exact = Exact(LEFT_OUT)
    made_of = [
        sha256(_made_of(page, over, faces, exact)).digest() for page, over in zip(outcome.pages, drawn, strict=True)
    ]
    said = exact(outcome.design.paper, outcome.issue.date, tuple(page.label for page in outcome.pages))
    key = cache.key(PROOF, said + b"".join(made_of))
    found = cache.get(PROOF, key)
    pdf = found or drawn_pdf(outcome, drawn, faces, Darkroom(cache=cache))
    if not found:
        cache.put(PROOF, key, pdf)
    return Proof(pdf, _pictures(pdf, made_of, cache))


def _made_of(page: Page, over: tuple[Ink, ...], faces: Faces, exact: Exact) -> bytes:
    """Return all that a page of the proof shows: its size, its ink, what is drawn over it, and its faces."""
    ink = (*page.ink, *over)
    used = sorted({face for one in ink if isinstance(one, SetLine) for face in faces_of(one.line)})
    return exact(page.width, page.height, ink, tuple((face, faces.face(face).sum) for face in used))


def _pictures(pdf: bytes, made_of: Sequence[bytes], cache: Cache) -> tuple[bytes, ...]:
    keys = [cache.key(SEEN, one) for one in made_of]
    found = {at: kept for at, key in enumerate(keys) if (kept := cache.get(SEEN, key)) is not None}
    missing = [at for at in range(len(keys)) if at not in found]
    for at, picture in zip(missing, page_pictures(pdf, only=missing) if missing else (), strict=True):
        cache.put(SEEN, keys[at], picture)
        found[at] = picture
    return tuple(found[at] for at in range(len(keys)))
