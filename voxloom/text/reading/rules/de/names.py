"""German rulers, streets, postcodes, number plates, compass points, and initialisms."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.numbers import ordinal
from voxloom.text.reading.rules.de.units import COUNTED
from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.roman import SURE, value
from voxloom.text.reading.rules.rule import Rule, rule, table

RULERS = (
    r"Ludwig|Friedrich|Wilhelm|Heinrich|Karl|Otto|Papst \w+|Benedikt|Johannes Paul|Franz|Georg|"
    r"Elisabeth|Leopold|Joseph|Maximilian|Philipp|Peter|Katharina|Franz Joseph|Pius|Rudolf|August"
)
# Compass points stand alone only beside these.
WIND = r"(?:Winde?|Windrichtung|Richtung|aus|nach|Ausfahrt|Ausgang|Eingang|Seite)"
POINTS = {
    "N": "Nord",
    "O": "Ost",
    "S": "Süd",
    "W": "West",
    "NO": "Nordost",
    "NW": "Nordwest",
    "SO": "Südost",
    "SW": "Südwest",
    "NNO": "Nordnordost",
    "ONO": "Ostnordost",
    "OSO": "Ostsüdost",
    "SSO": "Südsüdost",
    "SSW": "Südsüdwest",
    "WSW": "Westsüdwest",
    "WNW": "Westnordwest",
    "NNW": "Nordnordwest",
}
POINT = "|".join(sorted(POINTS, key=len, reverse=True))
# Spelled, though they could be read as words.
SPELLED = [
    "AOK",
    "ADAC",
    "AGB",
    "AGBs",
    "ARD",
    "EC",
    "EDV",
    "EU",
    "USA",
    "UKW",
    "IT",
    "ICE",
    "IC",
    "RE",
    "RB",
    "EON",
    "KIT",
    "UPS",
    "USB",
    "PC",
    "PCs",
    "TV",
    "WC",
    "IKK",
    "UV",
    "SUV",
    "SUVs",
    "EWE",
    "ÖBB",
    "EDL",
    "EVU",
    "IBM",
    "AG",
    "KG",
    "SE",
    "ÖPNV",
    "URL",
    "ID",
    "IDs",
    "OP",
    "EKG",
    "EEG",
    "MRT",
    "HNO",
    "HU",
    "AU",
    "IHK",
    "SB",
]


def _ruler(match: re.Match[str]) -> str:
    article = "die" if match["before"].startswith(("Elisabeth", "Katharina")) else "der"
    return f"{match['before']}{article} {ordinal(value(match['roman']), 'e')}"


def _spelled(match: re.Match[str]) -> str:
    word = match.group()
    plural = word.endswith("s")
    return " ".join(word.removesuffix("s")) + ("s" if plural else "")


def _plate(match: re.Match[str]) -> str:
    written = " ".join((match["city"], match["letters"], match["digits"]))
    return f"{match['before']}{digit_by_digit(written, 'de')}"


def _postcode(match: re.Match[str]) -> str:
    country = match.groupdict().get("country") or ""
    return digit_by_digit(f"{country} {match['digits']}".strip(), "de", " ")


def _placed(match: re.Match[str]) -> str:
    return match["before"] + digit_by_digit(match["digits"], "de")


CITIES = (
    r"Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|"
    r"Dresden|Hannover|Nürnberg|Duisburg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|Mannheim|"
    r"Karlsruhe|"
    r"Augsburg|Wiesbaden|Mainz|Kiel|Lübeck|Erfurt|Rostock|Kassel|Halle|Magdeburg|Freiburg|Potsdam|"
    r"Saarbrücken|Regensburg|Würzburg|Ulm|Heidelberg|Darmstadt|Wien|Graz|Linz|Salzburg|Innsbruck|"
    r"Klagenfurt|Zürich|Basel|Bern|Genf|Lausanne|Luzern|Winterthur|Vaduz"
)
STREET = r"(?:straße|strasse|str\.|Str\.|weg|platz|gasse|allee|ring|ufer|damm)"
CITY = rf" (?!(?:{COUNTED})(?!\w))(?:Sankt |St\. |Bad )?[A-ZÄÖÜ][a-zäöüß]+"
EARLY_NAME_RULES: tuple[Rule, ...] = (
    rule(
        "about, twice",
        r"(?P<about>\b(?i:ca\.|circa|etwa|rund|ungefähr) )[~≈] ?(?=[0-9])",
        r"\g<about>",
    ),
    table(
        "sign between numbers",
        r"(?<=[0-9%€]) ?{} ?(?=-?[0-9])",
        {
            "<": " kleiner als ",
            ">": " größer als ",
            "≥": " größer oder gleich ",
            "≤": " kleiner oder gleich ",
            "≈": " ungefähr ",
            "≠": " ungleich ",
        },
    ),
    table(
        "sign before a number",
        r"(?<![^\s(]){} ?(?=[-−]?[€$£]?[0-9])",
        {
            "±": "plus minus ",
            "+/-": "plus minus ",
            ">": "mehr als ",
            "<": "weniger als ",
            "≥": "mindestens ",
            "≤": "höchstens ",
            "~": "ungefähr ",
            "≈": "ungefähr ",
        },
    ),
    rule(
        "number plate",
        r"(?P<before>\b(?i:kennzeichen|nummernschild)(?: (?:ist|lautet))?:? )"
        r"(?P<city>[A-ZÄÖÜ]{1,3})[ -]"
        r"(?P<letters>[A-Z]{1,2})[ -]?(?P<digits>[1-9][0-9]{0,3})(?![\w-])",
        _plate,
    ),
    rule(
        "postcode",
        rf"(?<![\w.,])(?:(?P<country>D|A|CH)[- ](?P<digits>[0-9]{{4,5}})(?={CITY}))",
        _postcode,
    ),
    rule(
        "postcode behind a word",
        rf"(?P<before>{STREET} [0-9]{{1,3}} ?[a-z]?, (?=[0-9]{{4}} )|\b(?:in|aus|nach) )"
        rf"(?P<digits>[0-9]{{4,5}})(?={CITY})",
        _placed,
    ),
    rule(
        "postcode of a city",
        rf"(?<![\w.,/-])(?P<before>)(?P<digits>[0-9]{{4,5}})(?= (?:{CITIES})\b)",
        _placed,
    ),
    rule("postcode of five", rf"(?P<before>, |: )(?P<digits>[0-9]{{5}})(?={CITY})", _placed),
)
NAME_RULES: tuple[Rule, ...] = (
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE})\b\.?", _ruler),
    rule("street", r"(?<=[a-zäöüß])str\.(?=$)", "straße."),
    rule(
        "street in a sentence", r"(?:(?<=[a-zäöüß])s|(?<=-)S)tr\.", lambda m: m.group()[0] + "traße"
    ),
    rule("station", r"(?<=[a-zäöüß])b(?:h)?f\.?(?!\w)", "bahnhof"),
    rule("square", r"(?<=[a-zäöüß])pl\.(?= [0-9])", "platz"),
    rule("saint", r"(?<![\w.])St\.(?= [A-ZÄÖÜ][a-zäöü])", "Sankt"),
    rule(
        "compass point",
        rf"(?P<before>\b{WIND}(?: aus| von)?:? )(?P<point>{POINT})(?:-(?P<other>{POINT}))?"
        rf"(?![\w-])",
        lambda m: m["before"] + "-".join(POINTS[m[name]] for name in ("point", "other") if m[name]),
    ),
    rule(
        "wind from a compass point",
        rf"(?<![\w-])(?P<point>{POINT})(?=-(?:Wind|Seite|Ausgang|Eingang))",
        lambda m: POINTS[m["point"]],
    ),
    rule("initialism", rf"(?<![\w.-])(?:{'|'.join(SPELLED)})(?![\w-])", _spelled),
)
# What would be taken for an address, and spelled.
LOOSE_RULES: tuple[Rule, ...] = (
    rule("one or the other", r"(?<=[a-zäöüß]) ?/ ?(?=(?:oder|und|bzw|innen)\b)", " "),
    rule("one word or another", r"(?<=[^\W\d_]{2}) ?/ ?(?=[^\W\d_])", " "),
    rule("full stop before a mark", r"(?<=[^\W\d_])\.(?=[,;:-])", ""),
    rule(
        "full stop in a word",
        r"(?<![\w@.])(?!www\.)(?P<word>[^\W\d_]{2,})\."
        r"(?=[^\W\d_]{2})",
        r"\g<word>. ",
    ),
    rule("arrow", r"(?<=\w) ?(?:→|->) ?(?=\w)", " nach "),
    rule("and without spaces", r"(?<=\w)&(?=\w)", " und "),
    rule(
        "numbers with slashes", r"(?<=[0-9])/(?=[0-9]+/[0-9]+(?![\w/]))|(?<=/[0-9])/(?=[0-9])", " "
    ),
    table("sign between words", r"(?<=\w) {} (?=\w)", {"+": " und ", "=": " gleich "}),
)
