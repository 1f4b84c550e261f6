"""A small paper and its issue of three pages on disk, which the layout desk gets wrong at half past eleven at night.

Pages one and two share a story that jumps; page three stands by itself. The desk lies in a folder whose name has
a space and Han in it. Faces are the repository's own, unless a test puts others there.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from tests.conftest import ROOT

SLUG = "2019-11-15"
DESK = "夜班 desk"
MANIFEST = f"issues/{SLUG}/issue.yaml"
STORIES = f"issues/{SLUG}/stories"
PICTURE = f"issues/{SLUG}/pictures/ferry.png"
PAPER = "layouts/bell/paper.yaml"
FRONT = "layouts/bell/front.yaml"
INSIDE = "layouts/bell/inside.yaml"
FONTS = "fonts/fonts.yaml"
FERRY, CLOCK, MARKET, WELL = (f"{STORIES}/{slug}.md" for slug in ("ferry", "clock", "market", "well"))
PLATES = tuple(f"press/bell-20191115-0{page}.pdf" for page in (1, 2, 3))
PROOF = ("proof/01.png", "proof/02.png", "proof/03.png", "proof/bell-20191115-proof.pdf", "proof/pages.json")
READER = "epaper/bell-20191115-epaper.pdf"
REPORTS = ("report.html", "report.json", "run.json")


def story(headline: str, paragraphs: int) -> str:
    """Return a story of paragraphs of forty characters each."""
    body = "\n\n".join(
        f"第{number:02d}段講渡口的舊事，船在水上走，人在岸邊等，鐘敲過十一下，燈還亮着一盞。"
        for number in range(paragraphs)
    )
    return f"---\nheadline: {headline}\n---\n{body}\n"


FILES = {
    MANIFEST: """\
paper: bell
date: 2019-11-15
pages:
  - label: "01"
    section: 要聞
    template: front
    boxes:
      lead: {story: ferry, jump: 02/rest}
      brief: {story: clock}
      photo: {picture: pictures/ferry.png, cutline: 渡船夜泊, alt: 一艘渡船}
  - label: "02"
    section: 綜合
    template: inside
    boxes:
      rest: {continues: ferry, jump_head: 渡口的舊事}
  - label: "03"
    section: 副刊
    template: inside
    boxes:
      rest: {story: market}
      side: {story: well}
""",
    PAPER: """\
name: 鐘聲報
region: CN
script: Hant
page: {size: [200mm, 280mm], margins: {top: 15mm, bottom: 15mm, inside: 14mm, outside: 14mm}}
grid: {columns: 4, measure: 11em, gutter: 14pt, body: 9.5pt, leading: 14pt, rows: 50}
colours:
  red: {cmyk: [0, 100, 100, 10], srgb: "#c8102e"}
styles:
  body: {size: 9.5pt, leading: 14pt, indent: 2em}
  head: {size: 20pt, weight: black, align: left, min_size: 16pt, leading: 28pt}
  big: {extends: head, size: 32pt, leading: 42pt, colour: red}
  small: {size: 8pt, leading: 11pt, align: left}
  jump: {extends: body, align: right, indent: 0pt}
box_styles:
  default:
    body: body
    subhead: body
    standing_head: head
    kicker: head
    headline: head
    deck: head
    byline: body
    dateline: body
    strong: body
    kai: body
    label: head
    cutline: small
    credit: small
    jump_head: head
    jump_line: jump
    continued_line: jump
    chart: small
  lead: {headline: big}
""",
    FRONT: """\
furniture:
  masthead:
    columns: 1-4
    rows: 1-6
    items:
      - {text: "{name}", style: big, width: 60%, height: 70%, required: true}
      - {text: "第{page}版", style: small, top: 75%, width: 60%, height: 25%}
boxes:
  lead: {columns: 1-3, rows: 8-50, style: lead}
  brief: {columns: 4, rows: 8-28}
  photo: {columns: 4, rows: 29-50, kind: picture}
""",
    INSIDE: """\
