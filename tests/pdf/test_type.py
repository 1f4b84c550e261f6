"""Type on the page: the text reads back, and every glyph stands where its line says."""

from __future__ import annotations

import ctypes
import gc
import io
import random
import re
import subprocess
import weakref
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from compositor.faces import Face, FaceFile, Role
from compositor.model.lines import Line, Run
from compositor.pdf import ColourSpace, plain
from compositor.pdf.fonts import WHOLE, _few_glyphs, to_unicode
from compositor.pdf.type import TypeSetter
from compositor.units import pt
from tests.faces.type_library import SQUARE, TW, collection, face_set, one_face, opentype, truetype, vendored
from tests.pdf.reading import bare, fonts, glyphs, opened, texts
from tests.pdf.setting_desk import drawn, line, origins, run

COPY = [
    "雖已初冬時節，𠮷野家——“全年紅”（office AVATAR）……完。",
    "骨葛\U000e0100字\u0301、和諧：？！·‘單’，《報》》（（「前」。”",
    "I（甲）i“乙”1《丙》·「丁」A1（x）",
    "GDP增長6.5%，café 與 Ω 共 12.5 萬",
]
ALL_MARKS = "，。、：；？！“”‘’（）《》「」『』【】〔〕"


@pytest.mark.parametrize("halved", ["", ALL_MARKS], ids=["full", "halved"])
@pytest.mark.parametrize(("role", "weight"), [("song", "regular"), ("hei", "black"), ("kai", "regular")])
@pytest.mark.parametrize("copy", COPY)
def test_text_reads_back(copy: str, role: str, weight: str, halved: str) -> None:
    content = drawn(line(vendored().chain(role, weight), copy, halved=halved))
    assert texts(content) == dict.fromkeys(("pypdfium2", "pypdf", "content"), bare(copy))


