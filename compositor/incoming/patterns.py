"""How papers write bylines, datelines and labels: facts of the trade, told by words and never by marks alone."""

from __future__ import annotations

import re
from typing import Final

from compositor.incoming.model import Confidence
from compositor.incoming.shape import are_names, ends_inside, stops
from compositor.records import dataclass

_OPEN, _CLOSE = "[（(〔［【]", "[）)〕］】]"
_WHITE: Final = "[ \t\u00a0\u3000]"
_OWN: Final = (
    "(?:本報|本报|本刊|本網|本网|本台|本社|特約|特约|特派|駐[^記记]{1,6}|驻[^記记]{1,6}|首席|見習|见习|實習|实习|"
    "全媒體|全媒体|融媒體|融媒体|新華社|新华社|中新社|中央社)"
)
_WRITER: Final = (
    f"{_OWN}{{0,3}}(?:記者|记者|通訊員|通讯员|評論員|评论员|編輯|编辑|撰稿人?|撰文|作者|編譯|编译|整理|攝影|摄影|採寫|采写|"
    "策劃|策划|統籌|统筹|漫畫|漫画|製圖|制图)"
)
_BESIDE: Final = re.compile(
    rf"(?:文{_WHITE}*[/／]{_WHITE}*[圖图]|[圖图]{_WHITE}*[/／]{_WHITE}*文|文[字圖图]?){_WHITE}*[:：/／\u3000 ]"
)
_BYLINE: Final = re.compile(f"{_WRITER}(?:{_WHITE}*[:：/／]|{_WHITE}+|(?=[^\\s，。]{{2,12}}$)|$)")
_LATIN_BYLINE: Final = re.compile(r"[Bb][Yy]:? +[A-Z][\w.'’-]*(?: [\w.'’-]+){0,5}")
_DINGBAT: Final = re.compile("[□■○●◎◇◆△▲☆★]\\s*")
_SPEAKS: Final = re.compile("[說说道問问稱称指表]$")
_LONGEST_BYLINE: Final = 48
_AT_END: Final = re.compile(rf"{_WHITE}*({_OPEN})([^（()）〔〕［］【】]{{2,40}})({_CLOSE}){_WHITE}*$")
_TAIL: Final = 60
_NO_NAMES: Final = re.compile("^(?:完|續|续|待續|待续|[下上][轉转接].*|[圖图].*|據.*|据.*|原[題题載载].*)$")
_DATE: Final = "(?:(?:[0-9０-９]{2,4}年)?[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日"
_SENT: Final = "(?:專|专|綜合|综合)?(?:電|电|訊|讯)"
_AGENCY: Final = (
    "(?:新華社|新华社|中新社|中新網|中新网|中央社|央視網|央视网|路透社|法新社|美聯社|美联社|塔斯社|共同社|本報|本报)"
)
_WITHIN: Final = "[^（()）〔〕［］【】]"
_WHO: Final = "(?:記者|记者|通訊員|通讯员|特約|特约|文|編輯|编辑)"
_REPORTERS: Final = rf"(?:{_WHITE}*{_OPEN}{_WITHIN}{{0,4}}{_WHO}{_WITHIN}{{0,40}}{_CLOSE})?"
_REPORTS: Final = "(?:報導|报导|報道|报道|專電|电)"
_DATELINES: Final = (
    re.compile(rf"【?(?:本報|本报|本刊|本網|本网|本台)(?:綜合|综合)?(?:訊|讯|消息)】?{_REPORTERS}"),
    re.compile(rf"【?{_AGENCY}[^，。、：\s]{{0,14}}?(?:{_DATE})?{_SENT}】?{_REPORTERS}"),
    re.compile(
        rf"[【〔（(]{_OWN}{{0,2}}(?:記者|记者)?[^】〕）)，。]{{2,16}}[/／][^】〕）)，。]{{2,8}}{_REPORTS}[】〕）)]"
    ),
    re.compile(rf"[（(]{_AGENCY}記?者?[^）)，。]{{2,16}}{_DATE}{_SENT}[）)]"),
    re.compile(rf"{_OWN}{{0,2}}(?:記者|记者)[^\s，。：:]{{2,8}}[/／][^\s，。：:]{{2,6}}{_REPORTS}"),
)
_LABELS: Final = {
    "headline": "標題 标题 主題 主题 主標題 主标题 題目 题目 大標題 大标题 headline title",
    "kicker": "引題 引题 肩題 肩题 眉題 眉题 上標題 上标题 kicker",
    "deck": "副題 副题 副標題 副标题 下標題 下标题 subtitle deck",
    "byline": "作者 署名 byline author",
    "dateline": "電頭 电头 dateline",
    "standing_head": "欄目 栏目 欄題 栏题 專欄 专栏",
    "body": "正文 內文 内文 body",
}
_PART_OF: Final = {word: part for part, words in _LABELS.items() for word in words.split()}
_LABEL: Final = re.compile(
    rf"{_OPEN}?({'|'.join(sorted(_PART_OF, key=len, reverse=True))}){_CLOSE}?{_WHITE}*[:：]{_WHITE}*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text may be: from where to where, how sure, and why; with its brackets it begins at ``outer``."""

    start: int
    end: int
    confidence: Confidence
    why: str
    outer: int = 0


def labelled(text: str) -> tuple[str, int]:
    """Return which part a label at the beginning names, and where the label ends; "" where there is none."""
    found = _LABEL.match(text)
    return (_PART_OF[found[1].lower()], found.end()) if found else ("", 0)


def byline(text: str) -> Guess | None:
    """Return the byline that a whole line is, without the brackets around it; None where it is none."""
    if not 2 <= len(text) <= _LONGEST_BYLINE or stops(text) or ends_inside(text):
        return None
    bracketed = _AT_END.match(text)
    start, end = bracketed.span(2) if bracketed else (0, len(text))
    words = _DINGBAT.sub("", text[start:end]).strip()
    if _SPEAKS.search(words) or _NO_NAMES.match(words):
        return None
    if _BYLINE.match(words) or _BESIDE.match(words) or _LATIN_BYLINE.fullmatch(words):
        return Guess(start, end, Confidence.SURE, "it says who wrote it")
    if are_names(words):
        return Guess(start, end, Confidence.LIKELY, "it is read as names")
    return None


def byline_at_end(text: str) -> Guess | None:
    """Return the byline that stands in brackets at the end of a paragraph, without its brackets."""
    found = _AT_END.search(text, max(0, len(text) - _TAIL))
    if found is None or not found.start() or not stops(text[: found.start()]):
        return None
    guess = byline(text[found.start() :].strip())
    if guess is None:
        return None
    return Guess(found.start(2), found.end(2), guess.confidence, f"in brackets at the end; {guess.why}", found.start())


def dateline(text: str) -> Guess | None:
    """Return the dateline that a paragraph begins with."""
    for pattern in _DATELINES:
        found = pattern.match(text)
        if found is None:
            continue
        parted = text[found.end() : found.end() + 1].isspace() or found[0][-1] in "】〕）)"
        sure = parted or found[0][-1] in "訊讯電电"
        if found.end() < len(text.rstrip()):
            return Guess(0, found.end(), Confidence.SURE if sure else Confidence.LIKELY, "a paragraph begins with it")
    return None
