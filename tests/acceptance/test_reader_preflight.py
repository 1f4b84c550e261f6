"""The reader's PDF is preflighted in every run: what keeps it from being read is found in our own finished file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from compositor.__main__ import main
from compositor.epaper import making
from compositor.preflight import judge
from tests.acceptance.night_desk import PLATES, READER, SLUG, Desk
from tests.preflight.plates import Spoil

ISSUE = f"issues/{SLUG}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the desk with its issue composed."""
    made = Desk.laid(tmp_path_factory.mktemp("reader"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.root)
        assert main(["compose", ISSUE]) == 0
        yield made


def elements(node: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of a type, in reading order."""
    if isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == f"/{kind}":
            yield node
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from elements(kid, kind)


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(elements(pdf.Root.StructTreeRoot, kind))


def paint(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 1 rg 9 9 9 9 re f")


FAULTS: dict[str, tuple[str, Spoil]] = {
    "no Alt": ("U-07", lambda pdf: first(pdf, "Figure").__delitem__("/Alt")),
    "heading level skipped": ("U-08", lambda pdf: first(pdf, "H2").__setitem__("/S", Name.H4)),
    "no Lang": ("U-03", lambda pdf: pdf.Root.__delitem__("/Lang")),
    "untagged content": ("U-06", paint),
    "no DisplayDocTitle": ("U-05", lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/DisplayDocTitle")),
    "no ParentTree": ("U-02", lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/ParentTree")),
    "Link without Contents": ("U-09", lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/Contents")),
    "a page without its parents": ("U-02", lambda pdf: pdf.pages[1].obj.__delitem__("/StructParents")),
    "a link in no Link element": ("U-09", lambda pdf: first(pdf, "Link").__setitem__("/S", Name.Span)),
    "no output intent": ("D-03", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    "no bookmarks": ("U-13", lambda pdf: pdf.Root.__delitem__("/Outlines")),
}


def spoiled(content: bytes, fault: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        FAULTS[fault][1](pdf)
        pdf.save(out, linearize=True)
    return out.getvalue()


def test_our_own_file_passes(desk: Desk) -> None:
    assert judge(desk.made()[READER], "epaper") == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_caught_in_our_own_file(fault: str, desk: Desk) -> None:
    found = judge(spoiled(desk.made()[READER], fault), "epaper")
    assert FAULTS[fault][0] in {one.code for one in found}


def test_a_file_that_fails_is_withheld_and_the_plates_are_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound, plates = desk.made()[READER], {name: desk.made()[name] for name in PLATES}
    monkeypatch.setattr(making, "reader_pdf", lambda *_, **__: spoiled(sound, "Link without Contents"))
    assert main(["compose", ISSUE, "--no-cache"]) == 5
    made = desk.made()
    assert READER not in made
    assert {name: made[name] for name in PLATES} == plates
    told = capsys.readouterr().err
    assert "error: READER: the reader's PDF fails U-09 on page 01: a link doesn't say where it leads" in told
    assert "withheld: the reader's PDF" in told
    report = json.loads(made["report.json"])
    assert [(one["page"], one["severity"]) for one in report["findings"] if one["code"] == "READER"] == [
        ("01", "error")
    ]
    monkeypatch.undo()
    monkeypatch.chdir(desk.root)
    assert main(["compose", ISSUE]) == 0
    assert desk.made()[READER] == sound


def test_a_page_that_is_withheld_comes_before_a_file_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.laid(tmp_path)
    desk.change("issues/2019-11-15/issue.yaml", "picture: pictures/ferry.png", "picture: pictures/none.png")
    monkeypatch.chdir(desk.root)
    monkeypatch.setattr(making, "reader_pdf", lambda *_: b"never asked for")
    assert main(["compose", ISSUE]) == 4
