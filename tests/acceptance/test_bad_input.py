"""Half past eleven at night: the desk gives the command wrong things, and reads what it is told.

Every fault is told by itself with its place and in plain words, all of a run together, and nothing is written. What
is bound to one page withholds that page, and no other. Exit codes are those of docs/decisions/0001.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from compositor.__main__ import main
from tests.acceptance.night_desk import (
    CLOCK,
    FERRY,
    FRONT,
    INSIDE,
    MANIFEST,
    PAPER,
    PICTURE,
    PLATES,
    PROOF,
    READER,
    REPORTS,
    SLUG,
    STORIES,
    WELL,
    Desk,
    assert_plain,
)

WHOLE = sorted((*PLATES, *PROOF, READER, *REPORTS))
ISSUE = f"issues/{SLUG}"
_FAULT = re.compile(r"(?m)^(\S+?)(?::(\d+):(\d+))?: error: ([A-Z_]+): .+\n  hint: \S.+$")

Change = tuple[str, str, str]

# What the desk gets wrong: the change, the place and code it is told, and words that say what and what to do.
WRONG: list[tuple[Change, str, str]] = [
    ((MANIFEST, "story: clock", "story: clok"), "FILE_MISSING issue.yaml:9:22", 'there is "clock.md"'),
    ((MANIFEST, "template: front", "template: fornt"), "FILE_MISSING issue.yaml:6:15", 'there is "front.yaml"'),
    ((MANIFEST, "paper: bell", "paper: bel"), "FILE_MISSING issue.yaml:1:8", 'there is "bell"'),
    ((MANIFEST, "    section: 要聞", "    sektion: 要聞"), "UNKNOWN_KEY issue.yaml:5:5", "do you mean section?"),
    ((MANIFEST, "cutline: 渡船夜泊", "cutlines: 渡船夜泊"), "UNKNOWN_KEY issue.yaml:10:44", "do you mean cutline?"),
    ((PAPER, "kicker: head", "kickr: head"), "UNKNOWN_KEY paper.yaml:19:5", "do you mean kicker?"),
    ((CLOCK, "headline:", "headlin:"), "UNKNOWN_KEY clock.md:2:1", "do you mean headline?"),
    ((MANIFEST, "brief: {story: clock}", "brief: clock"), "WRONG_TYPE issue.yaml:9:14", "such as {story: …}"),
    ((MANIFEST, "brief: {story: clock}", "brief:"), "WRONG_TYPE issue.yaml:9:13", "nothing stands here"),
    ((MANIFEST, "date: 2019", "number: 第十期\ndate: 2019"), "WRONG_TYPE issue.yaml:2:9", "whole number"),
    ((PAPER, "size: 32pt", "size: 32"), "NOT_A_LENGTH paper.yaml:11:30", "needs a unit"),
    ((FRONT, "columns: 1-3", "columns: 1-5"), "OUTSIDE_GRID front.yaml:9:19", "the grid, which has 4 columns"),
    ((INSIDE, "columns: 1-2, rows: 4-50", "columns: 1-2, rows: 4-59"), "OUTSIDE_GRID inside.yaml:8:30", "from 1 to 50"),
    ((MANIFEST, "jump: 02/rest", "jump: 04/rest"), "JUMP_PAGE issue.yaml:8:34", "the pages are 01, 02, 03"),
    ((MANIFEST, "jump: 02/rest", "jump: 02/rset"), "JUMP_BOX issue.yaml:8:34", "do you mean rest?"),
    ((MANIFEST, "jump: 02/rest", "jump: 02/side"), "JUMP_BOX issue.yaml:8:34", "write there side: {continues: ferry}"),
    ((MANIFEST, "jump: 02/rest", "jump: 01/brief"), "JUMP_BACK issue.yaml:8:34", "a story jumps to a later page"),
    ((MANIFEST, "ferry, jump_head", "ferry, jump: 01, jump_head"), "JUMP_BACK issue.yaml:15:38", "which comes before"),
    (
        (MANIFEST, "{continues: ferry, ", "{continues: clock, "),
        "JUMP_CONTRADICTED issue.yaml:8:34",
        'lead (line 8) jumps to box rest of page 02 with "ferry", but line 15 continues "clock"',
    ),
    ((MANIFEST, ", jump: 02/rest", ""), "JUMP_CONTRADICTED issue.yaml:15:25", "write jump: 02/rest in line 8"),
    ((MANIFEST, "story: clock", "story: ferry"), "STORY_TWICE issue.yaml:9:22", "(line 8) and in box brief of page 01"),
    ((MANIFEST, "2019-11-15", "2019-11-31"), "NOT_A_DATE issue.yaml:2:7", "month 11 of 2019 has 30 days, not 31"),
    ((MANIFEST, "2019-11-15", "2019年11月15日"), "NOT_A_DATE issue.yaml:2:7", "year-month-day, such as 2019-11-15"),
    ((MANIFEST, "    section: 要聞", "    section：要聞"), "YAML_SYNTAX issue.yaml:5:12", "full-width colon"),
    ((MANIFEST, "{story: ferry, jump", "{story: ferry，jump"), "YAML_SYNTAX issue.yaml:8:26", "full-width comma"),
    ((MANIFEST, "    section: 要聞", "\tsection: 要聞"), "YAML_SYNTAX issue.yaml:5:1", "a tab can't indent"),
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    laid = Desk.laid(tmp_path)
    monkeypatch.chdir(laid.root)
    return laid


def faults(said: str) -> list[str]:
    """Return the faults told as ``CODE file:line:column``, files without their folder; each has to have a hint."""
    found = _FAULT.findall(said)
    assert len(found) == said.count(": error: "), said
    return [f"{code} {Path(file).name}" + (f":{line}:{column}" if line else "") for file, line, column, code in found]


@pytest.mark.parametrize(("change", "told", "words"), WRONG, ids=[f"{told} {words}"[:60] for _, told, words in WRONG])
def test_one_wrong_thing(desk: Desk, capfd: pytest.CaptureFixture[str], change: Change, told: str, words: str) -> None:
    """It is told once and alone, in its place, and nothing is written."""
    desk.change(*change)
    assert main(["compose", ISSUE]) == 3
    out, said = capfd.readouterr()
    assert_plain(said)
    if told.startswith(("UNKNOWN_KEY clock", "UNKNOWN_KEY paper")):  # the key that was meant is missing as well
        assert told in faults(said)
    else:
        assert faults(said) == [told]
        assert said.endswith("1 fault; nothing was written\n")
    assert words in said
    assert not out
    assert not desk.out.parent.exists()


@pytest.mark.parametrize(
    ("fonts", "told", "words"),
    [
        ("song: {regular: missing.otf}\n", "FILE_MISSING fonts.yaml:1:17", "isn't there"),
        ("song: {regular: leter.ttf}\n", "FILE_MISSING fonts.yaml:1:17", 'there is "letter.ttf"'),
        ("song: {regular: letter.ttf}\n", "NOT_A_FONT fonts.yaml:1:17", "is no TrueType or OpenType font"),
    ],
)
def test_fonts(desk: Desk, capfd: pytest.CaptureFixture[str], fonts: str, told: str, words: str) -> None:
    desk.own_fonts(fonts)
    for command in (["compose", ISSUE], ["fonts", "--fonts", "fonts"]):
        assert main(command) == 3
        said = capfd.readouterr().err
        assert faults(said) == [told]
        assert words in said
    assert not desk.out.parent.exists()


def everything_wrong(desk: Desk) -> list[str]:
    """Spoil every file at once; return what has to be told, in the order of places."""
    desk.change(MANIFEST, "2019-11-15", "2019-11-31")
    desk.change(MANIFEST, "    section: 要聞", "    sektion: 要聞")
    desk.change(MANIFEST, "jump: 02/rest", "jump: 09")
    desk.change(MANIFEST, "{story: clock}", "{story: clok}")
    desk.change(MANIFEST, "{story: market}", "{story: well}")
    desk.change(MANIFEST, "side: {", "sid: {")
    desk.change(PAPER, "size: 32pt", "size: 32")
    desk.change(PAPER, "colour: red", "colour: rde")
    desk.change(FRONT, "columns: 1-3", "columns: 1-5")
    desk.change(FRONT, "rows: 29-50, kind: picture", "rows: 28-50, kind: picture")
    desk.change(INSIDE, "rows: 1-2", "rows: 2-1")
    desk.change(WELL, "---\nheadline", "headline")
    desk.own_fonts("song: {regular: letter.ttf, fallback: [hei]}\nhei: {regular: none.otf}\n")
    return [
        "NOT_A_FONT fonts.yaml:1:17",
        "FILE_MISSING fonts.yaml:2:16",
        "NOT_A_DATE issue.yaml:2:7",
        "UNKNOWN_KEY issue.yaml:5:5",
        "JUMP_PAGE issue.yaml:8:34",
        "FILE_MISSING issue.yaml:9:22",
        "BOX_UNKNOWN issue.yaml:21:7",
        "STORY_TWICE issue.yaml:21:20",
        "FRONT_MATTER well.md:1:1",
        "OUTSIDE_GRID front.yaml:9:19",
        "NOT_A_RANGE inside.yaml:4:11",
        "NOT_A_LENGTH paper.yaml:11:30",
        "UNKNOWN_NAME paper.yaml:11:57",
    ]


def test_a_dozen_faults_come_together(desk: Desk) -> None:
    told = everything_wrong(desk)
    ran = desk.compose()
    assert ran.returncode == 3
    assert faults(ran.stderr) == told
    assert ran.stderr.endswith(f"{len(told)} faults; nothing was written\n")
    assert_plain(ran.stderr)
    assert not ran.stdout
    assert not desk.out.parent.exists()


def test_faults_leave_yesterdays_files_alone(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compose", ISSUE]) == 0
    made = desk.made()
    assert sorted(made) == WHOLE
    everything_wrong(desk)
    assert main(["compose", ISSUE]) == 3
    assert desk.made() == made


# What is bound to one page: the change, the code and place told, and the pages withheld.
BOUND: list[tuple[str, str, str, str]] = [
    ("picture", "PICTURE_MISSING issue.yaml:10:24", "01", ""),
    ("picture that is none", "PICTURE_BROKEN issue.yaml:10:24", "01", "is no picture"),
    ("glyph", "GLYPH_MISSING well.md:6:4", "03", "U+1F600"),
    ("glyph in the jumped story's rest", "GLYPH_MISSING ferry.md:106:4", "01 02", "point the role song at a face"),
    ("overset", "OVERSET issue.yaml:9:7", "01", "left over after box brief on page 1"),
    ("overset at the jump's end", "OVERSET issue.yaml:15:7", "01 02", "cut "),
]


def spoil(desk: Desk, what: str) -> None:
    """Bring about a fault of ``BOUND``."""
    more = "\n" + "這一句是加上去的，排不下。" * 60 + "\n"
    if what == "picture":
        (desk.root / PICTURE).unlink()
    elif what == "picture that is none":
        desk.write(PICTURE, "<html>")
    elif what == "glyph":
        desk.change(WELL, "第01段講", "第01\U0001f600講")
    elif what == "glyph in the jumped story's rest":
        desk.change(FERRY, "第51段講", "第51\U0001f600講")
    else:
        desk.add(CLOCK if what == "overset" else FERRY, more)


@pytest.mark.parametrize(("what", "told", "pages", "words"), BOUND, ids=[what for what, *_ in BOUND])
def test_a_page_in_error_is_withheld(
    desk: Desk, capfd: pytest.CaptureFixture[str], what: str, told: str, pages: str, words: str
) -> None:
    """Its stale plate and the reader's PDF go, the proof and reports are made, every other plate is written."""
    assert main(["compose", ISSUE]) == 0
    before = desk.made()
    held = {f"press/bell-20191115-{page}.pdf" for page in pages.split()}
    capfd.readouterr()
    spoil(desk, what)
    assert main(["compose", ISSUE]) == 4
    out, said = capfd.readouterr()
    assert told in faults(said)
    assert words in said
    assert_plain(said)
    assert f"withheld: {', '.join(pages.split())}; all other pages are released" in said
    after = desk.made()
    assert sorted(after) == sorted(set(WHOLE) - held - {READER})
    assert after[PROOF[-1]] != before[PROOF[-1]]
    assert {name for name in PLATES if name not in held} <= {
        line.partition(f"out/{SLUG}/")[2] for line in out.splitlines()
    }
    report = json.loads(after["report.json"])
    released = {page["page"]: page["released"] for page in report["pages"]}
    assert released == {page: page not in pages.split() for page in ("01", "02", "03")}
    assert told.split(maxsplit=1)[0] in {finding["code"] for finding in report["findings"]}
    assert told.split(maxsplit=1)[0] in after["report.html"].decode()
    assert main(["check", ISSUE]) == 4
    assert desk.made() == after


