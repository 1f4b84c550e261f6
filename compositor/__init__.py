"""compositor: an issue of a Chinese-language daily, from manifest and copy to printed pages."""

__version__ = "0.1.0"
