"""A desk's own file rewritten: whole or not at all, and only as it was when it was read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from compositor.errors import OutputError


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of ``before``; links to the file and its rights stay.

    Raises ``OutputError`` where the file isn't ``before`` any more, or can't be written: then it is as it was.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        if target.read_bytes() != before:
            raise OutputError(f"{path} has changed since it was read; it was left as it is")
        with part.open("xb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{path} can't be written: {reason}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
