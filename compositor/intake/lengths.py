"""How long copy may be: a paragraph beyond all measure is a file that has lost its blank lines, or no copy at all."""

from __future__ import annotations

from compositor.intake.faults import Code, Faults
from compositor.intake.limit_forms import raised
from compositor.intake.markdown import Block
from compositor.intake.source import Source
from compositor.model.limits import Limits


def within(blocks: tuple[Block, ...], source: Source, limits: Limits, faults: Faults) -> tuple[Block, ...]:
    """Return the blocks of a body that are within the limits; a fault for what isn't, which is left out."""
    size = len(source.text)
    if size > limits.story:
        message = f"the story has {size:,} characters; at most {limits.story:,} are taken"
        faults.add(Code.TOO_LARGE, source.place(0), message, raised("story", limits.story))
        return ()
    found = []
    for block in blocks:
        size = block.end - block.start
        if block.kind == "table" or size <= limits.paragraph:
            found.append(block)
            continue
        message = f"the paragraph that begins here has {size:,} characters; at most {limits.paragraph:,} are set as one"
        hint = f"part it with blank lines; {raised('paragraph', limits.paragraph)}"
        faults.add(Code.TOO_LARGE, source.place(block.start), message, hint)
    return tuple(found)
