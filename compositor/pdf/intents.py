"""What the colours of a reader's file are meant for: screens in sRGB (ISO 32000-1 14.11.5, ISO 19005-2 6.2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compositor.colour import srgb

if TYPE_CHECKING:
    import pikepdf


def intend_light(pdf: pikepdf.Pdf) -> None:
    """Give a file the output intent of sRGB, which device colours are then of."""
    import pikepdf

    profile = srgb()
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name("/GTS_PDFA1"),
                OutputConditionIdentifier=pikepdf.String(profile.name),
                Info=pikepdf.String(profile.name),
                RegistryName=pikepdf.String("http://www.color.org"),
                DestOutputProfile=pdf.make_stream(profile.content, N=3),
            )
        ]
    )
