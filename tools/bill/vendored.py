"""What stands in the repository and was made from others' work: from what, by which licence, in which files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vendored:
    """Files that are cut, derived or drawn from one source, and where its licence stands."""

    name: str
    version: str
    licence: str
    text: str
    source: str
    files: tuple[str, ...]


_NOTO = "https://github.com/notofonts"
_UCD = "https://www.unicode.org/ucd/"
_UNICODE = ("Unicode-3.0", "compositor/text/UNICODE-LICENSE.txt", _UCD)
_WORDS = "compositor/intake/phrases/words.pack"

VENDORED = (
    Vendored(
        "Noto Serif CJK",
        "2.001",
        "OFL-1.1",
        "fonts/OFL-NotoCJK.txt",
        f"{_NOTO}/noto-cjk",
        (
            "fonts/latin-serif-bold.otf",
            "fonts/latin-serif-regular.otf",
            "fonts/song-black.otf",
            "fonts/song-regular.otf",
        ),
    ),
    Vendored(
        "Noto Sans CJK",
        "2.004",
        "OFL-1.1",
        "fonts/OFL-NotoCJK.txt",
        f"{_NOTO}/noto-cjk",
        ("fonts/hei-black.otf", "fonts/hei-regular.otf", "fonts/latin-sans-bold.otf", "fonts/latin-sans-regular.otf"),
    ),
    Vendored(
        "LXGW WenKai",
        "1.250",
        "OFL-1.1",
        "fonts/OFL-Kai.txt",
        "https://github.com/lxgw/LxgwWenKai",
        ("fonts/kai-regular.ttf",),
    ),
    Vendored(
        "Noto Serif",
        "2.004",
        "OFL-1.1",
        "fonts/OFL-Noto.txt",
        _NOTO,
        ("fonts/latin-serif-extra-bold.ttf", "fonts/latin-serif-extra-regular.ttf"),
    ),
    Vendored(
        "Noto Sans",
        "2.004",
        "OFL-1.1",
        "fonts/OFL-Noto.txt",
        _NOTO,
        ("fonts/latin-sans-extra-bold.ttf", "fonts/latin-sans-extra-regular.ttf"),
    ),
    Vendored(
        "Unicode line breaking classes and East Asian width", "17.0.0", *_UNICODE, ("compositor/text/uax14_table.py",)
    ),
    Vendored("Unicode vertical orientation", "15.0.0", *_UNICODE, ("compositor/text/uax50_table.py",)),
    Vendored(
        "OpenCC tables",
        "1.4.2",
        "Apache-2.0",
        "compositor/intake/scripts/LICENSE-OpenCC.txt",
        "https://github.com/BYVoid/OpenCC",
        (_WORDS, "compositor/intake/scripts/scripts.pack"),
    ),
    Vendored(
        "jieba dictionary",
        "0.42.1",
        "MIT",
        "compositor/intake/phrases/LICENSE-jieba.txt",
        "https://github.com/fxsjy/jieba",
        (_WORDS,),
    ),
    Vendored(
        "Newsprint profile of compositor, from published measurements",
        "1",
        "MIT",
        "LICENSE",
        "",
        ("compositor/colour/newsprint.icc", "compositor/colour/newsprint.json"),
    ),
)
