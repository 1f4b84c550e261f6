"""What collation found, as the terminal, programs and a browser show it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from compositor.collation.changes import Change, Kind, lines_had
from compositor.collation.sheetwork import Sheetwork

_MOST: Final = 60
"""Characters of a change that are shown: more is told by its ends."""
_LOOK: Final = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfcfa; --soft: #666; --line: #d8d4cc; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #191817; --soft: #a29e96; --line: #3c3a36; } }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
ul { padding-left: 1.2rem; } li { margin: .3rem 0; } .where { color: var(--soft); }
del { color: #b3121d; } ins { color: #1f5fa8; text-decoration: none; font-weight: 600; }
@media (prefers-color-scheme: dark) { del { color: #ff7a7f; } ins { color: #8fb7da; } }
img { width: 100%; height: auto; border: 1px solid var(--line); background: #fff; }
"""


def as_text(changes: Sequence[Change], old: Sheetwork, new: Sheetwork) -> str:
    """Return the changes as the terminal shows them, story by story and then page by page."""
    lines = []
    for head, own in _grouped(changes, old, new):
        lines.append(head)
        lines += [f"  {where(change)}: {said(change)}" for change in own]
    count = f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}" if changes else "no change"
    return "".join(f"{line}\n" for line in (*lines, count))


def as_json(changes: Sequence[Change]) -> str:
    """Return the changes for programs: ``{"changes": [{kind, what, page, box, story, part, line, before, after}]}``."""
    records = [
        {
            "kind": change.kind.value,
            "what": change.what,
            "page": change.page,
            "box": change.box,
            "story": change.story,
            "part": change.part,
            "line": change.line,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]
    return json.dumps({"changes": records}, ensure_ascii=False, indent=2) + "\n"


def as_html(
    changes: Sequence[Change], old: Sheetwork, new: Sheetwork, pictures: Mapping[str, str], names: tuple[str, str]
) -> str:
    """Return the changes as a page; ``pictures`` are those of pages laid over each other, by label."""
    body = [f"<h1>{escape(names[0])} → {escape(names[1])}</h1>"]
    for head, own in _grouped(changes, old, new):
        items = "".join(f'<li><span class="where">{escape(where(one))}</span> {_marked(one)}</li>' for one in own)
        body.append(f"<h2>{escape(head)}</h2>\n<ul>{items}</ul>")
    if not changes:
        body.append("<p>Nothing was changed.</p>")
    for label, source in pictures.items():
        body.append(
            f"<h2>Page {escape(label)}</h2>\n<p><del>Red</del> is what went, <ins>blue</ins> what came.</p>\n"
            f'<a href="{escape(source)}"><img src="{escape(source)}" alt="Page {escape(label)}, both states"></a>'
        )
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(names[0])} → {escape(names[1])}</title>\n<style>{_LOOK}</style>\n</head>\n<body>\n"
    )
    return head + "\n".join(body) + "\n</body>\n</html>\n"


def _grouped(changes: Iterable[Change], old: Sheetwork, new: Sheetwork) -> Iterator[tuple[str, list[Change]]]:
    """Yield the changes of each story under its title and its lines, then those of each page."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.story, "" if change.story else change.page), []).append(change)
    before, after = lines_had(old), lines_had(new)
    for (story, page), own in groups.items():
        if not story:
            yield f"page {page}", own
            continue
        title = new.titles.get(story) or old.titles.get(story) or story
        had, has = before.get(story, 0), after.get(story, 0)
        yield f"{story}: {title} ({has} lines{f', before {had}' if had != has else ''})", own


def where(change: Change) -> str:
    """Return where a change is."""
    page = f"page {change.page}" if change.page else "on no page"
    box = f", box {change.box}" if change.box else ""
    part = f", {change.part.replace('_', ' ')}" if change.part else ""
    return f"{page}{box}{part}{f', line {change.line}' if change.line else ''}"


def said(change: Change) -> str:
    """Return what was changed, in words."""
    before, after = _short(change.before), _short(change.after)
    what = "" if change.kind in {Kind.WORDS, Kind.FURNITURE} else f"{change.what} "
    if before and after:
        return f"{what}“{before}” became “{after}”"
    if before or after:
        return f"{what}“{before or after}” {'was taken out' if before else 'was put in'}"
    return f"{what}changed"


def _marked(change: Change) -> str:
    what = "" if change.kind in {Kind.WORDS, Kind.FURNITURE} else f"{escape(change.what)} "
    gone = f"<del>{escape(_short(change.before))}</del>" if change.before else ""
    came = f"<ins>{escape(_short(change.after))}</ins>" if change.after else ""
    return f"{what}{gone} {came}".strip() if gone or came else f"{what}changed"


def _short(text: str) -> str:
    one = text.replace("\n", "¶")
    return one if len(one) <= _MOST else f"{one[: _MOST // 2]}…{one[-_MOST // 2 :]}"
