"""Keep the charstrings of the faces that came with the program; where that can't be, say so and end well.

They lie in the virtual environment (`compositor/faces/matrices.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compositor.faces import Face, FaceFile, matrices  # noqa: E402
from compositor.filing import put  # noqa: E402


def main() -> int:
    """Cut all glyphs out of each CFF face."""
    try:
        for file in sorted((ROOT / "fonts").glob("*.otf")):
            face = Face(FaceFile(file.stem, str(file), file.read_bytes()))
            made = face.cut_out(range(face.glyphs))
            if made:
                put(matrices.place(file), matrices.packed(file, [made[code] for code in range(face.glyphs)]))
    except Exception as reason:  # nothing but time is lost
        print(f"set-up: glyphs are cut out anew in every run: {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
