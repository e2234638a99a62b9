"""What the rules of all languages say, and look for, in German."""

from __future__ import annotations

from voxloom.text.reading.rules.de.abbreviations import ABBREVIATIONS
from voxloom.text.reading.rules.de.agreement import OPENERS
from voxloom.text.reading.rules.de.units import COUNTED, UNITS
from voxloom.text.reading.rules.words import Words

# Numbers that are amounts, or as good as: `Hausnummer 12`.
COUNTED_NUMBERS = r"Haus|Warte|Zimmer|Platz|Gleis|Seiten|Kapitel|Linien|Losn"
# Not "unter 144": "liegt unter 300", "unter 300 Menschen", "das Handy 2007".
UNTER = (
    r"(?<!liegt )(?<!liegen )(?<!lag )(?<!sank )(?<!sinkt )(?<!fiel )(?<!fällt )(?<!bleibt )"
    r"(?<!blieb )(?<!weit )(?<!knapp )(?<!deutlich )(?<!auf )unter"
)
NO_YEAR = r"(?! (?:1[5-9]|20)[0-9]{2} [a-zäöü])"
# A number of three or four figures before a noun counts it; a noun with a number is a place.
COUNTED_NOUN = (
    r"(?:(?<=[^\w][1-9][0-9]{2} )|(?<=[^\w][1-9][0-9]{3} ))(?<![0-9] [0-9]{3} )(?<![0-9] [0-9]{4} )"
    r"(?<![A-Z] [0-9]{3} )(?<![A-Z] [0-9]{4} )"
    rf"(?!{OPENERS})[A-ZÄÖÜ][a-zäöüß]+(?! [0-9])"
)
WORDS = Words(
    language="de",
    code=(
        rf"\b(?:(?!{COUNTED_NUMBERS})[\w.-]{{2,30}}nummern?(?! (?:in|auf) )|[\w-]{{0,30}}codes?|"
        r"(?:[\w-]{0,30}-)?(?:PIN|TAN|PUK|CVV|CVC)|"
        r"[\w-]{0,30}schlüssel|[\w-]{0,20}kennung|[\w-]{0,20}zeichen|Durchwahl|Nebenstelle|Apparat|"
        r"[\w-]{0,20}(?:kenn|pass)wort|Postleitzahl|Bankleitzahl|Vorwahl|Kurzwahl|Kennziffer|"
        r"Prüfziffer|"
        r"Referenz|Ref|Verwendungszweck|Auftrags-?ID|[\w-]{0,20}-ID|BIC|IBAN|End(?:ung|"
        r"ziffern?|nummer)|"
        r"(?:letzten?|ersten?) (?:zwei|drei|vier|fünf|sechs|[2-6]) (?:Ziffern|Stellen|Zahlen)|"
        r"end(?:et|en|end) (?:auf|mit)|beginn(?:t|en|end) mit|Postfach)"
    ),
    numbered="kapitel|band|teil|akt|szene|abschnitt|anhang|artikel|stufe|phase|typ|klasse|anlage",
    thing=(
        r"\b(?:[\w-]{0,30}(?:auftrag|bestellung|rechnung|ticket|vorgang|sendung|paket|flug|konto|"
        r"karte|vertrag|zähler|buchung|lieferung|reservierung|gutschein|beleg|police|störung|depot|"
        r"Auftrag|Bestellung|Rechnung|Ticket|Vorgang|Sendung|Paket|Flug|Konto|Karte|Vertrag|Zähler|"
        r"Buchung|Lieferung|Reservierung|Gutschein|Beleg|Police|Störung|Depot|Ihre?[nms]? Fall|"
        r"Schadenfall|"
        r"Schadensfall|Akte|Retoure|Rückgabe|Gerät|Mandat|Nummer|Nr|Filiale|Schließfach|"
        r"Packstation|Paketshop))"
    ),
    copula=(
        "ist|sind|lautet|lauten|war|heißt|endet auf|enden auf|endend auf|mit den Ziffern|"
        "beginnt mit|nummer"
    ),
    dialled=(
        rf"(?:\b(?:{UNTER}|wählen Sie|wählst du|(?<!wir )rufen Sie|anrufen|"
        rf"(?:Telefon|Telefax|Fax|Mobil|Handy|Zentrale|Notruf|Rettung|Taxi){NO_YEAR}|"
        r"[\w-]{0,20}[Hh]otline|[\w-]{0,20}nummer|[\w-]{1,20}notruf|[\w-]{1,15}telefon|"
        r"Kurzwahl|Rettungsdienst|Krankentransport|Pannenhilfe|"
        r"Pannendienst|WhatsApp|SMS an|SMS an die|Kurznummer|Vorwahl|"
        r"(?:[A-ZÄÖÜ]{2,}|SMS[^.,;:]{0,30}) an)"
        r"(?: die| der| uns unter| an unter| Nummer| bitte| uns| jederzeit| kostenlos| kostenfrei| "
        r"rund um die Uhr| lautet| ist){0,2})"
    ),
    national=(
        r"(?<![\w.,/])\(0[0-9]{1,5}\) ?[0-9]{2,8}(?:[ /-]{1,3}[0-9]{1,8})*(?![\w]|[.,:/-]?[0-9])",
        r"(?<![\w.,/])0[0-9]{1,5}(?: ?[/–-] ?| )[0-9]{2,8}(?:[ /-]{1,3}[0-9]{1,8})*(?![\w]|"
        r"[.,:/-]?[0-9])",
        r"(?<![\w.,/])0(?:0[1-9]|[1-9])[0-9]{6,13}(?![\w]|[.,:/-]?[0-9])",
        r"(?<![\w.,/-])[1-9](?: [0-9]{2}){2,4}(?![\w]|[ .,:/-]?[0-9])",
        r"(?<![\w.,/-])(?<!bis )(?<!Kilometer )11[025](?=$|[.,;!?] ?)|"
        r"(?<![\w.,/-])116 ?[0-9]{3}(?![\w]|[.,:/-]?[0-9])",
    ),
    pressed=r"(?i:drück\w+|wähl\w+|tipp\w+|geben|eingeben|mit|Taste)(?: Sie)?(?: die| dann|"
    r" danach)?",
    plus="plus",
    minus="minus",
    to="bis",
    version=(
        r"(?:\b(?:[\w-]{0,20}[Vv]ersion|Release|Firmware|iOS|iPadOS|USB|Bluetooth|Android|"
        r"macOS|Windows|Build|Update|Punkt|Abschnitt|Kapitel|Ziffer|Paragraf|Artikel|Absatz|Anlage|Schritt)"
        r"(?: auf)?|\b[Vv]\.?)"
    ),
    point="Punkt",
    counted=f"{COUNTED}|{COUNTED_NOUN}",
    number_sign=" Nummer ",
    ending="mit den Endziffern ",
    another="oder|und|dann",
    dot="Punkt",
    at="ät",
    slash="Schrägstrich",
    hyphen="Bindestrich",
    underscore="Unterstrich",
    abbreviations=ABBREVIATIONS,
    units={sign: many for sign, (_, many) in UNITS.items()},
    thousands=r"[1-9][0-9]{0,2}(?: [0-9]{3})* 000",
)
