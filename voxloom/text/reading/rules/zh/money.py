"""Amounts of money, with signs and codes before and behind them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.numbers import until
from voxloom.text.reading.rules.zh.words import DASH, MINUS, NUMBER

CURRENCIES = {
    "US$": "美元", "USD": "美元", "$": "美元", "EUR": "欧元", "€": "欧元", "GBP": "英镑",
    "£": "英镑", "HK$": "港元", "HKD": "港元", "NT$": "新台币", "TWD": "新台币", "A$": "澳元",
    "AUD": "澳元", "C$": "加元", "CAD": "加元", "S$": "新加坡元", "SGD": "新加坡元",
    "JPY": "日元", "KRW": "韩元", "₩": "韩元", "RUB": "卢布", "₽": "卢布", "CHF": "瑞士法郎",
    "THB": "泰铢", "฿": "泰铢", "MOP": "澳门元", "NZD": "新西兰元", "INR": "印度卢比",
    "MYR": "林吉特", "CNY": "元", "CNH": "元", "RMB": "元", "￥": "元", "¥": "元",
}  # fmt: skip
NAMES = "|".join(sorted(set(CURRENCIES.values()), key=len, reverse=True))
SIGNS = "|".join(re.escape(key) for key in sorted(CURRENCIES, key=len, reverse=True))
CODES = "|".join(key for key in CURRENCIES if key.isalpha())
ZEROS = {"k": 3, "K": 3, "M": 6, "B": 9}  # of $1.2M
SCALE = "[万亿千百]|[KkMB](?![A-Za-z0-9])"


def money_rules() -> tuple[Rule, ...]:
    before = rf"(?:(?<![0-9A-Za-z)])(?:(?P<minus>[{MINUS}])|(?P<plus>\+)) ?)?"
    low = rf"(?P<behind>[{MINUS}] ?)?(?P<low>{NUMBER})(?P<scale>{SCALE})?"
    high = rf"(?P<to>{DASH}|至|到)(?:{SIGNS})? ?(?P<high>{NUMBER})(?P<scale_high>{SCALE})?"
    return (
        rule(
            "money",
            rf"{before}(?:美元|欧元|港元|英镑|日元)?(?<![A-Za-z])(?P<sign>{SIGNS}) ?{low}"
            rf"(?:{high})?(?:{NAMES}|人民币)?",
            _money,
        ),
        rule(
            "money with a code",
            rf"(?<![0-9.])(?P<amount>{NUMBER}[万亿]?) ?(?P<code>{CODES})(?![A-Za-z0-9])",
            lambda match: match["amount"] + CURRENCIES[match["code"]],
        ),
        rule("no cents", rf"(?<=[0-9])\.00?(?=(?:{NAMES}|块)(?!/))", ""),
    )


def _money(match: re.Match[str]) -> str:
    minus = "负" if match["minus"] or match["behind"] else "正" if match["plus"] else ""
    renminbi = "人民币" if match["sign"] == "RMB" else ""
    said = minus + renminbi + _amount(match["low"], match["scale"])
    if match["high"]:
        said += until(match["to"]) + _amount(match["high"], match["scale_high"])
    return said + CURRENCIES[match["sign"]]


def _amount(number: str, scale: str | None) -> str:
    """In figures still; `1.2M` as 1200000, and no cents where there are none."""
    whole, _, part = number.partition(".")
    if scale in ZEROS and len(part) <= ZEROS[scale]:
        return str(int(whole + part.ljust(ZEROS[scale], "0")))
    return re.sub(r"\.00?$", "", number) + (scale or "")
