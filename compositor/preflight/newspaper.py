"""What newspapers want of a press file: GWG 2022, WebCMYKNews CMYK, by the numbers of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from compositor.errors import Finding, Severity
from compositor.intake.inspect import Kind, Look, PdfFacts
from compositor.preflight.told import ERROR, WARNING, at, told

_TEXT_SIZE, _LINE_WEIGHT = 12.0, 2.0
_LEAST_TEXT, _LEAST_LINE, _HAIRLINE = 10.0, 0.25, 0.1
_BLACK, _WHITE = (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)
_OUTLAWED: Final = frozenset(("DeviceRGB", "CalRGB", "CalGray", "ICCBased", "Lab"))
_NEAR: Final = 0.005


def geometry(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield pages that are scaled, cropped, turned or of several sizes (R0002, R0003, R0004)."""
    sizes: set[tuple[float, float]] = set()
    for page in pdf.pages:
        if page.user_unit:
            yield told("R0002", ERROR, "its units are not points (UserUnit)", "save it in points", page)
        media, crop = page.boxes.get("MediaBox"), page.boxes.get("CropBox")
        if media and crop and any(abs(a - b) > 0.01 for a, b in zip(media, crop, strict=True)):
            yield told("R0003", ERROR, "its CropBox is not its MediaBox", "leave the CropBox out", page)
        if page.rotated:
            yield told("R0004", ERROR, "it is turned (Rotate)", "turn what is on it instead", page)
        if "TrimBox" in page.boxes:
            left, foot, right, top = page.boxes["TrimBox"]
            sizes.add((round(right - left, 1), round(top - foot, 1)))
    if len(sizes) > 1:
        yield told("R0004", ERROR, f"its pages have {len(sizes)} trim sizes", "send pages of one size together")


