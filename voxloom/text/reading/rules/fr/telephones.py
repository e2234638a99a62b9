"""French telephone numbers: in the groups in which they are written, each as one number."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.numbers import group

COUNTRIES = r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2}"
ABROAD = re.compile(rf"\(?(?P<sign>\+|00) ?(?P<country>{COUNTRIES})\)?(?=[^0-9]|[0-9]{{4}})")
END = r"(?![\w%€]|[.,][0-9]|[ -][0-9])"
NATIONAL = (
    rf"(?<![\w.,/-])0[1-9](?:[ ./-]{{0,3}}[0-9]{{2}}){{4}}{END}",
    rf"(?<![\w.,/-])0 ?[89][0-9]{{2}}[ .-][0-9]{{3}}[ .-][0-9]{{3}}{END}",
    rf"(?<![\w.,/-])0 ?[89][0-9]{{2}}(?:[ .-][0-9]{{2}}){{3}}{END}",
    rf"(?<![\w.,/-])(?:00 ?33|\(\+ ?33\))[ .-]?(?:\(0\))?[ .-]?[1-9](?:[ .-]?[0-9]{{2}}){{4}}{END}",
    rf"(?:(?<=\bau )|(?<=\ble ))(?:3[0-9]|10)[0-9]{{2}}(?! [a-zà-ÿ]+s\b){END}",
    rf"(?<![\w.,/-])11[68] ?[0-9]{{3}}{END}",
)
# In Switzerland and Belgium: 022 345 67 89, 02 123 45 67, 065 12 34 56, 0475 12 34 56, 0800 12 345.
ABROAD_IN_FRENCH = (
    rf"(?<![\w.,/-])0[1-9][0-9][ ./][0-9]{{3}}(?:[ .][0-9]{{2}}){{2}}{END}",
    rf"(?<![\w.,/-])0[1-9][ ./][0-9]{{3}}(?:[ .][0-9]{{2}}){{2}}{END}",
    rf"(?<![\w.,/-])0[1-9][0-9][ /](?:[0-9]{{2}}[ .]){{2}}[0-9]{{2}}{END}",
    rf"(?<![\w.,/-])04[5-9][0-9][ /](?:[0-9]{{2}}[ .]){{2}}[0-9]{{2}}{END}",
    rf"(?<![\w.,/-])04[5-9][0-9][ /][0-9]{{3}}[ .][0-9]{{3}}{END}",
    rf"(?<![\w.,/-])0[89]0[0-9][ ./][0-9]{{2}}[ .][0-9]{{3}}{END}",
    rf"(?<![\w.,/-])00 ?(?:32|41|352)(?:[ ./-]?\(0\))?(?:[ ./-][0-9]{{1,3}}){{3,5}}{END}",
)
CANADIAN = (rf"(?<![\w.,/-])(?:1[ -])?[2-9][0-9]{{2}}[ -][0-9]{{3}}-[0-9]{{4}}{END}",)
# Written without a gap: free numbers and enquiries in threes, the rest in pairs.
THREES = re.compile(r"(08[0-9]{2}|11[68])([0-9]{3})([0-9]{3})?")


def telephone(written: str) -> str:
    """`+33 (0)1 56 20 48 90` -> plus trente-trois, un, cinquante-six, vingt, ..."""
    abroad = ABROAD.match(written)
    said = []
    if abroad:
        before = "plus" if abroad["sign"] == "+" else "zéro zéro"
        said.append(f"{before} {group(abroad['country'])}")
        written = written[abroad.end() :].replace("(0)", "")
    groups = re.findall(r"[0-9]+", written)
    if len(groups) == 1:
        groups = _cut(groups[0])
    elif re.fullmatch("0(?:[1-35-79][0-9]|4[0-4])[0-9]", groups[0]) and sum(map(len, groups)) > 9:
        groups[:1] = [groups[0][:2], groups[0][2:]]
    if len(groups) > 1 and groups[0] == "0":
        groups[:2] = [groups[0] + groups[1]]
    short = sum(map(len, groups)) <= 4 and not abroad
    return (" " if short else ", ").join([*said, *map(group, groups)])


def _cut(digits: str) -> list[str]:
    if len(digits) <= 4:
        return [digits]
    threes = THREES.fullmatch(digits)
    if threes:
        return [part for part in threes.groups() if part]
    first = len(digits) % 2
    return [*digits[:first], *(digits[at : at + 2] for at in range(first, len(digits), 2))]
