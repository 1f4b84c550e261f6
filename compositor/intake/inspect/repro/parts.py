"""What content names of its resources, written anew: forms, patterns, shadings, graphics states, drawn glyphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from compositor.intake.inspect.matrices import PLAIN, Matrix, scale, times
from compositor.intake.inspect.repro import streams
from compositor.intake.inspect.repro.functions import function
from compositor.intake.inspect.repro.pictures import flat_paint
from compositor.intake.inspect.repro.spaces import GREY
from compositor.intake.inspect.repro.targets import Target
from compositor.intake.inspect.repro.telling import Unprintable
from compositor.intake.inspect.repro.work import DEEPEST, State, Work

if TYPE_CHECKING:
    from compositor.intake.inspect.repro.content import Writer

_MOST_CONTENT: Final = 200_000_000
_STATE: Final = "/LW /LC /LJ /ML /D /RI /FL /SA /CA /ca /BM /AIS /TK /Font".split()
"""Entries of a graphics state that are kept; overprint is set anew, the screen and its curves are the press's."""
_CURVES: Final = "/TR /TR2 /HT /HTP /BG /BG2 /UCR /UCR2".split()
_MODES: Final = frozenset(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference "
    "Exclusion Hue Saturation Color Luminosity".split()
)
_SAMPLES: Final = 1024
_FLATTEN: Final = "flatten the transparency, or export it as PDF/X-4 that blends in CMYK"


def _writer(above: Writer, resources: Any, state: State, *, mask: bool = False, plain: bool = False) -> Writer:
    made = type(above)(above.work, resources, state, mask=mask or above.mask, plain=plain)
    made.depth, made.scaled, made.bounded = above.depth + 1, above.scaled, False
    if made.depth > DEEPEST:
        raise Unprintable("it draws in a circle: something that has itself in it", "export it again")
    return made


def form(writer: Writer, given: Any) -> Any:
    """Return a form written anew (8.10), its transparency group in the target's colours."""
    import pikepdf

    work, state = writer.work, replace(writer.state)
    key = (given.objgen, state.inherited, writer.mask, round(scale(state.ctm), 3))
    if key in work.forms and given.objgen != (0, 0):
        return work.forms[key]
    streams.check(given, _MOST_CONTENT)
    matrix = _matrix(given.get("/Matrix"))
    state.ctm = times(matrix, state.ctm)
    inner = _writer(writer, given.get("/Resources", writer.resources), state)
    content = inner.write(given)
    made = work.pdf.make_stream(content)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox = _rectangle(given.BBox)
    if "/Matrix" in given:
        made.Matrix = given.Matrix
    made.Resources = inner.made_resources()
    if "/Ref" in given:
        work.told.change("references to other files are left out")
    group = given.get("/Group")
    if group is not None and str(group.get("/S", "")) == "/Transparency":
        made.Group = grouped(writer, group, given.get("/Resources", writer.resources))
    work.forms[key] = work.pdf.make_indirect(made)
    return work.forms[key]


def grouped(writer: Writer, group: Any, resources: Any) -> Any:
    """Return a transparency group (11.6.6); in which space it blended is noted."""
    import pikepdf

    made = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
    if "/CS" in group:
        named = resources.get("/ColorSpace") if resources is not None else None
        space = writer.work.spaces.of(group.CS, named)
        if not writer.mask:
            writer.work.groups.add(space.kind if space.kind != "ICCBased" else f"ICCBased {space.mode}")
        made.CS = pikepdf.Name(f"/{writer.target.space}")
    for name in ("/I", "/K"):
        if name in group:
            made[name] = bool(group[name])
    return made


