"""`1` before a noun agrees with it: `1 neue Nachricht`, `1 Anruf`, `in 1 Stunde`, `1/2 Liter`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.numbers import HALVES
from voxloom.text.reading.rules.rule import Rule, rule

# By how a noun ends, so that compounds are known by their last part; the first that fits.
MASCULINE = re.compile(
    r"(?:name|kunde|kollege|pate|buchstabe|gedanke|zeuge|bote|erwachsene|deutsche|beschäftigte|befragte|jugendliche|kranke|tote|käse|service|kreis)$"
)
NEUTER = re.compile(
    r"(?:chen|lein|um|ment|jahr|paket|konto|ticket|mal|kind|gerät|formular|zimmer|bett|stück|"
    r"fahrzeug|auto|angebot|produkt|problem|ergebnis|update|fax|foto|bild|guthaben|gramm|byte|"
    r"bit|prozent|rezept|buch|handy|telefon|haus|büro|fenster|glas|pfund|kilo|gespräch|quartal|"
    r"semester|viertel|drittel|jahrhundert|wochenende|ende|interesse|gebäude|päckchen|rad|boot|"
    r"abonnement|abo|system|passwort|kennwort|wort|los|schreiben|video|abteil|depot|zeichen|netz|"
    r"programm|limit|profil|watt|volt|hertz|geschoss|stockwerk|leben|treffen|verfahren|gleis|"
    r"unternehmen|blatt|feld|hotel|bad|mitglied|spiel|schloss|amt|heft|dach|fach|modell|terminal|"
    r"gate|menü|gebiet|objekt|projekt|papier|recht|ziel|"
    r"upgrade|signal|medikament|geschäft|schiff|taxi|modul|kapitel|protokoll)$"
)
FEMININE = re.compile(
    r"(?:ung|heit|keit|schaft|ion|tät|ik|ei|anz|enz|e|ur|nachricht|person|antwort|frist|tür|zahl|"
    r"ziffer|nummer|stadt|bank|hand|uhr|fahrt|post|arbeit|schicht|mail|sms|pin|tan|app|nacht|"
    r"gebühr|auskunft|ankunft|unterkunft|schrift|sicht|auswahl|firma|mark|spur|ampel|dosis|kapsel|"
    r"million|partei|box|cloud|gutschrift|zeit|tochter|"
    r"mutter|schwester|wahl|kraft|luft|lizenz|email)$"
)
# As many as there are, said without a case: "das kostet ein Euro".
MEASURES = re.compile(
    r"(?:euro|cent|dollar|franken|pfund|rappen|rubel|prozent|promille|grad|liter|meter|gramm|"
    r"byte|bit|watt|volt|hertz|ampere|uhr|zoll)$"
)
LABELS = re.compile(  # what stands before a number that is a name
    r"\b(?:gleis|taste|zimmer|tor|terminal|gate|linie|option|nummer|nr\.?|schalter|platz|kabine|"
    r"kapitel|teil|seite|stufe|klasse|phase|version|ebene|etage|halle|block|zone|typ|haus|bus|tram|"
    r"kategorie|tarif|wagen|reihe|raum|saal|bereich|gruppe|station|ausgang|eingang|punkt|ziffer|"
    r"artikel|aufzug|spalte|steig|paragraf|die|der|das|kanal|programm|[-+])\s?$",
    re.IGNORECASE,
)
DATIVE = re.compile(
    r"\b(?:in|nach|vor|seit|mit|bei|von|ab|zu|aus|innerhalb|binnen|vom|beim)"
    r"(?: (?:noch|nur|mindestens|circa|etwa|rund|ungefähr|weniger als|mehr als))? $",
    re.IGNORECASE,
)
ACCUSATIVE = re.compile(
    r"\b(?:für|um|ohne|gegen|pro|auf|über)(?: (?:noch|nur|mindestens|circa|etwa|rund))? $|"
    r"\b(?:hab\w*|hat|hatte\w*|erh[aä]lt\w*|bekomm\w*|nehmen|nimmt|dauert|dauern|buch(?:en|t)\w*|"
    r"bestell(?:en|t)|wählen|möchte\w*|benötig\w*|brauch\w*|geben|gibt|enthält|enthalten|umfasst|"
    r"beantrag\w*|senden|finden|warten|hinterlassen|bleibt|kostet\w*|kosten|(?:be)?zahl(?:en|t|e)|"
    r"beträgt|betragen|betrug|sparen|spart)\b[^.!?;:]{0,50}$",
    re.IGNORECASE,
)
ARTICLES = {
    "nominative": {"m": "ein", "f": "eine", "n": "ein"},
    "accusative": {"m": "einen", "f": "eine", "n": "ein"},
    "dative": {"m": "einem", "f": "einer", "n": "einem"},
}
ADJECTIVES = r"(?P<adjectives>(?:[a-zäöüß]+(?:e|er|es|en|em) ){1,2})?"
NOUN = r"(?P<noun>[A-ZÄÖÜ][\w-]*[\wäöüß])"
# Words that open a sentence, behind a number that counts no noun; the first ones do nothing else.
STARTERS = (
    r"(?:(?:Bitte|Wir|Für|Die|Der|Das|Den|Dem|Um|Wenn|Danach|Dann|Es|Vielen|Im|In|Am|An|Auf|Ab|Bis|"
    r"Bei|Beim|Vom|Zum|Zur|Mit|Nach|Von|Ist|Sind|Alle|Eine?|Einen|Und|Oder|Falls|Sollten|Ansonsten|"
    r"Andernfalls|Sonst|Unsere?|Heute|Danke|Auch|Nur|Leider|Diese[rs]?|Hier|Jetzt|Nun|Dort|Derzeit|"
    r"Zurzeit|Aktuell|Zuerst|Zuletzt|Zusätzlich|Außerdem|Deshalb|Daher|Dabei|Dazu|Er|Ich|Man|Wer|"
    r"Was|Wie|Warum|Welche[rs]?|Keine?|Bevor|Nachdem|Sobald|Solange|Während|Ohne|Durch|Gegen|Seit|"
    r"Vor|Zwischen|Aus|Über|Unter|Jede[rsn]?|Anschließend|Weiter|Weitere|Ja|Nein)\b|"
    r"[A-ZÄÖÜ][a-zäöüß]+e?n (?:Sie|wir)\b)"
)
OPENERS = (
    rf"(?:{STARTERS}|(?:Sie|Ihr|Ihre[mnrs]?|Drücken|Wählen|Möchten|Haben|Uhr|Geben|Rufen|Abfahrt|"
    r"Ankunft|Morgen|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Kommen)\b)"
)


def gender(noun: str) -> str:
    """m, f or n, by how it ends; what ends like nothing known is masculine."""
    end = noun.casefold()
    if MASCULINE.search(end):
        return "m"
    if NEUTER.search(end):
        return "n"
    return "f" if FEMININE.search(end) else "m"


def _one(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 80) : match.start()]
    if LABELS.search(before):
        return match.group()
    adjectives, noun = match["adjectives"] or "", match["noun"]
    return f"{_article(before, adjectives, noun)} {adjectives}{noun}"


def _article(before: str, adjectives: str, noun: str) -> str:
    kind = gender(noun)
    ending = adjectives.rstrip()[-2:]
    if DATIVE.search(before):
        return ARTICLES["dative"][kind]
    if ending:
        kinds = {"er": "m", "es": "n", "en": "m"}
        kind = kinds.get(ending, "f")
        return ARTICLES["accusative" if ending == "en" else "nominative"][kind]
    measured = MEASURES.search(noun.casefold())
    case = "accusative" if ACCUSATIVE.search(before) and not measured else "nominative"
    return ARTICLES[case][kind]


def one_of(before: str, currency: str) -> str:
    """Of money: "es kostet einen Euro", "ab einem Franken"."""
    kind = {"Pfund": "n", "D-Mark": "f"}.get(currency, "m")
    if DATIVE.search(before[-80:]):
        return ARTICLES["dative"][kind]
    return ARTICLES["accusative" if ACCUSATIVE.search(before[-80:]) else "nominative"][kind]


def _half(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 80) : match.start()]
    kind = gender(match["noun"])
    if DATIVE.search(before):
        return f"{ARTICLES['dative'][kind]} halben {match['noun']}"
    if kind == "m" and ACCUSATIVE.search(before):
        return f"einen halben {match['noun']}"
    return f"{HALVES[kind]} {match['noun']}"


def _quarter(match: re.Match[str]) -> str:
    count = {"1": "Viertel", "3": "Dreiviertel"}[match["above"]]
    before = match.string[max(0, match.start() - 80) : match.start()]
    return f"{'einer' if DATIVE.search(before) else 'eine'} {count}stunde"


HALF_RULES: tuple[Rule, ...] = (
    rule("half of a thing", rf"(?<![\w/.,])(?<!\d )1/2 {NOUN}", _half),
    rule(
        "quarter of an hour",
        r"(?<![\w/.,])(?<!\d )(?P<above>[13])/4 (?:Stunde\b|Std\.|h\b)",
        _quarter,
    ),
)
ONE_RULES: tuple[Rule, ...] = (
    rule("one o'clock", r"(?<![\w,.:/])1(?= Uhr\b)", "ein"),
    rule(
        "one or more",
        rf"(?<![\w,.:/])1(?= bis [0-9]+ (?!{OPENERS}){NOUN})",
        lambda m: m.group() if LABELS.search(m.string[: m.start()]) else "ein",
    ),
    rule(
        "one of a kind and more",
        r"(?<![\w,.:/])1(?= (?P<adjectives>[a-zäöüß]+(?:e|er|es|en)) (?:und|oder) )",
        lambda m: _article(m.string[max(0, m.start() - 80) : m.start()], m["adjectives"], ""),
    ),
    rule("one of a thing", rf"(?<![\w,.:/])1 {ADJECTIVES}(?!{OPENERS}){NOUN}", _one),
)
