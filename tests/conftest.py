"""What every test may ask for: conformance data, golden layouts, tools from outside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

# Laws are told the same story on every machine: examples come from the test's name, not from a clock.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing page is told at once; explore makes it small
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "explore", parent=settings.get_profile("house"), derandomize=False, max_examples=1000, phases=list(Phase)
)
settings.load_profile("house")

Golden = Callable[[Path, str], None]
Tool = Callable[[str], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which ``make accept`` uses."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite the golden layouts to what is set now, then read the diff",
    )


def absent(what: str) -> None:
    """Skip the test for want of ``what``; in CI, where everything has to be there, fail it."""
    if IN_CI:
        pytest.fail(f"CI has to have {what}", pytrace=False)
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def cases() -> Path:
    """Return the folder of conformance data: $COMPOSITOR_CASES, by default ``../shared`` from the root."""
    folder = Path(os.environ.get("COMPOSITOR_CASES", ROOT.parent / "shared")).expanduser()
    folder = folder if folder.is_absolute() else ROOT / folder
    if not folder.is_dir():
        absent(f"conformance data in {folder}; set COMPOSITOR_CASES to where it is")
    return folder.resolve()


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Return a function from a program's name, such as ``pdffonts``, to its path; the test skips where it is absent."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            absent(f"the program {name} (on Debian: poppler-utils, qpdf or ghostscript)")
        return str(path)

    return find


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Iterator[Golden]:
    """Return a function that compares a text with a golden file, or with ``--accept`` rewrites the file.

    A relative path counts from the folder of the test. With ``--accept`` the test ends as skipped where it
    rewrote anything, so that a run that accepts is never mistaken for one that passed.
    """
    accept = bool(request.config.getoption("--accept"))
    rewritten: list[str] = []

    def compare(path: Path, text: str) -> None:
        target = path if path.is_absolute() else request.path.parent / path
        kept = target.read_text(encoding="utf-8") if target.exists() else None
        if accept and kept != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            rewritten.append(target.name)
            return
        assert kept is not None, f"no golden layout {target}; make accept writes it"
        assert text == kept, f"{target.name} is set otherwise; read the difference, then make accept"

    yield compare
    if rewritten:
        pytest.skip(f"accepted: {', '.join(rewritten)}")
