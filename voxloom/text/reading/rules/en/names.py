"""English: names in short, and what is spelled."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule

# What is spelled letter by letter although it could be said as a word; PIN, SIM and NASA are said.
# Without a vowel any reader spells them.
INITIALISM = (
    r"VIP|FBI|CIA|IRS|ATM|SUV|USA|UK|EU|UN|ID|AI|API|CEO|CFO|COO|FAQ|ISP|IP|UFO|DIY|ETA|APR|IRA|"
    r"IVR|IVF|URL|USB|UPS|USPS|FAA|EPA|EIN|EDT|EST|IOU|ICU|ER|UI|UX|VAT|AAA|ABC|NBA|UFC|UCLA|MBA|"
    r"AC|BA|RIP|IQ|EV|SOS|ISBN|ET|UA|AA|ADA|TSA|ACH|EFT|HOA|EOB|ASL|EKG|ECG|EMT|MRI|OB|GI|EMS|"
    r"GPA|DOB|ESL"
    r"|AARP|ITIN|DUI"
    r"|OTP|ALS|UTI"
    r"|HR|AWD|EPS|APY|CPA|DMV|MLK|NOAA|LAX|EWR|ORD|SFO|IAD|IAH|ATL|AMS|PEK|SSA|CSA|OTA|HSA|"
    r"FSA|HMO|PPO|OBGYN|TIA|UAV|ADHD|ABA|AED|EOD|AOL|BMI|UV|PIA|TIN|CVV|SMS|MMS|LTE|GPS|VPN|OTC"
)
# Behind letters with dots only what begins a sentence for sure.
NEW = re.compile(
    r"$| (?:It|The|He|She|We|They|You|This|That|If|Please|Call|For|To|In|On|At|Your|Our|My|And|"
    r"But|There|I)\b"
)


def _blood(match: re.Match[str]) -> str:
    sign = "positive" if match["sign"] == "+" else "negative"
    return f"{match['before']}{' '.join(match['group'])} {sign}"


def _spread(match: re.Match[str]) -> str:
    plural = "'s" if match["plural"] else ""
    return " ".join(match["letters"]) + plural


NAMES = (
    rule("saint", r"\bSt\.? (?=[A-Z][a-z])", "Saint "),
    rule("fort", r"\bFt\.? (?=[A-Z][a-z])", "Fort "),
    rule("mount", r"\bMt\.? (?=[A-Z][a-z])", "Mount "),
    rule("point", r"\bPt\. (?=[A-Z][a-z])", "Point "),
    rule("P.O. box", r"\bP\.? ?O\.? [Bb]ox\b", "P O box"),
    rule(
        "the States",
        r"(?P<before>\b(?:[Tt]he|[Oo]utside|[Ww]ithin|[Cc]ontinental|[Ff]rom|[Ii]n|[Aa]ll) )US\b"
        r"(?!\$)",
        r"\g<before>U S",
    ),
    rule(
        "of the States",
        r"\bUS(?= (?:citizens?|passports?|mail|post|postal|dollars?|address|residents?|numbers?|"
        r"based|banks?|military|customs|phones?|mobiles?|market|government|only)\b)",
        "U S",
    ),
    rule("doctor of medicine", r"(?<=[a-z]),? M\.D\.(?=,)", ", M D"),
    rule(
        "degree behind a doctor's name",
        r"(?P<before>\b(?i:dr\.?|doctor) [A-Z][^.?!]{0,40}?), (?P<degree>MD|DO|PA|OD|DDS|DMD)\b",
        lambda match: f"{match['before']}, {' '.join(match['degree'])}",
    ),
    rule(
        "blood group",
        r"(?P<before>\b(?i:blood|type|donors?|group) )(?P<group>AB|[ABO])(?P<sign>[-−–+])(?!\w)",
        _blood,
    ),
    rule(
        "letters with dots",
        r"\b(?:[A-Z]\.){2,}(?=[ ,;:?!]|$)(?<!A\.M\.)(?<!P\.M\.)",
        lambda m: (
            m.group().replace(".", " ").strip() + ("." if NEW.match(m.string, m.end()) else "")
        ),
    ),
    rule(
        "ampersand between letters",
        r"(?<=\b[A-Z])&(?=[A-Z]\b)|(?<=\b[A-Z]{2})&(?=[A-Z]\b)",
        " and ",
    ),
    rule(
        "initialism",
        rf"(?<![\w.@/-])(?P<letters>{INITIALISM})(?P<plural>s?)(?![\w@/$]|\.\w|'[a-rt-z])",
        _spread,
    ),
)