def extended(writer: Writer, name: str) -> None:
    """Set a graphics state of the resources (8.4.5), overprint left to what is painted."""
    import pikepdf

    given, state, work = writer.state_named(name), writer.state, writer.work
    if "/OP" in given:
        state.over_stroke = state.over_fill = bool(given.OP)
    if "/op" in given:
        state.over_fill = bool(given["/op"])
    state.mode = int(given.get("/OPM", state.mode))
    if any(_curved(given, key) for key in _CURVES):
        work.told.change("transfer curves and screens of its own are left out: those of the press are used")
    made = pikepdf.Dictionary({key: given[key] for key in _STATE if key in given})
    if "/LW" in given:
        state.weight = state.pen = float(given.LW)
    if "/Font" in given:
        writer.use_font(given.Font[0])
        state.face = state.face_set = ("", given.Font[1])
    if "/BM" in given:
        made.BM = _blend_mode(work, given.BM)
    if "/SMask" in given:
        made.SMask = _soft_mask(writer, given.SMask)
    if any(float(given.get(key, 1)) < 1 for key in ("/CA", "/ca")):
        work.clear = True
    if len(made.keys()):
        writer.put_state(name, made)


def _curved(given: Any, key: str) -> bool:
    return key in given and str(given[key]) not in ("/Identity", "/Default")


def _blend_mode(work: Work, given: Any) -> Any:
    import pikepdf

    several = list(given) if isinstance(given, pikepdf.Array) else [given]
    mode = next((str(one)[1:] for one in several if str(one)[1:] in _MODES), "Normal")
    if mode not in ("Normal", "Compatible"):
        work.clear = True
    return pikepdf.Name(f"/{mode}".replace("Compatible", "Normal"))


def _soft_mask(writer: Writer, given: Any) -> Any:
    """Return a soft mask (11.6.5.2), its greys as they are."""
    import pikepdf

    if not isinstance(given, pikepdf.Dictionary):
        return pikepdf.Name("/None")
    writer.work.clear = True
    if "/TR" in given and str(given.TR) != "/Identity":
        writer.work.told.refuse("a soft mask in it has a curve", _FLATTEN)
    light = str(given.S) == "/Luminosity"
    inner = _writer(writer, writer.resources, State(ctm=writer.state.ctm), mask=light)
    group = form(inner, given.G)
    if light:
        group.Group.CS = pikepdf.Name.DeviceGray
    made = pikepdf.Dictionary(Type=pikepdf.Name.Mask, S=given.S, G=group)
    if "/BC" in given and light:
        space = writer.work.spaces.of(given.G.Group.CS, None)
        ground = tuple(float(one) for one in given.BC)
        made.BC = pikepdf.Array(list(inner.target.flat(flat_paint(ground, space))))
    return made


def over(stroke: bool, fill: bool, mode: int) -> Any:  # noqa: FBT001  (the three entries of a state, in their order)
    """Return a graphics state of overprint (8.6.7)."""
    import pikepdf

    return pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=stroke, op=fill, OPM=mode)


def pattern(writer: Writer, given: Any) -> Any:
    """Return a pattern written anew (8.7)."""
    import pikepdf

    work = writer.work
    key = ("pattern", given.objgen, writer.mask)
    if key in work.forms and given.objgen != (0, 0):
        return work.forms[key]
    if int(given.PatternType) == 2:
        made = pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2)
        made.Shading = shading(work, writer.target, given.Shading)
    else:
        streams.check(given, _MOST_CONTENT)
        plain = int(given.PaintType) == 2
        state = State(ctm=times(_matrix(given.get("/Matrix")), PLAIN))
        inner = _writer(writer, given.get("/Resources", writer.resources), state, plain=plain)
        content = inner.write(given)
        made = work.pdf.make_stream((b"" if plain else first_colour(writer.target)) + content)
        made.Type, made.PatternType = pikepdf.Name.Pattern, 1
        for entry in ("/PaintType", "/TilingType", "/XStep", "/YStep"):
            made[entry] = given[entry]
        made.BBox, made.Resources = _rectangle(given.BBox), inner.made_resources()
    if "/Matrix" in given:
        made.Matrix = given.Matrix
    work.forms[key] = work.pdf.make_indirect(made)
    return work.forms[key]


