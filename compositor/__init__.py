"""compositor: an issue of a Chinese-language daily, from manifest and copy to printed pages."""

from compositor import compiled, patterns

__version__ = "0.1.0"

compiled.put_in_force()
patterns.put_in_force()
