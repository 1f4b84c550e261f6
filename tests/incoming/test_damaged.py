"""Damaged and hostile files come in whole or are refused with a place, in bounded time and memory."""

from __future__ import annotations

import random
import re
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from compositor.incoming.model import seen
from compositor.intake.files import Refused
from tests.incoming.desk import came
from tests.incoming.test_ninjs import FIRST
from tests.incoming.test_nitf import nitf
from tests.incoming.test_plain import TALL
from tests.incoming.test_word import COPY, REST
from tests.incoming.wordfiles import docx, para, part, run, table, zipped

SOUND = docx(para("大橋通車", style="a3"), para(COPY), table(("街道", "人口"), ("東城", "12")), para(REST))


def with_document(xml: str) -> bytes:
    return docx(parts={"word/document.xml": xml})


def broken_sum() -> bytes:
    """Return a document whose story was changed on its way, so that its checksum is wrong."""
    content = bytearray(zipped_plain({"word/document.xml": part("document", f"<w:body>{para(COPY)}</w:body>")}))
    at = bytes(content).index(COPY.encode())
    content[at] ^= 1
    return bytes(content)


def zipped_plain(files: dict[str, str]) -> bytes:
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def deep(levels: int) -> str:
    inner = para(COPY)
    for _ in range(levels):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return part("document", f"<w:body>{inner}</w:body>")


BOMB = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "大橋"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (SOUND[: len(SOUND) // 2], "cut off or damaged"),
        (SOUND[:100] + b"\0" * 200 + SOUND[300:], "cut off|can't be unpacked|not well-formed"),
        (b"PK\x03\x04", "cut off or damaged"),
        (zipped({"xl/workbook.xml": "<a/>"}), "no part word/document.xml"),
        (broken_sum(), "can't be unpacked: it is damaged"),
        (with_document("<w:document"), "can't be read as a Word document"),
        (with_document(BOMB), "declares the entity a"),
        (with_document(part("document", "")), "no body"),
        (with_document(part("document", "<w:body/>")), "no copy"),
        (with_document(deep(60)), "inside one another"),
        (with_document(part("document", f"<w:body>{'<w:p/>' * 300_001}</w:body>")), "more than 300,000"),
        (with_document(part("document", "<w:body><w:p><w:r>\0</w:r></w:p></w:body>")), "not well-formed"),
        (docx(para(COPY), parts={"word/styles.xml": "<w:styles"}), "word/styles.xml|can't be read"),
        (docx(para(COPY), parts={"word/big": b"\0" * 410_000_000}), "unpacks to more than 400,000"),
        (with_document("<a>" + " " * 45_000_000 + "</a>"), "unpacks to more than 40,000,000"),
    ],
    ids=[
        "half", "zeros", "four bytes", "a sheet", "checksum", "no end", "entity bomb", "no body", "empty", "deep",
        "long", "null", "styles", "zip bomb", "large part",
    ],
)  # fmt: skip
def test_damaged_documents_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(Refused, match=message) as told:
        came(tmp_path, "a.docx", content)
    assert told.value.hint
    assert told.value.place is None or told.value.place.file


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    content = docx(para(COPY), parts={"word/document.xml": b" " * 300_000_000})
    assert len(content) < 1_000_000
    tracemalloc.start()
    with pytest.raises(Refused):
        came(tmp_path, "a.docx", content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 120_000_000


def test_what_its_directory_says_of_sizes_is_not_believed(tmp_path: Path) -> None:
    """A part that is larger than its directory says is cut there by zipfile, and its checksum fails."""
    content = bytearray(docx(para(COPY * 200)))
    at = bytes(content).rindex(b"word/document.xml") - 46 + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Refused):
        came(tmp_path, "a.docx", bytes(content))


def test_a_name_that_leads_out_is_only_a_name(tmp_path: Path) -> None:
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(COPY), parts={"../../evil.md": "惡"}))
    assert found.paragraphs == [COPY]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx"]


def test_damage_anywhere_is_told_or_harmless(tmp_path: Path) -> None:
    """200 files with bytes changed, cut or doubled: whole (as far as they can be read) or refused."""
    chance = random.Random(20240308)
    sounds = [SOUND, TALL.encode(), TALL.encode("gb18030"), nitf().encode(), repr(FIRST).replace("'", '"').encode()]
    names = ["a.docx", "b.txt", "c.txt", "d.xml", "e.json"]
    refused = lost = 0
    for number in range(200):
        content = bytearray(sounds[number % 5])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            what = chance.randrange(3)
            if what == 0:
                content[at] = chance.randrange(256)
            elif what == 1:
                del content[at : at + chance.randint(1, 20)]
            else:
                content[at:at] = content[at : at + chance.randint(1, 20)]
        try:
            came(tmp_path, names[number % 5], bytes(content))
        except Refused as told:
            refused += 1
            lost += told.code == "IMPORT_LOST"
    assert 60 < refused < 200
    assert lost == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "大橋通車了。" * 80_000,
        "大橋\n" * 19_000,
        " " * 2_000_000 + "橋。",
        "大橋" + " " * 1_000_000 + "通車。" + "（" * 100_000,
        "[" * 20_000 + "*" * 20_000 + "\\" * 20_001,
        "——" * 200_000,
        "本報訊" * 150_000,
    ],
    ids=["sentences", "lines", "white", "brackets", "marks", "dashes", "datelines"],
)
def test_huge_texts_take_bounded_time(tmp_path: Path, text: str) -> None:
    """What a paper would refuse (``limits``) is refused as soon; all else comes whole."""
    start, came_in, refused = time.perf_counter(), "", ""
    try:
        found = came(tmp_path, "a.txt", f"青河大橋今晨開放\n{text}\n".encode())
        came_in = "".join(found.paragraphs) + "".join(found.heads.values())
    except Refused as told:
        refused = str(told)
    assert time.perf_counter() - start < 60
    if refused:
        assert re.search("has [0-9,]+ characters; at most (100|20),000 are ", refused)
        assert len(seen(text)) > 20_000
    else:
        assert len(seen(came_in)) >= len(seen(text))


@pytest.mark.parametrize("text", ["大橋通車了。" * 100_000, "大橋\n" * 21_000])
def test_what_is_longer_than_any_story_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused, match="characters in"):
        came(tmp_path, "a.txt", text.encode())


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has 9,000,000 bytes"):
        came(tmp_path, "a.txt", b"a" * 9_000_000)


@pytest.mark.slow
def test_a_paragraph_of_many_runs(tmp_path: Path) -> None:
    runs = "".join(run("橋", "<w:b/>" if number % 2 else "") for number in range(6_000))
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(runs + run("。"))))
    assert found.paragraphs == ["橋" * 6_000 + "。"]
