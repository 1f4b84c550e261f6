"""A PDF as a whole: its version, what it says of itself, its output intents, everything that stands in its catalog."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from compositor.intake.inspect.coding import entry, filters, unnamed
from compositor.intake.inspect.facts import Intent, PageFacts, PdfFacts, Tags
from compositor.intake.inspect.lettering import Known
from compositor.intake.inspect.packet import Said, read_packet
from compositor.intake.inspect.sheets import page_facts
from compositor.intake.inspect.shell import shell
from compositor.intake.inspect.tags import tags
from compositor.kept import NOTHING, Kept


def inspect(content: bytes, *, pixels: bool = False, kept: Kept = NOTHING) -> PdfFacts:
    """Read a PDF; whatever can't be read of it stands in ``faults``, so that nothing a file says stops the reader.

    With ``pixels`` its pictures are decoded, and their ink is measured. What is ``kept`` was read of earlier files.
    """
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        return PdfFacts(encrypted=True, faults=("it can't be opened without a password",))
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        return PdfFacts(faults=(f"it can't be opened: {unnamed(error)}",))
    with pdf:
        return _facts(pdf, frozenset(shell(content)), Known(kept, pdf), pixels=pixels)


def _facts(pdf: Any, outside: frozenset[str], known: Known, *, pixels: bool) -> PdfFacts:
    faults: list[str] = []
    pages: list[PageFacts] = []
    oddities: list[str] = []
    features, codings = set(outside), set[str]()
    marks = [frozenset[int]()] * len(pdf.pages)

    def tried(what: str, read: Any, otherwise: Any) -> Any:
        try:
            return read()
        except Exception as error:  # a file of others may say anything; what it says is told, never a traceback
            faults.append(f"{what} can't be read: {type(error).__name__}: {unnamed(error)}")
            return otherwise

    for number, page in enumerate(pdf.pages, 1):
        found, odd = tried(
            f"page {number}",
            lambda page=page, number=number: page_facts(page, number, known, pixels=pixels),
            (None, ()),
        )
        oddities += odd
        if found is not None:
            pages.append(found[0])
            features |= found[1].features
            marks[number - 1] = frozenset(found[1].numbers)
            codings |= found[1].codings
    features |= tried("the catalog", lambda: _catalog(pdf.Root), set())
    coded, more = tried("the streams", lambda: _streams(pdf), (frozenset(), set()))
    said, packet_coded = tried("the XMP packet", lambda: _packet(pdf.Root), (({}, (), frozenset()), False))
    return PdfFacts(
        version=_version(pdf),
        encrypted=pdf.is_encrypted,
        in_order=pdf.is_linearized,
        ids=tried("the trailer's ID", lambda: _ids(pdf), (0, 0)),
        told=tried("the Info dictionary", lambda: _told(pdf, oddities), {}),
        packet=said[0] if said else None,
        packet_coded=packet_coded,
        intents=tried("the output intents", lambda: tuple(_intents(pdf.Root)), ()),
        features=frozenset(features | more),
        codings=coded | codings,
        pages=tuple(pages),
        tags=tried("the structure", lambda: tags(pdf, marks), Tags()),
        faults=tuple(faults),
        oddities=tuple(oddities),
        packet_odd=said[1] if said else (),
        foreign=said[2] if said else frozenset(),
        mended=tuple(dict.fromkeys(map(unnamed, pdf.get_warnings()))),
    )


def _version(pdf: Any) -> str:
    """Return the version, of header and catalog the later (ISO 32000-1 7.5.2)."""
    return max(str(pdf.pdf_version), str(entry(pdf.Root, "/Version", "/1.0"))[1:])


def _ids(pdf: Any) -> tuple[int, int]:
    ids = pdf.trailer.get("/ID", ())
    lengths = [len(bytes(one)) for one in ids]
    return (lengths[0], lengths[1]) if len(lengths) == 2 else (0, 0)


def _told(pdf: Any, oddities: list[str]) -> Mapping[str, str]:
    import pikepdf

    told = pdf.trailer.get("/Info")
    if not isinstance(told, pikepdf.Dictionary):
        return {}
    found: dict[str, str] = {}
    for key, value in told.items():
        found[key[1:]] = str(value)
        wants = pikepdf.Name if key == "/Trapped" else pikepdf.String
        if not isinstance(value, wants):
            oddities.append(f"Info {key[1:]} is no {'name' if wants is pikepdf.Name else 'string'}")
    return found


def _packet(root: Any) -> tuple[Said | None, bool]:
    """Return what the XMP packet says, and whether its stream is coded."""
    import pikepdf

    stream = root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None, False
    return read_packet(stream), bool(filters(stream))


def _intents(root: Any) -> Iterator[Intent]:
    import pikepdf

    profiles: dict[tuple[int, int], bytes] = {}
    for one in root.get("/OutputIntents", ()):
        stream = one.get("/DestOutputProfile")
        profile = b""
        if isinstance(stream, pikepdf.Stream):
            profile = profiles.get(stream.objgen) or _profile(stream)
            profiles[stream.objgen] = profile
        keys = ("/S", "/OutputConditionIdentifier", "/Info", "/RegistryName")
        kind, identifier, words, registry = (str(one.get(key, "")) for key in keys)
        count = int(stream.get("/N", 0)) if profile else 0
        number = stream.objgen if profile else (0, 0)
        elsewhere = "/DestOutputProfileRef" in one
        yield Intent(kind[1:], identifier, words, registry, profile, number, components=count, reference=elsewhere)


_Coded = tuple[tuple[str, ...], bytes]
"""A stream as it is coded: how, and its bytes."""


def _profile(stream: Any) -> bytes:
    """Return a profile decoded, once: the plates of an issue have the same half a megabyte."""
    how = tuple(repr(entry(stream, key)) for key in ("/Filter", "/DecodeParms", "/F"))
    coded = memoryview(stream.get_raw_stream_buffer())
    if not any(_same(how, coded, before) for before, _ in _LAST):
        _LAST[:] = [((how, bytes(coded)), bytes(stream.read_bytes()))]
    return _LAST[0][1]


def _same(how: tuple[str, ...], coded: memoryview, before: _Coded) -> bool:
    return how == before[0] and len(coded) == len(before[1]) and before[1].startswith(coded)


_LAST: list[tuple[_Coded, bytes]] = []
"""The last profile, as it was coded and decoded."""


def _catalog(root: Any) -> set[str]:
    """Return what the catalog has that a press file may not."""
    found = {key[1:] for key in ("/OpenAction", "/AA", "/AcroForm", "/OCProperties") if key in root}
    names = entry(root, "/Names", {})
    found |= {key[1:] for key in ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations") if key in names}
    layers = entry(root, "/OCProperties", {})
    if "/Configs" in layers:
        found.add("Configs")
    for one in (*([layers.D] if "/D" in layers else []), *layers.get("/Configs", ())):
        if "/AS" in one:
            found.add("layers by themselves")
        if not str(one.get("/Name", "")):
            found.add("layers unnamed")
    return found


_STRING: Final = re.compile(rb"\([^()\\]*+(?:\\.[^()\\]*+)*\)", re.DOTALL)
"""A string as qpdf writes it."""


def _reached(pdf: Any) -> Iterator[tuple[Any, bytes]]:
    """Yield all that hangs on the trailer and has a number, each as qpdf writes it: with all that has none inside.

    What hangs on nothing is never read by a press.
    """
    import pikepdf

    kinds = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
    seen: set[tuple[bytes, ...]] = set()
    waiting = [pdf.trailer]
    while waiting:
        one = waiting.pop()
        spelt = (one.stream_dict if isinstance(one, pikepdf.Stream) else one).unparse(resolved=True)
        yield one, spelt
        plain = _STRING.sub(b"", spelt) if b"(" in spelt else spelt
        for before in plain.split(b" R")[:-1]:
            named = tuple(before.rsplit(b" ", 2)[1:])
            if named not in seen:
                seen.add(named)
                found = pdf.get_object(int(named[0]), int(named[1]))
                if isinstance(found, kinds):
                    waiting.append(found)


def _said(thing: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what a thing says, and what dictionaries inside it say that have no number."""
    import pikepdf

    kinds = (pikepdf.Array, pikepdf.Dictionary)
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            inside = list(one)
        else:
            said = {key: value for key, value in one.items() if value is not None}
            yield said
            inside = list(said.values())
        waiting += [value for value in inside if isinstance(value, kinds) and not value.is_indirect]


