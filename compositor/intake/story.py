"""A story's file: front matter and body, to parts with exact maps of where each letter stood."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from compositor.errors import Finding, Place, Severity
from compositor.intake.art_forms import PICTURE
from compositor.intake.beside import PLACE, anchor_of, attributes, beside, columns, quotes, turn
from compositor.intake.composition import fields, han_space, is_narrow
from compositor.intake.copytext import head, head_part, part
from compositor.intake.faults import Code, Faults, said
from compositor.intake.fit_forms import allowances
from compositor.intake.framing import framing
from compositor.intake.inline import spanned
from compositor.intake.leaves import choice
from compositor.intake.lengths import within
from compositor.intake.mapped import Mapped, copied, joined, replaced
from compositor.intake.markdown import Block, blocks, body, notes_of, unescaped
from compositor.intake.normalise import Tidying, normalised
from compositor.intake.notes import look_for_notes
from compositor.intake.pictures import Given, Pictures, Stand, credit
from compositor.intake.sheet import Sheet, Value
from compositor.intake.source import BOM, Source
from compositor.intake.story_forms import STORY
from compositor.intake.yamltree import Scalar, read_tree
from compositor.model.copy import HEAD_PARTS, Beside, Normalisation, Part, Picture, Story
from compositor.model.wording import NoteMark
from compositor.records import dataclass

FENCE: Final = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
CLOSING: Final = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")
_ONE_LINE: Final = (0,)
"""The breaks of a head that the desk gives as one line: a line begins at its first character, and nowhere else."""
_BRACES: Final = r'\{((?:[^"{}]|"(?:\\.|[^"\\])*")*)\}'
# A cutline may have bracketed spans in it, and those others.
_CLOSED: Final = r"\](?=\{)" + _BRACES.replace("((", "(?:(", 1)
PICTURE_LINE: Final = re.compile(rf"[ \t]*!\[((?:\\.|{_CLOSED}|[^\]\\])*)\]\(([^()]*)\)(?:{_BRACES})?[ \t]*")
_ATTRIBUTES: Final = ("credit", "alt", "optional", *PLACE, *(key.name for key in PICTURE))


def read_story(
    source: Source, slug: str, stand: Stand, pictures: Pictures, *, note_mark: NoteMark = NoteMark.CIRCLED
) -> Story:
    """Read a story; ``stand`` is where it begins in the issue, so that a missing picture names page and box.

    ``note_mark`` is how its notes are numbered.

    Every fault is recorded in the faults of ``pictures``; what couldn't be read is left out of the story.
    """
    faults = pictures.faults
    sheet, start = _front_matter(source, faults)
    own = sheet.sheet("composition") if sheet else None
    narrow = is_narrow(own, otherwise=pictures.narrow)
    heads = _heads(sheet, faults, narrow=narrow) if sheet else ()
    found = within(blocks(source, start, faults), source, pictures.limits, faults)
    dateline = _dateline(sheet, source, found, faults, narrow=narrow)
    tidying = Tidying(narrow, han_space(own, otherwise=pictures.space))
    text = body(source, start, found, dateline, notes_of(source, found, note_mark, faults), tidying=tidying)
    _tell(text, source, slug, faults)
    text, lifted = quotes(source, found, text, faults, narrow=narrow)
    maker = _Maker(source, slug, stand, pictures, text, narrow=narrow)
    shown = tuple(picture for block in found if block.kind == "picture" if (picture := maker.picture(block)))
    said_by = tuple(words for picture in shown for words in (picture.cutline, picture.credit) if words)
    place = Place(source.file, 1, 1)
    settings = tuple(fields((own,) if own else ()).items())
    parts = (*heads, text, *said_by, *(quote.part for quote in lifted))
    formerly = sheet.texts("formerly") if sheet else ()
    return Story(slug, place, parts, shown, settings, lifted, fit=allowances(sheet), formerly=formerly)


def _front_matter(source: Source, faults: Faults) -> tuple[Sheet | None, int]:
    """Return the checked front matter and where the body begins."""
    text = source.text
    at = 1 if text.startswith(BOM) else 0
    opening = FENCE.match(text, at)
    if opening is None:
        message = "the story does not begin with front matter"
        faults.add(Code.FRONT_MATTER, source.place(at), message, "begin with a line ---, the headline, and a line ---")
        return None, at
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        message = "the front matter that begins here is never closed"
        faults.add(Code.FRONT_MATTER, source.place(at), message, "put a line --- under it")
        return None, len(text)
    tree = read_tree(source, faults, start=opening.end(), end=closing.start())
    value = STORY.check(tree, "", faults) if tree else None
    sheet = value.content if value else None
    return (sheet if isinstance(sheet, Sheet) else None), closing.end()


def _heads(sheet: Sheet, faults: Faults, *, narrow: bool) -> tuple[Part, ...]:
    read = {"headline": _headline, "kicker": _head, "deck": _head}
    parts = (
        read[name](sheet, name, faults, narrow=narrow)
        if name in read
        else head_part(name, sheet.scalar(name), faults, narrow=narrow)
        for name in HEAD_PARTS
        if name == "headline" or name in sheet or f"{name}_lines" in sheet
    )
    heads = tuple(one for one in parts if one is not None and one.text)
    for one in heads:
        look_for_notes(one, faults)
    return heads


def _headline(sheet: Sheet, name: str, faults: Faults, *, narrow: bool) -> Part | None:
    if sheet.silent(name) and sheet.silent(f"{name}_lines"):
        place = sheet.key_place("headline")
        faults.add(
            Code.MISSING_KEY, place, 'the key "headline" is missing or empty', "add headline: the head of the story"
        )
    found = _head(sheet, name, faults, narrow=narrow)
    if found is not None and not found.text:
        faults.add(
            Code.EMPTY, sheet.place_of("headline"), "headline: nothing that prints stands here", "write the head"
        )
        return None
    return found


def _head(sheet: Sheet, name: str, faults: Faults, *, narrow: bool) -> Part | None:
    """Return a head with the line breaks that the desk made by hand in the key ``name_lines``; None without copy."""
    scalar = sheet.scalar(name)
    lines = tuple(item.node for item in sheet.items(f"{name}_lines") if isinstance(item.node, Scalar))
    pairs = [(copy, line) for line in lines if (copy := head(line, faults, narrow=narrow)).text]
    heads = [copy for copy, _ in pairs]
    if scalar is None:
        return _of_lines(name, heads, tuple(line for _, line in pairs)) if heads else _nothing(name, lines)
    copy = head(scalar, faults, narrow=narrow)
    if not lines or not (copy.text or heads):
        return part(name, copy, scalar.source)
    wanted = ["".join(line.text.split()) for line in heads]
    if "".join(wanted) != "".join(copy.text.split()):
        message = f"{name}_lines do not give the {name} {said(copy.text)}"
        hint = f"the {name} stands in line {scalar.place.line}; the same letters in the same order have to stand here"
        faults.add(Code.HEADLINE_LINES, sheet.place_of(f"{name}_lines"), message, hint)
        return None
    return part(name, copy, scalar.source, _breaks(copy.text, wanted) or _ONE_LINE)


def _nothing(name: str, lines: tuple[Scalar, ...]) -> Part | None:
    """Return a head without letters where lines stand that have none, for its fault to be told."""
    return part(name, Mapped(), lines[0].source) if lines else None


def _of_lines(name: str, heads: list[Mapped], lines: tuple[Scalar, ...]) -> Part:
    texts: list[Mapped] = []
    breaks: list[int] = []
    size = 0
    for copy, line in zip(heads, lines, strict=True):
        if texts:
            texts.append(replaced(" ", line.start, line.start, Normalisation.RUN_IN))
            breaks.append(size + 1)
            size += 1
        texts.append(copy)
        size += len(copy.text)
    return part(name, joined(texts), lines[0].source, tuple(breaks) or _ONE_LINE)


def _breaks(text: str, lines: list[str]) -> tuple[int, ...]:
    """Return the offsets in ``text`` at which the second line and those after it begin."""
    letters = [at for at, letter in enumerate(text) if not letter.isspace()]
    breaks, passed = [], 0
    for line in lines[:-1]:
        passed += len(line)
        breaks.append(letters[passed])
    return tuple(breaks)


def _dateline(sheet: Sheet | None, source: Source, found: tuple[Block, ...], faults: Faults, *, narrow: bool) -> Mapped:
    scalar = sheet.scalar("dateline") if sheet else None
    if scalar is None:
        return Mapped()
    first = next((block for block in found if block.kind not in {"picture", "quote"}), None)
    if first is None or first.kind != "text":
        message = "the dateline runs into the first paragraph, but none stands first"
        where = (
            f"a {first.kind} stands first, in line {source.place(first.start).line}"
            if first
            else "the story has no body"
        )
        faults.add(Code.DATELINE, scalar.place, message, where)
        return Mapped()
    return head(scalar, faults, narrow=narrow)


def _tell(text: Part, source: Source, slug: str, faults: Faults) -> None:
    """Tell what was taken out of the copy that the desk will want to know of."""
    if not text.paragraphs:
        faults.warn(Code.EMPTY_STORY, Place(source.file, 1, 1), f"the story {said(slug)} has no body", "write it")
    controls = [piece for piece in text.source.pieces if piece.rule is Normalisation.CONTROL]
    if controls:
        place = source.place(controls[0].source_start)
        mark = f"U+{ord(source.text[controls[0].source_start]):04X}"
        message = f"control characters that nobody sees were taken out in {len(controls)} places, here {mark}"
        faults.note(Finding(Code.CONTROL_REMOVED, Severity.WARNING, message, "", place, story=slug))
    for piece in text.source.pieces:
        if piece.rule is Normalisation.LITERAL_JUMP_LINE:
            words = source.text[piece.source_start : piece.source_end]
            message = f"the jump line {said(words)} in the copy was taken out"
            hint = "jump lines are written by the compositor; take it out of the copy"
            place = source.place(piece.source_start)
            faults.note(Finding(Code.LITERAL_JUMP_LINE, Severity.NOTE, message, hint, place, story=slug))


@dataclass(slots=True)
class _Maker:
    """Makes the pictures that stand inside a story."""

    source: Source
    slug: str
    stand: Stand
    pictures: Pictures
    body: Part
    made: int = 0
    narrow: bool = False

    def picture(self, block: Block) -> Picture | None:
        faults, place = self.pictures.faults, self.source.place(block.start)
        match = PICTURE_LINE.fullmatch(self.source.text, block.start, block.end)
        if match is None or not match[2].strip():
            hint = '![cutline](pictures/file.jpg){credit="…" alt="…" columns=2}'
            faults.add(Code.PICTURE_SYNTAX, place, "this picture can't be read", "write " + hint)
            return None
        self.made += 1
        given = attributes(self.source, match.span(3), _ATTRIBUTES, "a picture", faults)
        file = match[2].strip()
        name = f"{PurePosixPath(file).stem}-{self.made}"
        stand = Stand(place, self.stand.page, self.stand.box, self.slug)
        drawn = file.endswith((".yaml", ".yml"))
        chart = self.pictures.chart(file, stand) if drawn else None
        sheet = self._sheet(given)
        asset = None if drawn else self.pictures.asset(file, stand, choice(sheet))
        alt = unescaped(given["alt"]).text if "alt" in given else chart.title if chart else ""
        said_by = credit(self._words(f"{name}:credit", given.get("credit", Mapped())), chart, name)
        words = Given(self._words(f"{name}:cutline", copied(self.source, *match.span(1))), said_by, alt)
        if sheet.flag("embedded") or "embedded" not in sheet:
            words = self.pictures.words(name, asset, words, stand)
        if not words.alt and not drawn:
            faults.warn(Code.PICTURE_ALT, place, f"the picture {said(file)} has no alt text", 'add alt="what it shows"')
        return Picture(
            name,
            place,
            words.alt,
            cutline=words.cutline,
            credit=words.credit,
            asset=asset,
            chart=chart,
            columns=columns(given, place, faults),
            framing=framing(sheet, asset, faults),
            beside=self._beside(given, block, place),
            optional=turn(given, place, faults),
        )

    def _beside(self, given: dict[str, Mapped], block: Block, place: Place) -> Beside | None:
        """Return where a picture stands beside the paragraph that follows it, None where it is under the head."""
        faults = self.pictures.faults
        if "beside" in given:
            return beside(given, anchor_of(self.body, block.start), place, faults)
        if "width" in given:
            message, hint = "only a picture beside a paragraph has a width", "add beside=right, or take the width out"
            faults.add(Code.PICTURE_SYNTAX, place, message, hint)
        return None

    def _sheet(self, attributes: dict[str, Mapped]) -> Sheet:
        """Return how a picture is to be shown, checked as in a manifest."""
        values: dict[str, Value] = {}
        typed: dict[str, Scalar] = {}
        for key in PICTURE:
            copy = attributes.get(key.name)
            if copy is not None:
                start = copy.bits[0].start if copy.bits else 0
                typed[key.name] = Scalar(self.source, start, start, copy.text, '"')
                value = key.kind.check(typed[key.name], key.name, self.pictures.faults)
                if value is not None:
                    values[key.name] = value
        return Sheet(Scalar(self.source, 0, 0, "", '"'), values, typed)

    def _words(self, name: str, copy: Mapped) -> Part | None:
        copy = normalised(unescaped(spanned(copy, self.source, self.pictures.faults)), narrow=self.narrow)
        return part(name, copy, self.source) if copy.text else None
