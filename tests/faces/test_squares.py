"""Han characters shaped many at once: each is what it is alone, whatever stands beside it."""

from __future__ import annotations

from itertools import compress
from random import Random

import pytest

from compositor.faces import FaceFile, Faces, Figure, Role, Supplement, drawn_face, outlined
from compositor.faces.chain import HAN_SCRIPT
from compositor.model.settings import Setting
from tests.faces.type_library import CN, HK, ROOT, TW

HAN = [chr(code) for code in range(0x4E00, 0xA000)]


def own(name: str, *, mapped: bool, setting: Setting = CN, drawn: str = "") -> Faces:
    """Return one of the program's faces, mapped as it comes or read like a paper's own, with a drawn glyph."""
    path = ROOT / "fonts" / name
    files = {"own": FaceFile("own", str(path), path.read_bytes(), mapped=str(path) if mapped else "")}
    supplement = Supplement({})
    if drawn:
        glyph = outlined([Figure("M0 0H400V400H0Z", (1, 0, 0, 1, 300, 200))])
        files["drawn"] = FaceFile("drawn", "", drawn_face("Supplement-1", {drawn: glyph}))
        supplement = Supplement({("", ""): "drawn"})
    return Faces(files, {"song": Role("song", {"regular": "own"})}, setting, supplement)


@pytest.mark.parametrize(
    "name", ["song-regular.otf", "song-black.otf", "hei-regular.otf", "hei-black.otf", "kai-regular.ttf"]
)
def test_no_han_character_of_the_programs_faces_depends_on_its_neighbours(name: str) -> None:
    for seed, setting in enumerate((CN, TW, HK)):
        face = own(name, mapped=True).face("own")
        mixed = Random(seed).sample(HAN, len(HAN))
        many = face.squares("".join(mixed), language=setting.han_language, script=HAN_SCRIPT)
        assert many == face.squares("".join(HAN), language=setting.han_language, script=HAN_SCRIPT)
        assert len(many) > 6_000
        for character in compress(HAN[seed::30], map(face.has, HAN[seed::30])):
            alone = face.shape(character, language=setting.han_language, script=HAN_SCRIPT)
            assert alone is not None
            square = (alone.advances, alone.shifts, alone.counts) == ((face.upem,), (0,), (1,))
            assert many.get(character) == (alone.codes[0] if square else None)


def test_a_chain_tells_what_it_gives_each_character_alone() -> None:
    chain = own("song-regular.otf", mapped=True, drawn="三").chain("song")
    many = chain.squares("一二三四五", "own")
    assert many.keys() == set("一二四五")
    assert all((chain.han(one).face, chain.han(one).codes) == ("own", (code,)) for one, code in many.items())
    assert chain.squares("一二三四五", "another") == {}


def test_of_faces_that_came_from_elsewhere_nothing_is_told() -> None:
    assert own("song-regular.otf", mapped=False).chain("song").squares("一二三", "own") == {}
