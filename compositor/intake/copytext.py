"""Scalars of front matter and manifest as copy: letter for letter where they stand in the file."""

from __future__ import annotations

import re
from typing import Final

from compositor.intake.faults import Code, Faults
from compositor.intake.inline import brackets_freed, spanned
from compositor.intake.mapped import Edit, Mapped, copied
from compositor.intake.normalise import normalised
from compositor.intake.source import Source
from compositor.intake.yamltree import Scalar
from compositor.model.copy import Normalisation, Paragraph, Part

# YAML 1.2 5.7, escape sequences of double-quoted scalars.
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|((?:\r\n|\r|\n)[ \t]*)|(.))")
_ESCAPED: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\u0085", "_": "\u00a0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def head(scalar: Scalar, faults: Faults, *, narrow: bool = False) -> Mapped:
    """Return a scalar as a head's copy: unquoted and normalised, every letter mapped to the file.

    ``narrow`` makes full-width Latin proportional.
    """
    raw = _unquoted(scalar)
    if raw is None or raw.text.split() != scalar.value.split():
        faults.add(
            Code.WRONG_TYPE, scalar.place, "copy can't stand in a block (| or >)", "write it on one line, in quotes"
        )
        return Mapped()
    return normalised(brackets_freed(spanned(raw, scalar.source, faults)), narrow=narrow)


def part(name: str, copy: Mapped, source: Source, breaks: tuple[int, ...] = ()) -> Part:
    """Return a part of one paragraph."""
    text = copy.text
    paragraphs = (Paragraph(0, len(text)),) if text else ()
    return Part(name, text, paragraphs, copy.spans, copy.source_map(source), breaks)


def head_part(name: str, scalar: Scalar | None, faults: Faults, *, narrow: bool = False) -> Part | None:
    """Return a scalar as a part of one paragraph; None where there is no scalar."""
    return part(name, head(scalar, faults, narrow=narrow), scalar.source) if scalar is not None else None


def _unquoted(scalar: Scalar) -> Mapped | None:
    source, start, end = scalar.source, scalar.start, scalar.end
    if scalar.style in {"|", ">"}:
        return None
    if not scalar.style:
        return copied(source, start, start + len(source.text[start:end].rstrip()))
    inner = copied(source, start + 1, end - 1)
    if scalar.style == "'":
        quotes = [Edit(m.start(), m.end(), "'", Normalisation.MARKUP) for m in re.finditer("''", inner.text)]
        return inner.edited(quotes)
    escapes = [Edit(m.start(), m.end(), _meant(m), Normalisation.MARKUP) for m in _ESCAPE.finditer(inner.text)]
    return inner.edited(escapes)


def _meant(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16))
    return "" if match[4] else _ESCAPED.get(match[5], match[5])
