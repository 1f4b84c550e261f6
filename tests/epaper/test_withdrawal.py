"""Withdrawal (撤稿): what was withdrawn is in nothing that readers get, and all else stands as it stood."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from compositor.epaper import reader_pdf
from compositor.epaper.gathering import gathered
from compositor.epaper.keeping import to_json
from compositor.epaper.publication import HotZone, Notice
from compositor.epaper.withdrawal import TITLE, for_readers, with_notices
from compositor.model.copy import Issue, solid
from compositor.model.notices import NoticeKind, StoryNotice
from compositor.model.page import Page, SetLine
from compositor.pipeline import Composed
from tests.conftest import ROOT, Tool
from tests.epaper.test_gathering import made

SAMPLE = ROOT / "issues/2019-11-15"
WORDS = "本報撤回此稿，特此聲明。"
GONE = ("sprint", "typesetting")
"""The first jumps from page 01 to 02; the second is in the guide."""


def noticed(kind: NoticeKind = NoticeKind.WITHDRAWN) -> tuple[Composed, tuple[Page, ...], Issue]:
    composed, pages, _ = made(SAMPLE)
    notices = tuple(StoryNotice(slug, kind, "2019-11-16T09:30:00+08:00", WORDS) for slug in GONE)
    return composed, pages, replace(composed.read.issue, notices=notices)


def runs(composed: Composed, size: int = 12) -> set[str]:
    """Return all runs of characters of the withdrawn stories that no other story has."""
    issue = composed.read.issue
    others = "\n".join(part.text for story in issue.stories if story.slug not in GONE for part in story.parts)
    own = (part.text for slug in GONE for part in issue.story(slug).parts)
    found = {line[at : at + size] for text in own for line in text.split("\n") for at in range(len(line) - size + 1)}
    return {one for one in found if one not in others}


def text_of(pdf: bytes, tool: Tool) -> str:
    """Return all characters of a PDF."""
    done = subprocess.run([tool("pdftotext"), "-raw", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True)
    return "".join(done.stdout.decode().split())


def test_pages_have_the_notice_in_the_place_of_what_was_withdrawn(tool: Tool) -> None:
    composed, pages, issue = noticed()
    readers = for_readers(pages, issue, composed.dummy, composed.case)
    look = composed.read.design, composed.read.faces
    told = text_of(reader_pdf(readers.pages, readers.issue, *look), tool)
    before = text_of(reader_pdf(pages, composed.read.issue, *look), tool)
    gone = {"".join(one.split()) for one in runs(composed)}
    assert sum(one in before for one in gone) > 500
    assert not [one for one in gone if one in told]
    assert told.count("".join(WORDS.split())) == 3


def test_neighbours_stand_as_they_stood_and_nothing_leads_to_what_was_withdrawn() -> None:
    composed, pages, issue = noticed()
    readers = for_readers(pages, issue, composed.dummy, composed.case)
    places = {(page.label, box.name) for page in pages for box in page.boxes if box.story in GONE}
    for old, new in zip(pages, readers.pages, strict=True):
        own = {box.name for box in old.boxes if box.story in GONE}
        assert new.boxes == old.boxes
        lost = [ink for ink in old.ink if ink not in new.ink and ink.box not in own]
        assert all(isinstance(ink, SetLine) and not ink.story for ink in lost)
        assert len(lost) <= 2  # the line of the guide, and its page
        assert not [link for link in new.links if link.box in own or (link.to_page, link.to_box) in places]
        kept = [ink for ink in old.ink if ink.box not in own and ink not in lost]
        assert list(new.ink[: len(kept)]) == kept


def test_the_notice_stays_inside_its_box() -> None:
    composed, pages, issue = noticed()
    for page in for_readers(pages, issue, composed.dummy, composed.case).pages:
        for box in page.boxes:
            for ink in page.ink:
                if isinstance(ink, SetLine) and ink.story in GONE and ink.box == box.name:
                    area = ink.em_boxes()
                    assert box.area.x <= area.x
                    assert area.right <= box.area.right
                    assert box.area.y <= area.y
                    assert area.bottom <= box.area.bottom


def test_what_is_published_has_the_notice_and_no_word_of_the_story() -> None:
    composed, pages, issue = noticed()
    readers = for_readers(pages, issue, composed.dummy, composed.case)
    found = gathered(readers.pages, readers.issue, composed.dummy, composed.read.design)
    told = with_notices(found.publication, issue)
    for slug in GONE:
        article = told.article(slug)
        assert article.notice == Notice(NoticeKind.WITHDRAWN, "2019-11-16T09:30:00+08:00", WORDS)
        assert (article.title, article.heads, article.blocks, article.zones) == (TITLE, (), (), ())
    kept = to_json(told)
    assert not [one for one in runs(composed) if one in kept]
    pictures = {picture.name for slug in GONE for picture in composed.read.issue.story(slug).pictures}
    assert not [shot for shot in found.shots if any(name in shot.file for name in pictures if name)]


def test_a_correction_adds_its_notice_and_takes_nothing_away() -> None:
    composed, pages, issue = noticed(NoticeKind.CORRECTED)
    readers = for_readers(pages, issue, composed.dummy, composed.case)
    assert readers.pages == tuple(pages)
    plain = gathered(pages, issue, composed.dummy, composed.read.design).publication
    told = with_notices(plain, issue)
    for slug in GONE:
        assert told.article(slug) == replace(plain.article(slug), notice=told.article(slug).notice)
    assert solid(told.article(GONE[0]).title)


def test_a_picture_in_a_box_of_its_own_goes_with_a_story() -> None:
    composed, pages, issue = noticed()
    drawn = [(page.label, box.name) for page in pages for box in page.boxes if box.kind == "picture"]
    label, name = drawn[0]
    notice = replace(issue.notices[0], pictures=(f"{label}/{name}",))
    readers = for_readers(pages, replace(issue, notices=(notice,)), composed.dummy, composed.case)
    page = next(page for page in readers.pages if page.label == label)
    assert not [box for box in page.boxes if box.name == name]
    assert not [ink for ink in page.ink if ink.box == name]
    found = gathered(readers.pages, readers.issue, composed.dummy, composed.read.design)
    kept = [zone.box for one in found.publication.pages for _, zone in one.figures]
    assert sorted(set(kept)) == sorted(
        {box for _, box in drawn[1:]} | {zone.box for _, zone in adverts(pages, composed)}
    )


def adverts(pages: tuple[Page, ...], composed: Composed) -> list[tuple[object, HotZone]]:
    plain = gathered(pages, composed.read.issue, composed.dummy, composed.read.design).publication
    return [(figure, zone) for page in plain.pages for figure, zone in page.figures if figure.advert]
