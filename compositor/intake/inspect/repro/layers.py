"""Layers as they are seen when the file is opened (ISO 32000-1 8.11)."""

from __future__ import annotations

from typing import Any

from compositor.intake.inspect.repro.telling import Told


class Layers:
    """Tells what is seen of a file's layers; the page is flattened to that."""

    def __init__(self, root: Any, told: Told) -> None:
        self._told = told
        shown = root.get("/OCProperties", {})
        usual = shown.get("/D", {}) if shown else {}
        self._off = {one.objgen for one in usual.get("/OFF", ())} if usual else set()
        self._on = {one.objgen for one in usual.get("/ON", ())} if usual else set()
        self._base_off = str(usual.get("/BaseState", "/ON")) == "/OFF" if usual else False

    def seen(self, content: Any) -> bool:
        """Tell whether optional content is seen: a group, or a membership of several (8.11.2.2)."""
        import pikepdf

        if not isinstance(content, pikepdf.Dictionary):
            return True
        self._told.change("its layers are flattened as they are seen when it is opened")
        if str(content.get("/Type", "")) != "/OCMD":
            return self._group(content)
        if "/VE" in content:
            self._told.refuse("its layers depend on one another (VE)", "flatten the layers and export it again")
            return True
        groups = content.get("/OCGs", ())
        several = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
        states = [self._group(one) for one in several if isinstance(one, pikepdf.Dictionary)]
        if not states:
            return True
        ways = {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}
        return ways.get(str(content.get("/P", "/AnyOn")), any(states))

    def _group(self, group: Any) -> bool:
        if group.objgen in self._off:
            return False
        return group.objgen in self._on if self._base_off else True
