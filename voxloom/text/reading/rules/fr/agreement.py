"""French numbers before nouns: une for what is feminine."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.numbers import GROUPED, START, cardinal, parts
from voxloom.text.reading.rules.rule import rule

ENDINGS = (
    r"(?:[tsx]ion|aison|té|nnée|rnée|irée|inée|uitée|llée|lerée|ette|esse|ance|ence|ure|ie|ine|ade|ude|ise|elle|enne|euse|trice"
    r"|ille|ière|ère|gne|nne|ppe|tte|sse|ace|aine|ane|ouche|èche|ale|que|ique|nde)s?"
)
NOT_FEMININE = (
    "antibiotique|arrêté|bloque|capitaine|caractère|carrosse|chèque|cimetière|"
    "cirque|comité|critère|côté|disque|domaine|domestique|dédale|député|espace|"
    "foie|frère|grade|graphique|génie|générique|hémisphère|incendie|insigne|"
    "invité|kiosque|lycée|magazine|magnifique|masque|ministère|monde|moustique|"
    "murmure|musée|mystère|parapluie|peigne|pique-nique|plastique|portique|pâté|"
    "pétale|retraité|risque|réverbère|scandale|signe|silence|stade|traité|trophée|"
    "téléphérique|élastique"
)
# Of other endings.
FEMININE = (
    "fièvre|alerte|ampoule|analyse|annexe|annonce|appli|attente|avenue|belle|boite|"
    "borne|bouche|box|boîte|carte|case|chambre|chanson|chaîne|cible|clause|clef|"
    "cliente|clé|commune|couleur|course|dame|dent|dose|douleur|erreur|équipe|étoile|chose|voix|femme|"
    "fenêtre|fibre|fiche|fille|fleur|fois|formule|gare|gélule|hauteur|image|"
    "jambe|lampe|langue|largeur|lettre|liste|livre|longue|longueur|main|maison|"
    "malle|marche|minute|mise|mère|nuit|odeur|offre|page|part|patiente|petite|"
    "photo|pile|piqûre|piste|pièce|plage|plainte|porte|prime|profondeur|promo|"
    "radio|raison|rame|relève|route|rue|règle|région|réponse|salle|seule|somme|"
    "sœur|table|taxe|tente|touche|tranche|tâche|valeur|victime|vidéo|ville|"
    "visite|zone|école|étape|étudiante|entrée|arrivée|durée|idée|poignée|île|œuvre"
)
NOUN = rf"(?:(?:{FEMININE})s?|(?!(?:{NOT_FEMININE})s?\b)[^\W\d_]{{2,}}{ENDINGS})(?!\w)"
ADJECTIVES = r"(?:(?:autre|simple|double|même|jeune|demi|courte)s?[ -])?"
BEARERS = (
    "ligne",
    "bus",
    "tram",
    "métro",
    "quai",
    "voie",
    "porte",
    "hall",
    "terminal",
    "touche",
    "tapez",
    "poste",
    "salle",
    "guichet",
    "zone",
    "niveau",
    "étage",
    "bâtiment",
    "numéro",
    "article",
    "option",
    "composez",
    "page",
    "étape",
    "case",
    "fiche",
    "annexe",
)
NAMED = "".join(rf"(?<!\b{bearer} )" for bearer in BEARERS)  # ligne 1 direction Nation
# Ends in un, not in onze.
UNE = rf"(?:{GROUPED}|[0-9]*)(?<=1)(?<!11)(?<!71)(?<!91)"

RULES = (
    rule(
        "feminine number",
        rf"{START}{NAMED}(?P<number>{UNE})(?= (?:(?:à|ou|et) [0-9]+ )?{ADJECTIVES}{NOUN})",
        lambda match: cardinal(parts(match["number"])[0], feminine=True),
        re.IGNORECASE,
    ),
)
