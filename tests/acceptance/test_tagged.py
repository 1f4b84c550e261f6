"""The structure of readers' PDFs: every story whole and in order, everything else apart, as ISO 14289-1 wants it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from compositor import intake, pipeline
from compositor.epaper import reader_pdf
from compositor.intake import Intake
from compositor.model.copy import ParagraphKind, Part, Story
from compositor.model.epaper import ReaderStandard
from compositor.model.spreads import delivered
from compositor.preflight import judge
from tests.acceptance.composing import Composed
from tests.conftest import ROOT
from tests.pdf.spoken import Node, Spoken, spoken
from tests.press import verapdf

HEADINGS = ("H1", "H2", "H3")
BLOCKS = frozenset((*HEADINGS, "P", "Note", "TH", "TD", "Caption"))
APART = "\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}"


@cache
def heard(path: Path) -> Spoken:
    return spoken(path.read_bytes())


@cache
def copy_of(issue: Path) -> Intake:
    return intake.read(issue, layouts=ROOT / "layouts", fonts=ROOT / "fonts")


def told(story: Story) -> Iterator[str]:
    """Yield the normalised copy of a story as its blocks have to be read."""
    for part in story.parts:
        if part.name == "body":
            yield from _body(part)
        elif ":" not in part.name:
            yield part.text
    for picture in story.pictures:
        words = [part.text for part in (picture.cutline, picture.credit) if part is not None]
        if words:
            yield "".join(words)
    yield from (quote.part.text for quote in story.quotes)


def _body(part: Part) -> Iterator[str]:
    for paragraph in part.paragraphs:
        if paragraph.kind is not ParagraphKind.TABLE:
            yield part.text[paragraph.start : paragraph.end]
            continue
        assert paragraph.table is not None
        cells = [cell for row in paragraph.table.rows for cell in row]
        for cell in [*([paragraph.table.caption] if paragraph.table.caption else []), *cells]:
            yield part.text[cell.start : cell.end]


def blocks(node: Node) -> Iterator[Node]:
    for kid in node.nodes:
        if kid.kind in BLOCKS:
            yield kid
        else:
            yield from blocks(kid)


def read(node: Node) -> list[str]:
    """Return the blocks of a story as they are read, without jump lines and the heads between them."""
    found: list[Node] = []
    onward = False
    for block in blocks(node):
        alone = block.kind == "P" and [kid.kind for kid in block.nodes] == ["Link"] and len(block.kids) == 1
        if not alone and not (onward and block.kind in HEADINGS):
            found.append(block)
        onward = onward != alone
    return [clean(block.base_text) for block in found]


def clean(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, APART))).strip()


def test_every_story_is_read_whole_and_in_the_order_of_its_copy(sample: Composed) -> None:
    issue = copy_of(sample.issue).issue
    document = heard(sample.reader)
    for story in issue.stories:
        wanted = [clean(text.replace("\n", " ")) for text in told(story)]
        assert [one for one in read(document.story(story.slug)) if one] == [one for one in wanted if one], story.slug


def test_nothing_on_a_page_is_in_no_element_and_no_artifact(sample: Composed) -> None:
    assert heard(sample.reader).untagged == []


def test_headings_begin_with_the_papers_name_and_skip_no_level(sample: Composed) -> None:
    found = list(heard(sample.reader).root.all(*HEADINGS))
    assert found[0].kind == "H1"
    assert found[0].text == copy_of(sample.issue).design.paper.name
    levels = [int(node.kind[1]) for node in found]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_says_what_it_shows_and_where_it_is(sample: Composed) -> None:
    found = list(heard(sample.reader).root.all("Figure"))
    assert found
    for figure in found:
        assert figure.alt
        left, foot, right, top = (float(edge) for edge in figure.attributes["BBox"])
        assert left < right
        assert foot < top


def test_every_link_has_its_annotation_and_words(sample: Composed) -> None:
    found = list(heard(sample.reader).root.all("Link"))
    assert all(len(link.annotations) == 1 for link in found)
    assert all(link.text or link.nodes for link in found)


def test_readers_files_are_pdf_ua_1_and_pdf_a_2a_to_verapdf(sample: Composed) -> None:
    assert {flavour: verapdf.faults(sample.reader, flavour) for flavour in ("ua1", "2a")} == {"ua1": [], "2a": []}


def test_with_the_switch_they_are_pdf_ua_2_pdf_a_4_and_well_tagged(sample: Composed, tmp_path: Path) -> None:
    asked = pipeline.Request(sample.issue, layouts=ROOT / "layouts", fonts=ROOT / "fonts")
    composed = pipeline.compose(asked, pipeline.Stopwatch(lambda _: None))
    issue, design = composed.read.issue, composed.read.design
    paper = replace(design.paper, epaper=replace(design.paper.epaper, standard=ReaderStandard.UA2))
    pages = delivered(composed.made.pages, "pages")
    path = tmp_path / "reader.pdf"
    path.write_bytes(reader_pdf(pages, issue, replace(design, paper=paper), composed.read.faces))
    flavours = ("ua2", "4", "wt1a")
    assert [(flavour, fault) for flavour in flavours for fault in verapdf.faults(path, flavour)] == []
    document, first = spoken(path.read_bytes()), heard(sample.reader)
    assert [node.text for node in document.root.nodes] == [node.text for node in first.root.nodes]
    assert judge(path.read_bytes(), "epaper") == judge(sample.reader.read_bytes(), "epaper") == ()
