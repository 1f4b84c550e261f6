"""Set copy of every make and print the lines: run once from the sources, once from what was compiled of them.

usage: python -m tests.text.both_ways sources|compiled
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compositor import compiled

ROOT = Path(__file__).resolve().parent.parent.parent
PIECES = (
    *"近年來全區上下咬定目標國〇一二三第年月日々ｱあ가",
    *"，。、；：？！「」『』（）《》“”‘’·・—…／～－　",
    *"―⸺⋯％℃￥①㎏２Ａ",
    *"abcXYZ019 .,:;!?()[]'\"/&%$°-–",
    *"\u200b\u00ad\u2060\u0301\ufe0f\U00020000\U0001f600",
    *("——", "……", "…………", "hyphenation ", "internationalisation", "https://a.example/b?c=d-e", " 12.5%", "שלום "),
    "他說：「好！」",
    "第四十七屆２０１９年11月15日",
)


def main() -> None:
    if sys.argv[1:] == ["sources"]:
        compiled.leave_out()
    for line in _lines():
        sys.stdout.write(f"{line}\n")
    sys.stderr.write(f"modules compiled: {len(compiled.names())}\n")


def _lines() -> Iterator[str]:
    from compositor import intake
    from compositor.model.settings import Direction, Hanging, Kinsoku, MarkWidth, Region
    from compositor.text import set_first_fit, set_lines
    from tests.testface import type_case
    from tests.text.composing import ems, matter

    def told(text: str, measure: float, region: Region, **style: Any) -> Iterator[str]:
        for compose in (set_lines, set_first_fit):
            for line in compose(matter(text, indent=2, **style), ems(measure + 2, measure), type_case(region)):
                yield f"{line!r} {line.audit!r}" if chance.random() < 0.05 else repr(line)

    chance = random.Random(20191115)
    for issue in sorted((ROOT / "issues").glob("*/issue.yaml")):
        for story in intake.read(issue.parent).issue.stories:
            for part in story.parts:
                for paragraph in part.paragraphs:
                    yield from told(part.text[paragraph.start : paragraph.end], 13, Region.TW)
    for _ in range(400):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 90)))
        style: dict[str, Any] = {
            "direction": chance.choice(tuple(Direction)),
            "kinsoku": chance.choice(tuple(Kinsoku)),
            "hanging": chance.choice(tuple(Hanging)),
            "mark_width": chance.choice(tuple(MarkWidth)),
            "hyphenate": chance.random() < 0.5,
            "ellipsis_line": chance.random() < 0.2,
            "tracking": chance.choice((0, 0, 40)),
        }
        yield f"{text!r} {style}"
        yield from told(text, chance.randint(3, 20), chance.choice(tuple(Region)), **style)


if __name__ == "__main__":
    main()
