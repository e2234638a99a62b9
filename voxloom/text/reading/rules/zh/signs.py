"""Signs before, between and behind numbers."""

from __future__ import annotations

from voxloom.text.reading.rules.rule import Rule, rule, table
from voxloom.text.reading.rules.zh.words import HAN, MINUS

COMPARED = {
    "≤": "小于等于",
    "<=": "小于等于",
    "≥": "大于等于",
    ">=": "大于等于",
    "≠": "不等于",
    "≈": "约等于",
    "<": "小于",
    ">": "大于",
}
ABBREVIATIONS = {"Tel": "电话", "TEL": "电话", "tel": "电话", "Fax": "传真", "FAX": "传真"}
BETWEEN = {"+": "加", "=": "等于", "×": "乘", "÷": "除以", "&": "和", **COMPARED}


def minus_rules() -> tuple[Rule, ...]:
    """To be applied behind ranges, whose dashes are none."""
    return (
        rule("minus", rf"(?<![0-9A-Za-z)）%])[{MINUS}] ?(?=[0-9]|百分之)", "负"),
        rule(
            "plus",
            r"(?<![0-9A-Za-z)）零幺一二三四五六七八九])(?<![0-9A-Za-z)）] )\+ ?(?=[0-9])",
            "正",
        ),
    )


def sign_rules() -> tuple[Rule, ...]:
    return (
        rule("about twice", r"(?<=约)[~～≈] ?(?=[0-9百])", ""),
        rule("about", r"(?:(?<![\w%°℃）)])|(?<=[为是在有占达]))[~≈] ?(?=[0-9百])", "约"),
        rule("plus or minus", r"± ?(?=[0-9]|百分之)", "正负"),
        rule("times", r"(?<=[0-9米寸]) ?[xX×*] ?(?=[0-9])", "乘"),
        rule("and more", r"(?<=[0-9A-Za-z岁])\+(?![0-9])", "加"),
        table("sign between operands", r"(?<=[\w)）]) ?{} ?(?=[\w(（-])", BETWEEN),
        table("sign before a number", r"{} ?(?=-?[0-9])", COMPARED),
        rule(
            "a letter to a letter", r"(?<![A-Za-z0-9])([A-Z])2([A-Z])(?![A-Za-z0-9])", r"\1 to \2"
        ),
        rule("percent sign", "%", "百分号"),
        rule("at", rf"@(?=[{HAN}])", "艾特"),
        rule("hyphen in a name", r"(?<=[A-Za-z])-(?=[0-9])", ""),
        rule("underscore", r"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])", "下划线"),
        rule("from place to place", rf"(?<=[{HAN}]) ?[~～→] ?(?=[{HAN}])", "到"),
    )


def name_rules() -> tuple[Rule, ...]:
    return (
        table("abbreviation", r"(?<![A-Za-z]){}(?![A-Za-z])[.:：]? ?(?=[0-9+(（])", ABBREVIATIONS),
        rule(
            "No.",
            r"(?<![A-Za-z])(?:No|NO|no)[.．] ?(?P<number>[0-9]{1,2})(?![0-9A-Za-z])号?",
            r"\g<number>号",
        ),
        rule("number", r"(?<![A-Za-z])(?:No|NO|no)[.．:：] ?(?=[0-9A-Z])|№ ?", "编号"),
        rule(
            "floor",
            r"(?<![0-9A-Za-z.])(?<![0-9]-)(?P<floor>[1-9][0-9]?)F(?![A-Za-z座号]|[0-9](?![0-9]{2,3}室))",
            r"\g<floor>楼",
        ),
    )
