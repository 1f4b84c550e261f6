"""The printing condition that a file is meant for: its output intent and the ICC profile in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import Intent, PdfFacts
from compositor.preflight.told import ERROR, told

_HINT = "give the profile of the newspaper press as output intent"


def intents(pdf: PdfFacts, *, old: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with the output intents (ISO 15930-7 and its Annex A, ISO 19005-2 6.2.3).

    The ``old`` standard, PDF/X-1a, needs no profile where a registry has the condition; one of version 4 it can't read.
    """
    ours = [intent for intent in pdf.intents if intent.kind == "GTS_PDFX"]
    if len(ours) != 1:
        yield told("X4-10", ERROR, f"it has {len(ours) or 'no'} output intents for print; one is wanted", _HINT)
    for intent in ours:
        yield from _said(intent)
        if intent.profile:
            yield from _profile(intent, 2 if old or pdf.version < "1.5" else 4)
        elif not old:
            yield told("X4-13", ERROR, "the profile of its output intent is not in the file", _HINT)
        elif not intent.registry:
            yield told("V11", ERROR, "its output intent has neither a profile nor a registry", _HINT)
        if intent.reference and not old:
            words = "its output intent names a profile outside the file (DestOutputProfileRef)"
            yield told("X4-19", ERROR, words, "embed the profile: PDF/X-4, not PDF/X-4p")
    if "page OutputIntents" in pdf.features:
        yield told("X4-19", ERROR, "a page has an output intent of its own, as only PDF 2.0 has them", _HINT)
    if len({intent.object_id for intent in pdf.intents if intent.profile}) > 1:
        yield told("X4-18", ERROR, "its output intents have profiles of their own", "let both point to the same one")


def _said(intent: Intent) -> Iterator[Finding]:
    if not intent.identifier:
        yield told("X4-11", ERROR, "its output intent names no printing condition", _HINT)
    if not (intent.words or intent.registry):
        yield told("X4-12", ERROR, "its output intent says neither Info nor RegistryName", _HINT)


_INKS: Final = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}


def _profile(intent: Intent, newest: int) -> Iterator[Finding]:
    """Judge a profile by its header (ICC.1:2010 7.2), and by what its stream says (ISO 32000-1 Table 66).

    Which versions of ICC there can be hangs on the PDF's: the fourth came with PDF 1.5 (ISO 32000-1 Table 67).
    """
    profile = intent.profile
    if len(profile) < 128 or profile[36:40] != b"acsp":
        yield told("X4-14", ERROR, "the profile of its output intent is no ICC profile", _HINT)
        return
    kind, space = profile[12:16], profile[16:20]
    if kind != b"prtr":
        yield told("X4-15", ERROR, "the profile of its output intent is not one of a press", _HINT)
    if space != b"CMYK":
        code = "R0035"
        yield told(
            code, ERROR, f"the profile of its output intent is {space.decode('latin-1').strip()}, not CMYK", _HINT
        )
    if intent.components != _INKS.get(space, intent.components):
        words = f"the profile of its output intent is told to have {intent.components} inks, and has {_INKS[space]}"
        yield told("X4-16", ERROR, words, _HINT)
    if profile[8] not in (2, newest):
        yield told("X4-17", ERROR, f"the profile of its output intent is ICC version {profile[8]}", _HINT)
