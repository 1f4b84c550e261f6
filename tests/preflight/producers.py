"""Has other programs make PDFs from small pages of ours, when the tests run; those that are absent skip their tests."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, absent

SOURCES = Path(__file__).parent / "sources"
PROFILE = ROOT / "compositor" / "colour" / "newsprint.icc"
HAN_TRUETYPE, HAN_CFF = ROOT / "fonts" / "kai-regular.ttf", ROOT / "fonts" / "song-regular.otf"
LATIN = ROOT / "fonts" / "latin-serif-extra-regular.ttf"
X1A = "/GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001)"
X3 = "/GTS_PDFXVersion (PDF/X-3:2002)"


def typst(*, inks: bool) -> bytes:
    """Return a file of typst, in the colours that it has by default or in inks."""
    compiler: Any = _package("typst")
    inputs = {"inks": "yes" if inks else "no"}
    made = compiler.compile(
        str(SOURCES / "sample.typ"), font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True, sys_inputs=inputs
    )
    return bytes(made)


def weasyprint(face: Path, variant: str | None) -> bytes:
    """Return a file of WeasyPrint: its PDF/X-4, or none."""
    maker: Any = _package("weasyprint")
    page = (SOURCES / "sample.html").read_text(encoding="utf-8")
    page = page.replace("FACE", face.as_uri()).replace("PROFILE", PROFILE.as_uri())
    return bytes(maker.HTML(string=page).write_pdf(pdf_variant=variant))


def rich(folder: Path) -> bytes:
    """Return a page of WeasyPrint with a see-through picture, a gradient, a half-clear tint and all four inks."""
    from PIL import Image

    maker: Any = _package("weasyprint")
    grey = Image.radial_gradient("L").resize((120, 120))
    Image.merge("RGBA", (grey, grey, grey, grey)).save(folder / "picture.png")
    page = (SOURCES / "rich.html").read_text(encoding="utf-8")
    for name, file in (("FACE", HAN_TRUETYPE), ("PROFILE", PROFILE), ("PICTURE", folder / "picture.png")):
        page = page.replace(name, file.as_uri())
    return bytes(maker.HTML(string=page).write_pdf(pdf_variant="pdf/x-4"))


def luatex(folder: Path) -> bytes:
    """Return a file of LuaTeX that says all that PDF/X-4 asks for."""
    program = _program("luatex", "texlive-luatex")
    for source in ("sample.tex", "sample.xmp", "face.lua"):
        shutil.copy(SOURCES / source, folder)
    shutil.copy(PROFILE, folder / "newsprint.icc")
    shutil.copy(LATIN, folder / "face.ttf")
    _run(folder, program, "--interaction=nonstopmode", "--halt-on-error", "sample.tex")
    return (folder / "sample.pdf").read_bytes()


def ghostscript(folder: Path, claim: str, *options: str, page: bytes = b"") -> bytes:
    """Return a file of Ghostscript's pdfwrite in CMYK: our page, or one of another program."""
    program = _program("gs", "ghostscript")
    shutil.copy(PROFILE, folder / "newsprint.icc")
    (folder / "intent.ps").write_text((SOURCES / "intent.ps").read_text().replace("CLAIM", claim))
    (folder / "page").write_bytes(page or (SOURCES / "sample.ps").read_bytes())
    colours = ("-sColorConversionStrategy=CMYK", "-sProcessColorModel=DeviceCMYK")
    quiet = ("-q", "-dSAFER", "--permit-file-read=newsprint.icc", "-dNOPAUSE", "-dBATCH")
    _run(
        folder,
        program,
        *quiet,
        "-sDEVICE=pdfwrite",
        "-dPDFX",
        *colours,
        *options,
        "-o",
        "made.pdf",
        "intent.ps",
        "page",
    )
    return (folder / "made.pdf").read_bytes()


def cairo(folder: Path, page: bytes) -> bytes:
    """Return what Cairo makes of another program's page."""
    program = _program("pdftocairo", "poppler-utils")
    (folder / "page.pdf").write_bytes(page)
    _run(folder, program, "-pdf", "page.pdf", "cairo.pdf")
    return (folder / "cairo.pdf").read_bytes()


def _run(folder: Path, *words: str) -> None:
    moment = {"SOURCE_DATE_EPOCH": "1573776000", "FORCE_SOURCE_DATE": "1"}
    done = subprocess.run(
        words, check=False, cwd=folder, env={**os.environ, **moment}, capture_output=True, timeout=120
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")


def _program(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        absent(f"the program {name} (on Debian: {package})")
    return str(path)


def _package(name: str) -> Any:
    if importlib.util.find_spec(name) is None:
        absent(f"{name}: pip install --editable '.[producers]'")
    try:
        return importlib.import_module(name)
    except OSError as error:  # WeasyPrint looks for Pango
        absent(f"what {name} needs (on Debian: libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0): {error}")
