"""A finding of preflight: the code of its check, its page, and where on it, from the trim's top left."""

from __future__ import annotations

from compositor.errors import Finding, Severity
from compositor.intake.inspect import Box, PageFacts, PdfFacts
from compositor.units import SP

MADE_BY_US = "make the plate again, or send it back to the program that made it"
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def told(code: str, severity: Severity, message: str, hint: str = "", page: PageFacts | None = None) -> Finding:
    """Return a finding of a file, or of one of its pages."""
    return Finding(code, severity, message, hint, page=str(page.number) if page else "")


def at(finding: Finding, page: PageFacts, area: Box) -> Finding:
    """Return a finding with its place."""
    trim = page.boxes.get("TrimBox", page.boxes.get("MediaBox", (0, 0, 0, 0)))
    left, top = area[0] - trim[0], trim[3] - area[3]
    edges = (left, top, area[2] - area[0], area[3] - area[1])
    x, y, wide, high = (round(edge * SP) for edge in edges)
    return Finding(
        finding.code, finding.severity, finding.message, finding.hint, page=finding.page, area=(x, y, wide, high)
    )


def claims_archive(pdf: PdfFacts) -> bool:
    """Tell whether a file claims PDF/A as well, which is stricter in many things."""
    return bool((pdf.packet or {}).get("pdfaid:part"))
