"""Build the profile of coldset newsprint that papers use who name none: `python tools/newsprint_profile.py FILE`.

From the published colours of solids and ramps (compositor/colour/newsprint.json) through a Neugebauer model with the
Yule-Nielsen modification, in XYZ: at the solids and at the steps of the ramps it is exact. Tables from Lab take as much
black as a colour can have (GCR); neutrals are black alone until it no longer suffices. ICC.1:2001-04 (version 2.4).
"""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
HERE = Path(__file__).resolve().parent.parent / "compositor" / "colour"
TITLE = "Custom coldset newsprint (compositor)"
RIGHTS = "MIT licence. Copyright (c) The compositor developers"
YULE_NIELSEN = 2.0
INK_LIMIT = 2.16
"""Under the 220 % of ISO 12647-3, which interpolation and rounding then keep."""
WHITE = np.array([0.9642, 1.0, 0.8249])
"""D50, the white of the profile connection space."""
INKS_GRID, LAB_GRID, OUT_GRID = 11, 29, 13
BEND = 1.3
"""How much nearer to each other the nodes of a* and b* lie at the neutral axis."""
KNEE = 0.6
"""The share of the printable chroma up to which the perceptual table leaves chroma as it is."""
LEAN_FROM, MOST_LEAN = 0.8, 0.7
"""From what share of it on a colour leans to the lightness at which its hue prints strongest, and how far at most."""
LIGHTS, HUES = np.linspace(35, 100, 14), np.arange(0.0, 360, 10)
FULL = 65535


def xyz_of(lab: Array) -> Array:
    """Return XYZ of L*a*b* (CIE 15), white at 1."""
    f = (lab[..., 0] + 16) / 116
    fs = np.stack([f + lab[..., 1] / 500, f, f - lab[..., 2] / 200], -1)
    return np.where(fs > 6 / 29, fs**3, (fs - 4 / 29) * 3 * (6 / 29) ** 2) * WHITE


