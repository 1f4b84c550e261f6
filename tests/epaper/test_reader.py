"""The reader's PDF: outline, page labels, links both ways."""

from __future__ import annotations

from dataclasses import replace

from compositor.colour import srgb
from compositor.epaper import file_name, reader_pdf
from compositor.epaper.naming import story_title
from compositor.model.design import Area
from compositor.model.page import Link, Page
from compositor.units import SP
from tests.faces.type_library import vendored
from tests.pdf.reading import opened, operators, texts
from tests.press.made_up import DESIGN, ISSUE, LEAD, PAGES, PAPER, REST


def made(pages: tuple[Page, ...] = PAGES) -> bytes:
    return reader_pdf(pages, ISSUE, DESIGN, vendored())


def test_the_outline_has_every_page_and_its_stories() -> None:
    with opened(made()) as pdf, pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [("01 要聞", ["咬定目標 不放鬆"]), ("A/2 綜合", ["咬定目標 不放鬆", "brief"])]


def test_page_labels_are_the_papers() -> None:
    with opened(made()) as pdf:
        assert [pdf.pages[at].label for at in (0, 1)] == ["01", "A/2"]


def test_jump_lines_are_links_both_ways() -> None:
    height = PAPER.height
    with opened(made()) as pdf:
        for here, there, box in ((0, 1, REST), (1, 0, LEAD)):
            (link,) = pdf.pages[here].Annots
            assert link.Dest[0].objgen == pdf.pages[there].obj.objgen
            assert abs(float(link.Dest[3]) - (height - box.y) / SP) < 0.001
            assert "第" in str(link.Contents)


def test_a_link_to_a_page_that_is_not_there_is_left_out() -> None:
    with opened(made(PAGES[:1])) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_an_address_is_a_link_out_of_the_document_in_ascii() -> None:
    link = Link(Area(0, 0, 10 * SP, 10 * SP), "ear", "", "", "數字報", address="https://例.org/a?b=%20")
    with opened(made((replace(PAGES[0], links=(link,)), *PAGES[1:]))) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert str(annotation.A.URI) == "https://%E4%BE%8B.org/a?b=%20"
        assert "/Dest" not in annotation


def test_the_reader_reads_every_page_in_light() -> None:
    content = made()
    assert set(texts(content, 1).values()) == {"（上接第一版）其餘"}
    assert not {operator for _, operator in operators(content)} & {"k", "K", "g", "G"}
    with opened(content) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hant-CN"
        assert pdf.pdf_version == "1.7"


def test_both_pages_share_their_fonts() -> None:
    with opened(made()) as pdf:
        fonts = [{font.objgen for _, font in page.Resources.Font.items()} for page in pdf.pages]
        assert fonts[0] == fonts[1]


def test_the_reader_is_meant_for_screens_in_srgb() -> None:
    with opened(made()) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb().content


def test_two_pages_of_a_paper_bound_at_the_right_lie_as_in_print() -> None:
    bound = replace(DESIGN, paper=replace(PAPER, binding="right"))
    with opened(reader_pdf(PAGES, ISSUE, bound, vendored())) as right, opened(made()) as left:
        assert str(right.Root.ViewerPreferences.Direction) == "/R2L"
        assert "/Direction" not in left.Root.ViewerPreferences


def test_the_reader_opens_before_all_of_it_has_come() -> None:
    with opened(made()) as pdf:
        assert pdf.is_linearized
        assert pdf.check_linearization() is True


def test_the_reader_is_the_same_every_time() -> None:
    assert made() == made()


def test_a_story_is_called_by_its_headline_or_its_slug() -> None:
    assert [story_title(story) for story in ISSUE.stories] == ["咬定目標 不放鬆", "brief"]
    assert file_name(PAPER, ISSUE) == "jintan-times-20191115-epaper.pdf"