def test_text_reads_back_in_poppler(tool: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    copy = [COPY[0], *COPY[2:]]  # poppler composes a letter with the accent of the next word itself
    chains = [vendored().chain(role) for role in ("song", "hei", "kai")]
    path.write_bytes(drawn(*(line(chain, text, halved=ALL_MARKS) for chain in chains for text in copy)))
    for options in ((), ("-raw",), ("-layout",)):
        command = [tool("pdftotext"), *options, str(path), "-"]
        read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert bare(read) == bare("".join(copy)) * 3
        assert len([row for row in read.splitlines() if row.strip("\f ")]) == 3 * len(copy), "a line is torn apart"


def test_centred_marks_halved_on_both_sides_read_back() -> None:
    copy = "一，“二”。三：四；（五）、六"
    content = drawn(line(vendored(TW).chain("song"), copy, halved=ALL_MARKS), faces=vendored(TW))
    assert set(texts(content).values()) == {copy}


@pytest.mark.parametrize("size", ["6.3", "9.5", "23.7", "61", "120.125"])
@pytest.mark.parametrize("halved", ["", ALL_MARKS], ids=["full", "halved"])
def test_every_glyph_stands_where_its_line_says(size: str, halved: str) -> None:
    chain = vendored().chain("song")
    long = (COPY[0] + COPY[2] + COPY[3]) * 3
    for extra in (0, 1, 8191, -3001):
        setting = line(chain, long, size=pt(size), extra=extra, halved=halved)
        found = glyphs(drawn(setting))
        wanted = origins(setting, 40)
        assert len(found) == len(wanted)
        for glyph, x in zip(found, wanted, strict=True):
            cut = 0.5 * glyph.size if halved and glyph.text in "“‘（《「『【〔" else 0
            assert glyph.x == pytest.approx(x + cut, abs=0.004)
            assert glyph.y == pytest.approx(750, abs=0.0001)


@pytest.mark.parametrize("condensed", [999, 925, 700])
@pytest.mark.parametrize("halved", ["", ALL_MARKS], ids=["full", "halved"])
def test_a_condensed_line_is_drawn_narrower_and_stands_where_it_says(condensed: int, halved: str) -> None:
    """ISO 32000-1 9.4.4: the text matrix is narrowed, so that glyphs and their moves are."""
    setting = line(vendored().chain("song"), COPY[0] + COPY[3], size=pt("23.7"), halved=halved)
    setting = setting.narrowed(condensed, setting.width)
    content = drawn(setting)
    found, wanted = glyphs(content), origins(setting, 40)
    assert len(found) == len(wanted)
    for glyph, x in zip(found, wanted, strict=True):
        cut = 0.5 * glyph.size * condensed / 1000 if halved and glyph.text in "“‘（《「『【〔" else 0
        assert glyph.x == pytest.approx(x + cut, abs=0.004)
        assert glyph.turn == pytest.approx((condensed / 1000, 0, 0, 1))
    assert set(texts(content).values()) == {bare(COPY[0] + COPY[3])}


def test_random_gaps_do_not_add_up() -> None:
    chain = vendored().chain("kai")
    chance = random.Random(7)
    shapes = [chain.han(chr(chance.randrange(0x4E00, 0x9FA0))) for _ in range(400)]
    advances = tuple(pt("9.5") + chance.randrange(-3000, 30000) for _ in shapes)
    faces = {shape.face for shape in shapes}
    assert faces == {"kai-regular"}
    codes = tuple(shape.codes[0] for shape in shapes)
    setting = Line(0, 400, (Run("kai-regular", pt("9.5"), "一" * 400, codes, advances, 0, 400),), 0, sum(advances))
    found = glyphs(drawn(setting))
    errors = [abs(glyph.x - x) for glyph, x in zip(found, origins(setting, 40), strict=True)]
    assert max(errors) < 0.003


def test_pdfium_finds_the_glyphs_where_they_belong() -> None:
    copy = "雖已初冬時節，全年紅。office AVATAR（完）"
    setting = line(vendored().chain("song"), copy, extra=4321)
    page = pypdfium2.PdfDocument(drawn(setting))[0].get_textpage()
    wanted = origins(setting, 40)
    counts = [count for one in setting.runs for count in one.counts or (1,) * len(one.codes)]
    by_offset = dict(zip(accumulate(counts, initial=0), wanted, strict=False))
    seen = 0
    for at in range(len(copy)):
        x, y = ctypes.c_double(), ctypes.c_double()
        if at in by_offset and pypdfium2.raw.FPDFText_GetCharOrigin(page, at, x, y):
            assert x.value == pytest.approx(by_offset[at], abs=0.01)
            assert y.value == pytest.approx(750, abs=0.01)
            seen += 1
    assert seen >= len(wanted) - 1


def test_indent_and_rise_move_the_type() -> None:
    shape = vendored().chain("song").han("一")
    first = run(shape, "一", 0, pt(10))
    raised = Run(first.face, pt(6), "二", first.codes, (pt(6),), 1, 2, rise=pt(3))
    setting = Line(0, 2, (first, raised), pt(100), pt(36), indent=pt(20))
    one, two = glyphs(drawn(setting))
    assert (one.x, one.y) == (60, 750)
    assert (two.x, two.y, two.size) == (70, 753, 6)


def test_one_glyph_with_two_meanings_keeps_both() -> None:
    shape = vendored().chain("song").han("戶")
    setting = line(vendored().chain("song"), "戶")
    code = shape.codes[0]
    size = pt(10)
    both = Line(0, 3, (Run(shape.face, size, "戶户戶", (code,) * 3, (size,) * 3, 0, 3),), size * 3, size * 3)
    content = drawn(setting, both)
    assert set(texts(content).values()) == {"戶戶户戶"}
    with opened(content) as pdf:
        programs = {font.DescendantFonts[0].objgen for _, font in pdf.pages[0].Resources.Font.items()}
    assert len(fonts(content)) == 2
    assert len(programs) == 1


def test_a_geta_reads_back_as_a_geta() -> None:
    chain = vendored().chain("song")
    shape = chain.han("\U0001f600")
    setting = Line(0, 1, (run(shape, "\U0001f600", 0, pt(10)),), 0, pt(10), missing=(0,))
    assert texts(drawn(setting))["pypdfium2"] == "〓"


def test_a_glyph_without_characters_of_its_own_adds_none() -> None:
    shape = vendored().chain("song").han("字")
    size, code = pt(10), shape.codes[0]
    setting = Line(0, 2, (Run(shape.face, size, "字典", (code,) * 3, (size,) * 3, 0, 2, (), (1, 0, 1)),), 0, 0)
    for name, read in texts(drawn(setting)).items():
        assert read.replace("\u200b", "") == "字典", name


GLYPHS = {
    "一": (2048, (102, -143, 1946, 1700)),
    "二": (2048, SQUARE),
    "A": (1131, (50, 0, 1000, 1400)),
    " ": (511, None),
}


@pytest.mark.parametrize("kind", ["truetype", "opentype", "collection"])
def test_faces_of_every_kind_are_embedded(kind: str) -> None:
    plain = truetype(GLYPHS, upem=2048)
    content = {"truetype": plain, "opentype": opentype(GLYPHS, 2048), "collection": collection(plain)}[kind]
    faces = one_face(content)
    setting = line(faces.chain("song"), "一二AA 二A" * 20)
    made = drawn(setting, faces=faces)
    assert set(texts(made).values()) == {bare("一二AA 二A" * 20)}
    for glyph, x in zip(glyphs(made), origins(setting, 40), strict=True):
        assert glyph.x == pytest.approx(x, abs=0.004)
    with opened(made) as pdf:
        ((_, font),) = pdf.pages[0].Resources.Font.items()
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert ("/FontFile3" if kind == "opentype" else "/FontFile2") in descriptor
    image = pypdfium2.PdfDocument(made)[0].render(scale=4).to_pil().convert("L")
    # 一 is inked from 0.05 to 0.95 em: dark in the middle, white above.
    assert image.getpixel((4 * 44, 4 * 47)) < 100
    assert image.getpixel((4 * 44, 4 * 38)) > 200


@pytest.mark.parametrize(("kind", "space"), [(one, two) for one in ("truetype", "opentype") for two in ColourSpace])
def test_plates_have_cff_programs_bare_and_all_others_in_flate(kind: str, space: ColourSpace) -> None:
    faces = one_face(truetype(GLYPHS, upem=2048) if kind == "truetype" else opentype(GLYPHS, 2048))
    made = drawn(line(faces.chain("song"), "一二"), faces=faces, space=space)
    with opened(made) as pdf:
        ((_, font),) = pdf.pages[0].Resources.Font.items()
        descriptor = font.DescendantFonts[0].FontDescriptor
        program = descriptor.get("/FontFile3") or descriptor.FontFile2
        assert ("/Filter" not in program) == (kind == "opentype" and space is ColourSpace.CMYK)
    assert set(texts(made).values()) == {"一二"}


def test_a_fallback_face_is_embedded_beside_the_first() -> None:
    fonts_ = {"a": truetype({"一": (1000, SQUARE)}), "b": opentype({"二": (1000, SQUARE)})}
    roles = {"song": Role("song", {"regular": "a"}, ("hei",)), "hei": Role("hei", {"regular": "b"})}
    faces = face_set(fonts_, roles)
    made = drawn(line(faces.chain("song"), "一二一"), faces=faces)
    assert set(texts(made).values()) == {"一二一"}
    assert len(fonts(made)) == 2


def test_every_font_is_embedded_and_cut_to_what_is_used() -> None:
    made = drawn(*(line(vendored().chain(role), COPY[0], halved="，（") for role in ("song", "kai", "hei")))
    with opened(made) as pdf:
        for name, font in pdf.pages[0].Resources.Font.items():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
            assert str(font.BaseFont)[7] == "+"
            assert str(font.BaseFont)[1:7].isupper()
            assert "/ToUnicode" in font
        assert len({str(font.BaseFont) for _, font in pdf.pages[0].Resources.Font.items()}) == len(fonts(made))
    assert b"Helvetica" not in made
    assert len(made) < 80_000


def test_widths_agree_with_the_embedded_programs() -> None:
    copy = "雖已，（“初”）A1 fi……"
    chains = [vendored().chain(role) for role in ("song", "kai", "hei")]
    made = drawn(*(line(chain, copy, halved=halved) for chain in chains for halved in ("", ALL_MARKS)))
    told = fonts(made)
    with opened(made) as pdf:
        for name, font in pdf.pages[0].Resources.Font.items():
            descendant = font.DescendantFonts[0]
            for code in told[name].meanings:
                given = told[name].widths.get(code, told[name].default)
                assert given == pytest.approx(program_width(descendant, code), abs=1), (name, code)


def program_width(descendant: pikepdf.Object, code: int) -> float:
    """Return the advance of a code's glyph as the embedded program has it, in thousandths of an em."""
    descriptor = descendant.FontDescriptor
    if "/FontFile2" in descriptor:
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        gids = descendant.CIDToGIDMap.read_bytes()
        gid = int.from_bytes(gids[2 * code : 2 * code + 2], "big")
        assert gid, "the code leads to .notdef"
        return float(font["hmtx"][font.getGlyphOrder()[gid]][0] * 1000 / font["head"].unitsPerEm)
    top = CFFFontSet()
    top.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
    keyed = hasattr(top[0], "ROS")
    glyph = top[0].CharStrings[f"cid{code:05d}" if keyed else top[0].charset[code]]
    glyph.draw(RecordingPen())
    return float(glyph.width)


def test_maps_to_unicode_come_in_blocks_of_a_hundred() -> None:
    chain = vendored().chain("song")
    han = "".join(chr(0x4E00 + at) for at in range(305))
    (font,) = fonts(drawn(line(chain, han))).values()  # the reader asserts the size of every block
    assert "".join(sorted(font.meanings.values())) == han


def test_maps_to_unicode_say_of_each_code_what_it_means() -> None:
    meanings = {f"{0x4E00 + 7 * at:04X}": chr(0x9FA0 - at) for at in range(250)}
    meanings |= {"0001": "——", "5000": "𬶍", "6000": "\N{ZERO WIDTH SPACE}"}
    read = re.findall("^<(....)> <(.*)>$", to_unicode(meanings).decode("ascii"), re.MULTILINE)
    assert read[1:] == [(code, meanings[code].encode("utf-16-be").hex().upper()) for code in sorted(meanings)]


def test_small_programs_are_made_once_and_go_with_their_face() -> None:
    face = Face(FaceFile("own", "own.otf", opentype({"潮": (1000, SQUARE)})))
    made = _few_glyphs(face, WHOLE, (1,), bare=True)
    assert _few_glyphs(face, WHOLE, (1,), bare=True) is made
    assert _few_glyphs(face, WHOLE, (1,), bare=False) != made
    gone = weakref.ref(face)
    del face
    gc.collect()
    assert gone() is None


def test_painting_a_page_is_fast() -> None:
    import time

    from compositor.model.page import SetLine
    from tests.pdf.setting_desk import pen

    chain = vendored().chain("song")
    lines = [
        line(chain, "".join(chr(0x4E00 + (at * 13 + step) % 2500) for step in range(13)), extra=at) for at in range(540)
    ]
    used = pen()
    used.page(pt(765), pt(1105), 0)
    start = time.process_time()
    for at, one in enumerate(lines):
        used.draw(SetLine(one, pt(40), pt(at), "box"))
    assert time.process_time() - start < 0.5  # 0.03 s on an idle machine


@pytest.mark.parametrize("tenths", range(6))
def test_marks_squeezed_by_any_part_of_their_white_read_back_whole(
    tenths: int, tool: Callable[[str], str], tmp_path: Path
) -> None:
    copy, size = "聚，配（套）“近”。", pt("9.5")
    chain = vendored().chain("song")
    runs = []
    for one in line(chain, copy, size=size).runs:
        half = chain.half(one.text) if one.text in ALL_MARKS else None
        given = size * tenths // 10 if half else 0
        shift = -given if half and half.shift else 0
        runs.append(replace(one, advances=(size - given,), shifts=(shift,)))
    setting = Line(0, len(copy), tuple(runs), 0, 0)
    made = drawn(setting)
    path = tmp_path / "squeezed.pdf"
    path.write_bytes(made)
    command = [tool("pdftotext"), "-raw", str(path), "-"]
    read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert set(texts(made).values()) == {copy}
    assert [bare(row) for row in read.strip().splitlines()] == [copy]
    shown = {glyph.text: glyph for glyph in glyphs(made)}
    ends = [glyph.x + glyph.width for glyph in shown.values()]
    assert all(after.x > end - 0.11 * 9.5 for end, after in zip(ends, list(shown.values())[1:], strict=False))


@pytest.mark.parametrize("size", ["9", "36"])
def test_runs_written_in_a_few_strokes_are_written_as_glyph_by_glyph(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    song, chance = vendored().chain("song"), random.Random(11)
    copy = (*COPY, "，，一。二、：三——四", "〓一〓", "一二三，一二（三）一", "一二三一二三")
    lines = [_in_runs(line(song, text, size=pt(size)), chance) for text in copy for _ in range(12)]
    written = drawn(*lines)
    slow: list[Run] = []
    by_glyph = TypeSetter._written

    def counted(setter: TypeSetter, run: Run, *told: Any) -> list[str]:
        slow.append(run)
        return by_glyph(setter, run, *told)

    monkeypatch.setattr(TypeSetter, "_written", counted)
    assert drawn(*lines) == written
    assert len(slow) < sum(len(one.runs) for one in lines) * 2 // 3
    monkeypatch.setattr(plain, "written", lambda *_: None)
    assert drawn(*lines) == written


def _in_runs(setting: Line, chance: random.Random) -> Line:
    """Return a line in as few runs as there are faces, whose glyphs advance as in a newspaper and as they hardly do."""
    runs = []
    for face, alike in groupby(setting.runs, key=attrgetter("face")):
        own = list(alike)
        codes, advances, counts = (tuple(chain.from_iterable(map(attrgetter(name), own))) for name in _OF_GLYPHS)
        often = chance.choice(((4,), (4, 4, 4, 2, 3), (4, 5, 4.01), (2, 2, 3.7, 3.9), (2, 3, 4, 5, 6)))
        shaken = tuple(round(advance * chance.choice(often) / 4) for advance in advances)
        text = "".join(one.text for one in own).replace("一", chance.choice("一二"))  # one glyph with two meanings
        plain = () if set(counts) <= {1} else counts
        runs.append(Run(face, own[0].size, text, codes, shaken, own[0].start, own[-1].end, counts=plain))
    return replace(setting, runs=tuple(runs))


_OF_GLYPHS = ("codes", "advances", "counts")