def empty(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield pages that print nothing (R0005), as far as the content tells."""
    for page in pdf.pages:
        if all(_white(mark.look) for mark in page.marks):
            yield told("R0005", ERROR, "it is empty", "leave it out", page)


def looks(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what is painted as it should not be: R0007 to R0020, R0024, R0027, L-01, N-01."""
    for page in pdf.pages:
        for mark in page.marks:
            if mark.outside:
                continue
            for code, severity, words, hint in _wrong(mark.look):
                yield at(told(code, severity, words, hint, page), page, mark.area)


Fault = tuple[str, Severity, str, str]


def _wrong(look: Look) -> Iterator[Fault]:
    for rule in _RULES:
        yield from rule(look)


def _overprint(look: Look) -> Iterator[Fault]:
    """Yield overprint that is set where it must not be, or not set where black has to lie on what is under it."""
    white, black = _white(look), _black(look)
    if white and look.overprint:
        hint = "let it knock out, or it vanishes"
        if look.kind is Kind.TEXT:
            yield "R0007", ERROR, "white words overprint", hint
        elif look.kind is not Kind.IMAGE:
            yield "R0008", WARNING, "a white line or area overprints", hint
    if look.space == "DeviceGray" and look.overprint:
        yield "R0013", WARNING, f"{look.kind} in DeviceGray overprints", "use DeviceCMYK with black alone"
    lies = look.overprint and (look.mode == 1 or look.space != "DeviceCMYK")
    if black and not lies:
        hint = "let black overprint, with overprint mode 1"
        if look.kind is Kind.TEXT and look.size < _TEXT_SIZE - _NEAR:
            yield "R0009", WARNING, f"black words of {look.size:g} pt knock out what is under them", hint
        if look.kind is Kind.LINE and look.size < _LINE_WEIGHT - _NEAR:
            yield "R0010", WARNING, f"a black line of {look.size:g} pt knocks out what is under it", hint


def _grey(look: Look) -> Iterator[Fault]:
    if look.space == "DeviceGray" and not _white(look):
        if look.kind is Kind.TEXT and look.size < _TEXT_SIZE - _NEAR:
            yield "R0011", WARNING, f"words of {look.size:g} pt are in DeviceGray", "use DeviceCMYK"
        if look.kind is Kind.LINE and look.size < _LINE_WEIGHT - _NEAR:
            yield "R0012", WARNING, f"a line of {look.size:g} pt is in DeviceGray", "use DeviceCMYK"


def _small(look: Look) -> Iterator[Fault]:
    """Yield type and lines that are too fine for their inks (R0016 to R0019, L-01)."""
    inks = sum(value > _NEAR for value in look.values) if look.space == "DeviceCMYK" else 1
    words = "white" if _white(look) else f"of {inks} inks" if inks > 1 else ""
    if look.kind is Kind.TEXT and words and look.size < _LEAST_TEXT - _NEAR:
        code = "R0016" if words == "white" else "R0017"
        yield code, WARNING, f"words {words} are {look.size:g} pt, under {_LEAST_TEXT:g} pt", "set them larger"
    if look.kind is not Kind.LINE:
        return
    if look.size < _HAIRLINE - 0.0005:
        yield "L-01", ERROR, f"a line is {look.size:g} pt, under {_HAIRLINE:g} pt", "make it heavier"
    elif look.size < _LEAST_LINE - 0.0005:
        code = {"white": "R0018", "": "L-01"}.get(words, "R0019")
        yield (
            code,
            WARNING,
            f"a line {words} is {look.size:g} pt, under {_LEAST_LINE:g} pt".replace("  ", " "),
            "make it heavier",
        )


def _rich(look: Look) -> Iterator[Fault]:
    values = look.values if look.space == "DeviceCMYK" else ()
    if look.kind is Kind.TEXT and values and values[3] >= 0.85 and sum(values) > 2.2 + _NEAR:
        yield "R0015", WARNING, f"black words have {sum(values) * 100:.0f} % ink", "set them in black alone"


def _spaces(look: Look) -> Iterator[Fault]:
    kind, _, inks = look.space.partition(":")
    if kind in ("Separation", "DeviceN"):
        names = inks.split(",")
        if "All" in names:
            yield "R0024", WARNING, f"{look.kind} is in the registration colour All", "use black"
        spots = [name for name in names if name not in ("All", "None", "Cyan", "Magenta", "Yellow", "Black")]
        if spots:
            yield "R0020", ERROR, f"{look.kind} is in the spot colour {', '.join(spots)}", "turn it into process inks"
    for space in (kind, look.behind):
        if space in _OUTLAWED:
            yield "R0027", ERROR, f"{look.kind} is in {space}", "turn it into DeviceCMYK"
            return


_RULES: Final[tuple[Callable[[Look], Iterator[Fault]], ...]] = (_overprint, _grey, _small, _rich, _spaces)


def ink(pdf: PdfFacts, limit: int) -> Iterator[Finding]:
    """Yield flat colours with more ink than the limit (N-01); pictures are measured from their pixels."""
    for page in pdf.pages:
        for mark in page.marks:
            total = sum(mark.look.values) * 100 if mark.look.space == "DeviceCMYK" else 0
            if total > limit + 0.5 and not mark.outside:
                words = f"{mark.look.kind} has {total:.0f} % ink, over {limit} %"
                yield at(told("N-01", ERROR, words, "take colour out, black stays", page), page, mark.area)


def groups(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield transparency that is not blended in inks (T-01, R0030)."""
    for page in pdf.pages:
        spaces = [space for space in (page.group, *page.soft_groups) if space]
        for space in spaces:
            if space not in ("DeviceCMYK", "DeviceGray") or (space == "DeviceGray" and space == page.group):
                yield told("R0030", ERROR, f"a transparency group is in {space}", "blend in DeviceCMYK", page)
        shown_through = any(mark.look.clear for mark in page.marks) or any(picture.masked for picture in page.pictures)
        if page.group is None and shown_through:
            words = "it has transparency, but says not in which inks it is blended (Group)"
            yield told("T-01", ERROR, words, "give the page a group in DeviceCMYK", page)


def pictures(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield pictures with too few pixels for their size (R0031, R0032); those of 16 pixels and less are ornaments."""
    for page in pdf.pages:
        for picture in page.pictures:
            if picture.width <= 16 or picture.height <= 16:
                continue
            code, least, wanted = ("R0032", 549, 799) if picture.bits == 1 else ("R0031", 99, 149)
            if picture.resolution > wanted:
                continue
            severity = ERROR if picture.resolution <= least else WARNING
            words = f"picture {picture.name} has {picture.resolution:.0f} pixels to the inch; over {wanted} are wanted"
            yield at(told(code, severity, words, "print it smaller, or bring a larger one", page), page, picture.area)


def names(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield the font that stands for one that was missing (R0014)."""
    for page in pdf.pages:
        for font in page.fonts:
            if "courier" in font.name.lower():
                yield told("R0014", WARNING, f"the font {font.name} stands for one that was missing", "embed it", page)


def _white(look: Look) -> bool:
    kind = look.space.partition(":")[0]
    if kind in ("DeviceGray", "DeviceRGB", "CalGray", "CalRGB"):
        return bool(look.values) and all(value >= 1 for value in look.values)
    return bool(look.values) and kind in ("DeviceCMYK", "Separation", "DeviceN") and not any(look.values)


def _black(look: Look) -> bool:
    """Tell whether a look is black alone (GWG 2022 D0013)."""
    wanted = {"DeviceCMYK": _BLACK, "Separation:Black": (1.0,)}.get(look.space)
    return wanted is not None and look.values == wanted
