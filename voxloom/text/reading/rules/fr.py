"""French: the library's grammar knows cardinals, ordinals, decimals, fractions and dates."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.roman import ROMAN, SURE, as_digits, value
from voxloom.text.reading.rules.rule import rule, table
from voxloom.text.reading.rules.words import Words

CURRENCIES = {
    "€": ("euro", "euros"),
    "$": ("dollar", "dollars"),
    "£": ("livre", "livres"),
    "EUR": ("euro", "euros"),
    "USD": ("dollar", "dollars"),
    "CHF": ("franc", "francs"),
}
SIGNS = "|".join(map(re.escape, CURRENCIES))
AMOUNT = r"(?P<whole>[0-9]{1,3}(?:[  .][0-9]{3})+|[0-9]+)(?:[,.](?P<cents>[0-9]{1,2}))?"
RULERS = "Louis|Henri|Charles|François|Philippe|Napoléon|Jean|Jean-Paul|Pie|Benoît|Léon|Guillaume"

WORDS = Words(
    language="fr",
    code=r"\b(?:codes?(?: (?:PIN|postal|secret|d'accès|de sécurité|de vérification|promo))?|PIN|poste|"
    r"mot de passe|(?:numéro|n°) (?:de )?(?:compte|commande|client|dossier|référence|carte|ticket)|"
    r"extension|matricule|se terminant par|terminée? par|derniers chiffres)",
    numbered="chapitre|tome|partie|acte|scène|volume|livre|section|annexe|article|niveau|phase|type",
    thing=r"\b(?:commande|compte|carte|facture|vol|réservation|contrat|dossier|ticket|colis|compteur)",
    copula="est|sont|sera|était",
    dialled=r"\b(?:appelez|appeler|composez|composer|téléphone|tél\.|fax|contactez|joindre|rappelez)(?:[ -]nous)?(?: le| au)?",
    national=(r"(?<![\w.,])0[1-9](?:[ .-]?[0-9]{2}){4}(?![\w]|[.,][0-9])",),
    pressed="",
    thousands=r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+",
    plus="plus",
    minus="moins",
    to="à",
    version=r"\bversion",
    point="point",
    counted="jours?|heures?|minutes?|semaines?|mois|ans?|euros?|fois|personnes?|€|%|km|kg",
    dot="point",
    at="arobase",
    slash="barre oblique",
    hyphen="tiret",
    underscore="tiret bas",
    abbreviations={
        "M.": "monsieur",
        "MM.": "messieurs",
        "Mme": "madame",
        "Mmes": "mesdames",
        "Mlle": "mademoiselle",
        "Dr": "docteur",
        "Me": "maître",
        "n°": "numéro",
        "N°": "numéro",
        "nº": "numéro",
        "etc.": "et cetera",
        "p. ex.": "par exemple",
        "c.-à-d.": "c'est-à-dire",
        "tél.": "téléphone",
        "Tél.": "Téléphone",
        "env.": "environ",
        "av.": "avenue",
        "bd": "boulevard",
    },
    units={
        "°C": "degrés Celsius",
        "°": "degrés",
        "km": "kilomètres",
        "m": "mètres",
        "cm": "centimètres",
        "mm": "millimètres",
        "kg": "kilogrammes",
        "g": "grammes",
        "l": "litres",
        "L": "litres",
        "ml": "millilitres",
        "min": "minutes",
        "mn": "minutes",
        "s": "secondes",
        "Mo": "mégaoctets",
        "Go": "gigaoctets",
        "h": "heures",
        "m²": "mètres carrés",
    },
)


def _money(match: re.Match[str]) -> str:
    whole = re.sub(r"\D", "", match["whole"])
    one, many = CURRENCIES[match["sign"]]
    cents = (match["cents"] or "").ljust(2, "0") if match["cents"] else ""
    said = f"{whole} {one if whole in ('0', '1') else many}"
    return f"{said} {int(cents)}" if cents.strip("0") else said


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = {0: "zéro heure", 1: "une heure", 21: "vingt et une heures"}.get(hour, f"{hour} heures")
    return f"{said} {minute}" if minute else said


RULES = (
    *first_rules(WORDS),
    rule(
        "time",
        r"(?<![\w,.:])(?P<hour>[01]?[0-9]|2[0-4]) ?(?:h|H|:)(?: ?(?P<minute>[0-5][0-9]))(?!\w|:)",
        _time,
    ),
    rule("hour", r"(?<![\w,.:])(?P<hour>[01]?[0-9]|2[0-4]) ?h(?P<minute>)(?!\w)", _time),
    rule("around the clock", r"\b24 ?h(?:eures)? ?/ ?24\b", "24 heures sur 24"),
    rule("all the week", r"\b7 ?j(?:ours)? ?/ ?7\b", "7 jours sur 7"),
    rule("amount", rf"(?<![\w.,]){AMOUNT} ?(?P<sign>{SIGNS})(?!\w)", _money),
    rule("amount behind a sign", rf"(?P<sign>[€$£]) ?{AMOUNT}(?!\w)", _money),
    rule("first", r"\b1(?:re|ère)\b", "première"),
    rule("saint", r"\bS(te?)-(?=[A-ZÉ])", lambda m: "Sainte-" if m[1] == "te" else "Saint-"),
    rule("percent", r"(?<=[0-9]) ?%", " pour cent"),
    table(
        "speed",
        r"(?<=[0-9]) ?{}(?!\w)",
        {"km/h": " kilomètres heure", "m/s": " mètres par seconde"},
    ),
    rule(
        "century",
        rf"\b(?P<roman>{ROMAN})e(?= (?:siècle|arrondissement|République|millénaire)\b)",
        lambda match: f"{value(match['roman'])}e",
    ),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE})\b", as_digits),
    rule("first ruler", rf"(?P<before>\b(?:{RULERS}) )Ier\b", r"\g<before>premier"),
    *last_rules(WORDS),
)
