"""Codes and the numbers of things, told by what stands before them and by their shapes.

Chinese has no spaces between its words, so these are rules of its own.
"""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.identifiers import identifier
from voxloom.text.reading.rules.zh.money import CODES as CURRENCY_CODES
from voxloom.text.reading.rules.zh.words import AMOUNT_END, AMOUNTS, COUNTED, HAN

# What is said digit by digit behind these words.
CODES = (
    "尾号|尾数|验证码|校验码|动态码|安全码|授权码|激活码|兑换码|邀请码|优惠码|确认码|识别码|取件码|"
    "提取码|取货码|取餐码|取餐号|取票码|提货码|核销码|密码|口令|代码|编号|编码|号码|单号|订单号|卡号|"
    "账号|帐号|账户号|户号|工号|学号|邮编|邮政编码|区号|房号|房间号|车牌号?|座位号|流水号|票号|车次|"
    "航班|航班号|会员号|身份证号|证件号|护照号|护照|病历号|门诊号|住院号|就诊号|登记号|保单号|合同号|"
    "受理号|工单号|申请号|报修号|案号|税号|发票号|表号|(?<!手)机号|序列号|批号|凭证号|参考号|预订号|预约号|"
    "确认号|处方号|条形?码|车架号|发动机号|QQ号?|QQ群|群号|微信号|PIN码?|PNR|IBAN|SWIFT|UID|ID"
)
LAST_DIGITS = "(?:最?后|末|尾|前)(?:[0-9]|[一二三四五六七八两几])位(?:数字?|号码)?"
# Three digits and more behind these are no amount.
THINGS = (
    "订单|工单|快递|快件|包裹|运单|邮件|列车|动车|高铁|保单|合同|发票|账户|帐户|银行卡|信用卡|"
    "储蓄卡|借记卡|会员卡?|就诊卡|医保卡|病历|房间|客房|柜机?|床位|车厢|波音|空客|ISO|GB/T|IEEE|"
    "国道|省道|县道|流水|预订|预约单|申请单|报修单|案件(?! ?[0-9]+起)|病房|诊室|"
    "包[间厢房]|房卡|项目|基金|股票|批次|型号|卡片"
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

LINK = rf"(?:[{HAN}]{{0,8}}?(?:是|为|至|成|即|[:：=])|[:：=])?[ “\"'【\[（(「《#:：]{{0,3}}"
BRACKET = r"[ “\"'【\[（(「:：#]{0,2}"
NO_AMOUNT = rf"(?![{HAN}]{{0,8}}(?:时间|有效|金额|余额|积分|日期))"
NO_DATE = (
    r"(?!(?:19|20)[0-9]{2}[./-](?:0?[1-9]|1[0-2])[./-][0-9]{1,2}(?![0-9])"
    r"|[01][0-9]-[0-3][0-9] [0-9]{1,2}:)"
)
GROUP = r"[A-Za-z0-9]+(?:[-/.] ?[A-Za-z0-9]+| - [0-9]+| (?=[A-Z]{0,4}[0-9])[A-Z0-9]+)*"
TWO = rf"(?P<number>{NO_DATE}(?=(?:[A-Za-z]*[ /.-]{{0,3}}[0-9]){{2}}){GROUP})"
THREE = rf"(?P<number>{NO_DATE}(?=(?:[A-Za-z]*[ /.-]{{0,3}}[0-9]){{3}}){GROUP})"
SURE_END = (
    r"(?![A-Za-z0-9%排]|[.:/][0-9]|-[0-9]|分钟|小时|秒|位(?!于)|天内|次内?有|元"
    rf"|余|多(?![久长少])|以[内上下]|[页本](?=\W|$)|{COUNTED})"
)
START = r"(?<![0-9A-Za-z.:/-])"

YEARS = r"(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}(?![0-9])"
HYPHENATED = rf"(?!{YEARS})(?=(?:-?[0-9]){{7,15}}(?![0-9-]))[0-9]{{3,}}-[0-9]{{3,}}"
SPACED = r"[0-9]{2,}(?: [0-9]{2,}){2,}|[0-9]{3} [0-9]{3}|[0-9]{4} [0-9]{4}|0[0-9]+(?: [0-9]+)+"
MIXED = (
    r"[A-Z]{2}[0-9]{2}(?: [A-Z0-9]{2,4}){3,8}"  # an IBAN
    r"|(?=[A-Z-]*[0-9])(?=[0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*"
)
FLIGHT = "(?:[A-Z]{1,2}|[0-9][A-Z])[0-9]{3,4}"
MOBILE = re.compile("1[3-9][0-9](?:[ -]?[0-9]{4}){2}")  # a telephone's, whatever it is called
# Not one by one: 14B, 5G, 10GB; B12, MP3; USD1500 and other amounts.
ORDINARY = re.compile(
    r"[0-9]+[A-Z]{1,3}|[0-9]{1,2}[AP]M-[0-9]{1,2}[AP]M|[A-Z]+-?[0-9]{1,2}|[A-Z]2[A-Z]"
    rf"|(?:{CURRENCY_CODES}|TOP|NO|P|WIFI)[0-9]+[KMB]?"
)


def code_rules() -> tuple[Rule, ...]:
    """To be applied behind full dates and before any rule of amounts and other dates."""
    last = f"(?:的?{LAST_DIGITS})"
    return (
        rule(
            "number plate",
            rf"(?P<before>[{PROVINCES}])(?P<number>[A-Z][·•・ -]?(?=[A-Z0-9]*[0-9])[A-Z0-9]{{5,6}})"
            r"(?![A-Za-z0-9])",
            _plate,
        ),
        rule("code", rf"(?P<before>(?:{CODES})(?:{last}|号)?{BRACKET}){TWO}{SURE_END}", _digits),
        rule("last digits", rf"(?P<before>{LAST_DIGITS}{LINK}){TWO}{SURE_END}", _digits),
        rule(
            "code behind words",
            rf"(?P<before>(?:{CODES}){last}?{NO_AMOUNT}[^\S ]?{LINK}){TWO}{AMOUNT_END}",
            _digits,
        ),
        rule(
            "number typed",
            rf"(?P<before>(?:输入|键入|回复) ?)(?P<number>[0-9]{{3,}}){AMOUNT_END}",
            _digits,
        ),
    )


def shape_rules() -> tuple[Rule, ...]:
    """To be applied when no telephone numbers are left."""
    return (
        rule(
            "number of a thing",
            rf"(?P<before>(?:{THINGS})号?(?:码|编号)?(?:的?{LAST_DIGITS})?{LINK})"
            rf"{THREE}{AMOUNT_END}",
            _mixed,
        ),
        rule(
            "long number behind a word",
            rf"(?P<before>[{HAN}](?:号码?|码)(?:是|为|[:：])? ?)"
            rf"(?P<number>[0-9]{{5,}}){AMOUNT_END}",
            _digits,
        ),
        rule(
            "flights",
            rf"(?<![A-Za-z0-9@.:-]){FLIGHT}(?=/|次|航班|号)"
            rf"|(?<=[0-9]/){FLIGHT}(?![A-Za-z0-9/])",
            lambda match: digit_by_digit(match.group(), "zh"),
        ),
        rule(
            "trains",
            r"(?<![A-Za-z0-9@.:-])[GDCZTKY][0-9]{1,4}(?=次(?!数))",
            lambda match: digit_by_digit(match.group(), "zh"),
        ),
        rule(
            "postcode before its place",
            rf"(?:^|(?<=[，。：；:,]))[0-9]{{6}}(?=,? ?[{HAN}]{{2,3}}(?:省|市(?![民场值])))",
            lambda match: digit_by_digit(match.group(), "zh"),
        ),
        rule("three groups", rf"{START}(?P<number>[0-9]+(?:-[0-9]+){{2,}}){AMOUNT_END}", _digits),
        rule("two groups", rf"{START}(?P<number>{HYPHENATED}){AMOUNT_END}", _digits),
        rule(
            "door behind a building",
            r"(?P<before>单元|号楼|[栋幢座]|会议室|教室|办公室|诊室|包[间厢房]) ?"
            rf"(?P<number>[0-9]{{3,4}})(?![0-9A-Za-z.:-]|{AMOUNTS})",
            _digits,
        ),
        rule(
            "door of a building",
            rf"{START}[0-9]{{1,2}}-[0-9]{{3,4}}(?=[室号房户]|[，。]|$)"
            r"|(?<=[室房])[0-9]{1,2}-[0-9]{3,4}(?![0-9A-Za-z.:-])",
            lambda match: digit_by_digit(match.group(), "zh"),
        ),
        rule(
            "groups of digits",
            rf"(?<![A-Za-z0-9.,:/$€£¥￥-])(?P<number>{SPACED}){AMOUNT_END}",
            _digits,
        ),
        rule(
            "letters and digits",
            rf"(?<![A-Za-z0-9@./:-])(?P<number>{MIXED})(?![A-Za-z0-9@/-]|[.:][A-Za-z0-9])",
            _mixed,
        ),
    )


def _digits(match: re.Match[str]) -> str:
    before = match.groupdict().get("before") or ""
    read = identifier if MOBILE.fullmatch(match["number"]) else _figures
    return before + read(match["number"])


def _figures(written: str) -> str:
    return digit_by_digit(written, "zh")


def _mixed(match: re.Match[str]) -> str:
    return match.group() if ORDINARY.fullmatch(match["number"]) else _digits(match)


def _plate(match: re.Match[str]) -> str:
    return match["before"] + digit_by_digit(match["number"], "zh", "")
