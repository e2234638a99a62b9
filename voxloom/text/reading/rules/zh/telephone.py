"""Telephone numbers, told by their shapes and by what stands before them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.identifiers import identifier
from voxloom.text.reading.rules.zh.words import AMOUNT_END, AMOUNTS, EMERGENCY, HAN

# Behind the verbs, some words more may follow.
CALLED = "拨打|致电|拨|打给|呼叫|联系|来电|回拨|请打|短信至|发送至|发送到|发至|发到"
LINES = (
    "电话|热线|专线|客服|传真|手机|手机号|分机|分机号|内线|总机|前台|座机|服务台|转接|转分机|"
    "直线|短号|直拨|值班室|火警|急救|报警|电信|(?<=[后请直再机台]转)"
)
BEHIND = (
    "打个?电话|打来电话|热线|客服|专线|报警|急救|火警|营业厅|官网|网站|服务平台|平台投诉|短信|来电"
)
EXTENSION = r"(?:(?: ?(?:转分?机?|ext\.?|-) ?)[0-9]{1,6})?"
SHAPES = "|".join(
    (
        r"1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}",  # mobile
        rf"[(（]?0(?:10|2[0-9]|[3-9][0-9]{{2}})[)）]? ?-?[0-9]{{3,4}}[ -]?[0-9]{{4}}{EXTENSION}",
        r"[48]00[ -]?(?:[0-9]{3}[ -]?[0-9]{4}|[0-9]{4}[ -]?[0-9]{3}|[0-9]-[0-9]{3}-[0-9]{3})",
        r"95[0-9]{3,4}|96[0-9]{3}|123[0-9]{2}|100(?:86|10|01|99)",  # banks, airlines
    )
)
INTERNATIONAL = (
    r"(?:\+|(?<![0-9])00) ?(?=(?:[ ()-]{0,2}[0-9]){8,15}(?![0-9]))"
    r"[0-9]{1,4}(?:[ ()-]{1,2}[0-9]+)*"
)
GROUPS = r"[(（]?[0-9](?:[ ()（）-]{0,2}[0-9]){2,14}" + EXTENSION
SPOKEN = "零幺一二三四五六七八九"


def telephone_rules() -> tuple[Rule, ...]:
    is_ = r"(?:号码)?(?:已?是|为|:|：)? ?"
    number, end = rf"(?P<number>{GROUPS})", AMOUNT_END
    return (
        rule("international number", rf"(?P<number>{INTERNATIONAL}){end}", _called),
        rule(
            "telephone number",
            rf"(?<![A-Za-z0-9.,/:%-])(?<![订工运保]单)(?<!包裹|快递)(?P<number>{SHAPES})"
            rf"(?!-[0-9]|[A-Za-z0-9]|[.,:/][0-9]| ?(?:{AMOUNTS}))",
            _called,
        ),
        rule("number of a line", rf"(?P<before>(?:{LINES}){is_}){number}{end}", _called),
        rule(
            "number called",
            rf"(?P<before>(?:{CALLED})[{HAN}]{{0,12}}?[:：]? ?){number}{end}",
            _called,
        ),
        rule(
            "another number",
            rf"(?P<before>(?<=[{SPOKEN}]{{3}})(?:、|或者?|和|/))(?P<number>[0-9]{{3,12}}){end}",
            _called,
        ),
        rule(
            "emergency numbers",
            rf"(?<![0-9.,])(?:{EMERGENCY})(?:(?:[、/,，]|或者?|和|及) ?(?:{EMERGENCY}))+"
            rf"(?![0-9.]|,[0-9]| ?(?:{AMOUNTS}))",
            lambda match: re.sub("[0-9]+", lambda one: identifier(one[0]), match[0]),
        ),
        rule("number that calls", rf"(?<![0-9.])(?P<number>[0-9]{{3,6}})(?={BEHIND})", _called),
        rule(
            "number for messages",
            rf"(?P<before>(?:发|短信|回复)[^，。；]{{0,15}}?[至到给] ?)"
            rf"(?P<number>[19][0-9]{{4,}}){end}",
            _called,
        ),
        rule(
            "extension",
            rf"(?P<before>(?<=[0-9{SPOKEN})）])[,，]? ?转)(?P<number>[0-9]{{1,6}})",
            _called,
        ),
        rule(
            "extension alone",
            rf"(?P<before>(?:^|(?<=[，。；：、,请后再可直]))转)(?P<number>[0-9]{{1,6}})(?![号楼路]){end}",
            _called,
        ),
    )


def _called(match: re.Match[str]) -> str:
    before, number = match.groupdict().get("before") or "", match["number"]
    plus = "加" if number.startswith("+") else ""
    said = identifier(number.replace("ext", "转"))
    return before + plus + said
