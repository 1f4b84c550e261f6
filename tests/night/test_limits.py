"""Limits: what is beyond one is told with its place, its limit and how to raise it; a paper that raises it takes it."""

from __future__ import annotations

import os
import re
import signal
import sys
from dataclasses import fields
from types import SimpleNamespace

import pytest

from compositor.model.copy import Story
from compositor.model.limits import LIMITS, Limits
from compositor.patience import bounded
from compositor.release.hands import with_patience
from tests.conftest import ROOT
from tests.night.desk import ISSUE, PAPER, Desk, story
from tests.night.told import composed

PAGE = '  - {label: "%02d", section: 本埠, template: two}\n'
LONG = "船在水上走" * 50
BEYOND = {
    "pages: 1": ("TOO_LARGE issue.yaml:11", "the issue has 2 pages; at most 1 are taken"),
    "paragraph: 100": ("TOO_LARGE lead.md:4", "the paragraph that begins here has 250 characters; at most 100 are"),
    "story: 1000": ("TOO_LARGE lead.md:1", "the story has 1,2"),
    "picture_megapixels: 1": ("PICTURE_BROKEN issue.yaml:9", "is too large: 1,500,000 pixels"),
    "font_megabytes: 1": ("TOO_LARGE fonts.yaml:1", "bytes"),
    "picture_megabytes: 1": ("PICTURE_BROKEN issue.yaml:10", "bytes"),
}


def large(desk: Desk, limit: str) -> None:
    """Make something of the issue larger than a limit."""
    name = limit.partition(":")[0]
    if name == "paragraph":
        desk.write(f"{ISSUE}/stories/lead.md", story("渡口", 1, LONG))
    elif name == "story":
        desk.write(f"{ISSUE}/stories/lead.md", story("渡口", 8) + " " * 1050)
    elif name == "picture_megapixels":
        import io

        from PIL import Image

        out = io.BytesIO()
        Image.new("L", (1500, 1000), 90).save(out, "JPEG")
        desk.write(f"{ISSUE}/pictures/pier.jpg", out.getvalue())
    elif name == "font_megabytes":
        face = desk.root / "fonts/face.ttf"
        face.write_bytes(face.read_bytes() + b"\0" * 1_000_000)
    elif name == "picture_megabytes":
        desk.write(f"{ISSUE}/adverts/shop.pdf", b"%PDF-1.4\n" + b"%" * 1_000_000)


@pytest.mark.parametrize("limit", BEYOND)
def test_beyond_a_limit(desk: Desk, limit: str) -> None:
    where, words = BEYOND[limit]
    large(desk, limit)
    desk.write("layouts/watch/paper.yaml", f"{PAPER}limits: {{{limit}}}\n")
    told = composed(desk)
    assert where in told.faults, told.err
    assert words in told.err
    assert f"let paper.yaml say more than limits: {{{limit}}}" in told.err
    desk.write("layouts/watch/paper.yaml", PAPER)
    assert "TOO_LARGE" not in composed(desk, command="check").err


def make_story(story: Story, *_: object, **__: object) -> None:
    """Never make up a story."""
    while story.slug:
        pass


def test_a_story_that_takes_too_long_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processor's time counts, not the clock, and only while stories are made up."""
    monkeypatch.setattr("compositor.makeup.pages.make_story", make_story)
    desk.write("layouts/watch/paper.yaml", f"{PAPER}limits: {{story_seconds: 1}}\n")
    told = composed(desk)
    assert told.code == 3
    assert told.faults == ["TOO_LARGE lead.md:1"]
    assert "takes longer than 1 seconds to be made up" in told.err
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="one hand does it all there")
def test_another_hand_has_no_more_patience_with_a_story() -> None:
    here = os.getpid()

    def set_of(story: SimpleNamespace) -> int:
        """Never come to an end, but in the process that waits for the others."""
        while os.getpid() != here and story.slug:
            pass
        return story.number  # type: ignore[no-any-return]

    stories = [SimpleNamespace(slug="lead", place=None, number=number) for number in range(3)]
    with bounded(1):
        assert with_patience(set_of, stories, hands=2) == [0, 1, 2]


def test_the_document_names_every_limit() -> None:
    text = (ROOT / "docs/limits.md").read_text("utf-8")
    told = dict(re.findall(r"(?m)^\| `(\w+)` \| ([\d ]+) \|", text))
    assert told == {one.name: f"{getattr(LIMITS, one.name):,}".replace(",", " ") for one in fields(Limits)}
