"""Accounts of lines in words: why a line stands as it does, for the dump, report.html and `compositor explain`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from compositor.model.audit import Ending, LineAudit, Refusal, Refused, Step
from compositor.model.lines import Line
from compositor.model.phrases import INSIDE_NAME, INSIDE_WORD, OPEN
from compositor.text.costs import LOOSE, OVERFULL, RELAXED, RESCUED, TOO_LOOSE, UNFILLED
from compositor.units import SP

Record = dict[str, Any]

_CLASSES: Final = {
    "line_start": "line start 行首",
    "line_end": "line end 行末",
    "word_space": "word spaces 詞距",
    "interpunct": "interpuncts 間隔號",
    "bracket": "brackets and quotes 括號引號",
    "comma": "commas and colons 句內點號",
    "latin_gap": "Han–Latin gaps 中西間隙",
    "stop": "full stops 句末點號",
    "han_gap": "all gaps 字距",
}
_ENDINGS: Final = {
    Ending.SOFT: "between a number and its measure word, which is better avoided",
    Ending.HYPHEN: "at a hyphen",
    Ending.SEAM: "at a seam of the word",
    Ending.FORBIDDEN: "where a rule forbids it: nothing else could be filled",
    Ending.EMERGENCY: "inside what is wider than the measure",
    Ending.BY_HAND: "by hand",
}
_TIERS: Final = (
    (OVERFULL, "overfull line", "overfull lines"),
    (UNFILLED, "line with gaps over 1 em", "lines with gaps over 1 em"),
    (RESCUED, "forbidden break", "forbidden breaks"),
    (TOO_LOOSE, "line with gaps over ½ em", "lines with gaps over ½ em"),
    (LOOSE, "line with gaps over ⅛ em", "lines with gaps over ⅛ em"),
    (RELAXED, "break between three marks", "breaks between three marks"),
)


def sentences(line: Line, audit: LineAudit) -> list[str]:
    """Return the account of a line, a sentence a row: its width, its adjustment, its break, its cost."""
    told = [_width(line, audit)]
    if audit.edges:
        told.append(
            "edges: " + "; ".join(f"{named(name)} {_ems(by, audit):+.2f} em" for name, by in audit.edges.items())
        )
    told += [f"{step_name(step)}: {step_said(step, audit)}" for step in audit.steps]
    told.append(_break(audit))
    if audit.cost or not audit.head:
        told.append(_cost(audit))
    return told


def refusals(line: Line, audit: LineAudit) -> list[str]:
    """Return the breaks not taken, in the order of the copy, each with its reason."""
    return [f"{_where(refused, line)}: {reason(refused, audit)}" for refused in audit.refused]


def named(name: str) -> str:
    """Return the name of a class of adjustment, in English and Chinese."""
    return _CLASSES.get(name, name.replace("_", " "))


def step_name(step: Step) -> str:
    """Return the name of a step with how many places of it the line has."""
    return f"{named(step.name)} ×{step.places}"


def step_said(step: Step, audit: LineAudit) -> str:
    """Return what a step took or gave, of how much."""
    had = "" if step.room is None else f" of {_ems(step.room, audit):.2f}"
    if not step.amount:
        return f"0{had} em"
    each = f", {_ems(step.amount, audit) / step.places:+.3f} each" if step.places > 1 else ""
    return f"{_ems(step.amount, audit):+.2f}{had} em{each}"


def reason(refused: Refused, audit: LineAudit) -> str:
    """Return why a break was not taken."""
    match refused.why:
        case Refusal.NO_START:
            return f"{refused.after} may not begin a line 避頭 ({refused.rule})"
        case Refusal.NO_END:
            return f"{refused.before} may not end a line 避尾 ({refused.rule})"
        case Refusal.TOGETHER:
            return f"{refused.before} and {refused.after} hold together ({refused.rule})"
        case Refusal.INSIDE:
            return "inside a word or a number"
        case Refusal.TOO_WIDE:
            return f"{_ems(-refused.slack, audit):.2f} em too wide, more than can be given"
        case Refusal.ANOTHER_LINE:
            return f"{sense(refused.joint)}the head would take a line more"
        case Refusal.DEARER | Refusal.EQUAL:
            return _dearer_head(refused) if audit.head else _dearer(refused, audit)


def _dearer(refused: Refused, audit: LineAudit) -> str:
    if refused.slack < 0:
        how = f"to be reduced by {_ems(-refused.slack, audit):.2f} em"
    elif refused.gap:
        how = f"gaps of {_ems(refused.gap, audit):.3f} em"
        how += f" for {_ems(audit.gap, audit):.3f}" if audit.gap else ""
    else:
        how = f"to be opened by {_ems(refused.slack, audit):.2f} em" if refused.slack else "solid"
    if refused.rule:
        how = f"forbidden ({refused.rule}), though not as bad as a loose line; {how}"
    if refused.more is None and audit.looseness:
        return f"{how}; the copy asks for {abs(audit.looseness)} {'more' if audit.looseness > 0 else 'fewer'} lines"
    if refused.more is None:
        return f"{how}; it or what follows it could not be filled"
    more = f"paragraph +{cost(refused.more)}" if refused.more else "paragraph the same"
    lone = ", one character alone in its last line 孤字" if refused.lone and refused.more else ""
    return f"{how}; {more}{lone}"


def _dearer_head(refused: Refused) -> str:
    more = f"head +{cost(refused.more)}" if refused.more else "head the same"
    return f"{sense(refused.joint)}{more}{', one character alone on a line' if refused.lone and refused.more else ''}"


def sense(joint: int | None) -> str:
    """Return how firmly the sense holds at a break, as words before others; empty where nobody read it."""
    if joint is None:
        return ""
    if joint >= INSIDE_NAME:
        return "inside a name or a number; "
    if joint >= INSIDE_WORD:
        return "inside a word; "
    return "inside a phrase; " if joint > OPEN else "between phrases; "


def cost(amount: int) -> str:
    """Return a cost in figures, or where it is of a higher tier by what that tier stands for."""
    for tier, one, several in _TIERS:
        if abs(amount) * 10 >= tier * 9:  # what is saved elsewhere is little against a tier
            count = round(amount / tier)
            return f"{count} {one if count == 1 else several}"
    return f"{amount:,}"


def _width(line: Line, audit: LineAudit) -> str:
    if audit.head:
        fits = ", overfull" if line.tight else ""
        return f"measure {_ems(line.measure, audit):.4g} em: {_ems(audit.natural, audit):.2f} em wide{fits}"
    over = audit.natural - audit.room
    measure = f"measure {_ems(line.measure, audit):.4g} em"
    if line.indent:
        measure += f", indent {_ems(line.indent, audit):.4g}"
    if not over:
        return f"{measure}: solid"
    if over > 0:
        return f"{measure}: {_ems(over, audit):.2f} em too wide, {'overfull' if line.tight else 'reduced'}"
    if line.justified:
        return f"{measure}: {_ems(-over, audit):.2f} em too narrow, opened"
    return f"{measure}: solid, {_ems(-over, audit):.2f} em left at its end"


def _break(audit: LineAudit) -> str:
    if audit.ending is Ending.LAST:
        return f"line {audit.number} of {audit.lines}: the copy ends"
    how = _ENDINGS.get(audit.ending) or sense(audit.joint).removesuffix("; ")
    return f"line {audit.number} of {audit.lines}: breaks {audit.before}｜{audit.after}{f', {how}' if how else ''}"


def _cost(audit: LineAudit) -> str:
    parts = ", ".join(
        f"{name.replace('_', ' ')} {by:,}" if by < RELAXED else cost(by) for name, by in audit.cost.items()
    )
    whole = f", of {cost(audit.paragraph)} for the {'head' if audit.head else 'paragraph'}" if audit.lines > 1 else ""
    return f"cost {cost(audit.total)}{f' ({parts})' if parts else ''}{whole}"


def _where(refused: Refused, line: Line) -> str:
    apart = refused.at - line.end
    return f"{apart:+d} {refused.before}｜{refused.after}"


def _ems(length: int, audit: LineAudit) -> float:
    return length / audit.em


def record(audit: LineAudit) -> Record:
    """Return the account as a plain record, lengths in points with three decimals; costs are whole numbers."""
    return {
        "line": audit.number,
        "lines": audit.lines,
        "head": audit.head,
        "room": _points(audit.room),
        "natural": _points(audit.natural),
        "ending": audit.ending.value,
        "edges": {name: _points(by) for name, by in audit.edges.items()},
        "steps": [
            {
                "class": step.name,
                "places": step.places,
                "room": None if step.room is None else _points(step.room),
                "amount": _points(step.amount),
            }
            for step in audit.steps
        ],
        "cost": dict(audit.cost),
        "paragraph_cost": audit.paragraph,
        "joint": audit.joint,
        "looseness": audit.looseness,
        "refused": [_refused(refused) for refused in audit.refused],
    }


def _refused(refused: Refused) -> Record:
    parts: Mapping[str, int] = refused.cost or {}
    return {
        "at": refused.at,
        "before": refused.before,
        "after": refused.after,
        "why": refused.why.value,
        "rule": refused.rule,
        "slack": _points(refused.slack),
        "gap": _points(refused.gap),
        "cost": dict(parts),
        "more": refused.more,
        "lone": refused.lone,
        "joint": refused.joint,
    }


def _points(length: int) -> float:
    return round(length / SP, 3) + 0.0