_FLATE: Final = b"<< /Filter /FlateDecode "
"""How a stream begins that is coded by Flate alone; /F would stand before."""


def _streams(pdf: Any) -> tuple[frozenset[str], set[str]]:
    """Return the filters of all streams, and what else of objects a press file may not have."""
    import pikepdf

    codings: set[str] = set()
    features: set[str] = set()
    for one, spelt in _reached(pdf):
        if isinstance(one, pikepdf.Stream):
            if spelt.startswith(_FLATE):
                codings.add("FlateDecode")
            else:
                said = next(_said(one))
                codings.update(filters(said))
                if "/F" in said:
                    features.add("external stream")
        if _TELLING.search(spelt):
            features.update(*map(_of_object, _said(one)))
    if entry(pdf.trailer, "/Type") == pikepdf.Name.XRef or "/XRefStm" in pdf.trailer:
        features.add("object streams")
    return frozenset(codings), features


_ALONE: Final = ("/OPI", "/Alternates", "/HTP")
_TELLING: Final = re.compile(
    rb"/(?:(?:OPI|Alternates|HTP|TR2?|HalftoneType|S /JavaScript|Subtype /PS) |(?:S|Subtype) [^/])|#[89a-f]"
)
"""What of an object has to be looked at, as qpdf writes it: kinds may be said elsewhere, be no names, or no text."""


def _of_object(said: Mapping[str, Any]) -> set[str]:
    """Return what an object has of that."""
    found: set[str] = set()
    if str(said.get("/S", "")) == "/JavaScript":
        found.add("JavaScript")
    if str(said.get("/Subtype", "")) == "/PS":
        found.add("PostScript")
    found |= {key[1:] for key in _ALONE if key in said}
    if "/TR" in said or str(said.get("/TR2", "/Default")) != "/Default":
        found.add("TR")
    if "/HalftoneType" in said and (int(said["/HalftoneType"]) not in (1, 5) or "/HalftoneName" in said):
        found.add("halftone")
    return found
