"""report.json and run.json: what a run came to, for programs to read."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Final

from compositor import __version__
from compositor.errors import Finding, Place
from compositor.kept import Last
from compositor.model.copy import Part, Piece, Story
from compositor.model.spreads import label_of, leaves, own_page
from compositor.proof import Shown, pictures_shown, story_parts
from compositor.records import dataclass
from compositor.report import fitted, quality
from compositor.report.outcome import BoxLine, Outcome, box_lines
from compositor.report.quality import Quality
from compositor.units import SP

Record = dict[str, Any]

_PACKAGES = ("deflate", "fonttools", "pikepdf", "pillow", "pypdf", "pypdfium2", "pyphen", "pyyaml", "uharfbuzz")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a run: its path from the output folder, its kind (press, proof, epaper …) and what is in it."""

    path: str
    kind: str
    sha256: str
    size: int


def file_entry(path: str, kind: str, content: bytes) -> FileEntry:
    """Return the entry of a file in the report."""
    return FileEntry(path, kind, hashlib.sha256(content).hexdigest(), len(content))


_KEYS: Final = (
    *("issue", "paper", "date", "number", "released", "withheld", "pages", "pictures", "jumps", "findings"),
    *("normalisations", "quality", "rounds", "fit", "steps", "advice", "releases", "files"),
)


def report_json(outcome: Outcome, files: Sequence[FileEntry] = ()) -> str:
    """Return report.json; the same outcome gives the same text. ``schema()`` describes it.

    Characters are code points of the copy without white space.
    """
    return report_written(outcome, files).decode("utf-8", "surrogateescape")


def report_written(outcome: Outcome, files: Sequence[FileEntry]) -> bytes:
    """Return report.json in UTF-8.

    The issue's folder gives its name, escaped in a locale without UTF-8 (PEP 383).
    """
    standing, found, written = written_ahead(outcome), _found(outcome, files), [b"{"]
    for key in _KEYS:
        written.append(f"{',' if len(written) > 1 else ''}\n {_key(key)}: ".encode())
        written.append(standing[key] if key in standing else _part(found[key]))
    return b"".join((*written, b"\n}\n"))


def _part(value: object) -> bytes:
    return _written(value, "\n ").encode("utf-8", "surrogateescape")


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: repr,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}
"""How values without members are written."""


@cache
def _key(name: str) -> str:
    return encode_basestring(name)


def _written(value: object, margin: str) -> str:
    """Write what ``json.dumps(value, ensure_ascii=False, indent=1)`` writes: that takes four times as long."""
    inner = f"{margin} "
    if isinstance(value, dict):
        rows = []
        for key, one in value.items():
            plain = _PLAIN.get(type(one))
            rows.append(f"{_key(key)}: {plain(one) if plain else _written(one, inner)}")
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}" if rows else "{}"
    if isinstance(value, list):
        rows = [_written(one, inner) for one in value]
        return f"[{inner}{f',{inner}'.join(rows)}{margin}]" if rows else "[]"
    return _PLAIN[str if isinstance(value, str) else type(value)](value)


_AHEAD: Final = Last[dict[str, bytes]]()


def written_ahead(outcome: Outcome) -> Mapping[str, bytes]:
    """Return the parts of report.json that no finding changes as they are written, by their keys."""
    # one after another: as records they would be held together
    made = _standing(outcome)
    return _AHEAD.of(outcome.laid, lambda: {key: _part(make()) for key, make in made.items()})


def _standing(outcome: Outcome) -> dict[str, Callable[[], object]]:
    """Return what makes those parts as plain records."""
    issue = outcome.issue
    return {
        "pictures": lambda: [_picture(shown, outcome) for shown in pictures_shown(issue, outcome.pages)],
        "jumps": lambda: [
            {
                "story": jump.story,
                "from_page": label_of(outcome.pages, jump.from_page, jump.from_box),
                "from_box": jump.from_box,
                "to_page": label_of(outcome.pages, jump.to_page, jump.to_box),
                "to_box": jump.to_box,
                "jump_line": jump.jump_line,
                "continued_line": jump.continued_line,
            }
            for jump in outcome.jumps
        ],
        "normalisations": lambda: [
            {"story": story.slug, "changes": list(normalisations(story))} for story in issue.stories
        ],
        "quality": lambda: {
            "stories": [{"story": slug, **_quality(found)} for slug, found in quality.by_story(outcome).items()],
            "pages": [{"page": label, **_quality(found)} for label, found in quality.by_page(outcome).items()],
        },
        "rounds": lambda: _rounds(outcome),
        "fit": lambda: fitted.story_records(outcome),
        "steps": lambda: [fitted.step_record(step) for step in outcome.steps],
        "advice": lambda: [fitted.advice_record(one) for one in outcome.advice],
    }


def _found(outcome: Outcome, files: Sequence[FileEntry]) -> Record:
    """Return all other parts as plain records: what is found, and what is let go."""
    issue = outcome.issue
    return {
        "issue": issue.slug,
        "paper": issue.paper,
        "date": issue.date.isoformat(),
        "number": issue.number,
        "released": [page.label for page in leaves(issue.pages) if page.label not in outcome.withheld],
        "withheld": [page.label for page in leaves(issue.pages) if page.label in outcome.withheld],
        "pages": _pages(outcome),
        "findings": [_finding(own_page(outcome.pages, finding)) for finding in outcome.findings],
        "releases": [asdict(one) for one in outcome.releases],
        "files": [
            {"path": file.path, "kind": file.kind, "sha256": file.sha256, "bytes": file.size}
            for file in sorted(files, key=lambda file: file.path)
        ],
    }


