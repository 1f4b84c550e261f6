"""What intake finds wrong: gathered while everything is read, raised once."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from enum import StrEnum
from typing import Final

from compositor.errors import CopyError, Finding, Place, Severity
from compositor.records import dataclass

MOST_FAULTS: Final = 200
"""How many faults one run tells; a file that is wrong from end to end would bury the rest."""

_MOST_QUOTED: Final = 40


class Code(StrEnum):
    """The closed list of what intake can find; each has its own message and hint."""

    FILE_MISSING = "FILE_MISSING"
    NOT_A_FILE = "NOT_A_FILE"
    UNREADABLE = "UNREADABLE"
    OUTSIDE_FOLDER = "OUTSIDE_FOLDER"
    TOO_LARGE = "TOO_LARGE"
    FILE_CHANGED = "FILE_CHANGED"
    NOT_UTF8 = "NOT_UTF8"
    CONTROL_CHARACTER = "CONTROL_CHARACTER"
    YAML_SYNTAX = "YAML_SYNTAX"
    TOO_DEEP = "TOO_DEEP"
    ALIAS = "ALIAS"
    MERGE_KEY = "MERGE_KEY"
    TAG = "TAG"
    DUPLICATE_KEY = "DUPLICATE_KEY"
    SEVERAL_DOCUMENTS = "SEVERAL_DOCUMENTS"
    NOT_A_MAPPING = "NOT_A_MAPPING"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    MISSING_KEY = "MISSING_KEY"
    EMPTY = "EMPTY"
    WRONG_TYPE = "WRONG_TYPE"
    NOT_A_DATE = "NOT_A_DATE"
    NOT_A_LENGTH = "NOT_A_LENGTH"
    NOT_A_RANGE = "NOT_A_RANGE"
    NOT_A_CHOICE = "NOT_A_CHOICE"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    BAD_NAME = "BAD_NAME"
    UNKNOWN_NAME = "UNKNOWN_NAME"
    SEVERITY_FIXED = "SEVERITY_FIXED"
    EXTENDS_ITSELF = "EXTENDS_ITSELF"
    PARTS_MISSING = "PARTS_MISSING"
    TYPE_AREA = "TYPE_AREA"
    BASELINE_GRID = "BASELINE_GRID"
    OUTSIDE_GRID = "OUTSIDE_GRID"
    OUTSIDE_BOX = "OUTSIDE_BOX"
    FRONT_MATTER = "FRONT_MATTER"
    HEADLINE_LINES = "HEADLINE_LINES"
    DATELINE = "DATELINE"
    PICTURE_SYNTAX = "PICTURE_SYNTAX"
    NOTE_SYNTAX = "NOTE_SYNTAX"
    NOTE_UNKNOWN = "NOTE_UNKNOWN"
    NOTE_UNUSED = "NOTE_UNUSED"
    NOTE_TWICE = "NOTE_TWICE"
    NOTE_ORDER = "NOTE_ORDER"
    TABLE_SYNTAX = "TABLE_SYNTAX"
    SPAN_SYNTAX = "SPAN_SYNTAX"
    LOOSENESS_SYNTAX = "LOOSENESS_SYNTAX"
    OPTIONAL_SYNTAX = "OPTIONAL_SYNTAX"
    LABEL_TWICE = "LABEL_TWICE"
    SPREAD = "SPREAD"
    BOX_UNKNOWN = "BOX_UNKNOWN"
    WRONG_BOX = "WRONG_BOX"
    TWO_THINGS = "TWO_THINGS"
    INDEX_UNPLACED = "INDEX_UNPLACED"
    STORY_TWICE = "STORY_TWICE"
    JUMP_PAGE = "JUMP_PAGE"
    JUMP_BOX = "JUMP_BOX"
    JUMP_BACK = "JUMP_BACK"
    JUMP_AMBIGUOUS = "JUMP_AMBIGUOUS"
    JUMP_CONTRADICTED = "JUMP_CONTRADICTED"
    LEDGER_DAMAGED = "LEDGER_DAMAGED"
    CONTINUES_UNSTARTED = "CONTINUES_UNSTARTED"
    ADVERT_MODULE = "ADVERT_MODULE"
    NOT_A_FONT = "NOT_A_FONT"
    NOT_A_PROFILE = "NOT_A_PROFILE"
    NOT_AN_SVG = "NOT_AN_SVG"
    NOT_A_GLYPH = "NOT_A_GLYPH"
    ENCODING = "ENCODING"
    NOT_COPY = "NOT_COPY"
    NOT_DOCX = "NOT_DOCX"
    NOT_NINJS = "NOT_NINJS"
    NOT_NITF = "NOT_NITF"
    IMPORT_LOST = "IMPORT_LOST"
    MORE = "MORE"
    # what is bound to one page, or only worth knowing: these don't stop the issue
    PICTURE_MISSING = "PICTURE_MISSING"
    PICTURE_BROKEN = "PICTURE_BROKEN"
    PDF_REFUSED = "PDF_REFUSED"
    PDF_CHANGED = "PDF_CHANGED"
    PICTURE_ALT = "PICTURE_ALT"
    PICTURE_WORDS = "PICTURE_WORDS"
    STANDBY = "STANDBY"
    FACE_FORMS = "FACE_FORMS"
    GLYPH_BOX = "GLYPH_BOX"
    HABIT = "HABIT"
    EMPTY_STORY = "EMPTY_STORY"
    LITERAL_JUMP_LINE = "LITERAL_JUMP_LINE"
    CONTROL_REMOVED = "CONTROL_REMOVED"
    INDENT_IN_PARAGRAPH = "INDENT_IN_PARAGRAPH"


@dataclass(slots=True)
class Faults:
    """Everything found so far: ``stopping`` keeps the issue from being composed, ``passing`` doesn't."""

    stopping: list[Finding] = field(default_factory=list)
    passing: list[Finding] = field(default_factory=list)

    def add(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        """Record a fault that stops the issue."""
        self.stopping.append(Finding(code, Severity.ERROR, message, hint, place))

    def note(self, finding: Finding) -> None:
        """Record a finding that doesn't stop the issue: it is bound to a page, or a warning."""
        self.passing.append(finding)

    def warn(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        """Record a warning."""
        self.passing.append(Finding(code, Severity.WARNING, message, hint, place))

    def stop(self) -> None:
        """Raise ``CopyError`` with every fault in the order of their places, where there is any."""
        if self.stopping:
            raise CopyError(self.sorted_faults())

    def sorted_faults(self) -> tuple[Finding, ...]:
        """Return the faults by place, each once, at most ``MOST_FAULTS`` of them."""
        faults = _by_place(self.stopping)
        if len(faults) <= MOST_FAULTS:
            return faults
        last = faults[MOST_FAULTS - 1]
        rest = Finding(
            Code.MORE,
            Severity.ERROR,
            f"and {len(faults) - MOST_FAULTS + 1} more faults from here on",
            "mend these first",
            last.place,
        )
        return (*faults[: MOST_FAULTS - 1], rest)

    def sorted_findings(self) -> tuple[Finding, ...]:
        """Return what doesn't stop the issue by place, each once."""
        return _by_place(self.passing)


def _by_place(findings: list[Finding]) -> tuple[Finding, ...]:
    nowhere = Place("")
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda one: (one.place or nowhere, one.code, one.message)))


def said(text: str) -> str:
    """Return ``text`` in quotes as a message may show it: shortened, with nothing that moves a terminal.

    What can't be seen, or is taken for a plain space, is shown by its number: U+00A0 in a key is looked for in vain.
    """
    cut = text[:_MOST_QUOTED] + ("…" if len(text) > _MOST_QUOTED else "")
    shown = "".join(letter if _harmless(letter) else f"<U+{ord(letter):04X}>" for letter in cut)
    return f'"{shown}"'


def _harmless(letter: str) -> bool:
    return letter in " \u3000" or unicodedata.category(letter)[0] not in "CZ"
