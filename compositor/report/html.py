"""report.html: one page that tells the desk how the issue came out.

No scripts, and nothing from outside but the page pictures. Where there is a picture of a page, its lines lie over it
to be asked why they stand as they do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from compositor import proof
from compositor.errors import Severity
from compositor.kept import Last
from compositor.model.copy import Issue
from compositor.model.page import Page
from compositor.model.spreads import leaves
from compositor.report import findings, fitted, quality
from compositor.report.imposition import press_sheets
from compositor.report.outcome import BoxLine, Outcome, box_lines
from compositor.report.quality import Quality
from compositor.report.reports import FileEntry, normalisations
from compositor.report.style import STYLE


def report_html(outcome: Outcome, files: Iterable[FileEntry] = (), *, pictures: Mapping[str, str] | None = None) -> str:
    """Return report.html; ``pictures`` gives the picture of each page by label, as a path from the output folder."""
    return html_written(outcome, files, pictures=pictures or {}).decode("utf-8", "surrogateescape")


def html_written(
    outcome: Outcome,
    files: Iterable[FileEntry],
    *,
    pictures: Mapping[str, str],
    lines: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Return report.html in UTF-8; ``lines`` has the hot lines of pages by label, where they are written.

    The issue's folder gives its name, escaped in a locale without UTF-8 (PEP 383).
    """
    bits = _bits(outcome, files, pictures, lines)
    return b"".join([bit if isinstance(bit, bytes) else _coded(bit) for bit in bits])


def _coded(bit: str) -> bytes:
    return bit.encode("utf-8", "surrogateescape")


def _bits(
    outcome: Outcome, files: Iterable[FileEntry], told: Mapping[str, str], lines: Mapping[str, bytes]
) -> Iterator[str | bytes]:
    """Yield the report bit by bit: that of a large issue isn't held more than once."""
    issue, paper, ahead = outcome.issue, outcome.design.paper, written_ahead(outcome)
    language = paper.setting.document_language
    name = f"{paper.name} {issue.date.isoformat()}"
    sections: tuple[Iterable[str | bytes], ...] = (
        (_summary(outcome),),
        (_released(outcome),),
        (_pictures(outcome, told),),
        (_findings(outcome, told),),
        _lines(outcome, told, lines),
        *((bit,) for bit in ahead[:-1]),
        (_press_sheets(outcome),),
        *((bit,) for bit in ahead[-1:]),
        (_files(files),),
    )
    yield (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(name)}: report</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f'<body>\n<header>\n<h1><span lang="{language}">{escape(paper.name)}</span> '
        f'<time datetime="{issue.date.isoformat()}">{issue.date.isoformat()}</time></h1>\n</header>\n<main>'
    )
    for section in sections:
        for at, bit in enumerate(section):
            if bit:
                yield "" if at else "\n"
                yield bit
    yield "\n</main>\n</body>\n</html>\n"


_AHEAD: Final = Last[tuple[bytes, ...]]()


def written_ahead(outcome: Outcome) -> tuple[bytes, ...]:
    """Return the sections that no finding changes, in their order; press sheets stand before the last."""
    made = (_fit, _fitted, _quality, _jumps, lambda outcome: _changes(outcome.issue))
    return _AHEAD.of(outcome.laid, lambda: tuple([_coded(section(outcome)) for section in made]))


def _summary(outcome: Outcome) -> str:
    counts = Counter(finding.severity for finding in outcome.findings)
    said = ", ".join(_many(counts[severity], severity.value) for severity in Severity)
    held = [page.label for page in leaves(outcome.issue.pages) if page.label in outcome.withheld]
    whole = outcome.issue.count
    if held:
        names = ", ".join(escape(label) for label in held)
        state = f'<strong class="error">{_many(len(held), "page")} of {whole} withheld: {names}</strong>'
    else:
        released = "the page is" if whole == 1 else f"all {whole} pages are"
        state = f'<strong class="released">{released} released for press</strong> {_zh("付印")}'
    return f'<p class="summary">{state}. {said}.</p>'


def _released(outcome: Outcome) -> str:
    heads = (("page", "版"), ("version", "版次"), ("at", ""), ("by", ""), ("plate", ""), ("since", ""))
    rows = [
        (
            escape(one.page),
            str(one.version),
            escape(one.at[:16].replace("T", " ")),
            escape(one.by),
            escape(one.file),
            "changed; the plate stays" if one.changed else "the same",
        )
        for one in sorted(outcome.releases, key=lambda one: one.page)
    ]
    return _section("released", "Gone to press", "已付印", _table(heads, rows)) if rows else ""


