"""Decoders in a process of their own: what kills or stops one ends only the file that it was given."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from compositor.errors import Place
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.intake.quarantine import Died, Quarantine
from compositor.model.limits import Limits
from tests.night.desk import ISSUE, Desk, photograph
from tests.night.told import composed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no processes")


@pytest.fixture
def quarantine() -> Iterator[Quarantine]:
    made = Quarantine(Limits(picture_seconds=2, picture_memory=200))
    yield made
    made.close()


def double(number: int) -> int:
    return 2 * number


def crash(_: int) -> int:
    os.abort()


def sleep(_: int) -> int:
    time.sleep(60)
    return 0


def spin(_: int) -> int:
    while True:
        pass


def swell(_: int) -> int:
    return len(bytearray(600_000_000))


def refuse(_: int) -> int:
    raise Refused(Code.PICTURE_BROKEN, "is broken", "mend it", Place("a.svg", 3, 4))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
def test_a_signal_that_the_run_ignores_ends_no_decoder(quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compositor.intake.quarantine._alone", lambda: True)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert quarantine.run(double, 1) == 2
        assert quarantine._child is not None
        os.kill(quarantine._child.number, signal.SIGINT)
        assert quarantine.run(double, 2) == 4
    finally:
        signal.signal(signal.SIGINT, before)
    assert quarantine.begun == 1


@pytest.mark.parametrize(
    ("job", "words", "limit"),
    [
        (crash, "made its decoder crash (SIGABRT)", ""),
        (sleep, "takes longer than 2 seconds to be read", "picture_seconds"),
        (spin, "takes longer than 2 seconds to be read", "picture_seconds"),
        (swell, "takes more than 200 megabytes of memory", "picture_memory"),
    ],
)
def test_what_ends_a_decoder_is_told_and_the_next_file_is_served(
    quarantine: Quarantine, job: object, words: str, limit: str
) -> None:
    assert quarantine.run(double, 1) == 2
    with pytest.raises(Died) as told:
        quarantine.run(job, 1)  # type: ignore[arg-type]
    assert (told.value.message, told.value.limit) == (words, limit)
    assert quarantine.run(double, 21) == 42
    assert quarantine.begun == 2


def test_one_process_serves_all_files_and_ends_with_them(quarantine: Quarantine) -> None:
    assert [quarantine.run(double, number) for number in range(5)] == [0, 2, 4, 6, 8]
    assert quarantine.begun == 1
    assert quarantine._child is not None
    number = quarantine._child.number
    quarantine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_large_files_go_there_and_back(quarantine: Quarantine) -> None:
    assert quarantine.run(bytes, b"ink " * 5_000_000) == b"ink " * 5_000_000


def test_what_is_refused_comes_back_with_its_place(quarantine: Quarantine) -> None:
    with pytest.raises(Refused) as told:
        quarantine.run(refuse, 1)
    assert (told.value.code, told.value.hint, told.value.place) == (
        Code.PICTURE_BROKEN,
        "mend it",
        Place("a.svg", 3, 4),
    )
    assert quarantine.begun == 1


def test_where_threads_run_the_process_is_begun_anew_instead_of_forked(
    quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert quarantine.run(abs, -3) == 3
    with pytest.raises(Died, match="crash"):
        quarantine.run(os.abort)
    assert quarantine.run(abs, -4) == 4


def crashing(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def test_a_picture_that_crashes_its_decoder_withholds_its_page_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compositor.intake.decoding.decoded", crashing)
    desk.write(f"{ISSUE}/pictures/pier.jpg", photograph() + b"another")
    told = composed(desk)
    assert told.code == 4
    assert 'PICTURE_BROKEN: the picture "' in told.err
    assert "made its decoder crash (SIGSEGV)" in told.err
    assert [path.name for path in (desk.out / "press").iterdir()] == ["watch-20230407-02.pdf"]


def test_a_pdf_that_crashes_its_reader_withholds_its_page_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compositor.intake.decoding.page_of", crashing)
    told = composed(desk)
    assert told.code == 4
    assert "PDF_REFUSED: the PDF " in told.err
    assert "made its decoder crash (SIGSEGV)" in told.err


def test_a_face_that_crashes_whoever_opens_it_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compositor.intake.fonts.tried", crashing)
    face = desk.root / "fonts/face.ttf"
    face.write_bytes(face.read_bytes() + b"\0another")
    told = composed(desk)
    assert told.code == 3
    assert told.faults == ["NOT_A_FONT fonts.yaml:1"]
    assert "made its decoder crash (SIGSEGV)" in told.err


def test_a_drawing_that_crashes_its_reader_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compositor.intake.supplement._traced", crashing)
    desk.write(f"{ISSUE}/glyphs/u20bb6.svg", "<svg/>")
    text = (desk.root / ISSUE / "issue.yaml").read_text("utf-8")
    desk.write(f"{ISSUE}/issue.yaml", f"{text}supplement: {{glyphs: {{U+20BB6: glyphs/u20bb6.svg}}}}\n")
    told = composed(desk)
    assert told.code == 3
    assert told.faults == ["NOT_A_GLYPH u20bb6.svg:1"]
    assert "made its decoder crash (SIGSEGV)" in told.err


def test_an_issue_without_pictures_begins_no_process(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: Quarantine) -> None:
        pytest.fail("a process was begun")

    monkeypatch.setattr(Quarantine, "_begun", never)
    text = (desk.root / ISSUE / "issue.yaml").read_text("utf-8")
    desk.write(
        f"{ISSUE}/issue.yaml",
        "\n".join(line for line in text.splitlines() if "photo:" not in line and "ad:" not in line),
    )
    assert composed(desk).code == 0
