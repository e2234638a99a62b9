"""What the rules that all languages share say, and look for, in French."""

from __future__ import annotations

from voxloom.text.reading.rules.fr.abbreviations import ABBREVIATIONS, in_both_cases
from voxloom.text.reading.rules.fr.telephones import ABROAD_IN_FRENCH, CANADIAN, NATIONAL, telephone
from voxloom.text.reading.rules.words import Words

# What has a number that is said digit by digit, however short.
NUMBER_OF = (
    r"(?:réf(?:érences?|\.)?(?: (?:de |du |d['’])?[^\W\d]+)?|"
    r"(?:numéros?|n°|nº|no\.?|num\.?|identifiant) ?"
    r"(?:(?:d[eu]s? |d['’]|de la |de votre |de l['’])?"
    r"(?:compte|commande|client|dossier|référence|réf\.?|carte|ticket|suivi|colis|contrat|adhérent|"
    r"abonné|allocataire|sécurité sociale|sécu|série|facture|confirmation|réservation|billet|"
    r"police|sinistre|membre|patient|licence|agrément|autorisation|transaction|identification|"
    r"TVA|SIRET|SIREN|chèque|permis|passeport|devis|demande|incident|intervention|mandat|PDL|PRM|"
    r"point de livraison|compteur|usager|foyer|locataire|virement|avis|passage|appel)(?: client)?))"
)
NO_YEAR = r"(?! (?:1[89]|20)[0-9]{2}(?!\w))"
CODE = (
    r"\b(?:codes?[^.;:!?]{1,40}?(?= ?:)|RG|"
    r"codes?(?: (?:3D Secure|PIN|PUK|postal|secret|confidentiel|"
    r"personnel|client|promo|barre|guichet|"
    r"banque|avantage|réduction|cadeau|wifi|wi-fi|SMS|temporaire|unique|à usage unique|"
    r"à [^\W\d]+ chiffres|à [0-9] chiffres|de la porte|d[eu] [^\W\d]+|d['’][^\W\d]+))?"
    r"|PIN|PUK|PNR|OTP|RIB|IBAN|SIRET|SIREN|NIR|poste|mot de passe|identifiant|login|matricule|"
    r"extension|digicode|immatriculée?|cedex|CS|"
    rf"{NUMBER_OF}|"
    r"(?:se |qui )?(?:termin|finiss)(?:ant|ée?|e|it)?"
    rf"(?: (?:par|sur|en{NO_YEAR}))|"
    rf"se (?:termine|finit) (?:par|en{NO_YEAR})|"
    r"(?:derniers|premiers) chiffres(?: de (?:la|votre) carte| du compte)?|chiffres,?|"
    r"commenç\w+ par|commence par|suivi)"
)
THING = (
    r"\b(?:commandes?|(?:votre|vos|le|du|au|un|mon|notre|ce|sur|de) comptes?|cartes?|factures?|"
    r"vols?|"
    r"réservations?|contrats?|dossiers?|tickets?|colis|compteurs?|billets?|trains?|TGV|TER|Ouigo|"
    r"OUIGO|Intercités|Eurostar|Thalys|Transilien|bons? de livraison|devis|demandes?|incidents?|"
    r"sinistres?|réclamations?|mandats?|polices?|références?|réf\.|ordonnances?|lots?|abonnements?|"
    r"livraisons?|consignes?|casiers?|envois?|recommandés?|chèques?|récépissés?|borne|"
    r"numéros?|n°|nº)"
)
# After these a number is an amount: plurals of two syllables and more, and what is measured.
PLURALS = (
    r"(?!(?:dans|puis|sous|sans|vers|chez|mais|plus|moins|après|depuis|dès|alors|toujours|nous|vous|"
    r"ils|elles|lors|hors|très|pas|fois|les|des|mes|tes|ses|ces|nos|vos|est|leurs|auprès)\b)"
    r"[a-zà-ÿœ]{3,}[sx]"
)
COUNTED = rf"fois|mois|ans?|heure|minute|jour|euros?|€|%|personne|{PLURALS}"

WORDS = Words(
    language="fr",
    code=CODE,
    thing=THING,
    copula=r"est|sont|sera|était|:|porte le|commence par|se termine par|finit par|est le|est la",
    dialled=(
        r"\b(?:appel(?:ez|er|le|s)?|rappelez|rappeler|compos(?:ez|er|ant|e)|faites|"
        r"téléphon(?:ez|er|e)|"
        r"tél\.?|fax|télécopie|mobile|portable|standard|contact(?:ez|er)?|joindre|joignez|joignables?|"
        r"numéro (?:vert|gratuit|azur|cristal|court|d['’]urgence|unique|surtaxé|est)|"
        r"n° (?:vert|azur)|"
        r"SMS|STOP|envoyez [^\W\d]+|urgences?|service (?:client|clients))"
        r"(?:[ -](?:nous|moi))?(?: [^\W\d][^\W\d'’]*(?:['’][^\W\d]+)?){0,4}?"
        r"(?: le| au)?(?<! de)(?<! en)"
    ),
    national=(*NATIONAL, *ABROAD_IN_FRENCH, *CANADIAN),
    pressed="",
    thousands=r"[1-9][0-9]{0,2}(?: [0-9]{3})+",
    plus="plus",
    minus="moins",
    to="à",
    version=(
        r"\b(?:versions?|v|iOS|iPadOS|macOS|Android|Windows|firmware|mise à jour|application|"
        r"appli|logiciel|Bluetooth|USB|Wi-Fi|section|paragraphe|chapitre)"
    ),
    point="point",
    counted=COUNTED,
    numbered="chapitre|tome|partie|acte|scène|volume|livre|section|annexe|article|niveau|phase|type",
    dot="point",
    at="arobase",
    slash="barre oblique",
    hyphen="tiret",
    underscore="tiret bas",
    telephone=telephone,
    abbreviations=in_both_cases(ABBREVIATIONS),
)
