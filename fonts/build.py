"""Build the vendored faces of this folder from Debian's font packages.

    python -m fonts.build [--sources FOLDER] [--out FOLDER] [FACE ...]

Run by a developer when a face must change; `compositor` itself never runs it. On Debian 12 the sources are

    apt-get install fonts-noto-cjk=1:20220127+repack1-1 fonts-noto-cjk-extra=1:20220127+repack1-1 \
        fonts-noto-core=20201225-1 fonts-lxgw-wenkai=1.250+repack-1 unicode-data=15.0.0-1

With --sources FOLDER they are looked for under FOLDER instead of /, as `dpkg-deb -x PACKAGE.deb FOLDER` lays
them out, or beside one another in FOLDER. Every source is checked against its sha256 before it is used. The
same sources, fontTools 4.68.0 and uharfbuzz 0.57.0 give the same bytes on every run.

A face is cut to its characters by HarfBuzz, loses the language systems of other regions (fontTools), and is cut
again, which drops the glyphs that only those systems reached. Cutting first keeps the tables small that fontTools
has to unpack.
"""

import argparse
import hashlib
import io
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from fonts.charsets import charsets
from fonts.companion import as_companion

HERE = Path(__file__).resolve().parent
SUMS = "SHA256SUMS"
BUILT_WITH = {"fonttools": "4.68.0", "uharfbuzz": "0.57.0"}

NOTO_CJK = "usr/share/fonts/opentype/noto"
NOTO = "usr/share/fonts/truetype/noto"
MAPPINGS = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
VARIANTS = "usr/share/unicode/Unihan_Variants.txt.bz2"

SOURCES = {
    f"{NOTO_CJK}/NotoSerifCJK-Regular.ttc": "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
    f"{NOTO_CJK}/NotoSerifCJK-Black.ttc": "7d38a254818bec880251400165923b5afdee2ae9a58c8276e912f26df2badecb",
    f"{NOTO_CJK}/NotoSansCJK-Regular.ttc": "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    f"{NOTO_CJK}/NotoSansCJK-Black.ttc": "3cffb10242b4b7e6edd439ebf3bd7e392345525e093ea08149e0a0158a1b5151",
    "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf": (
        "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8"
    ),
    f"{NOTO}/NotoSerif-Regular.ttf": "9d7583b7dc9e812afd32a14280c5cac3160012efe50c8d08938f4fea266ff67f",
    f"{NOTO}/NotoSerif-Bold.ttf": "0af0ff2be8f84910fb21ec5fe1b6b7395e3073250502a334baf6ca2f860c88fe",
    f"{NOTO}/NotoSans-Regular.ttf": "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
    f"{NOTO}/NotoSans-Bold.ttf": "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5",
    MAPPINGS: "bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2",
    VARIANTS: "42f42d18fe0368ca8dfb76d91bb2612b4bb34fe7960a4aa770687c0bf48a0cce",
}

HAN_FEATURES = tuple(
    "vert vrt2 locl halt vhal palt vpal kern vkrn chws vchw fwid hwid pwid liga ccmp mark mkmk".split()
)
LATIN_FEATURES = tuple("kern liga lnum onum tnum pnum ccmp mark mkmk locl".split())
# What a companion is made from, and what is left in it: see companion.py.
RAW_COMPANION_FEATURES = tuple("kern pwid locl mark mkmk".split())
COMPANION_FEATURES = tuple("kern liga tnum mark mkmk".split())
SCRIPTS = ("DFLT", "hani", "kana", "latn", "grek", "cyrl")
# Language systems of the source that a Chinese newspaper never asks for; ZHS, ZHT and ZHH stay.
FOREIGN_SYSTEMS = frozenset({"JAN ", "KOR "})
# Style links, copyright, version and licence. English only: other languages' records repeat the family name.
NAME_RECORDS = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)
WINDOWS_ENGLISH = 0x0409


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face to build.

    `index` counts from 0 within a collection. `characters` names a field of charsets.Charsets. `renamed` is the
    family name that replaces the source's: where the licence reserves that name, and where two faces would
    otherwise share one. A `companion` is the Latin of a Chinese face.
    """

    file: str
    source: str
    index: int = 0
    characters: str
    features: tuple[str, ...] = HAN_FEATURES
    renamed: str = ""
    companion: bool = False


def companion(file: str, source: str, family: str) -> Face:
    """Name the Latin companion that is taken out of a collection of Noto CJK (its Simplified Chinese face)."""
    return Face(
        file=file,
        source=f"{NOTO_CJK}/{source}",
        index=2,
        characters="latin",
        features=COMPANION_FEATURES,
        renamed=family,
        companion=True,
    )


def extra(file: str, source: str) -> Face:
    """Name a face of Noto's own Latin, for the letters that a companion lacks (č, ő, ђ, ⅔)."""
    return Face(file=file, source=f"{NOTO}/{source}", characters="latin", features=LATIN_FEATURES)


