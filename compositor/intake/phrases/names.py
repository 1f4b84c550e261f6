"""What no dictionary has: numbers, dates, people, places and foreign names, told by their shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from compositor.intake.phrases.lexicon import Entry, Lexicon

NUMBER, DATE, PERSON, PLACE, FOREIGN, LATIN, MARK, SPACE = "m", "t", "R", "S", "R", "X", "w", "_"

_NUMERALS: Final = "零〇一二两三四五六七八九十百千万亿"
FIGURES: Final = frozenset(_NUMERALS + "0123456789０１２３４５６７８９")
"""Characters of numbers."""

_FIGURE_RUN: Final = re.compile(r"第?[0-9０-９]+(?:[.．,][0-9０-９]+)*(?:[-–—～~][0-9０-９]+(?:\.[0-9]+)?)?[%％‰℃]?")
_WRITTEN: Final = re.compile(
    f"[{_NUMERALS}]+比[{_NUMERALS}]+|百分之[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?|[第逾近约超]?[{_NUMERALS}]{{1,12}}(?:[多余几]|点[{_NUMERALS}]+)?"
)
_DATE: Final = re.compile(
    f"(?:[0-9{_NUMERALS}]{{2,4}}年)?[0-9{_NUMERALS}]{{1,3}}月[0-9{_NUMERALS}]{{1,3}}[日号]|[0-9]{{4}}年|[0-9]{{1,2}}月"
)
_LATIN: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚÀ-ɏ][A-Za-zＡ-Ｚａ-ｚÀ-ɏ0-9.&'’+\-]*")
_SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛米贝戴宋庞熊纪舒屈项祝董梁杜阮蓝"
    "闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁荀段焦侯宓"
    "叶白蒲邰赖卓屠蒙池乔欧谭翟向易聂曾游简温关岳连佟涂肖"
)
_DOUBLE: Final = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 夏侯 端木 令狐 南宫 宇文 长孙 张简 范姜".split()
)
_ALSO_WORDS: Final = frozenset(
    "华金方马任费常乐于安高万路江石包关向连易强管房项白游简温季席左段曾余石梅林田水纪盛夏康平时成和能明计伍"
)
_FOREIGN: Final = frozenset(
    "阿艾安奥巴贝本比彼波布查达戴丹德迪蒂杜多厄恩尔法菲费弗福富盖戈格古哈海汉赫亨胡华霍基吉季加杰金卡凯坎康考科克"
    "肯库夸昆拉莱兰朗劳勒雷里利莉林琳卢鲁伦罗洛马玛迈曼梅门蒙米密缪莫默姆穆纳娜奈南尼诺努欧帕潘佩彭皮珀普奇恰乔切钦琼"
    "瑞萨塞桑瑟沙山舍圣施史士斯丝思斯松苏索塔泰坦特滕提图托瓦万威韦维文翁沃乌武西希夏肖谢辛休许雅亚扬耶伊因英尤约赞泽扎詹兹佐卜顿涅哲蕾茜蒂缇妮夫略哀埃芬汀登伯勃宾列隆内宁麦娅妲"
)
_PLACES: Final = frozenset("省市县区镇乡村州盟旗港路街桥河江湖山岛站庄寨屯")
_NOT_IN_PLACES: Final = frozenset(
    "全我各本该每两三一二四五六七八九十这那某新老旧大小多个名的在和与为将把被到从向进出入是有无不"
)
_TITLES: Final = frozenset(
    (
        "书记 主任 主席 总理 总统 市长 区长 县长 镇长 村长 局长 部长 省长 厅长 处长 院长 校长 会长 董事 经理 总裁 教授 "
        "记者 医生 博士 院士 老师 教练 队长 选手 导演 作家 歌手 演员 艺人 专家 律师 法官 议员 立委 委员 代表 司长 特首"
    ).split()
)
_GIVEN_MOST: Final = 2
_GIVEN_IS_WORD: Final = 36
_GIVEN_IS_SHORT: Final = 36
_COMMON: Final = 195
_PLACE_COST: Final = {3: 185, 4: 235}


def shaped(text: str, start: int, singles: str, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield what may begin at ``start`` by its shape; ``singles`` are the classes of the characters of ``text``."""
    if singles[start] in {MARK, SPACE}:
        yield Entry(1, 0, singles[start])
        return
    yield from _runs(text, start)
    if unicodedata.category(text[start]) == "Lo":
        yield from _people(text, start, singles, lexicon)
        yield from _foreign(text, start)
        yield from _places(text, start, lexicon)


