"""The ledger as it is read at one in the morning: what happened, line by line, and which pages are gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compositor.errors import UsageError
from compositor.release import ledger
from compositor.release.ledger import Entry, Ledger
from compositor.release.store import Store, folder_of


def opened(issue: Path) -> tuple[Ledger, Store]:
    """Return the ledger and the kept plates of an issue; raises ``UsageError`` where it isn't there, ``CopyError``."""
    if not issue.exists():
        raise UsageError(f"the issue {issue} isn't there")
    folder = folder_of(issue)
    return ledger.read(folder), Store(folder)


def said(book: Ledger) -> Iterator[str]:
    """Yield what the ledger tells, a line each, and last which pages are released."""
    for entry in book.entries:
        yield "  ".join(_columns(entry)).rstrip()
    standing = book.standing()
    pages = ", ".join(f"{page} v{standing[page].version}" for page in sorted(standing))
    yield f"released: {pages}" if pages else "no page is released"


def _columns(entry: Entry) -> tuple[str, ...]:
    version = f"v{entry.version}" if entry.version else ""
    if entry.event == ledger.DELIVERY:
        what = f"{entry.file} → {entry.to}"
    elif entry.event == ledger.REFUSAL:
        what = ", ".join(entry.why)
    else:
        changed = f"  changed: {', '.join(entry.why)}" if entry.why else ""
        what = f"{entry.file}  {entry.ink or 0:g} % ink{changed}"
    return (
        f"{entry.at[:10]} {entry.at[11:16]}",
        f"{entry.event:<11}",
        f"{entry.page:<5}",
        f"{version:<3}",
        entry.by,
        what,
    )


def missing(book: Ledger, store: Store) -> Iterator[str]:
    """Yield a line for each plate that the ledger vouches for and that isn't kept as it was."""
    for entry in book.entries:
        if entry.event in (ledger.RELEASE, ledger.REPLACEMENT) and store.plate(entry) is None:
            hint = "put it back from a copy; where the page is still the same, releasing it again makes it anew"
            yield f"{store.folder / entry.file}: warning: it isn't the plate that was released\n  hint: {hint}"
