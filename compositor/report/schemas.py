"""The JSON Schema of report.json, published with those of the files that people write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_LABEL: Schema = {"type": "string", "minLength": 1}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def _record(fields: Mapping[str, Schema], *, says: str = "") -> Schema:
    found: Schema = {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }
    return {"description": says, **found} if says else found


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


_BOX = _record(
    {
        "name": _LABEL,
        "page": {**_LABEL, "description": "the label of the page; on a spread that on which the box begins"},
        "story": _TEXT,
        "lines": {**_COUNT, "description": "body lines used, over all columns of the box"},
        "characters": {**_COUNT, "description": "code points of the copy in the box, without white space"},
        "overset_characters": _COUNT,
        "overset_lines": _COUNT,
        "free_lines": _COUNT,
    }
)

_PAGE = _record(
    {
        "page": {**_LABEL, "description": "the page's label, of a spread such as 04-05"},
        "halves": {**_list(_LABEL), "description": "the labels of the two pages of a spread"},
        "number": {"type": "integer", "minimum": 1},
        "section": _TEXT,
        "template": _LABEL,
        "released": {"type": "boolean", "description": "false: an error withholds the page from press"},
        "lines": {**_COUNT, "description": "body lines of all text boxes, used and free"},
        "free_lines": _COUNT,
        "boxes": _list(_BOX),
    }
)

_JUMP = _record(
    dict.fromkeys(("story", "from_page", "from_box", "to_page", "to_box", "jump_line", "continued_line"), _TEXT)
)

_PICTURE = _record(
    {
        "page": _LABEL,
        "box": _LABEL,
        "story": _TEXT,
        "name": _LABEL,
        "file": _LABEL,
        "width_mm": {"type": "number", "description": "as printed"},
        "height_mm": {"type": "number"},
        "crop": {**_list({"type": "number"}), "description": "the part shown: edges from left and top, in percent"},
        "pixels": {**_list(_COUNT), "description": "width and height of the part shown; 0 for vector art"},
        "resolution": {"type": "number", "minimum": 0, "description": "pixels to the inch; 0 for vector art"},
    }
)

_AREA = _record({key: {"type": "number"} for key in ("x", "y", "width", "height")}, says="from the trim's top left")

_FINDING = _record(
    {
        "code": {"type": "string", "pattern": "^[A-Z][A-Z_]*$"},
        "severity": {"enum": ["error", "warning", "note"]},
        "page": {**_TEXT, "description": "a label, empty where the finding is bound to no page"},
        "box": _TEXT,
        "story": _TEXT,
        "file": _TEXT,
        "line": {**_COUNT, "description": "from 1; 0 where it is not known"},
        "column": _COUNT,
        "message": _LABEL,
        "hint": _TEXT,
        "area": {"anyOf": [_AREA, {"type": "null"}], "description": "its place on the page, in points, if it has one"},
    }
)

_CHANGE = _record(
    {
        "rule": _LABEL,
        "part": _LABEL,
        "start": _COUNT,
        "end": _COUNT,
        "text": {**_TEXT, "description": "what stands in the copy for the characters of the source"},
        "characters": {**_COUNT, "description": "how many characters of the source it stands for"},
        "file": _TEXT,
        "line": _COUNT,
        "column": _COUNT,
    }
)

_STORY_ROUND = _record(
    {
        "story": _LABEL,
        "lines_had": _COUNT,
        "lines_used": _COUNT,
        "overset_characters": _COUNT,
        "overset_lines": _COUNT,
    }
)

_REMEDY = _record(
    {
        "way": {**_LABEL, "description": "tighten, loosen, drop, crop, rows, jump, fill, head, cut or add"},
        "words": {**_LABEL, "description": "what to do, as an editor says it"},
        "closes": {"type": "boolean", "description": "tried: with it alone the story fits"},
        "lines": {"type": "integer", "description": "by how many body lines it helps"},
        "file": _TEXT,
        "line": _COUNT,
        "column": _COUNT,
    }
)

_FIT = _record(
    {
        "story": _LABEL,
        "boxes": _list(_record({"page": _LABEL, "box": _LABEL})),
        "lines_had": {**_COUNT, "description": "body lines of its boxes, over all their columns"},
        "lines_needed": _COUNT,
        "characters_had": {**_COUNT, "description": "characters of the body that found room"},
        "characters_needed": _COUNT,
        "jump_places": _list(
            _record(
                {
                    "offset": {**_COUNT, "description": "in the body, in code points"},
                    "paragraph": {"type": "integer", "minimum": 1},
                    "whole": {"type": "boolean", "description": "at the paragraph's end, else at a sentence's"},
                    "lines_before": _COUNT,
                    "lines_after": _COUNT,
                },
                says="where the story may lawfully jump, with the set lines on either side",
            )
        ),
    }
)

_STEP = _record(
    {
        "round": {"type": "integer", "minimum": 1},
        "story": _LABEL,
        "page": _LABEL,
        "box": _LABEL,
        "done": {
            "type": "boolean",
            "description": "false: nothing that fit: allows was enough, and nothing was changed",
        },
        "words": _LABEL,
        "remedies": _list(_REMEDY),
    }
)

_ADVICE = _record(
    {
        "story": _LABEL,
        "page": _LABEL,
        "box": _LABEL,
        "over": {"type": "boolean", "description": "true: copy is left over; false: lines are left free"},
        "lines": _COUNT,
        "characters": _COUNT,
        "remedies": _list(_REMEDY),
    }
)

_NUMBER: Schema = {"type": "number", "minimum": 0}

_QUALITY: dict[str, Schema] = {
    "lines": {**_COUNT, "description": "justified lines; the others measure nothing"},
    "mean_squared_gap": {**_NUMBER, "description": "of the gaps between neighbouring Han, in (em/100)²"},
    "loosest": _record({"gap": _NUMBER, "page": _TEXT, "box": _TEXT, "text": _TEXT}, says="gap in ems; 0: all solid"),
    "loose_lines": {**_COUNT, "description": "lines with a gap between Han over an eighth of an em"},
    "single_marks": {**_COUNT, "description": "marks that stand alone between Han"},
    "squeezed_marks": {**_COUNT, "description": "those of them set narrower than their em"},
    "rescued_breaks": _COUNT,
    "lone_characters": {**_COUNT, "description": "last lines of one character (孤字), with a mark after it or without"},
    "bare_characters": {**_COUNT, "description": "those of them without"},
    "single_lines": {**_COUNT, "description": "single lines of a paragraph at a column's head or foot (孤行)"},
}

_FILE = _record(
    {
        "path": {**_LABEL, "description": "from the output folder"},
        "kind": _LABEL,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "bytes": _COUNT,
    }
)

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


_RELEASE = _record(
    {
        "page": _LABEL,
        "version": {"type": "integer", "minimum": 1},
        "file": _LABEL,
        "by": _TEXT,
        "at": {"type": "string", "format": "date-time"},
        "changed": {"type": "boolean", "description": "as composed now it would be another page"},
    }
)


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of report.json."""
    fields: dict[str, Schema] = {
        "issue": {**_LABEL, "description": "the issue's slug: the name of its folder"},
        "paper": _LABEL,
        "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "number": {**_COUNT, "description": "總第N期; 0 where it is not known"},
        "released": _list(_LABEL),
        "withheld": _list(_LABEL),
        "pages": _list(_PAGE),
        "pictures": _list(_PICTURE),
        "jumps": _list(_JUMP),
        "findings": _list(_FINDING),
        "normalisations": _list(_record({"story": _LABEL, "changes": _list(_CHANGE)})),
        "quality": _record(
            {
                "stories": _list(_record({"story": _LABEL, **_QUALITY})),
                "pages": _list(_record({"page": _LABEL, **_QUALITY})),
            }
        ),
        "rounds": _list(_record({"round": {"type": "integer", "minimum": 1}, "stories": _list(_STORY_ROUND)})),
        "fit": {**_list(_FIT), "description": "what every story had and needed, and where it may jump"},
        "steps": {**_list(_STEP), "description": "what copy-fitting did, round by round"},
        "advice": {**_list(_ADVICE), "description": "what can be done for stories that don't fit, each remedy tried"},
        "releases": {**_list(_RELEASE), "description": "the pages that the ledger has as released (付印)"},
        "files": _list(_FILE),
    }
    says = "What composing an issue came to. Characters are code points of the normalised copy without white space."
    return {"$schema": SCHEMA_ID, "title": "report.json", **_record(fields, says=says)}