def test_the_page_is_released_once_mended(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compose", ISSUE]) == 0
    whole = desk.made()
    picture = (desk.root / PICTURE).read_bytes()
    spoil(desk, "picture")
    assert main(["compose", ISSUE]) == 4
    desk.write(PICTURE, picture)
    assert main(["compose", ISSUE]) == 0
    again = desk.made()
    assert sorted(again) == WHOLE
    assert {name for name in WHOLE if again[name] != whole[name]} <= {"run.json"}


def test_a_story_that_is_not_placed_is_a_warning(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.write(f"{STORIES}/standby.md", "not even a story\n")
    assert main(["compose", ISSUE]) == 0
    said = capfd.readouterr().err
    assert re.search(r"(?m)standby\.md: warning: STANDBY: .*no box takes it\n  hint: place it, or take it out", said)
    assert sorted(desk.made()) == WHOLE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required: COMMAND"),
        (["compsoe"], "invalid choice: 'compsoe'"),
        (["compose"], "required: ISSUE"),
        (["compose", ISSUE, "--pres"], "--pres"),
        (["compose", ISSUE, "--only", "presss"], "'press', 'epaper', 'site', 'proof'"),
        (["compose", ISSUE, "--pages", ","], "name pages by their labels"),
        (["compose", ISSUE, "--pages", "01,09"], "the issue has no page 09; its pages are 01, 02, 03"),
        (["dump", ISSUE, "--format", "pdf"], "'pdf'"),
        (["schema", "isue"], "'isue'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(desk: Desk, arguments: list[str], words: str) -> None:
    ran = desk.run(*arguments)
    assert ran.returncode == 2
    assert words in ran.stderr
    assert_plain(ran.stderr)
    assert not desk.out.parent.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], 'the issue "nowhere" isn\'t there'),
        (["check", "layouts"], 'the folder "layouts" has no issue.yaml'),
        (["check", f"{ISSUE}/isue.yaml"], 'there is "issue.yaml"'),
        (["check", "x" * 300], "name an issue's folder or its YAML file"),
        (["check", ISSUE, "--layouts", "nowhere"], "name another with --layouts"),
        (["check", ISSUE, "--fonts", "x" * 300], "name another with --fonts"),
        (["check", "/dev/null"], "is no plain file"),
        (["fonts", "--fonts", "nowhere"], "isn't there"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_places_that_are_not_there(
    desk: Desk, capfd: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(arguments) == 3
    said = capfd.readouterr().err
    assert words in said
    assert len(faults(said)) == 1


def test_full_disk(desk: Desk) -> None:
    """Where one file can't be written whole, none is, and what stood there stays."""
    assert desk.compose().returncode == 0
    before = desk.made()
    limited = 'ulimit -f 8; trap \'\' XFSZ; exec "$0" "$@"'
    desk.change(CLOCK, "第01段", "第一段")
    ran = desk.run_by_shell(limited, "compose", ISSUE)
    assert ran.returncode == 6
    told = r"error: (.*\.pdf can't be written|what is made can't be put aside in .*): file too large\n  hint: make room"
    assert re.search(told, ran.stderr)
    assert_plain(ran.stderr)
    assert desk.made() == before


@pytest.mark.parametrize("way", ["out", f"out/{SLUG}", f"out/{SLUG}/press"])
def test_a_file_in_the_way(desk: Desk, capfd: pytest.CaptureFixture[str], way: str) -> None:
    desk.write(way, "I was here first")
    assert main(["compose", ISSUE]) == 6
    said = capfd.readouterr().err
    assert_plain(said)
    assert f"error: {way}" in said
    assert "hint: make room or give rights there, or write elsewhere (--out)" in said
    assert (desk.root / way).read_text() == "I was here first"


def test_a_second_run_is_told_to_wait(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compose", ISSUE]) == 0
    before = desk.made()
    desk.change(CLOCK, "第01段", "第一段")
    with desk.locked():
        assert main(["compose", ISSUE]) == 6
    assert f"error: out/{SLUG} is locked: another run is writing it" in capfd.readouterr().err
    assert desk.made() == before
    assert main(["compose", ISSUE]) == 0
    assert desk.made()[PLATES[0]] != before[PLATES[0]]


def test_of_several_exit_codes_the_lowest_holds(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.write("out", "I was here first")
    spoil(desk, "picture")
    assert main(["compose", ISSUE]) == 4
    said = capfd.readouterr().err
    assert "PICTURE_MISSING" in said
    assert "out is a file; a folder has to stand there" in said
    desk.change(MANIFEST, "2019-11-15", "2019-11-31")
    assert main(["compose", ISSUE]) == 3


@pytest.mark.parametrize("command", ["compose", "check", "dump"])
def test_a_bug_is_one_line_without_traceback(
    desk: Desk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("lines without height")

    monkeypatch.setattr("compositor.plan.plan", broken)
    assert main([command, ISSUE]) == 70
    said = capfd.readouterr().err
    assert re.search(r"(?m)^error: BUG: ZeroDivisionError: lines without height \(test_bad_input\.py:\d+\)$", said)
    assert "hint: compositor is at fault, not the copy" in said
    assert_plain(said)


def test_interrupted(desk: Desk) -> None:
    """Ctrl-C while the stages are still being read, and while the pages are made."""
    for script in ("compositor.commands", "compositor.makeup.pages"):
        ran = desk.interrupted(script)
        assert ran.returncode == 130, ran.stderr
        assert ran.stderr.endswith("interrupted; the output is as it was, or finished\n")
        assert_plain(ran.stderr)
        assert not desk.made()


@pytest.mark.parametrize("command", [f"dump {ISSUE}", f"dump {ISSUE} --format json", "schema issue", "fonts"])
def test_a_closed_pipe_is_quiet(desk: Desk, command: str) -> None:
    ran = desk.run_by_shell('set -o pipefail; "$0" "$@" | head -c 1 >&2', *command.split())
    assert ran.returncode == 0
    assert "BrokenPipe" not in ran.stderr
    assert_plain(ran.stderr)
    assert len([line for line in ran.stderr.splitlines() if "warning" not in line and "hint" not in line]) <= 1


def test_a_closed_pipe_keeps_no_plate_from_being_written(desk: Desk) -> None:
    spoil(desk, "overset")
    ran = desk.run_by_shell('set -o pipefail; "$0" "$@" 2>&1 | true', "compose", ISSUE)
    assert ran.returncode == 4
    assert not ran.stderr
    assert {PLATES[1], PLATES[2], *PROOF, *REPORTS} == set(desk.made())


def test_a_full_disk_behind_the_results_is_told(desk: Desk) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    ran = desk.run_by_shell('exec "$0" "$@" > /dev/full', "dump", ISSUE)
    assert ran.returncode == 6
    assert "what was to be printed can't be written: no space left on device" in ran.stderr
    assert_plain(ran.stderr)


def test_any_locale_and_working_directory(desk: Desk, tmp_path: Path) -> None:
    """A locale without UTF-8, from a folder that isn't the desk's, into a path with spaces and Han."""
    poor = {"LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    extra = shutil.copytree(desk.issue, desk.issue.with_name("號 外"))
    ran = desk.run("compose", extra, "--out", "夜 班", cwd=tmp_path, **poor)
    assert ran.returncode == 0, ran.stderr
    assert "渡口的舊事說不完" in ran.stdout
    assert f"夜 班/號 外/{PLATES[0]}" in ran.stdout
    report = json.loads((tmp_path / "夜 班/號 外/report.json").read_text(encoding="utf-8"))
    assert report["issue"] == "號 外"
    desk.change(MANIFEST, "要聞", "[要聞]")
    ran = desk.run("compose", desk.issue, "--out", "夜 班", cwd=tmp_path, **poor)
    assert ran.returncode == 3
    assert f"夜班 desk/{MANIFEST}:5:14: error: WRONG_TYPE: pages.1.section" in ran.stderr


def test_ways_to_name_the_issue(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder, with a slash, its YAML file, a link to its folder, ``.``: the same pages come out."""
    link = desk.root / "tonight"
    link.symlink_to(desk.issue, target_is_directory=True)
    plates = set()
    for number, name in enumerate((ISSUE, f"{ISSUE}/", MANIFEST, "tonight", str(desk.issue), ".")):
        monkeypatch.chdir(desk.issue if name == "." else desk.root)
        assert main(["compose", name, "--only", "press", "--out", str(tmp_path / str(number))]) == 0
        found = sorted((tmp_path / str(number)).rglob("*.pdf"))
        assert [path.name for path in found] == [Path(plate).name for plate in PLATES], name
        plates.add(tuple(path.read_bytes() for path in found))
    assert len(plates) == 1


def test_some_pages_or_files_only(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    """``--pages`` leaves the plates of other pages as they are; 1 is 01; ``--only`` makes nothing else."""
    assert main(["compose", ISSUE, "--only", "press", "--pages", "1"]) == 0
    assert sorted(desk.made()) == sorted((PLATES[0], *REPORTS))
    desk.write(f"out/{SLUG}/{PLATES[1]}", "yesterday's")
    assert main(["compose", ISSUE, "--pages", "01,03"]) == 0
    assert sorted(desk.made()) == WHOLE
    assert desk.made()[PLATES[1]] == b"yesterday's"
    shutil.rmtree(desk.out)
    assert main(["compose", ISSUE, "--only", "proof"]) == 0
    assert sorted(desk.made()) == sorted((*PROOF, *REPORTS))
    shutil.rmtree(desk.out)
    assert main(["compose", ISSUE, "--only", "epaper"]) == 0
    assert sorted(desk.made()) == sorted((READER, *REPORTS))


def test_findings_without_end_are_counted(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    """A story in a script that no face has: the terminal is told a hundred findings, the report has all."""
    strange = "".join(chr(0x20100 + 7 * number) for number in range(600))  # CJK extension B
    desk.write(WELL, f"---\nheadline: 字典\n---\n{strange}\n")
    assert main(["compose", ISSUE]) == 4
    said = capfd.readouterr().err
    report = json.loads(desk.made()["report.json"])
    count = sum(finding["severity"] != "note" for finding in report["findings"])
    assert count > 100
    assert len(faults(said)) <= 100
    assert f"and {count - 100} more findings; compose writes them all into report.html" in said


@pytest.mark.parametrize("command", ["", "compose", "check", "dump", "schema", "fonts"])
def test_every_command_says_what_it_does(desk: Desk, capfd: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    out = capfd.readouterr().out
    assert out.startswith(f"usage: compositor {command}".rstrip())
    for option in re.findall(r"(?m)^  (--?\S+.*)$", out):
        assert "  " in option or option.endswith(("}", "FOLDER")), f"{option} says nothing"
    assert command or "exit codes:" in out