def _pictures(outcome: Outcome, pictures: Mapping[str, str]) -> str:
    figures = []
    for page in outcome.issue.pages:
        if page.label not in pictures:
            continue
        source = quote(pictures[page.label])
        state = "withheld" if page.label in outcome.withheld else "released"
        caption = f"page {escape(page.label)} {_zh(page.section)} <em>{state}</em>"
        figures.append(
            f'<figure class="{state}"><a href="{source}"><img src="{source}" alt="Page {escape(page.label)}" '
            f'loading="lazy"></a><figcaption>{caption}</figcaption></figure>'
        )
    return _section("pages", "Pages", "大樣", f'<div class="pages">{"".join(figures)}</div>') if figures else ""


def hot_lines(page: Page, picture: str) -> bytes:
    """Return the fold of a page with its lines to point at, over the picture at a path from the output folder."""
    from compositor.report.hotlines import sheet  # late: only proofs have pictures of pages

    return "".join(sheet(page, quote(picture))).encode("utf-8", "surrogateescape")


def _lines(outcome: Outcome, pictures: Mapping[str, str], made: Mapping[str, bytes]) -> Iterator[str | bytes]:
    """Yield the section of hot lines page by page: it is by far the longest of a large issue."""
    there = ((page, pictures[page.label]) for page in outcome.pages if page.label in pictures)
    shown = (made[page.label] if page.label in made else hot_lines(page, picture) for page, picture in there)
    first = next(filter(None, shown), None)
    if first is None:
        return
    lead = (
        "<p>Why a line stands as it does: open a page, then point at a line, tap it, or walk from line to line with "
        "the Tab key.</p>"
    )
    yield f'<section id="lines">\n<h2>Lines {_zh("行")}</h2>\n{lead}\n'
    yield first
    yield from shown
    yield "</section>"


def _findings(outcome: Outcome, pictures: Mapping[str, str]) -> str:
    said = "<p>None.</p>"
    if outcome.findings:
        said = findings.by_page(outcome, {label: quote(path) for label, path in pictures.items()})
    return _section("findings", "Findings", "", said)


def _fit(outcome: Outcome) -> str:
    titles = outcome.titles()
    heads = (
        ("story", "稿件"),
        ("page", "版"),
        ("box", ""),
        ("lines", "行"),
        ("characters", "字"),
        ("overset", "溢排"),
        ("free", "空行"),
    )
    rows = [_fit_row(line, titles) for line in box_lines(outcome) if line.story]
    return _section("fit", "How each story fits", "", _table(heads, rows, figures=4))


def _fit_row(line: BoxLine, titles: Mapping[str, str]) -> tuple[str, ...]:
    over = f'<b class="error">{line.overset_characters} ({_many(line.overset_lines, "line")})</b>'
    return (
        f"{_zh(titles.get(line.story, line.story))} <small>{escape(line.story)}</small>",
        escape(line.half),
        escape(line.box),
        f"{line.lines} of {line.had}",
        str(line.characters),
        over if line.overset_characters else "–",
        str(line.free) if line.free else "–",
    )


def _fitted(outcome: Outcome) -> str:
    said = ""
    if outcome.steps:
        heads = (("round", "輪"), ("story", "稿件"), ("where", ""), ("", ""), ("what was done", "處理"))
        said += _section("steps", "Made to fit", "自動調整", _table(heads, fitted.steps_rows(outcome)))
    if outcome.advice:
        told = (("story", "稿件"), ("where", ""), ("", ""), ("what to do", "建議"))
        said += _section("advice", "Advice, each tried", "排版建議", _table(told, fitted.advice_rows(outcome)))
    return said


def _press_sheets(outcome: Outcome) -> str:
    drawn = press_sheets(outcome)
    return _section("sheets", "Press sheets", "拼版", drawn) if drawn else ""


def _quality(outcome: Outcome) -> str:
    heads = (
        ("", ""),
        ("lines", "行"),
        ("mean squared gap, (em/100)²", "字距"),
        ("loosest, em", "最鬆"),
        ("over ⅛ em", ""),
        ("marks squeezed", "擠壓"),
        ("forbidden breaks", "避頭尾"),
        ("lone characters", "孤字"),
        ("single lines", "孤行"),
    )
    titles = outcome.titles()
    pages = quality.by_page(outcome)
    rows = [_quality_row(f"page {escape(label)}", found) for label, found in pages.items() if found.lines]
    if not rows:
        return ""
    rows += [_quality_row(_zh(titles.get(slug, slug)), found) for slug, found in quality.by_story(outcome).items()]
    lead = "<p>Gaps are those between Han of justified lines; marks are those that stand alone between Han.</p>"
    return _section("quality", "How even the lines are", "", f"{lead}\n{_table(heads, rows, figures=8)}")


