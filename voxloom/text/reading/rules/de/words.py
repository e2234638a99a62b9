"""What the rules of all languages say, and look for, in German."""

from __future__ import annotations

from voxloom.text.reading.rules.de.abbreviations import ABBREVIATIONS
from voxloom.text.reading.rules.de.units import COUNTED, UNITS
from voxloom.text.reading.rules.words import Words

# Numbers that are amounts, or as good as: `Hausnummer 12`.
COUNTED_NUMBERS = r"Haus|Warte|Zimmer|Platz|Gleis|Seiten|Kapitel|Linien|Losn"
WORDS = Words(
    language="de",
    code=(
        rf"\b(?:(?!{COUNTED_NUMBERS})[\w.-]{{2,30}}nummern?(?! (?:in|auf) )|[\w-]{{0,30}}codes?|"
        r"(?:[\w-]{0,30}-)?(?:PIN|TAN|PUK|CVV|CVC)|"
        r"[\w-]{0,30}schlüssel|[\w-]{0,20}kennung|[\w-]{0,20}zeichen|Durchwahl|Nebenstelle|Apparat|"
        r"[\w-]{0,20}(?:kenn|pass)wort|Postleitzahl|Bankleitzahl|Vorwahl|Kurzwahl|Kennziffer|Prüfziffer|"
        r"Referenz|Auftrags-?ID|[\w-]{0,20}-ID|BIC|IBAN|End(?:ung|ziffern?|nummer)|"
        r"(?:letzten?|ersten?) (?:zwei|drei|vier|fünf|sechs|[2-6]) (?:Ziffern|Stellen|Zahlen)|"
        r"end(?:et|en|end) (?:auf|mit)|beginn(?:t|en|end) mit|Postfach)"
    ),
    numbered="kapitel|band|teil|akt|szene|abschnitt|anhang|artikel|stufe|phase|typ|klasse|anlage",
    thing=(
        r"\b(?:[\w-]{0,30}(?:auftrag|bestellung|rechnung|ticket|vorgang|sendung|paket|flug|konto|"
        r"karte|vertrag|zähler|buchung|lieferung|reservierung|gutschein|beleg|police|störung|depot|"
        r"Auftrag|Bestellung|Rechnung|Ticket|Vorgang|Sendung|Paket|Flug|Konto|Karte|Vertrag|Zähler|"
        r"Buchung|Lieferung|Reservierung|Gutschein|Beleg|Police|Störung|Depot|Fall|Schadenfall|"
        r"Schadensfall|Akte|Retoure|Rückgabe|Gerät|Mandat|Nummer|Nr|Filiale|Schließfach|Packstation|Paketshop))"
    ),
    copula=(
        "ist|sind|lautet|lauten|war|heißt|endet auf|enden auf|endend auf|mit den Ziffern|"
        "beginnt mit|nummer"
    ),
    dialled=(
        r"(?:\b(?:unter|wählen Sie|wählst du|rufen Sie|anrufen|Telefon|Telefax|Fax|Mobil|Handy|"
        r"[\w-]{0,20}[Hh]otline|[\w-]{0,20}nummer|[\w-]{0,20}[Nn]otruf|[\w-]{0,15}[Tt]elefon|"
        r"Kurzwahl|Zentrale|Rettungsdienst|Rettung|Krankentransport|Taxi|Pannenhilfe|Pannendienst|WhatsApp|SMS an|SMS an die|Kurznummer|Vorwahl|"
        r"(?:[A-ZÄÖÜ]{2,}|SMS[^.,;:]{0,30}) an)"
        r"(?: die| der| uns unter| an unter| Nummer| bitte| uns| jederzeit| kostenlos| kostenfrei| "
        r"rund um die Uhr| lautet| ist){0,2})"
    ),
    national=(
        r"(?<![\w.,/])\(0[0-9]{1,5}\) ?[0-9]{2,8}(?:[ /-]{1,3}[0-9]{1,8})*(?![\w]|[.,:/-]?[0-9])",
        r"(?<![\w.,/])0[0-9]{1,5}(?: ?[/–-] ?| )[0-9]{2,8}(?:[ /-]{1,3}[0-9]{1,8})*(?![\w]|[.,:/-]?[0-9])",
        r"(?<![\w.,/])0(?:0[1-9]|[1-9])[0-9]{6,13}(?![\w]|[.,:/-]?[0-9])",
        r"(?<![\w.,/-])[1-9](?: [0-9]{2}){2,4}(?![\w]|[ .,:/-]?[0-9])",
        r"(?<![\w.,/-])11[0256678](?=$|[.,;!?] ?)|(?<![\w.,/-])116 ?[0-9]{3}(?![\w]|[.,:/-]?[0-9])",
    ),
    pressed="",
    plus="plus",
    minus="minus",
    to="bis",
    version=(
        r"(?:\b(?:[\w-]{0,20}[Vv]ersion|Release|Firmware|iOS|iPadOS|Android|macOS|Windows|Build|"
        r"Update)(?: auf)?|\b[Vv]\.?)"
    ),
    point="Punkt",
    counted=COUNTED,
    dot="Punkt",
    at="ät",
    slash="Schrägstrich",
    hyphen="Bindestrich",
    underscore="Unterstrich",
    abbreviations=ABBREVIATIONS,
    units={sign: many for sign, (_, many) in UNITS.items()},
    thousands=r"[1-9][0-9]{0,2}(?: [0-9]{3})* 000",
)
