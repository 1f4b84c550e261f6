"""An issue under watch, and what a run from nothing makes of it beside that."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from compositor import pipeline
from compositor.errors import CopyError
from compositor.lookout import Lookout
from compositor.pipeline import Request, Stopwatch
from compositor.watching import Watch
from tests.night.desk import ISSUE, PAPER, SENTENCE, Desk, photograph, story, sums


@dataclass
class Watched:
    """An issue with its watch, whose waiting lasts no time; ``while_waiting`` is done once meanwhile."""

    desk: Desk
    only: str
    while_waiting: list[Callable[[], object]] = field(default_factory=list)
    pauses: int = 0

    def __post_init__(self) -> None:
        request = self.request("out")
        self.watch = Watch(request, Lookout(request.issue), pause=self.pause)

    def request(self, out: str) -> Request:
        root = self.desk.root
        return Request(self.desk.issue, root / out, root / "layouts", root / "fonts", only=self.only)

    def pause(self, _: float) -> None:
        self.pauses += 1
        assert self.pauses < 10_000, "nothing happens any more"
        if self.while_waiting:
            self.while_waiting.pop(0)()

    def follow(self) -> None:
        """Compose what has changed, until nothing has."""
        self.watch.turn()
        for _ in range(20):
            if not (self.watch.behind or self.watch.lookout.changed()):
                return
            self.watch.turn()
        raise AssertionError("it never comes to rest")

    def fresh(self) -> Mapping[str, str] | None:
        """Return the sums of what runs from nothing have written; None where the issue can't be composed."""
        request, clock = self.request("fresh"), Stopwatch(lambda _: None)
        try:
            pipeline.write_files(request, pipeline.compose(request, clock), clock)
        except CopyError:
            return None
        return sums(self.desk.root / "fresh/tonight")


def edited(desk: Desk, rng: random.Random) -> str:
    """Do one of the things that desks do to an issue; return which."""
    name, edit = rng.choice(list(_EDITS.items()))
    edit(desk, rng)
    return name


def _typed(desk: Desk, rng: random.Random) -> None:
    path = desk.issue / "stories" / rng.choice(("lead.md", "night.md"))
    text = path.read_text("utf-8") if path.exists() else story("更夫還在走", 6)
    at = rng.randrange(text.index("---", 3) + 4, len(text) + 1)
    path.write_text(text[:at] + rng.choice(("火", "夜，", "。\n\n又一段。", "(", "**重**")) + text[at:], "utf-8")


def _struck(desk: Desk, rng: random.Random) -> None:
    path = desk.issue / "stories" / rng.choice(("lead.md", "night.md"))
    text = path.read_text("utf-8") if path.exists() else story("更夫還在走", 6)
    at = rng.randrange(text.index("---", 3) + 4, len(text) + 1)
    path.write_text(text[:at] + text[at + rng.randrange(1, 30) :], "utf-8")


def _rewritten(desk: Desk, rng: random.Random) -> None:
    heads = ("渡口的舊事", "更夫回家了", "一夜的風把船都吹到了對岸去")
    desk.write(f"{ISSUE}/stories/lead.md", story(rng.choice(heads), rng.randrange(2, 12), SENTENCE[rng.randrange(5) :]))


def _manifest(old: str, new: str) -> Callable[[Desk, random.Random], None]:
    def change(desk: Desk, _: random.Random) -> None:
        path = desk.issue / "issue.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")

    return change


def _swapped(desk: Desk, _: random.Random) -> None:
    path = desk.issue / "issue.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("lead}", "*").replace("night}", "lead}").replace("*", "night}"), "utf-8")


def _picture(desk: Desk, rng: random.Random) -> None:
    path = desk.issue / "pictures/pier.jpg"
    if path.exists():
        path.unlink()
    else:
        path.write_bytes(photograph(rng.choice(("JPEG", "PNG"))))


def _paper(desk: Desk, rng: random.Random) -> None:
    indent, name = rng.choice(("1em", "2em")), rng.choice(("更聲報", "晨鐘報"))
    desk.write("layouts/watch/paper.yaml", PAPER.replace("indent: 2em", f"indent: {indent}").replace("更聲報", name))


def _layout(desk: Desk, rng: random.Random) -> None:
    path = desk.root / "layouts/watch/two.yaml"
    text = path.read_text("utf-8")
    rows = rng.choice(("3-28", "3-20", "3-9"))
    path.write_text("\n".join(_box(line, rows) for line in text.split("\n")), "utf-8")


def _box(line: str, rows: str) -> str:
    return f"  lead: {{columns: 1, rows: {rows}, optional: true}}" if line.startswith("  lead:") else line


def _standing_by(desk: Desk, _: random.Random) -> None:
    path = desk.issue / "stories/later.md"
    if path.exists():
        path.unlink()
    else:
        path.write_text(story("明天再說", 2), "utf-8")


_EDITS: dict[str, Callable[[Desk, random.Random], None]] = {
    "typed": _typed,
    "typed again": _typed,
    "struck": _struck,
    "rewritten": _rewritten,
    "broken or mended": _manifest("pages:\n", "pages: [\n"),
    "another section": _manifest("section: 本埠", "section: 本港"),
    "another day": _manifest("date: 2023-04-07", "date: 2023-04-08"),
    "stories change places": _swapped,
    "picture gone or back": _picture,
    "paper": _paper,
    "layout": _layout,
    "a story that stands by": _standing_by,
}
