"""Opens finished PDFs, ours or not, and judges them as the printing house would: docs/press.md lists every check."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.intake.inspect import PageFacts, PdfFacts, inspect
    from compositor.preflight.coverage import Coverage
    from compositor.preflight.examining import Asked, Judgement, examine
    from compositor.preflight.judging import PROFILES, failed, judge, judge_plate
    from compositor.preflight.previewing import preview
    from compositor.preflight.separations import RIPS, RipError
    from compositor.preflight.telling import as_json, as_text, coverage_said
else:
    __getattr__ = late.names(
        __name__,
        {
            "compositor.intake.inspect": "PageFacts PdfFacts inspect",
            "coverage": "Coverage",
            "examining": "Asked Judgement examine",
            "judging": "PROFILES failed judge judge_plate",
            "previewing": "preview",
            "separations": "RIPS RipError",
            "telling": "as_json as_text coverage_said",
        },
    )

__all__ = [
    "PROFILES",
    "RIPS",
    "Asked",
    "Coverage",
    "Judgement",
    "PageFacts",
    "PdfFacts",
    "RipError",
    "as_json",
    "as_text",
    "coverage_said",
    "examine",
    "failed",
    "inspect",
    "judge",
    "judge_plate",
    "preview",
]
