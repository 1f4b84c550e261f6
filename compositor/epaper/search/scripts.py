"""What search keeps, as classic scripts that call one function: a page on a disk may load them, and nothing else."""

from __future__ import annotations

import json
from typing import Any, Final

CALLED: Final = "newsindex"
"""The function that each of the scripts calls with its own name and what it holds."""


def call(key: str, held: object) -> bytes:
    """Return a script that hands over what it holds (JSON is JavaScript since ECMAScript 2019)."""
    told = f"{_json(key)},{_json(held)}"
    return f"{CALLED}({told});\n".encode("utf-8", "backslashreplace")


def held(script: bytes) -> tuple[str, Any]:
    """Return a script's name and what it holds; raises ``ValueError`` where it is none of ours."""
    text = script.decode("utf-8")
    before, after = f"{CALLED}(", ");\n"
    if not text.startswith(before) or not text.endswith(after):
        raise ValueError("no script of search")
    key, found = json.loads(f"[{text[len(before) : -len(after)]}]")
    return key, found


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))
