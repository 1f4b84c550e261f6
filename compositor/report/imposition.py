"""Press sheets in report.html: which page lies where, on the front and the back of each."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from compositor.model.imposition import Cell, PressSheet, PressSheets, Rows, Turn
from compositor.model.spreads import leaves
from compositor.plan.imposition import UnevenError, imposed
from compositor.report.outcome import Outcome


def press_sheets(outcome: Outcome) -> str:
    """Return the sheets as schematics; '' where the paper asks for none, or its pages make no whole ones."""
    paper = outcome.design.paper
    wanted = paper.printing.sheets
    if wanted is None:
        return ""
    pages = leaves(outcome.issue.pages)
    try:
        sheets = imposed(pages, wanted, right=paper.binding == "right")
    except UnevenError:
        return ""
    labels = {page.number: page.label for page in pages}
    drawn = "".join(_sheet(sheet, labels, outcome.withheld) for sheet in sheets)
    return f'<p>{escape(_said(wanted))}</p>\n<div class="imposed">{drawn}</div>'


def _said(sheets: PressSheets) -> str:
    turned = "side to side" if sheets.turn is Turn.SIDE else "head over foot"
    lie = "; pages lie on their sides on the sheet, upright here" if sheets.lying else ""
    return f"Sheets are {sheets.gathering}; each is turned {turned} to its back{lie}. A page in italics has no plate."


def _sheet(sheet: PressSheet, labels: Mapping[int, str], withheld: frozenset[str]) -> str:
    sides = (("front", sheet.front), ("back", sheet.back))
    return f"<div><b>{escape(sheet.name)}</b>" + "".join(_side(*side, labels, withheld) for side in sides) + "</div>"


def _side(name: str, rows: Rows, labels: Mapping[int, str], withheld: frozenset[str]) -> str:
    body = "".join(f"<tr>{''.join(_cell(cell, labels[cell.page], withheld) for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{name}</caption><tbody>{body}</tbody></table>"


def _cell(cell: Cell, label: str, withheld: frozenset[str]) -> str:
    said = f"<i>{escape(label)}</i>" if label in withheld else escape(label)
    return f'<td class="turned" title="head down">{said}</td>' if cell.turned else f"<td>{said}</td>"
