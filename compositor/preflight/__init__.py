"""Opens finished PDFs, ours or not, and judges them as the printing house would: docs/press.md lists every check."""

from compositor.preflight.judging import PROFILES, failed, judge, judge_plate
from compositor.preflight.telling import as_json, as_text

__all__ = ["PROFILES", "as_json", "as_text", "failed", "judge", "judge_plate"]
