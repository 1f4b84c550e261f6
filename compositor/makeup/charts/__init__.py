"""Charts drawn from figures with rules, tints, paths and the paper's own faces, so that no words meet."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.makeup.charts.drawing import chart_ink
else:
    __getattr__ = late.names(__name__, {"drawing": "chart_ink"})

__all__ = ["chart_ink"]
