"""The tables of traditional and simplified characters, as OpenCC has them (`ORIGIN.md`)."""

from __future__ import annotations

import json
import re
import zlib
from functools import cache
from pathlib import Path
from typing import Final

from compositor.model.settings import Script
from compositor.records import dataclass

_PACK: Final = Path(__file__).with_name("scripts.pack")


@dataclass(frozen=True, slots=True)
class Scripts:
    """The tables: characters of one script alone with what stands for them, phrases, and the forms of regions."""

    simplified: dict[str, str]
    traditional: dict[str, str]
    folded: dict[int, str]
    phrases: dict[str, str]
    forms: dict[str, dict[str, str]]
    strays: dict[Script, re.Pattern[str]]


@cache
def tables() -> Scripts:
    """Return the tables, read once."""
    read = json.loads(zlib.decompress(_PACK.read_bytes()))
    folded = {ord(one): other for one, other in read["folded"].items()}
    forms = {region: read[region] for region in ("CN", "TW", "HK")}
    strays = {
        Script.HANT: re.compile(f"[{''.join(read['simplified'])}]"),
        Script.HANS: re.compile(f"[{''.join(read['traditional'])}]"),
    }
    return Scripts(read["simplified"], read["traditional"], folded, read["phrases"], forms, strays)
