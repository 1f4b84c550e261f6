"""What the viewer's script needs on a page: its buttons and a panel, both unseen until it is there."""

from __future__ import annotations

from compositor.epaper.markup import Attribute, Markup, element
from compositor.epaper.site.wording import Wording

_BUTTONS = (("out", "zoom-out", "\N{MINUS SIGN}"), ("in", "zoom-in", "+"))


def tools(wording: Wording) -> Markup:
    """Return the buttons that make the page larger, smaller and whole, and how large it is."""
    signs = [
        element(
            "button",
            {"type": "button", "data-do": way, **wording.labelled(key)},
            element("span", {"class": "sign", "aria-hidden": "true"}, sign),
        )
        for way, key, sign in _BUTTONS
    ]
    whole: dict[str, Attribute] = {"type": "button", "data-do": "fit"}
    told: dict[str, Attribute] = {"id": "tools", "role": "group", "hidden": True, **wording.labelled("zoom")}
    size = element("output", {"id": "zoom", **wording.labelled("zoom-now")}, "100%")
    return element("div", told, signs[0], size, signs[1], wording("button", "zoom-whole", **whole))


def panel(wording: Wording) -> Markup:
    """Return where an article opens beside its page on a wide screen."""
    close: dict[str, Attribute] = {"type": "button", "data-do": "close", "autofocus": True}
    head = element(
        "div",
        {"class": "panel-head"},
        wording("a", "open-article", href="#panel", **{"data-whole": True}),
        wording("button", "close", **close),
    )
    told: dict[str, Attribute] = {"id": "panel", **wording.labelled("article")}
    return element("dialog", told, head, element("div", {"class": "panel-story", "tabindex": 0}))
