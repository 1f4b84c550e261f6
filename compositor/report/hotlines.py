"""The lines of a page laid over its picture, each with its account: pointed at, tapped or focused, it says why."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from compositor.model.audit import LineAudit
from compositor.model.page import Page, SetLine
from compositor.report import accounts

_LOOSE = 8


def sheet(page: Page, picture: str) -> Iterator[str]:
    """Yield, bit by bit, a fold for a page: its ``picture`` at full width, and over it the page's lines.

    ``picture`` is its address. A line is a link to itself, so that whoever points at it, taps it, or comes to it with
    the keyboard sees its account, without a script.
    """
    label, begun = escape(page.label), False
    for line in _lines(page):
        if not begun:
            image = f'<img src="{picture}" alt="Page {label}, with its lines to point at" loading="lazy">'
            yield f'<details id="sheet-{label}"><summary>page {label}</summary>\n<div class="sheet">'
            yield f'<a href="#sheet-{label}" tabindex="-1">{image}</a>\n'
            begun = True
        yield f"{line}\n"
    if begun:
        yield "</div></details>\n"


def _lines(page: Page) -> Iterator[str]:
    number = 0
    for ink in page.ink:
        if isinstance(ink, SetLine) and ink.line.trail is not None:
            account = ink.line.audit
            if account is not None:
                number += 1
                yield _line(page, ink, account, f"L{page.label}-{number}")


def _line(page: Page, ink: SetLine, account: LineAudit, name: str) -> str:
    area, name = ink.em_boxes(), escape(name)
    place = ";".join(
        f"{edge}:{100 * length / whole:.2f}%"
        for edge, length, whole in (
            ("left", area.x, page.width),
            ("top", area.y, page.height),
            ("width", area.width, page.width),
            ("height", area.height, page.height),
        )
    )
    signs = _signs(ink, account)
    signs += ["r"] if area.x * 2 > page.width else []
    signs += ["u"] if area.y * 2 > page.height else []
    shown = f' class="{" ".join(signs)}"' if signs else ""
    return f'<a id="{name}" href="#{name}"{shown} style="{place}"><span>{_words(ink, account)}</span></a>'


def _signs(ink: SetLine, account: LineAudit) -> list[str]:
    """Return how a line is marked before it is pointed at: broken where it may not be, or set loose."""
    if ink.line.rescued:
        return ["rescued"]
    return ["loose"] if account.gap * _LOOSE > account.em else []


def _words(ink: SetLine, account: LineAudit) -> str:
    line = ink.line
    refused = [f"✕ {told}" for told in accounts.refusals(line, account)]
    words = "\n".join((*accounts.sentences(line, account), *refused))
    return f'<b lang="zh">{escape(line.text, quote=False)}</b>\n{escape(words, quote=False)}'