def lab_of(xyz: Array) -> Array:
    """Return L*a*b* of XYZ."""
    share = np.maximum(xyz / WHITE, 0)
    fs = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = fs[..., 0], fs[..., 1], fs[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


@dataclass(frozen=True, slots=True)
class Press:
    """The model: solids and effective areas as roots of XYZ, all relative to paper.

    ``solids`` has a row for each of 16 combinations (C counts 8, M 4, Y 2, K 1); ``areas`` are per ink, per X, Y and Z
    the effective areas at the steps of the ramp.
    """

    paper: Array
    solids: Array
    steps: Array
    areas: Array
    slopes: Array

    @classmethod
    def of(cls, published: dict[str, object]) -> Press:
        """Read the published values."""
        solids, ramps = published["solids"], published["ramps"]
        assert isinstance(solids, dict)
        assert isinstance(ramps, dict)
        names = ["".join(ink for ink, bit in zip("CMYK", (8, 4, 2, 1), strict=True) if at & bit) for at in range(16)]
        absolute = xyz_of(np.array([solids[name or "paper"] for name in names]))
        roots = (absolute / absolute[0]) ** (1 / YULE_NIELSEN)
        steps = np.array([0, *published["steps"], 100]) / 100  # type: ignore[misc]
        areas = np.zeros((4, len(steps), 3))
        for ink, name in enumerate("CMYK"):
            solid = roots[8 >> ink]
            middle = (xyz_of(np.array(ramps[name])) / absolute[0]) ** (1 / YULE_NIELSEN)
            areas[ink, 1:-1] = (1 - middle) / (1 - solid)
            areas[ink, -1] = 1
        return cls(absolute[0], roots, steps, areas, _slopes(steps, areas))

    def roots(self, inks: Array) -> Array:
        """Return roots of XYZ of inks (0 to 1; any number of rows of four): Demichel's weights of the 16 solids."""
        total = np.zeros((len(inks), 3))
        effective = np.stack([self._effective(ink, inks[:, ink]) for ink in range(4)], 1)
        for at, solid in enumerate(self.solids):
            weight = np.ones((len(inks), 3))
            for ink in range(4):
                area = effective[:, ink]
                weight = weight * (area if at & (8 >> ink) else 1 - area)
            total += weight * solid
        return np.maximum(total, 0)

    def lab(self, inks: Array) -> Array:
        """Return L*a*b* relative to paper."""
        return lab_of(self.roots(inks) ** YULE_NIELSEN * WHITE)

    def _effective(self, ink: int, nominal: Array) -> Array:
        """Return effective areas for X, Y and Z: a monotone cubic through the steps (Fritsch and Carlson 1980)."""
        at = np.clip(np.searchsorted(self.steps, nominal, side="right") - 1, 0, len(self.steps) - 2)
        wide = (self.steps[at + 1] - self.steps[at])[:, None]
        t = (nominal[:, None] - self.steps[at][:, None]) / wide
        low, high = self.areas[ink, at], self.areas[ink, at + 1]
        rise, fall = self.slopes[ink, at], self.slopes[ink, at + 1]
        return (
            (2 * t**3 - 3 * t**2 + 1) * low
            + (t**3 - 2 * t**2 + t) * wide * rise
            + (3 * t**2 - 2 * t**3) * high
            + (t**3 - t**2) * wide * fall
        )


def _slopes(steps: Array, areas: Array) -> Array:
    wide = np.diff(steps)[None, :, None]
    secants = np.diff(areas, axis=1) / wide
    left, right = secants[:, :-1], secants[:, 1:]
    before, after = wide[:, :-1], wide[:, 1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = 3 * (before + after) / ((2 * after + before) / left + (after + 2 * before) / right)
    inner = np.where(left * right > 0, mean, 0)
    return np.concatenate([secants[:, :1], inner, secants[:, -1:]], 1)


def inks_for(press: Press, wanted: Array, rounds: int = 60) -> Array:
    """Return the inks that come nearest to relative L*a*b* with least C, M and Y (so with most black).

    Levenberg and Marquardt's method within 0 to 1; what holds at a bound is left out of the step.
    """
    light = np.clip((100 - wanted[:, 0]) / 100, 0, 1)
    inks = np.stack([light * 0.2 + 0.02] * 3 + [light * 0.8], 1)
    damping = np.full(len(wanted), 1e-2)
    error = _errors(press, wanted, inks)
    cost = (error**2).sum(1)
    for _ in range(rounds):
        slope = np.stack([(_errors(press, wanted, _moved(inks, ink)) - error) / 1e-5 for ink in range(4)], 2)
        down = np.einsum("nrk,nr->nk", slope, error)
        held = ((inks <= 0) & (down > 0)) | ((inks >= 1) & (down < 0))
        slope = np.where(held[:, None, :], 0, slope)
        square = np.einsum("nrk,nrl->nkl", slope, slope)
        scale = np.einsum("nkk->nk", square) + 1e-6
        square = square + np.eye(4) * (scale * damping[:, None] + held)[:, None, :]
        step = np.linalg.solve(square, np.where(held, 0, down)[..., None])[..., 0]
        tried = np.clip(inks - step, 0, 1)
        new = _errors(press, wanted, tried)
        better = (new**2).sum(1) < cost
        inks = np.where(better[:, None], tried, inks)
        error = np.where(better[:, None], new, error)
        cost = (error**2).sum(1)
        damping = np.clip(np.where(better, damping / 4, damping * 4), 1e-7, 1e7)
    over = np.maximum(inks[:, :3].sum(1), 1e-9)
    room = np.clip(INK_LIMIT - inks[:, 3], 0, None)
    return np.concatenate([inks[:, :3] * np.minimum(1, room / over)[:, None], inks[:, 3:]], 1)


def _moved(inks: Array, ink: int) -> Array:
    moved = inks.copy()
    moved[:, ink] += 1e-5
    return moved


def _errors(press: Press, wanted: Array, inks: Array) -> Array:
    """Return what is wrong with inks: hue counts twice, then ink over the limit, then C, M and Y at all."""
    found = press.lab(inks)
    chroma = np.maximum(np.hypot(wanted[:, 1], wanted[:, 2]), 1e-6)
    along = (wanted[:, 1:] / chroma[:, None]) * (chroma > 1)[:, None] + np.array([1.0, 0]) * (chroma <= 1)[:, None]
    off = found - wanted
    toward = (off[:, 1:] * along).sum(1)
    aside = off[:, 2] * along[:, 0] - off[:, 1] * along[:, 1]
    far = 1 + np.clip(chroma - 20, 0, 40) / 40
    over = np.maximum(inks.sum(1) - INK_LIMIT, 0)
    return np.concatenate([np.stack([off[:, 0], toward, aside * far, over * 300], 1), inks[:, :3]], 1)


def nodes(count: int, channels: int) -> Array:
    """Return the nodes of a table, the first channel slowest, from 0 to 1."""
    axes = np.meshgrid(*[np.linspace(0, 1, count)] * channels, indexing="ij")
    return np.stack([axis.ravel() for axis in axes], 1)


def lab_nodes(count: int) -> Array:
    """Return the L*a*b* of the nodes of a table from Lab, which lie closer at the neutral axis."""
    grid = nodes(count, 3)
    bent = 2 * grid[:, 1:] - 1
    sides = np.sign(bent) * np.abs(bent) ** BEND * 127.998
    return np.concatenate([grid[:, :1] * 100.39, sides], 1)


def perceptual(press: Press, wanted: Array) -> Array:
    """Fit L*a*b* into what can be printed: black onto the deepest black, chroma bent toward its most."""
    black = xyz_of(press.lab(np.array([[0.46, 0.34, 0.36, 1.0]])))[0] / WHITE
    inside = wanted.copy()
    inside[:, 0] = np.clip(inside[:, 0], 0, 100)
    deep = black[1]
    light = lab_of((xyz_of(inside) / WHITE * (1 - deep) + deep) * WHITE)
    chroma = np.hypot(light[:, 1], light[:, 2])
    hue = np.arctan2(light[:, 2], light[:, 1])
    table = _most_chroma(press)
    over = np.maximum(chroma / _looked_up(table, light[:, 0], hue) - LEAN_FROM, 0)
    cusps = np.tile((table**4 * LIGHTS[:, None]).sum(0) / (table**4).sum(0), (len(LIGHTS), 1))
    lean = MOST_LEAN * (1 - np.exp(-over))
    lights = light[:, 0] + (_looked_up(cusps, light[:, 0], hue) - light[:, 0]) * lean
    most = _looked_up(table, lights, hue)
    share = chroma / most
    bent = np.where(share > KNEE, KNEE + (1 - KNEE) * (1 - np.exp(-(share - KNEE) / (1 - KNEE))), share)
    keep = bent * most / np.maximum(chroma, 1e-9)
    return np.concatenate([lights[:, None], light[:, 1:] * keep[:, None]], 1)


def _most_chroma(press: Press) -> Array:
    """Return the most printable chroma by lightness and hue."""
    where = np.array([(one, turn) for one in LIGHTS for turn in np.radians(HUES)])
    low, high = np.zeros(len(where)), np.full(len(where), 90.0)
    for _ in range(8):
        middle = (low + high) / 2
        wanted = np.stack([where[:, 0], middle * np.cos(where[:, 1]), middle * np.sin(where[:, 1])], 1)
        found = press.lab(inks_for(press, wanted, 25))
        inside = np.linalg.norm(found - wanted, axis=1) < 3
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.maximum(low.reshape(len(LIGHTS), len(HUES)), 1.0)


def _looked_up(table: Array, light: Array, hue: Array) -> Array:
    """Return the values of a table by lightness and hue."""
    row = np.clip((light - LIGHTS[0]) / (LIGHTS[1] - LIGHTS[0]), 0, len(LIGHTS) - 1.000001)
    turn = np.degrees(hue) % 360 / HUES[1]
    r0, t0 = row.astype(int), turn.astype(int) % len(HUES)
    t1, dr, dt = (t0 + 1) % len(HUES), row - row.astype(int), turn - turn.astype(int)
    above = table[r0, t0] * (1 - dt) + table[r0, t1] * dt
    below = table[r0 + 1, t0] * (1 - dt) + table[r0 + 1, t1] * dt
    return above * (1 - dr) + below * dr


# The file


def lut(inputs: list[Array], outputs: int, count: int, table: Array) -> bytes:
    """Write a lut16Type (ICC.1:2001-04 6.5.8) with curves before its table and none after it."""
    identity = (1, 0, 0, 0, 1, 0, 0, 0, 1)
    head = struct.pack(">4s4xBBBx", b"mft2", len(inputs), outputs, count)
    head += b"".join(struct.pack(">i", one * 65536) for one in identity)
    head += struct.pack(">HH", len(inputs[0]), 2)
    words = [*inputs, table.ravel(), np.tile([0.0, 1.0], outputs)]
    return head + b"".join(np.rint(np.clip(one, 0, 1) * FULL).astype(">u2").tobytes() for one in words)


def lab_coded(lab: Array) -> Array:
    """Return L*a*b* as version 2 codes it, 0 to 1 (ICC.1:2001-04 A.3)."""
    return np.stack([lab[:, 0] * 652.8, (lab[:, 1] + 128) * 256, (lab[:, 2] + 128) * 256], 1) / FULL


def lab_curves() -> list[Array]:
    """Return the curves that take coded L*a*b* to the bent nodes."""
    codes = np.linspace(0, 1, 1025)
    side = (codes * FULL / 256 - 128) / 127.998
    bent = 0.5 + np.sign(side) * np.minimum(np.abs(side), 1) ** (1 / BEND) / 2
    return [codes, bent, bent]


def profile(press: Press) -> bytes:
    """Return the whole profile."""
    line = np.array([0.0, 1.0])
    to_lab = lut([line] * 4, 3, INKS_GRID, lab_coded(press.lab(nodes(INKS_GRID, 4))))
    wanted = lab_nodes(LAB_GRID)
    relative = lut(lab_curves(), 4, LAB_GRID, inks_for(press, np.clip(wanted, [0, -128, -128], [100, 128, 128])))
    fitted = lut(lab_curves(), 4, LAB_GRID, inks_for(press, perceptual(press, wanted)))
    few = np.clip(lab_nodes(OUT_GRID), [0, -128, -128], [100, 128, 128])
    out = np.linalg.norm(press.lab(inks_for(press, few, 30)) - few, axis=1) > 3
    gamut = lut(lab_curves(), 1, OUT_GRID, out.astype(float))
    white = struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in press.paper))
    return _file(
        [
            (b"desc", _description(TITLE)),
            (b"cprt", b"text\0\0\0\0" + RIGHTS.encode("ascii") + b"\0"),
            (b"wtpt", white),
            (b"A2B0", to_lab),
            (b"A2B1", to_lab),
            (b"A2B2", to_lab),
            (b"B2A0", fitted),
            (b"B2A1", relative),
            (b"B2A2", fitted),
            (b"gamt", gamut),
        ]
    )


def _description(text: str) -> bytes:
    words = text.encode("ascii") + b"\0"
    return struct.pack(">4s4xI", b"desc", len(words)) + words + b"\0" * (4 + 4 + 2 + 1 + 67)


def _file(tags: list[tuple[bytes, bytes]]) -> bytes:
    begin = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for _, content in tags:
        if content not in places:
            body += b"\0" * (-len(body) % 4)
            places[content] = begin + len(body)
            body += content
    body += b"\0" * (-len(body) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4sII", name, places[content], len(content)) for name, content in tags
    )
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3i4s44x",
        begin + len(body), b"\0\0\0\0", 0x02400000, b"prtr", b"CMYK", b"Lab ", 2026, 1, 1, 0, 0, 0,
        b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0, *(round(value * 65536) for value in WHITE), b"\0" * 4,
    )  # fmt: skip
    return head + table + body


def main() -> int:
    """Write the profile."""
    press = Press.of(json.loads((HERE / "newsprint.json").read_text("utf-8")))
    Path(sys.argv[1]).write_bytes(profile(press))
    return 0


if __name__ == "__main__":
    sys.exit(main())
