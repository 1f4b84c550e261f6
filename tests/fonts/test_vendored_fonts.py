"""The faces in fonts/: the files that were built, the characters and forms they hold, their names and licences."""

import hashlib
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
import yaml
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "fonts"
HERE = Path(__file__).resolve().parent
MOST_BYTES = 55_000_000

TEXT = ("song-regular.otf", "hei-regular.otf", "kai-regular.ttf")
HEADS = ("song-black.otf", "hei-black.otf")
NOTO_CJK = ("song-regular.otf", "hei-regular.otf", *HEADS)
COMPANIONS = tuple(f"latin-{kind}-{weight}.otf" for kind in ("serif", "sans") for weight in ("regular", "bold"))
ALL = tuple(sorted(path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf"}))

# 通用規範漢字表 (Unihan kTGH) less GB 2312, Big5 and Big5-HKSCS, which are tested by themselves.
TGH_REST = frozenset((HERE / "tgh-beyond-codecs.txt").read_text(encoding="utf-8")) - {"\n"}

CENTRED_STOPS = "，。、：；！"
CN, TW, HK = "zh-Hans", "zh-Hant", "zh-Hant-HK"


@cache
def hb_font(file: str) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / file))))


@cache
def characters(file: str) -> frozenset[str]:
    return frozenset(map(chr, hb_font(file).face.unicodes))


@cache
def tables(file: str) -> Any:
    return TTFont(FONTS / file, lazy=True)


