"""A run that is stopped says so, wherever the signal finds it."""

from __future__ import annotations

import pytest

from compositor import __main__ as command
from compositor.terminal import Ended


@pytest.mark.parametrize(("end", "code", "words"), [(KeyboardInterrupt(), 130, "interrupted"), (Ended(), 143, "ended")])
def test_a_signal_while_a_class_is_made_is_no_bug(
    end: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python before 3.12 puts what comes out of ``__set_name__`` into a RuntimeError."""

    def run(_: object) -> int:
        raise RuntimeError("Error calling __set_name__") from end

    monkeypatch.setattr(command, "_run", run)
    assert command.main(["check", "issues/none"]) == code
    assert capsys.readouterr().err.startswith(words)
