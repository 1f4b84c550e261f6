"""The job sheet (付印單): what a printing house has to know of the plates that it was given, as JSON; its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from compositor.intake import Intake
from compositor.model.copy import Issue
from compositor.model.design import Paper
from compositor.press import described
from compositor.release.delivery import PAPERS
from compositor.release.ledger import Entry
from compositor.release.places import Place
from compositor.release.standing import Standing

Job = Mapping[str, Any]
Schema = dict[str, Any]


def job(read: Intake, standing: Standing, place: Place) -> Job:
    """Return the job sheet of what was delivered to a place, in the order of the pages.

    It says nothing but what the ledger and the issue say: the same ledger, the same sheet.
    """
    issue, paper = read.issue, read.design.paper
    delivered = standing.book.delivered(place.name)
    order = [*standing.pages, *(page for page in delivered if page not in standing.pages)]
    return {
        "paper": paper.slug,
        "name": paper.name,
        "issue": issue.slug,
        "date": issue.date.isoformat(),
        "condition": described(paper.printing.profile),
        "ink_limit": paper.ink_limit,
        "plates": [_plate(standing, delivered[page]) for page in order if page in delivered],
        "waiting": [page for page in standing.pages if page not in delivered],
    }


def _plate(standing: Standing, delivery: Entry) -> dict[str, Any]:
    versions = standing.book.releases(delivery.page)
    own = next(entry for entry in versions if entry.version == delivery.version)
    return {
        "page": own.page,
        "version": own.version,
        "file": own.file,
        "sha256": own.plate,
        "bytes": own.bytes,
        **own.sheet,
        "most_ink": own.ink or 0.0,
        "released": {"by": own.by, "at": own.at},
        "delivered": {"by": delivery.by, "at": delivery.at},
        "replaces": [
            {"version": entry.version, "file": entry.file, "sha256": entry.plate}
            for entry in versions
            if entry.version < own.version
        ],
    }


def job_json(found: Job) -> bytes:
    """Return a job sheet as JSON."""
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogateescape")


def sums(found: Job) -> bytes:
    """Return the SHA-256 of each plate, as ``sha256sum --check`` reads them in the folder of the plates."""
    return "".join(f"{plate['sha256']}  {plate['file']}\n" for plate in found["plates"]).encode("utf-8")


def stem(paper: Paper, issue: Issue) -> str:
    """Return how names of the papers beside the plates begin."""
    return f"{paper.slug}-{issue.date:%Y%m%d}{f'-{issue.zone}' if issue.zone else ''}"


def papers(found: Job, page: bytes, stem: str) -> dict[str, bytes]:
    """Return the papers beside the plates by their names: the job sheet twice, and the sums, which come last."""
    return {
        f"{PAPERS}/{stem}-job.json": job_json(found),
        f"{PAPERS}/{stem}-job.pdf": page,
        f"{stem}.sha256": sums(found),
    }


_TEXT: Schema = {"type": "string", "minLength": 1}
_SUM: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_MM: Schema = {"type": "number", "minimum": 0}


def _record(fields: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


_SIGNED = _record({"by": _TEXT, "at": {**_TEXT, "format": "date-time"}})
_PLATE = _record(
    {
        "page": {**_TEXT, "description": "the page's label, of a sheet of two pages such as 04-05"},
        "version": {**_COUNT, "description": "1, and one more for each time the plate was replaced (換版)"},
        "file": _TEXT,
        "sha256": _SUM,
        "bytes": _COUNT,
        "section": {"type": "string"},
        "width_mm": {**_MM, "description": "of the trimmed page"},
        "height_mm": _MM,
        "bleed_mm": _MM,
        "inks": _list({"enum": ["cyan", "magenta", "yellow", "black"]}),
        "standard": {"enum": ["x4", "x1a"], "description": "PDF/X-4:2010 or PDF/X-1a:2001"},
        "most_ink": {"type": "number", "description": "the most ink inside the trim, in percent of one ink"},
        "released": _SIGNED,
        "delivered": _SIGNED,
        "replaces": _list(_record({"version": _COUNT, "file": _TEXT, "sha256": _SUM})),
    }
)


def schema() -> Schema:
    """Return the JSON Schema of job sheets."""
    found = _record(
        {
            "paper": _TEXT,
            "name": _TEXT,
            "issue": {"type": "string"},
            "date": {"type": "string", "format": "date"},
            "condition": {"type": "string", "description": "the printing condition, as its profile describes it"},
            "ink_limit": _COUNT,
            "plates": _list(_PLATE),
            "waiting": {**_list(_TEXT), "description": "pages of which no plate was delivered yet"},
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Job sheet of delivered plates",
        **found,
    }