@cache
def in_codec(codec: str) -> frozenset[str]:
    """Every assigned character that the codec's two-byte codes stand for."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    text = "".join(pair.decode(codec, errors="ignore") for pair in pairs)
    return frozenset(one for one in text if ord(one) > 0x7F and unicodedata.category(one) not in {"Cc", "Co"})


def han(chars: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in chars if unicodedata.name(one, "").startswith("CJK UNIFIED IDEOGRAPH"))


def shaped(
    file: str, text: str, language: str, *, down: bool = False, script: str = "Hani", **features: bool
) -> list[Any]:
    """Shape a text; give (glyph, advance along the line, ink's left edge, ink's right edge) per glyph."""
    font = hb_font(file)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ttb" if down else "ltr", script, language
    hb.shape(font, buffer, features)
    glyphs = []
    for one, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = font.get_glyph_extents(one.codepoint)
        advance = -position.y_advance if down else position.x_advance
        glyphs.append((one.codepoint, advance, ink.x_bearing, ink.x_bearing + ink.width))
    return glyphs


def sums() -> dict[str, str]:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: value for value, name in (line.split("  ") for line in lines)}


def roles() -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = yaml.safe_load((FONTS / "fonts.yaml").read_text(encoding="utf-8"))
    return read


# --- files ---------------------------------------------------------------------------------------------------


def test_every_face_has_its_sum() -> None:
    assert {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in ALL} == sums()


def test_readme_gives_the_same_sums() -> None:
    rows = re.findall(r"^\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|$", (FONTS / "README.md").read_text(), re.M)
    assert dict(rows) == sums()


def test_readme_names_the_sources_that_the_script_checks() -> None:
    checked = set(re.findall(r'"([0-9a-f]{64})"', (FONTS / "build.py").read_text(encoding="utf-8")))
    told = set(re.findall(r"[0-9a-f]{64}", (FONTS / "README.md").read_text(encoding="utf-8")))
    assert checked
    assert told == checked | set(sums().values())


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir() if path.is_file()) <= MOST_BYTES


# --- characters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["gb2312", "big5"])
@pytest.mark.parametrize("file", [*TEXT, *HEADS])
def test_all_han_of_the_national_sets(file: str, codec: str) -> None:
    assert len(han(in_codec(codec))) in {6763, 13_060, 13_061}
    assert not han(in_codec(codec)) - characters(file)


@pytest.mark.parametrize("file", [*TEXT, *HEADS])
def test_all_han_of_the_table_of_general_standard_characters(file: str) -> None:
    assert len(TGH_REST) > 100
    assert not TGH_REST - characters(file)


@pytest.mark.parametrize("file", TEXT)
def test_text_faces_hold_gbk(file: str) -> None:
    assert len(han(in_codec("gbk"))) == 20_902
    assert not han(in_codec("gbk")) - characters(file)


@pytest.mark.parametrize("file", NOTO_CJK)
def test_song_and_hei_hold_hkscs(file: str) -> None:
    assert not han(in_codec("big5hkscs")) - characters(file)


def test_kai_holds_what_its_source_has_of_hkscs() -> None:
    """LXGW WenKai 1.250 lacks the rare ones; Cantonese news must not fall out of the face."""
    assert len(han(in_codec("big5hkscs")) - characters("kai-regular.ttf")) < 2000
    assert not set("嘅咗啲喺嗰嘢唔佢哋冇睇俾") - characters("kai-regular.ttf")


@pytest.mark.parametrize("file", [*TEXT, *HEADS])
def test_signs_that_pages_need(file: str) -> None:
    """〓 stands for missing glyphs in the proof; 鈎 is in GBK alone; 𠮷 and 𫟹 lie beyond the BMP."""
    assert not set("〓鈎𠮷𫟹ㄅㄆˇˊˋāáǎàǚ①⑩㈠Ⅲ→■●◆★△※×÷±℃‰﹁﹂﹃﹄︵︶～—…·●　「」『』【】《》〈〉") - characters(file)


@pytest.mark.parametrize("codec", ["gb2312", "gbk", "big5", "big5hkscs"])
@pytest.mark.parametrize("role", ["song", "hei", "kai", "fang"])
def test_no_character_of_the_sets_is_missing_from_a_whole_chain(role: str, codec: str) -> None:
    asked, waiting = set[str](), [role]
    held: set[str] = set()
    while waiting:
        name = waiting.pop()
        asked.add(name)
        held |= characters(roles()[name]["regular"]) if "regular" in roles()[name] else set()
        waiting += [one for one in roles()[name].get("fallback", []) if one not in asked]
    assert not in_codec(codec) - held


# --- forms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", NOTO_CJK)
def test_ink_of_stops_goes_by_the_region(file: str) -> None:
    """Lower left on the mainland, centred in Taiwan and Hong Kong (clreq, GB/T 15834-2011 5.1.1)."""
    for mark in CENTRED_STOPS:
        (_, advance, left, right) = shaped(file, mark, CN)[0]
        assert advance == 1000
        assert right <= 500, f"{mark} {left}-{right}"
        for language in (TW, HK):
            (_, advance, left, right) = shaped(file, mark, language)[0]
            assert advance == 1000
            assert abs((left + right) / 2 - 500) <= 50, f"{mark} {left}-{right}"


@pytest.mark.parametrize("file", NOTO_CJK)
def test_three_regions_have_three_forms(file: str) -> None:
    assert len({shaped(file, "骨", language)[0][0] for language in (CN, TW, HK)}) == 3


@pytest.mark.parametrize("file", NOTO_CJK)
def test_only_chinese_language_systems_are_left(file: str) -> None:
    for tag in ("GSUB", "GPOS"):
        for record in tables(file)[tag].table.ScriptList.ScriptRecord:
            found = {system.LangSysTag for system in record.Script.LangSysRecord}
            assert found <= {"ZHS ", "ZHT ", "ZHH "}
    hani = next(r for r in tables(file)["GSUB"].table.ScriptList.ScriptRecord if r.ScriptTag == "hani")
    assert {"ZHT ", "ZHH "} <= {system.LangSysTag for system in hani.Script.LangSysRecord}


@pytest.mark.parametrize("file", NOTO_CJK)
def test_features_that_text_asks_for(file: str) -> None:
    glyphs = {
        tag: {record.FeatureTag for record in tables(file)[tag].table.FeatureList.FeatureRecord}
        for tag in ("GSUB", "GPOS")
    }
    assert {"vert", "vrt2", "locl", "fwid", "hwid", "pwid", "liga", "ccmp"} <= glyphs["GSUB"]
    assert {"halt", "vhal", "palt", "vpal", "kern", "vkrn"} <= glyphs["GPOS"]


@pytest.mark.parametrize("file", NOTO_CJK)
def test_marks_halve(file: str) -> None:
    assert [shaped(file, mark, CN, halt=True)[0][1] for mark in "，。（）“”"] == [500] * 6


@pytest.mark.parametrize("file", NOTO_CJK)
def test_the_dash_is_one_piece(file: str) -> None:
    """Two U+2014 join to one glyph of two ems (GB/T 15834-2011 5.1.4)."""
    assert [advance for _, advance, _, _ in shaped(file, "——", CN)] == [2000]


@pytest.mark.parametrize("file", [*TEXT, *HEADS])
def test_brackets_turn_in_vertical_lines(file: str) -> None:
    for mark in "（「《，" + ("—" if file in NOTO_CJK else ""):
        assert shaped(file, mark, CN, down=True)[0][0] != shaped(file, mark, CN)[0][0]


# --- Latin companions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", COMPANIONS)
def test_companions_set_latin_in_proportion(file: str) -> None:
    for mark in "“”‘’":
        assert shaped(file, mark, CN, script="Latn")[0][1] < 700
    pair, single = shaped(file, "AV", CN, script="Latn"), shaped(file, "AV", CN, script="Latn", kern=False)
    assert sum(one[1] for one in pair) < sum(one[1] for one in single)
    assert len(shaped(file, "ffi", CN, script="Latn")) == 1
    assert not set(map(chr, range(0x21, 0x7F))) - characters(file)


@pytest.mark.parametrize("file", COMPANIONS)
def test_companions_have_figures_of_one_width(file: str) -> None:
    assert len({advance for _, advance, _, _ in shaped(file, "0123456789", CN, script="Latn", tnum=True)}) == 1


@pytest.mark.parametrize(
    ("companion", "face"), [("latin-serif-regular.otf", "song-regular.otf"), ("latin-sans-bold.otf", "hei-black.otf")]
)
def test_companions_hold_the_letters_of_their_chinese_face(companion: str, face: str) -> None:
    for letter in "Hxg8":
        assert shaped(companion, letter, CN, script="Latn")[0][1:] == shaped(face, letter, CN, script="Latn")[0][1:]


@pytest.mark.parametrize("kind", ["serif", "sans"])
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_extras_hold_the_rest_of_europe(kind: str, weight: str) -> None:
    assert not set("čőřşžğıłĦĐđЂђќЏџΆώ⅔₂⁵") - characters(f"latin-{kind}-extra-{weight}.ttf")


# --- names and rights ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ALL)
def test_may_be_embedded(file: str) -> None:
    """fsType 0 is Installable Embedding (OpenType OS/2)."""
    assert tables(file)["OS/2"].fsType == 0


@pytest.mark.parametrize("file", ALL)
def test_licence_and_copyright_come_along(file: str) -> None:
    names = tables(file)["name"]
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    told = "".join(path.read_text(encoding="utf-8") for path in FONTS.glob("OFL-*.txt") if file in path.read_text())
    assert all(line in told for line in names.getDebugName(0).splitlines())
    assert "PERMISSION & CONDITIONS" in told


def test_kai_bears_no_reserved_name() -> None:
    """OFL 1.1, condition 3. The copyright record (0) keeps its holder's name by condition 2."""
    for record in tables("kai-regular.ttf")["name"].names:
        assert record.nameID == 0 or not re.search("LXGW|WenKai|霞鹜|霞鶩", record.toUnicode(), re.IGNORECASE)


def test_no_two_faces_share_a_name() -> None:
    for identity in (4, 6):
        assert len({tables(file)["name"].getDebugName(identity) for file in ALL}) == len(ALL)


# --- roles ---------------------------------------------------------------------------------------------------


def test_roles_name_what_is_there() -> None:
    named = {value for role in roles().values() for key, value in role.items() if key in {"regular", "black", "bold"}}
    assert named == set(ALL)
    for role in roles().values():
        assert {role.get("latin", "song"), role.get("marks", "song"), *role.get("fallback", [])} <= roles().keys()
        assert role.keys() <= {"regular", "black", "bold", "latin", "marks", "fallback"}
