"""What copy and furniture name that can be gone to: web and mail addresses, and pages of the issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from compositor.intake.pages import label_key
from compositor.model.copy import Issue
from compositor.model.design import Area
from compositor.model.lines import em_box
from compositor.model.page import Link, Page, SetLine
from compositor.plan.values import han_number
from compositor.records import dataclass

_BEFORE: Final = r"(?<![A-Za-z0-9@/._-])"
_HOST: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
_PATH: Final = r"(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?"
_WEB: Final = re.compile(rf"{_BEFORE}(?:https?://{_HOST}|www\.{_HOST}){_PATH}")
_MAIL: Final = re.compile(rf"{_BEFORE}[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@{_HOST}(?![A-Za-z0-9@-])")
_ENDS: Final = ".,;:!?'\")]"
"""What ends a sentence and no address, though it may stand in one (RFC 3986 Appendix C)."""
_NUMBER: Final = r"(?:[A-Za-z]{0,2}[0-9]{1,3}|[一二三四五六七八九十]{1,4})"
_PAGE: Final = re.compile(
    r"(?:(?<![意偏主成高政短罕常创創])[见見]|参阅|參閱|请看|請看|刊[于於在]|[上下][转轉接])"
    rf"(?:今日|今天|本期|今)?(?P<words>第\s?{_NUMBER}\s?[版頁页]|{_NUMBER}\s?版)"
)
"""A verb of going there, then the page: 意見第三版 is the third draft of an opinion."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A stretch of a text that leads somewhere: to an address, else to a page by its label."""

    start: int
    end: int
    title: str
    address: str = ""
    page: str = ""


@dataclass(frozen=True)
class _Guide:
    """Knows the pages of an issue by what copy may call them."""

    issue: Issue

    @cached_property
    def _pages(self) -> dict[tuple[str, int], str]:
        found = {}
        for page in self.issue.pages:
            for one in page.halves or (page,):
                found[label_key(one.label)] = one.label
        return found

    @cached_property
    def _by_han(self) -> dict[str, str]:
        return {han_number(key[1]): label for key, label in self._pages.items() if not key[0] and key[1]}

    def ways(self, text: str) -> tuple[_Way, ...]:
        """Return what of a text leads somewhere, in its order."""
        return tuple(sorted((*_addresses(text), *self._references(text)), key=lambda way: way.start))

    def _references(self, text: str) -> Iterator[_Way]:
        """Yield references to pages of this issue, such as 詳見第三版: those of other days have a date between."""
        for match in _PAGE.finditer(text):
            name = match["words"].strip("第版頁页").strip()
            label = self._by_han.get(name) or self._pages.get(label_key(name))
            if label is not None:
                title = f"{label} {self.issue.page(label).section}".strip()
                yield _Way(*match.span("words"), title, page=label)


def _addresses(text: str) -> Iterator[_Way]:
    for match in _WEB.finditer(text):
        words = match[0].rstrip(_ENDS)
        if "(" in words and match[0].startswith(f"{words})"):
            words += ")"
        address = words if words.startswith("http") else f"https://{words}"
        yield _Way(match.start(), match.start() + len(words), address, address=address)
    for match in _MAIL.finditer(text):
        yield _Way(*match.span(), match[0], address=f"mailto:{match[0]}")


def referring(pages: Sequence[Page], issue: Issue) -> tuple[Page, ...]:
    """Return pages with links where their copy and furniture name an address or a page of the issue.

    Where a name runs over two lines, each line leads there. What leads somewhere already goes on doing so.
    """
    guide = _Guide(issue)
    known: dict[tuple[str, str], tuple[_Way, ...]] = {}
    texts = {(story.slug, part.name): part.text for story in issue.stories for part in story.parts}
    return tuple(_with_links(page, guide, texts, known) for page in pages)


def _with_links(
    page: Page,
    guide: _Guide,
    texts: dict[tuple[str, str], str],
    known: dict[tuple[str, str], tuple[_Way, ...]],
) -> Page:
    links = list(page.links)
    for ink in page.ink:
        if not isinstance(ink, SetLine) or (ink.story and ink.generated):
            continue
        key = (ink.story, ink.part)
        text = texts.get(key)
        if text is None:
            ways = guide.ways(ink.line.text)
        else:
            ways = known[key] = known[key] if key in known else guide.ways(text)
        for way in ways:
            area = _area(ink, way, by_copy=text is not None)
            if area is not None and not any(link.box == ink.box and link.area.meets(area) for link in page.links):
                links.append(Link(area, ink.box, way.page, "", way.title, address=way.address))
    return replace(page, links=tuple(links)) if len(links) > len(page.links) else page


def _area(ink: SetLine, way: _Way, *, by_copy: bool) -> Area | None:
    """Return the rectangle of what stands of a way in a line, counted in the copy, or in what the line shows."""
    along, shown = ink.line.indent, 0
    reach: list[int] = []
    over = under = 0
    for run in ink.line.runs:
        offsets = run.offsets() if by_copy else ()
        for at, (text, advance) in enumerate(zip(run.texts(), run.advances, strict=True)):
            offset = offsets[at] if by_copy else shown
            own = not by_copy or run.start < run.end
            if own and way.start <= offset < way.end:
                reach += (along, along + advance)
                high, low = em_box(ink.line.direction, run.size)
                over, under = max(over, high + run.rise), max(under, low - run.rise)
            along += advance
            shown += len(text)
    return ink.area((min(reach), max(reach)), (-under, over)) if reach and min(reach) < max(reach) else None
