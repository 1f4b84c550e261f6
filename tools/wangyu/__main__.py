"""Draw all pictures of the sample issue of 望屿日报 anew: python -m tools.wangyu."""

from __future__ import annotations

from pathlib import Path

from tools.wangyu import drawings, photos

ROOT = Path(__file__).resolve().parents[2]
ISSUE = ROOT / "issues" / "2025-10-16-wangyu"

if __name__ == "__main__":
    photos.save(ISSUE / "pictures")
    drawings.save(ISSUE / "pictures", ISSUE / "ads", ROOT / "layouts" / "wangyu-ribao")
