"""What the command said of an issue, run in this process."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass

from compositor.__main__ import main
from tests.night.desk import Desk, sums

_FAULT = re.compile(r"(?m)^(?:(\S+?)(?::(\d+):(\d+))?: )?(error|warning): ([A-Z_]+): (.+)$")


@dataclass(frozen=True)
class Said:
    """The exit code, and what was said."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The codes of errors with the file and line that they name."""
        return [
            f"{code} {file.rpartition('/')[2]}:{line}"
            for file, line, _, severity, code, _ in _FAULT.findall(self.err)
            if severity == "error"
        ]


def composed(desk: Desk, *words: str, command: str = "compose") -> Said:
    """Compose the issue; nothing of a traceback may be said, nothing that moves a terminal, and no bug."""
    before = sums(desk.out)
    out, err = io.StringIO(), io.StringIO()
    to = () if command == "check" else ("--out", str(desk.out.parent))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([command, str(desk.issue), *to, *words])
    said = Said(int(code), out.getvalue(), err.getvalue())
    assert said.code in {0, 3, 4, 6}, said.err
    assert "Traceback" not in said.err + said.out
    assert all(letter in "\n\u3000" or letter.isprintable() for letter in said.err), said.err
    if said.code == 3:
        assert sums(desk.out) == before, "nothing is written where an issue can't be composed"
    return said
