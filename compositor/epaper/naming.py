"""What stories are called where readers choose among them."""

from __future__ import annotations

from compositor.model.copy import HEAD_PARTS, Story


def story_title(story: Story) -> str:
    """Return what a story is called in the outline: its headline, else its first head, else its slug."""
    for name in ("headline", *HEAD_PARTS):
        part = story.part(name)
        if part and part.text.strip():
            return " ".join(part.text.split())
    return story.slug
