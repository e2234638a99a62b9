"""German abbreviations."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.agreement import STARTERS
from voxloom.text.reading.rules.de.short_words import IN_PARTS, NOUNS, WORDS
from voxloom.text.reading.rules.de.units import UNITS
from voxloom.text.reading.rules.rule import Rule, rule, table

CITIES = {"Frankfurt/Main": "Frankfurt am Main", "Frankfurt/Oder": "Frankfurt an der Oder"}
IDENTIFIED = {
    "USt-IdNr.": "Umsatzsteuer-Identifikationsnummer",
    "USt-ID": "Umsatzsteuer-ID",
    "Steuer-IdNr.": "Steueridentifikationsnummer",
    "IdNr.": "Identifikationsnummer",
    "Ident-Nr.": "Identnummer",
}
BEFORE_NUMBERS = {
    "S.": "Seite",
    "Nr": "Nummer",
    "o.": "oder",
    "b.": "bis",
    "Art.": "Artikel",
    "No.": "Nummer",
    "Bus-Nr.": "Busnummer",
    "Rz.": "Randziffer",
}
# `Kd.-Nr.`, `Bestellnr.`: what the number is of.
NUMBERS_OF = {
    "Kd": "Kunden",
    "Kto": "Konto",
    "Tel": "Telefon",
    "Fax": "Fax",
    "Best": "Bestell",
    "Bst": "Bestell",
    "Rg": "Rechnungs",
    "Rgn": "Rechnungs",
    "Re": "Rechnungs",
    "Rechn": "Rechnungs",
    "Rech": "Rechnungs",
    "Art": "Artikel",
    "Vers": "Versicherungs",
    "Vertr": "Vertrags",
    "Vertrags": "Vertrags",
    "Vorg": "Vorgangs",
    "Ref": "Referenz",
    "Auftr": "Auftrags",
    "Mitgl": "Mitglieds",
    "Ser": "Serien",
    "St": "Steuer",
    "Lfd": "laufende ",
    "lfd": "laufende ",
    "Pers": "Personal",
    "Mob": "Mobil",
    "Buch": "Buchungs",
    "Send": "Sendungs",
    "Sdg": "Sendungs",
    "Pat": "Patienten",
    "Zähler": "Zähler",
    "Zim": "Zimmer",
    "Haus": "Haus",
    "Kdn": "Kunden",
    "Kred": "Kreditoren",
    "Deb": "Debitoren",
    "Akt": "Akten",
    "Tkt": "Ticket",
}


def _in_parts() -> dict[str, str]:
    both = {}
    for written, said in IN_PARTS.items():
        for key in (written, written.replace(". ", ".")):
            both[key] = said
            both[key[0].upper() + key[1:]] = (
                said[0].upper() + said[1:] if key[0].isalpha() else said
            )
    return both


def _words() -> dict[str, str]:
    return {
        **{key[0].upper() + key[1:]: said[0].upper() + said[1:] for key, said in WORDS.items()},
        **WORDS,
    }


ABBREVIATIONS = {**_words(), **_in_parts(), **NOUNS, **CITIES}
EARLY = {short: said for short, said in ABBREVIATIONS.items() if short not in UNITS}


# Not behind a number, where they may be units: the rules of all languages do that, last.
EARLY_ABBREVIATION_RULES: tuple[Rule, ...] = (
    rule(
        "gentleman",
        r"(?P<before>\b(?:an|für|mit|bei|von|zu|durch|über|um|gegen|Sie) )Hr\.(?= [A-ZÄÖÜ])",
        r"\g<before>Herrn",
    ),
    table("phrase in short", r"(?<![\w./]){}(?!\w)", _in_parts()),
    table("abbreviation before numbers", r"(?<![\w./])(?<![0-9] ){}(?!\w)", EARLY),
    # At the end of a sentence Max is a boy.
    rule("at most", r"(?<![\w.])max\.(?!\w)", "maximal"),
    rule(
        "at most, first",
        rf"(?:^|(?<=[.:;!?(|] ))Max\.(?= ?[\w(])(?! {STARTERS})|Max\.(?= ?[0-9])",
        "Maximal",
    ),
    table("and, or", r"(?<![\w.]){}(?= ?[\w(])(?!\.? ?[a-zA-Z]\.)", {"u.": "und", "od.": "oder"}),
    table(
        "one letter for a word",
        r"(?<![\w.])(?<![0-9] ){}(?= [\w(])(?!\.? ?[a-zA-ZÄÖÜ]\.)",
        {"f.": "für", "m.": "mit", "o.": "ohne", "v.": "von", "b.": "bei", "n.": "nach"},
    ),
    table(
        "junction",
        r"(?<![\w-]){}(?= (?:[A-ZÄÖÜ][a-zäöü]|[0-9]))",
        {
            "AS": "Anschlussstelle",
            "AK": "Autobahnkreuz",
            "AD": "Autobahndreieck",
        },
    ),
    rule(
        "unit that one pays for",
        r"(?P<before>\b(?i:je|pro|per|jede[nr]?|angef\.|angefangene[nr]?|eine[r]?|halbe[n]?|"
        r"nächste[n]?|letzte[n]?) )(?P<unit>Std\b|Min\b|Sek\b)\.?",
        lambda m: m["before"] + UNITS[m["unit"]][0] + ("." if m.end() == len(m.string) else ""),
    ),
)


def _number_of(match: re.Match[str]) -> str:
    what, many = match["what"].rstrip(".-"), "n" if match["many"] else ""
    known = NUMBERS_OF.get(what.rstrip("-."), what)
    return f"{known}nummer{many}"


# Before all other rules, which look for these words before a number.
NUMBER_OF_RULES: tuple[Rule, ...] = (
    rule(
        "number of a thing, in short",
        r"(?<![\w.-])(?P<what>[A-Za-zÄÖÜäöüß]{2,30}(?:\.-|\. ?|-| )|[A-ZÄÖÜ][a-zäöüß]{1,30}?)"
        r"(?:(?<=[.-])|(?<=\. )|(?<=[a-zäöüß])(?=nr)|(?<=Tel )|(?<=Kd ))[Nn]r(?P<many>n?)"
        r"(?:\.:?|(?=:? ?[0-9]))",
        _number_of,
    ),
    table(
        "word before a number",
        r"(?<![\w.-]){}(?=[:.]? ?[0-9+(-])",
        {
            "Tel.": "Telefon",
            "Tel": "Telefon",
            "DW": "Durchwahl",
            "Dw.": "Durchwahl",
            "Nst.": "Nebenstelle",
            "App.": "Apparat",
            "Kto.": "Konto",
            "Mob.": "Mobil",
            "Telefonnr.": "Telefonnummer",
            "PLZ": "Postleitzahl",
            "BLZ": "Bankleitzahl",
            "AZ": "Aktenzeichen",
            "Az.": "Aktenzeichen",
        },
    ),
    rule("from a day", r"(?<![\w.])v\. ?(?=[0-9]{1,2}\. ?(?:[0-9]{1,2}\.|[A-ZÄÖÜ]))", "vom "),
    table("identification number", r"(?<![\w.-]){}", IDENTIFIED),
    table("word before a number of a part", r"(?<![\w.-]){}(?= ?[0-9])", BEFORE_NUMBERS),
    rule(
        "extension",
        r"(?P<what>\b(?:Telefon|Durchwahl|Nebenstelle|Apparat|Fax|Telefax):?) -(?=[0-9])",
        r"\g<what> ",
    ),
    table(
        "key with its article",
        r"(?:(?<=\bdie )|(?<=\bder )|(?<=\bzur )|(?<=\beine )|(?<=\beiner )|(?<=\bDie )){}"
        r"(?=[\s,.;:!?)]|$)",
        {"*": "Sterntaste", "#": "Rautetaste"},
    ),
    rule("key by name", r"#-?(?=Taste)", "Raute-"),
    rule("star key by name", r"\*-?(?=Taste)", "Stern-"),
)
