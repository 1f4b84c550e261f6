"""The one place where the clock is read: when a page was released, in the paper's time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from compositor.errors import UsageError

_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})")


def moment(typed: str, zone: str) -> str:
    """Return a time as typed, such as 2025-10-16T00:31, in a paper's zone where it names none; if empty, now."""
    ahead = _zone(zone)
    if not typed:
        return datetime.now(ahead).isoformat(timespec="seconds")
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        raise UsageError(f"{typed} is no time; write it such as 2025-10-16T00:31") from None
    found = found if found.tzinfo else found.replace(tzinfo=ahead)
    return found.isoformat(timespec="seconds")


def _zone(zone: str) -> tzinfo:
    match = _ZONE.fullmatch(zone.strip())
    if match is None:
        return UTC
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-ahead if match[1] == "-" else ahead)
