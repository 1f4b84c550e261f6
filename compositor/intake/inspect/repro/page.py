"""One page of a PDF of others made ready: opened, looked through, written anew as a form in a document of its own."""

from __future__ import annotations

import io
from typing import Any, Final

from compositor.intake.inspect.facts import Box
from compositor.intake.inspect.matrices import Matrix
from compositor.intake.inspect.repro import parts, streams
from compositor.intake.inspect.repro.content import BEGIN, Writer
from compositor.intake.inspect.repro.targets import Target
from compositor.intake.inspect.repro.telling import Told, Unprintable
from compositor.intake.inspect.repro.work import State, Work
from compositor.records import dataclass

BOXES: Final = {"trim": "TrimBox", "art": "ArtBox", "crop": "CropBox", "media": "MediaBox"}
_OTHERWISE: Final = {"TrimBox": "CropBox", "ArtBox": "CropBox", "CropBox": "MediaBox"}
"""What a box is where a page doesn't say (ISO 32000-1 14.11.2)."""
FORM: Final = "/Page"
_AGAIN: Final = "ask for it anew, as PDF/X-4 or PDF/X-1a"
_MOST_CONTENT: Final = 200_000_000
_LEAST, _MOST = 3.0, 14_400.0
_SLACK: Final = 0.1
_DROPPED: Final = {
    "OpenAction": "actions",
    "AA": "actions",
    "JavaScript": "scripts",
    "EmbeddedFiles": "attached files",
    "AcroForm": "a form to fill in",
}
_UNSEEN: Final = frozenset(("/Link", "/Popup", "/Text", "/PrinterMark", "/TrapNet", "/FileAttachment", "/Watermark"))
"""Annotations that print nothing of their own, or only what stands beside the page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page (0 where none is named) and which of its boxes; ``old`` where plates are PDF/X-1a."""

    page: int = 0
    box: str = "trim"
    old: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A page made ready: a PDF that has it as its only page, a form that ``FORM`` names; size in points.

    ``clear`` tells that something in it is seen through, ``changed`` what was changed in it. Where ``refused`` gives
    reasons, each with what to send instead, the page can't be printed.
    """

    content: bytes
    width: float
    height: float
    clear: bool
    changed: tuple[str, ...]
    refused: tuple[tuple[str, str], ...] = ()


def ready(content: bytes, wanted: Wanted, target: Target) -> Ready:
    """Make a page ready in the colours of ``target``; whatever a file has in it, no error leaves here."""
    told = Told()
    try:
        return _ready(content, wanted, target, told)
    except Unprintable as unprintable:
        told.refuse(unprintable.message, unprintable.hint)
    except RecursionError:
        told.refuse("something in it has itself in it", _AGAIN)
    except MemoryError:
        told.refuse("it is too large", _AGAIN)
    except Exception:
        told.refuse("something in it can't be read: it is damaged, or breaks the rules of PDF", _AGAIN)
    return _refused(told)


def _refused(told: Told) -> Ready:
    return Ready(b"", 0.0, 0.0, clear=False, changed=tuple(told.changed), refused=tuple(told.refused.items()))


def _ready(content: bytes, wanted: Wanted, target: Target, told: Told) -> Ready:
    import pikepdf

    if b"%PDF-" not in content[:1024]:
        raise Unprintable("it is no PDF", "export it as PDF")
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise Unprintable("it can't be opened without a password", "save it without a password") from None
    except pikepdf.PdfError:
        raise Unprintable("it is damaged, and can't be opened", "send it again; it may have been cut off") from None
    with pdf:
        if pdf.is_encrypted:
            told.refuse("it is protected against changes by a password", "save it without password and rights")
        try:
            page = _page(pdf, wanted)
            _looked_through(pdf, page, told)
            box, matrix, size = _placed(page, wanted, told)
            made = _made(pdf, page, (box, matrix, size), target, (told, wanted))
        finally:
            if pdf.get_warnings():
                told.refuse("it is damaged: a reader has to guess what it means", "export it again, and send that file")
        if told.refused:
            return _refused(told)
        return Ready(_alone(*made, size, target), *size, clear=made[1], changed=tuple(told.changed))


def _page(pdf: Any, wanted: Wanted) -> Any:
    count = len(pdf.pages)
    if not count:
        raise Unprintable("it has no pages", _AGAIN)
    if wanted.page > count:
        pages = "one page" if count == 1 else f"{count} pages"
        raise Unprintable(f"it has {pages}, and no page {wanted.page}", "name a page that it has")
    if not wanted.page and count > 1:
        raise Unprintable(f"it has {count} pages", "say which with pdf_page: 1, or send one page alone")
    return pdf.pages[max(wanted.page, 1) - 1]


def _looked_through(pdf: Any, page: Any, told: Told) -> None:
    """Tell what beside the page's content is left out, and what of it can't be."""
    root, names = pdf.Root, pdf.Root.get("/Names", {})
    found = [words for key, words in _DROPPED.items() if f"/{key}" in root or f"/{key}" in names]
    if "/AA" in page.obj:
        found.append("actions")
    for words in dict.fromkeys(found):
        told.change(f"{words} left out")
    kinds: set[str] = set()
    for one in page.obj.get("/Annots", ()):
        kind = str(one.get("/Subtype", ""))
        hidden = int(one.get("/F", 0)) & 2
        if kind in _UNSEEN or "/AP" not in one or hidden:
            kinds.add("links and notes" if kind in _UNSEEN else "empty fields")
        else:
            name = "a form field that is filled in" if kind == "/Widget" else f"a note or stamp ({kind[1:]})"
            told.refuse(
                f"{name} lies on the page and isn't part of it", "print it to PDF, so that all becomes one page"
            )
    for words in sorted(kinds):
        told.change(f"{words} left out")


def _inherited(page: Any, name: str) -> Any:
    for _ in range(64):
        if page is None or name in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(name)


def _placed(page: Any, wanted: Wanted, told: Told) -> tuple[Box, Matrix, tuple[float, float]]:
    """Return the box, the matrix that sets it upright at the origin in points, and its size."""
    name = BOXES[wanted.box]
    media = _box(page.obj, "MediaBox")
    if media is None:
        raise Unprintable("its page has no size (MediaBox)", _AGAIN)
    while (box := _box(page.obj, name)) is None:
        name = _OTHERWISE[name]
    if name != BOXES[wanted.box]:
        told.change(f"it has no {BOXES[wanted.box]}: it is shown by its {name}")
    unit = float(page.obj.get("/UserUnit", 1))
    turn = int(_inherited(page.obj, "/Rotate") or 0)
    if turn % 90 or not 0 < unit <= 1000:
        raise Unprintable("it is turned or scaled in a way that PDF doesn't know", _AGAIN)
    x0, y0, x1, y1 = box
    wide, high = (x1 - x0) * unit, (y1 - y0) * unit
    if not (_LEAST <= wide <= _MOST and _LEAST <= high <= _MOST):
        size = f"{wide / 72 * 25.4:.1f} × {high / 72 * 25.4:.1f} mm"
        raise Unprintable(f"its {name} is {size}", "send a page of the size that was sold")
    outside = any(one < other - _SLACK for one, other in zip(box[:2], media[:2], strict=True))
    if outside or any(one > other + _SLACK for one, other in zip(box[2:], media[2:], strict=True)):
        told.refuse(f"its {name} reaches over its MediaBox", "mend the page boxes where it was made; export it again")
    turns: dict[int, Matrix] = {
        0: (unit, 0.0, 0.0, unit, -x0 * unit, -y0 * unit),
        90: (0.0, -unit, unit, 0.0, -y0 * unit, x1 * unit),
        180: (-unit, 0.0, 0.0, -unit, x1 * unit, y1 * unit),
        270: (0.0, unit, -unit, 0.0, y1 * unit, -x0 * unit),
    }
    return box, turns[turn % 360], (high, wide) if turn % 180 else (wide, high)


def _box(page: Any, name: str) -> Box | None:
    inherits = name in ("MediaBox", "CropBox")
    found = _inherited(page, f"/{name}") if inherits else page.get(f"/{name}")
    if found is None:
        return None
    try:
        x0, y0, x1, y1 = (float(edge) for edge in found)
    except (TypeError, ValueError):
        raise Unprintable(f"its {name} is no rectangle", _AGAIN) from None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _made(
    pdf: Any, page: Any, place: tuple[Box, Matrix, tuple[float, float]], target: Target, ends: tuple[Told, Wanted]
) -> tuple[Any, bool]:
    """Return the page as a form of its document, and whether something in it is seen through."""
    import pikepdf

    told, wanted = ends
    box, matrix, size = place
    work = Work.of(pdf, target, told, old=wanted.old)
    work.size = size
    contents = page.obj.get("/Contents")
    for one in contents if isinstance(contents, pikepdf.Array) else [] if contents is None else [contents]:
        streams.check(one, _MOST_CONTENT)
    resources = _inherited(page.obj, "/Resources")
    writer = Writer(work, resources, State(ctm=matrix))
    written = writer.write(page)
    if not written.strip():
        raise Unprintable("its page is empty", _AGAIN)
    made = pdf.make_stream(BEGIN + parts.first_colour(target) + written)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox, made.Matrix = pikepdf.Array(list(box)), pikepdf.Array(list(matrix))
    made.Resources = writer.made_resources()
    group = page.obj.get("/Group")
    if group is not None and str(group.get("/S", "")) == "/Transparency":
        made.Group = parts.grouped(writer, group, resources)
    work.fonts.finish()
    clear = work.clear or work.pictures.clear
    _groups(work, made, clear=clear)
    if getattr(target, "over", False):
        told.change("colours with more ink than the press takes are held to its limit, their black kept")
    return made, clear


def _groups(work: Work, made: Any, *, clear: bool) -> None:
    """Leave groups out where nothing is seen through: they change nothing; and refuse those that can't be printed."""
    if not clear:
        for one in (made, *work.forms.values()):
            if "/Group" in one:
                del one["/Group"]
        return
    if work.old:
        work.told.refuse("it has transparency, which PDF/X-1a doesn't know", "flatten it, and export it as PDF/X-1a")
    others = sorted(work.groups - {"DeviceCMYK", "ICCBased CMYK"})
    if others and work.target.mode == "CMYK":
        words = f"its transparency is blended in {', '.join(others)}, not in CMYK"
        work.told.refuse(words, "set the blending space to CMYK, or flatten the transparency, and export it again")


def _alone(made: Any, clear: bool, size: tuple[float, float], target: Target) -> bytes:  # noqa: FBT001
    """Return a document with the form on its only page, and nothing else of what it came from."""
    import pikepdf

    with pikepdf.new() as new:
        form = new.copy_foreign(made.with_same_owner_as(made) if made.is_indirect else made)
        page = new.add_blank_page(page_size=size)
        page.obj.TrimBox = page.obj.MediaBox
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({FORM: form}))
        page.obj.Contents = new.make_stream(f"{FORM} Do".encode())
        if clear:
            group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency)
            group.CS = pikepdf.Name(f"/{target.space}")
            page.obj.Group = group
        out = io.BytesIO()
        new.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return out.getvalue()
