"""How bad a paper finds what proof finds: ``severities`` in ``paper.yaml``."""

from __future__ import annotations

from typing import Final

from compositor.errors import Place, Severity
from compositor.intake.faults import Code, Faults, said
from compositor.intake.sheet import Sheet, nearest
from compositor.model.findings import RATINGS, Severities

OFF: Final = "off"


def severities(sheet: Sheet, faults: Faults) -> Severities:
    """Return what the paper makes of findings; what it may not set is a fault."""
    asked = sheet.sheet("severities")
    found: dict[str, Severity | None] = {}
    for code, word in sheet.pairs("severities"):
        severity = None if word == OFF else Severity(word)
        if asked is not None and _allowed(code, severity, (asked.key_place(code), asked.place_of(code)), faults):
            found[code] = severity
    return found


def _allowed(code: str, severity: Severity | None, places: tuple[Place, Place], faults: Faults) -> bool:
    at_code, at_severity = places
    if code in RATINGS:
        rating = RATINGS[code]
        if not rating.allows(severity):
            worst = rating.severities[0]
            message = f"severities: {code} can't be lowered to {severity or OFF}: it tells of copy or files gone wrong"
            faults.add(Code.SEVERITY_FIXED, at_severity, message, f"it is {_article(worst)}; take the line out")
        return rating.allows(severity)
    if code in set(Code):
        message = f"severities: {code} keeps the issue from being composed, and can't be set"
        faults.add(Code.SEVERITY_FIXED, at_code, message, "take the line out")
        return False
    hint = nearest(code, tuple(name.lower() for name in RATINGS)).upper().replace("DO YOU MEAN", "do you mean")
    faults.add(Code.UNKNOWN_NAME, at_code, f"severities: there is no finding {said(code)}", hint or _LISTED)
    return False


_LISTED: Final = "the manual lists them, with their codes in capitals"


def _article(severity: Severity) -> str:
    return f"an {severity}" if severity is Severity.ERROR else f"a {severity}"