def shading(work: Work, target: Target, given: Any) -> Any:
    """Return a shading in the target's colours (8.7.4.5): along one line it is sampled, others have to be in inks."""
    import pikepdf

    space = work.spaces.of(given.ColorSpace, None)
    kind = int(given.ShadingType)
    if kind not in (2, 3):
        if space.kind == target.space and target.mode == "CMYK":
            return _without(given, "/Background")
        work.told.refuse("a gradient in it is a mesh that isn't in CMYK", "turn gradients into CMYK, or into a picture")
        return given
    if space.kind in ("Indexed", "Pattern"):
        raise Unprintable("a gradient in it can't be read", "export it again")
    if space.kind != "DeviceCMYK" and target.mode == "CMYK":
        work.told.change("gradients are turned into CMYK")
    start, end = (float(one) for one in given.get("/Domain", (0.0, 1.0)))
    called = function(given.Function)
    places = (start + (end - start) * at / (_SAMPLES - 1) for at in range(_SAMPLES))
    colours = target.flats([flat_paint(called([place]), space) for place in places])
    count = len(colours[0])
    sampled = work.pdf.make_stream(bytes(round(min(max(one, 0), 1) * 255) for colour in colours for one in colour))
    sampled.FunctionType, sampled.Domain = 0, pikepdf.Array([start, end])
    sampled.Range = sampled.Decode = pikepdf.Array([0, 1] * count)
    sampled.Size, sampled.BitsPerSample = pikepdf.Array([_SAMPLES]), 8
    made = pikepdf.Dictionary(ShadingType=kind, ColorSpace=pikepdf.Name(f"/{target.space}"), Coords=given.Coords)
    for key in ("/Domain", "/Extend", "/BBox", "/AntiAlias"):
        if key in given:
            made[key] = given[key]
    if "/Background" in given:
        ground = target.flat(flat_paint(tuple(float(one) for one in given.Background), space))
        made.Background = pikepdf.Array(list(ground))
    made.Function = work.pdf.make_indirect(sampled)
    return work.pdf.make_indirect(made)


def _without(given: Any, key: str) -> Any:
    if key in given:
        del given[key]
    return given


def drawn_glyphs(writer: Writer, font: Any) -> None:
    """Write the glyphs of a Type 3 font anew (9.6.5), those that have colours of their own in the target's."""
    import pikepdf

    work = writer.work
    key = ("glyphs", font.objgen)
    if key in work.forms:
        return
    work.forms[key] = font
    resources = font.get("/Resources", writer.resources)
    merged: dict[str, dict[str, Any]] = {}
    for name in list(font.CharProcs.keys()):
        glyph = font.CharProcs[name]
        streams.check(glyph, _MOST_CONTENT)
        plain = b"d1" in bytes(glyph.read_bytes())[:200]
        matrix = times(_matrix(font.FontMatrix), writer.state.ctm)
        inner = _writer(writer, resources, State(ctm=matrix), plain=plain)
        inner.scaled = False
        content = inner.write(glyph)
        font.CharProcs[name] = work.pdf.make_stream(content)
        for kind, found in inner.used.items():
            merged.setdefault(kind, {}).update(found)
    made = pikepdf.Dictionary()
    for kind in sorted(merged):
        made[kind] = pikepdf.Dictionary(dict(sorted(merged[kind].items())))
    font.Resources = made


def first_colour(target: Target) -> bytes:
    """Return the operators that set black, with which content begins."""
    black = " ".join(f"{value:g}" for value in target.flat(GREY.paint((0.0,))))
    return f"{black} {target.operators[0]} {black} {target.operators[1]}\n".encode()


def _matrix(given: Any) -> Matrix:
    if given is None:
        return PLAIN
    a, b, c, d, e, f = (float(one) for one in given)
    return a, b, c, d, e, f


def _rectangle(given: Any) -> Any:
    import pikepdf

    x0, y0, x1, y1 = (float(one) for one in given)
    if not (min(x0, x1) < max(x0, x1) and min(y0, y1) < max(y0, y1)):
        return pikepdf.Array([0, 0, 0, 0])
    return pikepdf.Array(list(given))