furniture:
  folio:
    columns: 1-4
    rows: 1-2
    items:
      - {text: "第{page}版　{section}", style: small, width: 60%, height: 80%, required: true}
boxes:
  rest: {columns: 1-2, rows: 4-50}
  side: {columns: 3-4, rows: 4-50, optional: true}
""",
    FERRY: story("渡口的舊事說不完", 52),
    CLOCK: story("鐘樓夜裏照樣走", 4),
    MARKET: story("早市提前半小時開秤", 22),
    WELL: story("老井旁邊添了長凳", 22),
}


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (40, 90, 120)).save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True)
class Desk:
    """The desk's folder, and what may be done with it."""

    root: Path

    @classmethod
    def laid(cls, folder: Path) -> Desk:
        desk = cls(folder / DESK)
        for name, text in FILES.items():
            desk.write(name, text)
        desk.write(PICTURE, picture())
        (desk.root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
        return desk

    @property
    def issue(self) -> Path:
        return self.root / "issues" / SLUG

    @property
    def out(self) -> Path:
        return self.root / "out" / SLUG

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def add(self, name: str, text: str) -> None:
        self.write(name, (self.root / name).read_text(encoding="utf-8") + text)

    def own_fonts(self, text: str) -> None:
        """Put a fonts folder of the desk's own, with one file that is no font, in place of the repository's."""
        (self.root / "fonts").unlink()
        self.write(FONTS, text)
        self.write("fonts/letter.ttf", "Dear compositor, this is a letter.\n")

    def made(self) -> dict[str, bytes]:
        """Return what stands in the output folder, by path."""
        found = sorted(path for path in self.out.rglob("*") if path.is_file()) if self.out.is_dir() else []
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the output folder, as a run does that is writing it."""
        opened = os.open(self.out, os.O_RDONLY)
        fcntl.flock(opened, fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(opened)

    def run(
        self, *arguments: str | Path, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command at the desk, as a program of its own, and return what it said."""
        place = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        words = [sys.executable, "-m", "compositor", *map(str, arguments)]
        return subprocess.run(
            words, cwd=cwd or self.root, env=place, capture_output=True, encoding="utf-8", check=False, timeout=120
        )

    def run_by_shell(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command as ``"$0" "$@"`` of a bash script, as a desk would in a pipe."""
        bash = shutil.which("bash")
        assert bash is not None, "the house needs bash: see the Makefile"
        place = {**os.environ, "PYTHONPATH": str(ROOT)}
        words = [bash, "-c", script, sys.executable, "-m", "compositor", *arguments]
        return subprocess.run(
            words, cwd=self.root, env=place, capture_output=True, encoding="utf-8", check=False, timeout=120
        )

    def interrupted(self, module: str) -> subprocess.CompletedProcess[str]:
        """Compose, and get Ctrl-C just when ``module`` begins to be read or, where it has been, is first called."""
        script = (
            "import os, signal, sys\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from compositor.__main__ import main\n"
            "def watch(frame, event, _):\n"
            "    if frame.f_globals.get('__name__') == sys.argv[1]:\n"
            "        sys.setprofile(None)\n"
            "        os.kill(os.getpid(), signal.SIGINT)\n"
            "sys.setprofile(watch)\n"
            "sys.exit(main(['compose', sys.argv[2]]))\n"
        )
        return self.python_program("-c", script, module, f"issues/{SLUG}")

    def python_program(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a Python program at the desk."""
        place = {**os.environ, "PYTHONPATH": str(ROOT)}
        words = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            words, cwd=self.root, env=place, capture_output=True, encoding="utf-8", check=False, timeout=300
        )

    def compose(self, *options: str | Path) -> subprocess.CompletedProcess[str]:
        return self.run("compose", f"issues/{SLUG}", *options)


def assert_plain(said: str) -> None:
    """Check that words are for the desk: no traceback, nothing that moves a terminal."""
    assert "Traceback" not in said
    assert all(letter == "\n" or letter.isprintable() for letter in said), said
