"""Editions (zones, late runs): a manifest that names the issue it changes, and says only what differs.

It stands beside the issue's own manifest, so that both have their stories and pictures in one folder. What it says
counts; what it leaves out is the base's: keys by name, pages by label, boxes by name, each box as a whole. A box that
is given as ``none`` stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from compositor.errors import Place
from compositor.intake.faults import Code, Faults, said
from compositor.intake.pages import label_key
from compositor.intake.source import Source
from compositor.intake.yamltree import Listing, Mapping, Node, Scalar, read_tree

BASE: Final = "base"
_NONE: Final = "none"
Opened = Callable[[Path, str, Place], Source | None]


def base_of(tree: Mapping) -> Scalar | None:
    """Return the name of the manifest that a manifest changes, None for an issue of its own."""
    found = _value(tree, BASE)
    return found if isinstance(found, Scalar) else None


def layered(tree: Mapping, manifest: Path, opened: Opened, faults: Faults) -> Mapping | None:
    """Return a manifest with all that its base says and it doesn't; the tree as it is where it has no base.

    ``opened`` reads a file. None where the base can't be used, which is then a fault.
    """
    base = _value(tree, BASE)
    if base is None:
        return tree
    if (
        not isinstance(base, Scalar)
        or Path(base.value).name != base.value
        or not base.value.endswith((".yaml", ".yml"))
    ):
        hint = "name the manifest beside this one, such as base: issue.yaml"
        faults.add(Code.BAD_NAME, base.place, "base: it has to be the name of a manifest in the same folder", hint)
        return None
    if base.value == manifest.name:
        faults.add(Code.BAD_NAME, base.place, "base: the edition is its own base", "name the issue that it changes")
        return None
    source = opened(manifest.with_name(base.value), "the base issue", base.place)
    under = read_tree(source, faults) if source else None
    if under is None:
        return None
    if _value(under, BASE) is not None:
        words = f"base: {said(base.value)} is an edition itself"
        faults.add(Code.BAD_NAME, base.place, words, "name the issue that both change")
        return None
    return _over(under, _without(tree, BASE))


def _value(tree: Mapping, key: str) -> Node | None:
    return next((node for word, node in tree.entries if word.value == key), None)


def _without(tree: Mapping, key: str) -> Mapping:
    return replace(tree, entries=tuple(entry for entry in tree.entries if entry[0].value != key))


def _over(under: Mapping, over: Mapping) -> Mapping:
    """Return one manifest over another: what is new comes last."""
    found = {word.value: (word, node) for word, node in under.entries}
    for word, node in over.entries:
        below = found[word.value][1] if word.value in found else None
        found[word.value] = (word, _laid(word.value, below, node))
    return replace(over, entries=tuple(found.values()))


def _laid(key: str, below: Node | None, node: Node) -> Node:
    if key == "pages" and isinstance(below, Listing) and isinstance(node, Listing):
        return _pages(below, node)
    return _keyed(below, node) if below is not None and key in {"entries", "weather"} else node


def _pages(below: Listing, over: Listing) -> Listing:
    """Return the base's pages with those of the edition, by label, laid over them."""
    pages = list(below.items)
    labels = [_label(page, number) for number, page in enumerate(pages, 1)]
    for item in over.items:
        label = _label(item, 0)
        if label not in labels or not isinstance(item, Mapping):
            pages.append(item)
            continue
        at = labels.index(label)
        page = pages[at]
        pages[at] = _page(page, item) if isinstance(page, Mapping) else item
    return replace(over, items=tuple(pages))


def _label(page: Node, number: int) -> tuple[str, int]:
    """Return a page's label as labels are compared; its number is the label where it has none."""
    node = _value(page, "label") if isinstance(page, Mapping) else None
    return label_key(node.value if isinstance(node, Scalar) else f"{number:02d}")


def _page(under: Mapping, over: Mapping) -> Mapping:
    """Return one page over another; its label is as the base has it."""
    found = {word.value: (word, node) for word, node in under.entries}
    for word, node in _without(over, "label").entries:
        below = found[word.value][1] if word.value in found else None
        lay = _LAYS.get(word.value)
        found[word.value] = (word, lay(below, node) if lay and below is not None else node)
    return replace(over, entries=tuple(found.values()))


def _keyed(under: Node, over: Node) -> Node:
    return _over(under, over) if isinstance(under, Mapping) and isinstance(over, Mapping) else over


def _boxes(under: Node, over: Node) -> Node:
    if not (isinstance(under, Mapping) and isinstance(over, Mapping)):
        return over
    found = {word.value: (word, node) for word, node in under.entries}
    for word, node in over.entries:
        found.pop(word.value, None)
        if not (isinstance(node, Scalar) and node.value == _NONE):
            found[word.value] = (word, node)
    return replace(over, entries=tuple(found.values()))


_LAYS: Final = {"boxes": _boxes, "staff": _keyed}


def placed_elsewhere(folder: Path, but: Path, opened: Callable[[Path], Source | None]) -> frozenset[str]:
    """Return the stories that other manifests in an issue's folder place: they don't stand by."""
    found: set[str] = set()
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        source = opened(path) if path.name != but.name else None
        tree = read_tree(source, Faults()) if source else None
        if tree is not None:
            found |= _stories(tree)
    return frozenset(found)


def _stories(tree: Mapping) -> set[str]:
    found: set[str] = set()
    left: list[Node] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, Listing):
            left += node.items
        elif isinstance(node, Mapping):
            left += (child for _, child in node.entries)
            story = _value(node, "story")
            found |= {story.value} if isinstance(story, Scalar) else set()
    return found