def _pages(outcome: Outcome) -> list[Record]:
    boxes = defaultdict[str, list[BoxLine]](list)
    for box in box_lines(outcome):
        boxes[box.page].append(box)
    return [
        {
            "page": page.label,
            "halves": [half.label for half in leaves((page,))] if page.halves else [],
            "number": page.number,
            "section": page.section,
            "template": outcome.design.templates[page.template].name,
            "released": page.label not in outcome.withheld,
            "lines": sum(box.had for box in boxes[page.label]),
            "free_lines": sum(box.free for box in boxes[page.label]),
            "boxes": [_box(box) for box in boxes[page.label]],
        }
        for page in outcome.issue.pages
    ]


def _box(box: BoxLine) -> Record:
    return {
        "name": box.box,
        "page": box.half,
        "story": box.story,
        "lines": box.lines,
        "characters": box.characters,
        "overset_characters": box.overset_characters,
        "overset_lines": box.overset_lines,
        "free_lines": box.free,
    }


def _picture(shown: Shown, outcome: Outcome) -> Record:
    asset = shown.picture.asset
    assert asset is not None
    left, top, right, bottom = shown.crop
    return {
        "page": label_of(outcome.pages, shown.page, shown.box),
        "box": shown.box,
        "story": shown.story,
        "name": shown.picture.name,
        "file": asset.file,
        "width_mm": round(shown.area.width / SP / 72 * 25.4, 2),
        "height_mm": round(shown.area.height / SP / 72 * 25.4, 2),
        "crop": [round(edge * 100, 3) for edge in (left, top, right, bottom)],
        "pixels": [0, 0]
        if not asset.has_pixels
        else [round(asset.width * (right - left)), round(asset.height * (bottom - top))],
        "resolution": round(shown.resolution, 1),
    }


def _quality(found: Quality) -> Record:
    return {
        "lines": found.lines,
        "mean_squared_gap": round(found.mean_square, 2),
        "loosest": {
            "gap": round(found.loosest.gap, 3),
            "page": found.loosest.page,
            "box": found.loosest.box,
            "text": found.loosest.text,
        },
        "loose_lines": found.loose,
        "single_marks": found.singles,
        "squeezed_marks": found.squeezed,
        "rescued_breaks": found.rescued,
        "lone_characters": found.lone,
        "bare_characters": found.bare,
        "single_lines": found.edges,
    }


def _finding(finding: Finding) -> Record:
    place = finding.place or Place("")
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "page": finding.page,
        "box": finding.box,
        "story": finding.story,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "hint": finding.hint,
        "area": _area(finding),
    }


def _area(finding: Finding) -> Record | None:
    if finding.area is None:
        return None
    return dict(zip(("x", "y", "width", "height"), (round(length / SP, 2) for length in finding.area), strict=True))


def normalisations(story: Story) -> Iterator[Record]:
    """Yield what intake changed in a story's copy: rule, part, offsets in the copy, and where in which file.

    ``characters`` are those of the source that the change replaced; ``text`` is what stands for them.
    """
    for part in story_parts(story):
        for piece in part.source.pieces:
            yield {
                "rule": piece.rule.value,
                "part": part.name,
                "start": piece.start,
                "end": piece.end,
                "text": part.text[piece.start : piece.end],
                "characters": piece.source_end - piece.source_start,
                **_source_place(part, piece),
            }


def _source_place(part: Part, piece: Piece) -> Record:
    starts = part.source.line_starts
    line = max(1, bisect_right(starts, piece.source_start))
    start = starts[line - 1] if starts else 0
    return {"file": part.source.file, "line": line, "column": piece.source_start - start + 1}


def _rounds(outcome: Outcome) -> list[Record]:
    return [
        {
            "round": number,
            "stories": [
                {
                    "story": story.story,
                    "lines_had": sum(box.lines_had for box in story.boxes),
                    "lines_used": sum(box.lines_used for box in story.boxes),
                    "overset_characters": story.overset_characters,
                    "overset_lines": story.overset_lines,
                }
                for story in fit.stories
            ],
        }
        for number, fit in enumerate(outcome.all_rounds, start=1)
    ]


def run_json(
    timings: Mapping[str, float],
    versions: Mapping[str, str] | None = None,
    *,
    kept: Mapping[str, tuple[int, int]] | None = None,
) -> str:
    """Return run.json: seconds by stage and what made the files. It is the one output that differs between runs.

    ``kept`` tells of each kind of thing how often the cache was asked for it, and how often it was there.
    """
    record: dict[str, object] = {
        "timings": {stage: round(seconds, 4) for stage, seconds in timings.items()},
        "versions": dict(versions if versions is not None else running_versions()),
    }
    if kept:
        record["cache"] = {kind: {"asked": asked, "found": found} for kind, (asked, found) in kept.items()}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def running_versions(packages: Iterable[str] = _PACKAGES) -> Mapping[str, str]:
    """Return the versions of this program, of Python and of the libraries that it runs on."""
    python = ".".join(map(str, sys.version_info[:3]))
    known = _installed()
    found = {"compositor": __version__, "python": python}
    return found | {name: known.get(name) or _version(name) for name in packages}


def _installed() -> Mapping[str, str]:
    """Return versions as the folders of installed packages are named (PEP 376, PEP 503); the first in the path wins."""
    found: dict[str, str] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or ".")  # noqa: PTH208  (no path for every name)
        except OSError:
            continue
        for one in names:
            name, _, version = one.removesuffix(".dist-info").partition("-")
            if one.endswith(".dist-info"):
                found.setdefault(name.lower().replace("_", "-"), version)
    return found


def _version(name: str) -> str:
    """Return the version of a package that is installed in another way."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
