"""Pictures of a page's separations: its plates in grey, the heat map of total ink, and the soft proof."""

from __future__ import annotations

from collections.abc import Iterable

from compositor.intake.inspect import PageFacts, PdfFacts
from compositor.preflight.coverage import Coverage, measured_total, total_ink
from compositor.preflight.heat import heat_map, png
from compositor.preflight.separations import separate
from compositor.preflight.softproof import ProofError, profile_of, soft_proof
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Preview:
    """The pictures of a page, by what they show, as PNG; its coverage; and what is to be known of them."""

    pictures: tuple[tuple[str, bytes], ...]
    coverage: Coverage
    notes: tuple[str, ...] = ()


def preview(content: bytes, pdf: PdfFacts, page: PageFacts, *, limit: float, rip: str = "auto") -> Preview:
    """Return the pictures of a page; ink over the limit is red in the map. Raises ``RipError``."""
    from PIL import ImageChops

    profile, what = profile_of(pdf)
    plates = separate(content, page, rip, profile=profile)
    total = total_ink(plates)
    coverage = measured_total(plates, total, limit)
    names = file_names(plates.plates)
    pictures = [(names[ink], png(ImageChops.invert(plate))) for ink, plate in plates.plates.items()]
    pictures.append(("ink", heat_map(total, coverage)))
    notes = [f"soft proof by {what}"]
    try:
        pictures.append(("proof", png(soft_proof(plates, profile))))
    except ProofError as reason:
        notes = [f"no soft proof: {reason}"]
    if plates.spots:
        notes.append(f"the soft proof leaves out {', '.join(plates.spots)}")
    return Preview(tuple(pictures), coverage, tuple(notes))


def file_names(inks: Iterable[str]) -> dict[str, str]:
    """Return a name for each ink that a file can bear: letters and figures, with a number where two are alike."""
    found: dict[str, str] = {}
    taken = {"ink", "proof"}
    for ink in inks:
        plain = "".join(letter if letter.isalnum() else "-" for letter in ink.lower()).strip("-") or "spot"
        name, number = plain, 2
        while name in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name)
        found[ink] = name
    return found
