"""The findings in report.html: page by page beside its picture, on which their places are marked.

A finding is a link to its mark and a mark a link to its finding; whichever was followed lights up, without a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from compositor.errors import Finding, Severity
from compositor.model.page import Page
from compositor.report.outcome import Outcome

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff][^\x20-\x7e]*")
_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
Numbered = tuple[int, Finding]


def by_page(outcome: Outcome, pictures: Mapping[str, str]) -> str:
    """Return the findings as HTML; ``pictures`` gives the address of each page's picture by label."""
    groups: dict[str, list[Numbered]] = {page.label: [] for page in outcome.issue.pages}
    for number, finding in enumerate(outcome.findings, 1):
        groups.setdefault(finding.page, []).append((number, finding))
    pages = {page.label: page for page in outcome.pages}
    parts = []
    for label in sorted(groups, key=bool):
        found = groups[label]
        if found:
            shown = pages.get(label) if label in pictures and any(one.area for _, one in found) else None
            items = "".join(item(number, finding, marked=shown is not None) for number, finding in found)
            head = f"<h3>Page {escape(label)}</h3>" if label else "<h3>The issue</h3>"
            listed = f"<ul>\n{items}</ul>"
            parts.append(f"{head}\n{_proofed(shown, pictures[label], found, listed) if shown else listed}")
    return "\n".join(parts)


def item(number: int, finding: Finding, *, marked: bool) -> str:
    """Return a finding as an item of a list; with ``marked`` it leads to its mark on the page."""
    sign = _SIGNS[finding.severity]
    place = f"<code>{escape(str(finding.place))}</code>" if finding.place else ""
    hint = f'<p class="hint">{_mixed(finding.hint)}</p>' if finding.hint else ""
    code = f"<code>{escape(finding.code)}</code>"
    numbered = f"#{number}"
    if marked and finding.area:
        numbered = f'<a class="show" href="#mark-{number}">#{number} on the page</a>'
    return (
        f'<li class="{sign}" id="finding-{number}"><p><b>{sign}</b> {code} '
        f'{_mixed(finding.message)}</p>{hint}<p class="place">{numbered} {place}</p></li>\n'
    )


def _proofed(page: Page, source: str, found: Sequence[Numbered], listed: str) -> str:
    """Return a page's picture with its findings marked, and beside it their list."""
    name = escape(page.label)
    image = f'<img src="{source}" alt="Page {name}, with its findings marked" loading="lazy">'
    wide = f"width:min(100%,{92 * page.width / page.height:.2f}vh)"
    drawn = "\n".join(marks((page.width, page.height), found))
    return f'<div class="proofed"><div class="marked" style="{wide}">{image}\n{drawn}\n</div>\n{listed}</div>'


def marks(size: tuple[int, int], found: Sequence[Numbered]) -> Iterator[str]:
    """Yield the marks of findings on a page of a size.

    The largest come first, so that smaller ones lie over them and can be pointed at. Numbers of marks with one corner
    stand side by side.
    """
    corners: dict[tuple[int, int], int] = {}
    by_size = sorted(found, key=lambda one: -one[1].area[2] * one[1].area[3] if one[1].area else 0)
    for number, finding in by_size:
        if finding.area is None:
            continue
        x, y, width, height = finding.area
        before = corners.get((x, y), 0)
        corners[x, y] = before + 1
        edges = (("left", x, size[0]), ("top", y, size[1]), ("width", width, size[0]))
        place = ";".join(
            f"{edge}:{100 * length / whole:.2f}%" for edge, length, whole in (*edges, ("height", height, size[1]))
        )
        stepped = f";--n:{before}" if before else ""
        said = escape(f"{finding.code}: {finding.message}")
        yield (
            f'<a class="{_SIGNS[finding.severity]}" id="mark-{number}" href="#finding-{number}" title="{said}" '
            f'style="{place}{stepped}"><b>{number}</b></a>'
        )


def _mixed(text: str) -> str:
    """Escape a message and mark its stretches of Chinese, so that they are shown and read aloud as such."""
    return _CHINESE.sub(lambda match: f'<span lang="zh">{match[0]}</span>', escape(text))