def _runs(text: str, start: int) -> Iterator[Entry]:
    for pattern, base, each, kind in (
        (_DATE, 30, 5, DATE),
        (_FIGURE_RUN, 20, 0, NUMBER),
        (_WRITTEN, 78, 6, NUMBER),
        (_LATIN, 20, 0, LATIN),
    ):
        match = pattern.match(text, start)
        if match is not None:
            length = len(match[0])
            yield Entry(length, base + each * length, kind)


def _people(text: str, start: int, singles: str, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield a surname with one or two characters after it that may be a given name."""
    double = text[start : start + 2] in _DOUBLE
    if not double and text[start] not in _SURNAMES:
        return
    first = start + (2 if double else 1)
    cost = 110 if double else _surname_cost(text, start, lexicon)
    for given in range(1, _GIVEN_MOST + 1):
        at = first + given - 1
        if at >= len(text) or singles[at] in "_wpcuX?":
            return
        cost += 26 if singles[at] in "dmqfr" else 6
        word = given > 1 and _is_common(text, first, lexicon)
        more = _GIVEN_IS_WORD if word else _GIVEN_IS_SHORT if given == 1 and not double else 0
        yield Entry(first - start + given, cost + more, PERSON)


def _surname_cost(text: str, start: int, lexicon: Lexicon) -> int:
    """Return what a surname costs: less after a title, more where it may as well begin a word."""
    titled = text[max(0, start - 2) : start] in _TITLES
    alone = start == 0 or not text[start - 1].isalpha()
    cost = 130 if titled else 142 if alone else 158
    cost += 24 if text[start] in _ALSO_WORDS else 0
    begins = _is_common(text, start, lexicon) or (start > 0 and _is_common(text, start - 1, lexicon))
    return cost + (50 if begins else 0)


def _is_common(text: str, start: int, lexicon: Lexicon) -> bool:
    """Tell whether two characters are a common word that is no name."""
    found = lexicon.words_at(text[: start + 2], start)
    return bool(found) and found[-1].length == 2 and found[-1].kind != PERSON and found[-1].cost < _COMMON


def _foreign(text: str, start: int) -> Iterator[Entry]:
    """Yield a run of the characters that spell foreign names; one with a dot inside is surely a name."""
    end, dot = start, 0
    while end < len(text):
        if end > start and _is_dot(text[end]) and text[end + 1 : end + 2] in _FOREIGN:
            dot = end
        elif text[end] not in _FOREIGN:
            break
        end += 1
    if dot:
        for stop in range(dot + 2, end + 1):
            yield Entry(stop - start, 40 + 8 * (stop - start), FOREIGN)
    for part in range(3, min(end - start, 7) + 1):
        yield Entry(part, 96 + 26 * part, FOREIGN)


def _is_dot(character: str) -> bool:
    """Tell of the dots that stand between the parts of a foreign name, by property."""
    return unicodedata.category(character) == "Po" and unicodedata.east_asian_width(character) != "W"


def _places(text: str, start: int, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield two or three characters that are no words with a suffix of places."""
    for length in (3, 4):
        name, suffix = text[start : start + length - 1], text[start + length - 1 : start + length]
        if suffix not in _PLACES or not suffix or not name.isalpha() or _NOT_IN_PLACES.intersection(name):
            continue
        if not any(_is_common(text, start + at, lexicon) for at in range(length - 2)):
            yield Entry(length, _PLACE_COST[length], PLACE)