FACES = (
    Face(file="song-regular.otf", source=f"{NOTO_CJK}/NotoSerifCJK-Regular.ttc", index=2, characters="text"),
    Face(file="song-black.otf", source=f"{NOTO_CJK}/NotoSerifCJK-Black.ttc", index=2, characters="head"),
    Face(file="hei-regular.otf", source=f"{NOTO_CJK}/NotoSansCJK-Regular.ttc", index=2, characters="text"),
    Face(file="hei-black.otf", source=f"{NOTO_CJK}/NotoSansCJK-Black.ttc", index=2, characters="head"),
    Face(
        file="kai-regular.ttf",
        source="usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        characters="text",
        # Its `liga` knows one pair, ê箁, a leftover of its making that would change copy.
        features=("vert",),
        renamed="Compositor Kai",
    ),
    companion("latin-serif-regular.otf", "NotoSerifCJK-Regular.ttc", "Compositor Latin Serif"),
    companion("latin-serif-bold.otf", "NotoSerifCJK-Black.ttc", "Compositor Latin Serif"),
    companion("latin-sans-regular.otf", "NotoSansCJK-Regular.ttc", "Compositor Latin Sans"),
    companion("latin-sans-bold.otf", "NotoSansCJK-Black.ttc", "Compositor Latin Sans"),
    extra("latin-serif-extra-regular.ttf", "NotoSerif-Regular.ttf"),
    extra("latin-serif-extra-bold.ttf", "NotoSerif-Bold.ttf"),
    extra("latin-sans-extra-regular.ttf", "NotoSans-Regular.ttf"),
    extra("latin-sans-extra-bold.ttf", "NotoSans-Bold.ttf"),
)


class BuildError(Exception):
    """A source is missing, or isn't the one this script was written for."""


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def find_source(name: str, root: Path) -> Path:
    """Find a source by its path in the package, or by its bare name, and check that it is the right one."""
    for path in (root / name, root / Path(name).name):
        if not path.is_file():
            continue
        found = sha256(path)
        if found != SOURCES[name]:
            raise BuildError(f"{path}: sha256 is {found}, not {SOURCES[name]}: another version of the package?")
        return path
    raise BuildError(f"{name}: not found under {root}; this script's first lines name the Debian packages")


def tag_numbers(tags: Iterable[str]) -> frozenset[int]:
    """Turn OpenType tags into the numbers that HarfBuzz keeps in its sets."""
    return frozenset(int.from_bytes(tag.encode("ascii"), "big") for tag in tags)


