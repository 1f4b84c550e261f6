"""Pages under other addresses: the same page, every link in it led to where its target lies then.

The pages are our own, so attributes stand in double quotes and are escaped as `markup` escapes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from html import escape, unescape
from posixpath import dirname, normpath
from typing import Any, Final
from urllib.parse import quote, unquote

from compositor.epaper.addresses import href
from compositor.epaper.sitefile import SiteFile
from compositor.records import dataclass

_ATTRIBUTE: Final = re.compile(r' (href|src|action|content|data-[a-z]+)="([^"]*)"')
_LINKS: Final = frozenset({"href", "src", "action"})
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#|$")
_PAGES: Final = (".html", ".htm")
_SHARED: Final = ("assets/", "search/")
_TEXTS: Final = (*_PAGES, ".xml", ".json")


@dataclass(frozen=True, slots=True)
class Renaming:
    """How files are renamed: new addresses by the old; ``known`` are files of the site; ``site`` its address or ''."""

    names: Mapping[str, str]
    known: Collection[str] = ()
    site: str = ""

    def renamed(self, files: Iterable[SiteFile]) -> Iterator[SiteFile]:
        """Yield files where they lie then, with their links."""
        for file in files:
            path = self.names.get(file.path, file.path)
            if file.path.endswith(_TEXTS):
                yield SiteFile(path, partial(self._told, file, path))
            else:
                yield SiteFile(path, file.content)

    def _told(self, file: SiteFile, path: str) -> bytes:
        text = file.bytes.decode("utf-8")
        if file.path.endswith(_PAGES):
            text = _ATTRIBUTE.sub(lambda found: self._attribute(found, file.path, path), text)
        if self.site:
            text = self._whole.sub(self._whole_address, text)
        return text.encode("utf-8")

    def _attribute(self, found: re.Match[str], before: str, after: str) -> str:
        name, value = found[1], unescape(found[2])
        lead = partial(self._lead, before=before, after=after)
        told = value
        if name in _LINKS:
            told = lead(value, always=True)
        elif name.startswith("data-"):
            told = _each(value, lead) if value[:1] in ("{", "[") else lead(value, always=False)
        elif value.startswith("0; url="):
            told = "0; url=" + lead(value[7:], always=True)
        return found[0] if told == value else f' {name}="{escape(told)}"'

    def _lead(self, value: str, *, always: bool, before: str, after: str) -> str:
        """Return a link from a page to where its target lies then; without ``always`` only to what is known."""
        if _ELSEWHERE.match(value):
            return value
        path, sign, rest = _parted(value)
        target = normpath(f"{dirname(before)}/{unquote(path)}").removeprefix("/")
        if not always and not self._is_there(target, folder=path.endswith("/")):
            return value
        target = self.names.get(target, target)
        return href(target, start=after) + ("/" if path.endswith("/") else "") + sign + rest

    def _is_there(self, target: str, *, folder: bool) -> bool:
        """Tell whether a path is one of the site's files, or a folder of them."""
        if folder:
            return any(one.startswith(f"{target}/") for one in self.known)
        return target in self.names or target in self.known or target.startswith(_SHARED)

    @property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(re.escape(self.site + "/") + r"([^\s\"'<>&#?\\]+)")

    def _whole_address(self, found: re.Match[str]) -> str:
        target = self.names.get(unquote(found[1]))
        return f"{self.site}/{quote(target, safe='/')}" if target else found[0]


def _parted(value: str) -> tuple[str, str, str]:
    at = min((at for at in (value.find("?"), value.find("#")) if at >= 0), default=-1)
    return (value, "", "") if at < 0 else (value[:at], value[at], value[at + 1 :])


def _each(value: str, lead: Callable[..., str]) -> str:
    """Return JSON with every string in it led to where its target lies."""
    try:
        told = json.loads(value)
    except ValueError:
        return value
    led = _walked(told, lead)
    return value if led == told else json.dumps(led, ensure_ascii=False, separators=(",", ":"))


def _walked(told: Any, lead: Callable[..., str]) -> Any:
    if isinstance(told, str):
        return lead(told, always=False)
    if isinstance(told, list):
        return [_walked(one, lead) for one in told]
    return {key: _walked(one, lead) for key, one in told.items()} if isinstance(told, dict) else told