def _quality_row(name: str, found: Quality) -> tuple[str, ...]:
    loosest = found.loosest
    where = f' title="page {escape(loosest.page)}, {escape(loosest.box)}: {escape(loosest.text)}"'
    squeezed = f"{100 * found.squeezed // found.singles} % of {found.singles}" if found.singles else "–"
    lone = f"{found.lone} ({found.bare} without a mark)" if found.bare else found.lone
    counts = (found.rescued, lone, found.edges)
    return (
        name,
        str(found.lines),
        f"{found.mean_square:.2f}",
        f"<span{where}>{loosest.gap:.3f}</span>" if loosest.gap else "0",
        str(found.loose) if found.loose else "–",
        squeezed,
        *(str(count) if count else "–" for count in counts),
    )


def _jumps(outcome: Outcome) -> str:
    if not outcome.jumps:
        return ""
    titles = outcome.titles()
    heads = (("story", "稿件"), ("from", ""), ("jump line", "下轉"), ("to", ""), ("continued line", "上接"))
    rows = [
        (
            _zh(titles.get(jump.story, jump.story)),
            f"page {escape(jump.from_page)}, {escape(jump.from_box)}",
            _zh(jump.jump_line),
            f"page {escape(jump.to_page)}, {escape(jump.to_box)}",
            _zh(jump.continued_line),
        )
        for jump in outcome.jumps
    ]
    return _section("jumps", "Jumps", "轉版", _table(heads, rows))


def _changes(issue: Issue) -> str:
    """Return what intake changed in the copy, story by story: counts, and every change in a fold."""
    parts = []
    for story in issue.stories:
        changes = list(normalisations(story))
        if not changes:
            continue
        counts = Counter(change["rule"] for change in changes)
        said = ", ".join(f"{escape(rule)} {count}" for rule, count in sorted(counts.items()))
        heads = (("rule", ""), ("part", ""), ("place", ""), ("stands as", ""))
        rows = [
            (
                escape(change["rule"]),
                escape(change["part"]),
                f"<code>{escape(change['file'])}:{change['line']}:{change['column']}</code>",
                f"<code>{escape(_shown(change['text']))}</code> for {_many(change['characters'], 'character')}",
            )
            for change in changes
        ]
        title = f"{_zh(proof.title(story))} <small>{escape(story.slug)}</small>: {said}"
        parts.append(f"<details><summary>{title}</summary>\n{_table(heads, rows)}</details>")
    if not parts:
        return ""
    lead = "<p>What intake changed in the copy, by rule; nothing else was changed.</p>"
    return _section("changes", "Normalisations", "", lead + "\n" + "\n".join(parts))


def _shown(text: str) -> str:
    if not text:
        return "nothing"
    return text.replace("\n", "⏎").replace(" ", "␣").replace("\u3000", "□")


def _files(files: Iterable[FileEntry]) -> str:
    rows = [
        (
            f'<a href="{quote(file.path)}">{escape(file.path)}</a>',
            escape(file.kind),
            f"{file.size:,}",
            f"<code>{file.sha256[:16]}…</code>",
        )
        for file in sorted(files, key=lambda file: file.path)
    ]
    heads = (("file", ""), ("kind", ""), ("bytes", ""), ("sha256", ""))
    return _section("files", "Files", "", _table(heads, rows)) if rows else ""


def _section(anchor: str, title: str, chinese: str, content: str) -> str:
    also = f" {_zh(chinese)}" if chinese else ""
    return f'<section id="{anchor}">\n<h2>{escape(title)}{also}</h2>\n{content}\n</section>'


def _table(heads: tuple[tuple[str, str], ...], rows: Iterable[tuple[str, ...]], *, figures: int = 0) -> str:
    """Return a table of cells that are HTML already; the last ``figures`` columns hold figures."""
    first = len(heads) - figures
    top = "".join(
        f'<th scope="col"{_figure(at, first)}>{escape(word)}{f" {_zh(zh)}" if zh else ""}</th>'
        for at, (word, zh) in enumerate(heads)
    )
    lines = (
        "<tr>" + "".join(f"<td{_figure(at, first)}>{cell}</td>" for at, cell in enumerate(row)) + "</tr>\n"
        for row in rows
    )
    return (
        f'<div class="wide"><table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{"".join(lines)}</tbody>\n</table></div>'
    )


def _figure(at: int, first: int) -> str:
    return ' class="figure"' if at >= first else ""


def _zh(text: str) -> str:
    return f'<span lang="zh">{escape(text)}</span>' if text else ""


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
