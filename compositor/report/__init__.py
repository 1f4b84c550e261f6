"""Report: says what happened, in the dump, in JSON, in HTML, at the terminal and in the marked proof."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.pdf.previews import page_pictures
    from compositor.report.accounted import Accounts
    from compositor.report.ahead import measured
    from compositor.report.changed import changes_html
    from compositor.report.correcting import Desk
    from compositor.report.dump import dump_json, dump_text
    from compositor.report.explaining import Asked, explain
    from compositor.report.fitted import gain_record, gains_said
    from compositor.report.fitted import said as fitting_said
    from compositor.report.galleys import LEAST as LEAST_MEASURE
    from compositor.report.galleys import MOST as MOST_MEASURE
    from compositor.report.galleys import Column, galley_pdf
    from compositor.report.html import html_written, report_html
    from compositor.report.kept import SEEN, drawn, pictures
    from compositor.report.outcome import BoxLine, Outcome, Released, box_lines
    from compositor.report.preflighted import preflight_html
    from compositor.report.proofs import file_name as proof_name
    from compositor.report.proofs import proof_pdf
    from compositor.report.quality import said as quality_said
    from compositor.report.reports import FileEntry, file_entry, report_json, report_written, run_json, running_versions
    from compositor.report.schemas import schema
    from compositor.report.sheets import TRUE, sheet_pdf
    from compositor.report.table import fit_table
    from compositor.report.typecase import font_table, supplement_table
    from compositor.report.writing import (
        PAGES,
        PLATES,
        OutputFile,
        stale_below,
        stale_pictures,
        stale_plates,
        swap,
        write,
    )
else:
    __getattr__ = late.names(
        __name__,
        {
            "compositor.pdf.previews": "page_pictures",
            "accounted": "Accounts",
            "ahead": "measured",
            "changed": "changes_html",
            "correcting": "Desk",
            "dump": "dump_json dump_text",
            "explaining": "Asked explain",
            "fitted": "gain_record gains_said said=fitting_said",
            "galleys": "LEAST=LEAST_MEASURE MOST=MOST_MEASURE Column galley_pdf",
            "html": "html_written report_html",
            "kept": "SEEN drawn pictures",
            "outcome": "BoxLine Outcome Released box_lines",
            "preflighted": "preflight_html",
            "proofs": "file_name=proof_name proof_pdf",
            "quality": "said=quality_said",
            "reports": "FileEntry file_entry report_json report_written run_json running_versions",
            "schemas": "schema",
            "sheets": "TRUE sheet_pdf",
            "table": "fit_table",
            "typecase": "font_table supplement_table",
            "writing": "PAGES PLATES OutputFile stale_below stale_pictures stale_plates swap write",
        },
    )

__all__ = [
    "LEAST_MEASURE",
    "MOST_MEASURE",
    "PAGES",
    "PLATES",
    "SEEN",
    "TRUE",
    "Accounts",
    "Asked",
    "BoxLine",
    "Column",
    "Desk",
    "FileEntry",
    "Outcome",
    "OutputFile",
    "Released",
    "box_lines",
    "changes_html",
    "drawn",
    "dump_json",
    "dump_text",
    "explain",
    "file_entry",
    "fit_table",
    "fitting_said",
    "font_table",
    "gain_record",
    "gains_said",
    "galley_pdf",
    "html_written",
    "measured",
    "page_pictures",
    "pictures",
    "preflight_html",
    "proof_name",
    "proof_pdf",
    "quality_said",
    "report_html",
    "report_json",
    "report_written",
    "run_json",
    "running_versions",
    "schema",
    "sheet_pdf",
    "stale_below",
    "stale_pictures",
    "stale_plates",
    "supplement_table",
    "swap",
    "write",
]
