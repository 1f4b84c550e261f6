"""What reports tell of the pages as they are, made before it is known what will be found in the plates."""

from __future__ import annotations

from compositor.report import html, reports, table
from compositor.report.outcome import Outcome, box_lines


def measured(outcome: Outcome) -> None:
    """Have lines and boxes measured, and what the reports tell of them written."""
    box_lines(outcome)
    reports.written_ahead(outcome)
    html.written_ahead(outcome)
    table.fit_table(outcome)
