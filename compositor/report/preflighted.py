"""What preflight found in a file, as a page that shows where: no scripts, and nothing from outside."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from compositor.errors import Finding, Severity
from compositor.intake.inspect import PageFacts, page_alone, trim_of
from compositor.pdf.previews import page_pictures
from compositor.preflight import Asked, Coverage, Judgement, failed
from compositor.preflight.coverage import SQUARE_LIMIT
from compositor.preflight.heat import OVER, RAMP
from compositor.report.findings import Numbered, item, marks
from compositor.report.style import STYLE
from compositor.units import SP

_DPI: Final = 84
_PROFILES: Final = {
    "newsprint": "PDF/X and GWG 2022 for newsprint",
    "x4": "PDF/X-4",
    "x1a": "PDF/X-1a",
    "epaper": "PDF/UA",
}
_LOOK: Final = """\
nav b.warning { color: var(--warning); } nav b.note { color: var(--note); }
.bare { max-width: 34rem; } .bare img, .heat img { display: block; width: 100%; height: auto; background: #fff;
  outline: 1px solid var(--line); }
.inked { display: grid; grid-template-columns: minmax(0, 3fr) minmax(14rem, 2fr); gap: 1.2rem; align-items: start;
  margin-top: 1.2rem; }
.heat { width: auto; } .ramp { display: flex; margin: .5rem 0 .2rem; height: .9rem; border: 1px solid var(--line); }
.ramp i { flex: 1; } .ramp i:first-child { flex: 6; } .scale { display: flex; justify-content: space-between;
  font-size: .8rem; color: var(--soft); padding-right: 14%; }
.swatch { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border: 1px solid var(--line); }
@media (max-width: 52rem) { .inked { grid-template-columns: 1fr; } }
"""
_SWATCHES: Final = {"Cyan": "#009fe3", "Magenta": "#e6007e", "Yellow": "#ffed00", "Black": "#1d1d1b"}


def preflight_html(name: str, content: bytes, judgement: Judgement, asked: Asked) -> str:
    """Return the page of a file: its verdict, what is wrong with it as a whole, and page by page where."""
    groups: dict[str, list[Numbered]] = {}
    for number, finding in enumerate(judgement.findings, 1):
        groups.setdefault(finding.page, []).append((number, finding))
    measured = {one.page: (one, heat) for one, heat in zip(judgement.coverage, judgement.maps, strict=True)}
    parts = [_verdict(judgement.findings, asked), _contents(judgement, groups)]
    if "" in groups:
        parts.append(_section("file", "The file", _list(groups[""], marked=False)))
    for page in judgement.facts.pages:
        found = groups.get(str(page.number), [])
        shown = _page(page, content, found)
        if page.number in measured:
            shown += _inked(*measured[page.number])
        parts.append(_section(f"page-{page.number}", f"Page {page.number}", shown))
    body = "\n".join(part for part in parts if part)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(name)}: preflight</title>\n<style>\n{STYLE}{_LOOK}</style>\n</head>\n"
        f"<body>\n<header>\n<h1>{escape(name)}</h1>\n</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _verdict(findings: Sequence[Finding], asked: Asked) -> str:
    counts = Counter(finding.severity for finding in findings)
    said = ", ".join(_many(counts[severity], severity.value) for severity in Severity)
    by = f"Judged by {_PROFILES.get(asked.profile, asked.profile)}; ink limit {asked.ink_limit} %."
    if failed(tuple(findings)):
        word = '<strong class="error">a printing house would send it back</strong> <span lang="zh">退件</span>'
    else:
        word = '<strong class="released">ready for press</strong> <span lang="zh">可付印</span>'
    return f'<p class="summary">{word}: {said}. {by}</p>'


def _contents(judgement: Judgement, groups: Mapping[str, Sequence[Numbered]]) -> str:
    """Return links to the pages of a longer file, each with how many findings it has."""
    pages = judgement.facts.pages
    if len(pages) < 2:
        return ""
    links = []
    for page in pages:
        found = [finding.severity for _, finding in groups.get(str(page.number), ())]
        worst = next((severity.value for severity in Severity if severity in found), "")
        said = f' <b class="{worst}">{len(found)}</b>' if found else ""
        links.append(f'<a href="#page-{page.number}">Page {page.number}</a>{said}')
    return f'<nav aria-label="Pages"><p>{" · ".join(links)}</p></nav>'


def _list(found: Sequence[Numbered], *, marked: bool) -> str:
    """Return findings as a list; what is found in several places of a page stands once, with all of them."""
    alike: dict[Finding, list[Numbered]] = {}
    for number, finding in found:
        alike.setdefault(replace(finding, area=None), []).append((number, finding))
    return f"<ul>\n{''.join(_item(group, marked=marked) for group in alike.values())}</ul>"


def _item(group: Sequence[Numbered], *, marked: bool) -> str:
    first = item(*group[0], marked=marked)
    if not group[1:]:
        return first
    places = " ".join(
        f'<a class="show" id="finding-{number}" href="#mark-{number}">#{number}</a>' for number, _ in group[1:]
    )
    return first.replace("</p></li>\n", f" and {places}</p></li>\n")


def _page(page: PageFacts, content: bytes, found: Sequence[Numbered]) -> str:
    """Return a page's picture with its faults marked, and beside it their list."""
    left, foot, right, top = trim_of(page)
    size = round((right - left) * SP), round((top - foot) * SP)
    listed = _list(found, marked=True) if found else "<p>Nothing was found.</p>"
    try:
        (picture,) = page_pictures(page_alone(content, page), dpi=_dots(right - left, top - foot))
    except Exception as error:  # a file of others may say anything; its findings are told all the same
        return f"<p>It can't be shown: {escape(type(error).__name__)}.</p>\n{listed}"
    words = f"Page {page.number}, with {_many(len(found), 'finding')} marked" if found else f"Page {page.number}"
    image = f'<img src="{_inline(picture)}" alt="{words}" width="{size[0] // SP}" height="{size[1] // SP}">'
    if not found:
        return f'<div class="proofed"><div class="bare">{image}</div>\n{listed}</div>'
    wide = f"width:min(100%,{92 * size[0] / max(size[1], 1):.2f}vh)"
    drawn = "\n".join(marks(size, [(number, _held(finding, size)) for number, finding in found]))
    return f'<div class="proofed"><div class="marked" style="{wide}">{image}\n{drawn}\n</div>\n{listed}</div>'


