"""What was changed between two states of an issue, as a page: the changes, and both states of pages over each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from compositor.collation import Change, Kind, Sheetwork, grouped, short, where
from compositor.report.style import STYLE

_LOOK: Final = """\
.where { color: var(--soft); } del { color: var(--error); }
ins { color: var(--note); text-decoration: none; font-weight: 600; }
a > img { display: block; width: 100%; height: auto; border: 1px solid var(--line); background: #fff; }
"""


def changes_html(
    changes: Sequence[Change], old: Sheetwork, new: Sheetwork, pictures: Mapping[str, str], names: tuple[str, str]
) -> str:
    """Return the changes as a page; ``pictures`` are those of pages laid over each other, by label."""
    body = [f"<h1>{escape(names[0])} → {escape(names[1])}</h1>"]
    for head, own in grouped(changes, old, new):
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
        f"<title>{escape(names[0])} → {escape(names[1])}</title>\n<style>{STYLE}{_LOOK}</style>\n</head>\n<body>\n"
    )
    return head + "\n".join(body) + "\n</body>\n</html>\n"


def _marked(change: Change) -> str:
    what = "" if change.kind in {Kind.WORDS, Kind.FURNITURE} else f"{escape(change.what)} "
    gone = f"<del>{escape(short(change.before))}</del>" if change.before else ""
    came = f"<ins>{escape(short(change.after))}</ins>" if change.after else ""
    return f"{what}{gone} {came}".strip() if gone or came else f"{what}changed"