def cut(font: bytes, codes: frozenset[int], *, features: tuple[str, ...], index: int = 0) -> bytes:
    """Cut a face to the characters, the glyphs their features reach, and our scripts; hints are dropped."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    for held, values in (
        (wanted.unicode_set, codes),
        (wanted.name_id_set, frozenset(NAME_RECORDS)),
        (wanted.name_lang_id_set, frozenset({WINDOWS_ENGLISH})),
        (wanted.layout_script_tag_set, tag_numbers(SCRIPTS)),
        (wanted.layout_feature_tag_set, tag_numbers(features)),
    ):
        held.clear()
        held.update(values)
    return bytes(hb.subset(hb.Face(font, index), wanted).blob.data)


def without_foreign_systems(font: bytes) -> bytes:
    """Take the language systems of FOREIGN_SYSTEMS out of GSUB and GPOS."""
    face = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False)
    for tag in ("GSUB", "GPOS"):
        if tag not in face:
            continue
        for record in face[tag].table.ScriptList.ScriptRecord:
            systems = record.Script.LangSysRecord
            record.Script.LangSysRecord = [one for one in systems if one.LangSysTag not in FOREIGN_SYSTEMS]
            record.Script.LangSysCount = len(record.Script.LangSysRecord)
    return saved(face)


def under_new_name(font: bytes, family: str) -> bytes:
    """Give the face another family name in every record that names it (OFL 1.1, condition 3).

    The copyright record stays as it is: condition 2 asks for it. The style is the PostScript name's.
    """
    face = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False)
    names = face["name"]
    style = names.getDebugName(6).rpartition("-")[2]
    release = names.getDebugName(5).partition(";")[0]
    postscript = f"{family.replace(' ', '')}-{style}"
    full = f"{family} {style}"
    linked = family if style == "Regular" else full
    records = {1: linked, 3: f"{release};{postscript}", 4: full, 5: release, 6: postscript}
    for record in names.names:
        record.string = records.get(record.nameID, record.string)
    if "CFF " in face:
        program = face["CFF "].cff
        program.fontNames = [postscript]
        program.topDictIndex[0].FullName, program.topDictIndex[0].FamilyName = full, family
    return saved(face)


def saved(face: TTFont) -> bytes:
    """Return a face's file."""
    out = io.BytesIO()
    face.save(out, reorderTables=None)
    return out.getvalue()


def build(face: Face, source: Path, codes: frozenset[int]) -> bytes:
    """Return the file of one face."""
    first = RAW_COMPANION_FEATURES if face.companion else face.features
    font = cut(source.read_bytes(), codes, features=first, index=face.index)
    font = as_companion(font) if face.companion else without_foreign_systems(font)
    if face.renamed:
        font = under_new_name(font, face.renamed)
    return cut(font, codes, features=face.features)


def write_sums(folder: Path) -> None:
    """Write the list of sums of every face in the folder, in the form that `sha256sum -c` reads."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".otf", ".ttf"})
    lines = [f"{sha256(path)}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="ascii")


def warn_of_other_tools() -> None:
    """Say so when the libraries aren't those that the committed faces were built with."""
    for package, wanted in BUILT_WITH.items():
        if version(package) != wanted:
            say(f"warning: {package} is {version(package)}, not {wanted}: the bytes may differ")


def build_all(faces: Iterable[Face], *, root: Path, out: Path) -> None:
    """Build faces into `out` from the packages under `root`, telling of each as it is done."""
    sets = charsets(mappings=find_source(MAPPINGS, root), variants=find_source(VARIANTS, root))
    out.mkdir(parents=True, exist_ok=True)
    for face in faces:
        started = time.monotonic()
        font = build(face, find_source(face.source, root), getattr(sets, face.characters))
        (out / face.file).write_bytes(font)
        built = hb.Face(font)
        say(
            f"{face.file:26} {len(font) / 1e6:6.2f} MB {built.glyph_count:6} glyphs"
            f" {len(built.unicodes):6} characters {time.monotonic() - started:5.0f} s"
        )
    write_sums(out)


def main() -> int:
    """Read the command line and build; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the vendored faces from Debian's font packages.")
    parser.add_argument("faces", metavar="FACE", nargs="*", help="files to build, e.g. kai-regular.ttf (all)")
    parser.add_argument("--sources", type=Path, default=Path("/"), help="where the packages are unpacked (/)")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (this one)")
    asked = parser.parse_args()
    known = {face.file: face for face in FACES}
    unknown = sorted(set(asked.faces) - known.keys())
    if unknown:
        parser.error(f"no such face: {', '.join(unknown)}; there are {', '.join(known)}")
    warn_of_other_tools()
    try:
        build_all([known[name] for name in asked.faces or known], root=asked.sources, out=asked.out)
    except (BuildError, OSError) as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