def _dots(wide: float, high: float) -> int:
    """Return the dots to the inch of a page's picture: fewer of a huge page."""
    return max(min(_DPI, int(4000 * 72 / max(wide, high, 1))), 1)


def _held(finding: Finding, size: tuple[int, int]) -> Finding:
    """Return a finding with its area cut to the page, and wide enough to be seen."""
    if finding.area is None:
        return finding
    x, y, wide, high = finding.area
    least = 3 * SP
    left, top = min(max(x, 0), size[0] - least), min(max(y, 0), size[1] - least)
    right, bottom = min(x + wide, size[0]), min(y + high, size[1])
    return replace(finding, area=(left, top, max(right - left, least), max(bottom - top, least)))


def _inked(one: Coverage, heat: bytes) -> str:
    """Return a page's heat map with its legend, and beside it what was measured."""
    words = f"Total ink of page {one.page}: at most {one.most:.0f} %"
    figure = (
        f'<figure class="heat"><img src="{_inline(heat)}" alt="{words}">{_legend(one.limit)}'
        f"<figcaption>Total ink. The frame is the densest square of 15 mm, the ring the dot with the most ink."
        f"</figcaption></figure>"
    )
    return f'\n<div class="inked">{figure}\n{_table(_measured(one))}</div>'


def _legend(limit: float) -> str:
    stops = ", ".join(f"rgb{colour} {share * 100:.0f}%" for share, colour in RAMP)
    return (
        f'<div class="ramp" aria-hidden="true"><i style="background:linear-gradient(90deg, {stops})"></i>'
        f'<i style="background:rgb{OVER}"></i></div><p class="scale"><span>0 %</span><span>{limit / 2:g} %</span>'
        f"<span>{limit:g} %, then over it</span></p>"
    )


def _measured(one: Coverage) -> Iterator[tuple[str, str]]:
    """Yield rows of what was measured; the cells are HTML already."""
    x, y = one.most_at
    left, top = one.square_at[:2]
    dense = f"{one.square:.0f} %" if one.square <= SQUARE_LIMIT else f'<b class="error">{one.square:.0f} %</b>'
    most = f"{one.most:.0f} %" if not one.areas else f'<b class="error">{one.most:.0f} %</b>'
    yield "most ink", f"{most} at {x:.1f}, {y:.1f} mm"
    yield f"over {one.limit:g} %", f"{one.over:.2f} % of the page"
    yield "densest square of 15 mm", f"{dense} at {left:.1f}, {top:.1f} mm (limit {SQUARE_LIMIT} %)"
    for ink, share in one.inks:
        colour = _SWATCHES.get(ink, "#8a8a8a")
        yield f'<span class="swatch" style="background:{colour}"></span>{escape(ink)}', f"{share:.1f} % of the area"
    said = "; ".join((f"{one.method}, {one.resolution:g} dots to the inch", *one.limits))
    yield "measured by", escape(said)


def _table(rows: Iterator[tuple[str, str]]) -> str:
    lines = "".join(f'<tr><th scope="row">{head}</th><td>{cell}</td></tr>\n' for head, cell in rows)
    return f'<div class="wide"><table>\n<tbody>\n{lines}</tbody>\n</table></div>'


def _inline(picture: bytes) -> str:
    return f"data:image/png;base64,{b64encode(picture).decode('ascii')}"


def _section(anchor: str, title: str, content: str) -> str:
    return f'<section id="{anchor}">\n<h2>{escape(title)}</h2>\n{content}\n</section>'


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
