"""Italian saints: `S. Anna`, `Via S. Zeno`; `S. Freud` is a person with an initial."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule

MASCULINE = ("Luca", "Mattia", "Nicola", "Barnaba", "Babila")
NAMES = (
    "Agata|Agnese|Agostino|Alessandro|Ambrogio|Andrea|Angelo|Anna|Anselmo|Antonino|Antonio|"
    "Apollinare|Babila|Barbara|Barnaba|Bartolomeo|Basilio|Benedetto|Bernardino|Bernardo|Biagio|"
    "Bonaventura|Bonifacio|Brigida|Camillo|Candido|Carlo|Casciano|Cassiano|Caterina|Cecilia|"
    "Cesareo|Chiara|Ciro|Clemente|Colombano|Cosma|Costanza|Crisostomo|Cristina|Cristoforo|Croce|"
    "Cuore|Damiano|Daniele|Domenico|Donato|Donà|Efisio|Egidio|Elena|Elia|Eligio|Elisabetta|Erasmo|"
    "Eufemia|Eusebio|Eustachio|Eustorgio|Famiglia|Fedele|Felice|Ferdinando|Fermo|Filippo|Francesca|"
    "Francesco|Frediano|Fruttuoso|Gabriele|Gaetano|Gallo|Gennaro|Gervasio|Giacomo|Gimignano|"
    "Gioacchino|Giorgio|Giovanna|Giovanni|Girolamo|Giuliano|Giulia|Giuseppe|Giustina|Giusto|"
    "Gottardo|Gregorio|Ignazio|Ilario|Isidoro|Lazzaro|Leonardo|Leone|Lorenzo|Luca|Lucia|Luigi|"
    "Marcello|Marco|Margherita|Maria|Marino|Marta|Martino|Matteo|Mattia|Maurizio|Mauro|Michele|"
    "Miniato|Monica|Nazario|Nazaro|Nicola|Nicolò|Orsola|Pancrazio|Paolo|Pasquale|Patrizio|"
    "Pellegrino|Petronio|Pietro|Pio|Polo|Prospero|Quirico|Raffaele|Remigio|Remo|Rita|Rocco|Romano|"
    "Rosa|Rosalia|Saba|Sabina|Salvatore|Sebastiano|Severino|Severo|Silvestro|Simone|Simpliciano|"
    "Siro|Sisto|Sofia|Spirito|Stefano|Teresa|Tommaso|Trinità|Ubaldo|Urbano|Valentino|Venanzio|"
    "Vigilio|Vincenzo|Vitale|Vito|Vittore|Zaccaria|Zeno|Zita"
)
# Before any other name.
PLACES = (
    r"(?:via|v\.|viale|v\.le|piazza|p\.z?za|piazzale|corso|c\.so|largo|l\.go|vicolo|borgo|ponte|"
    r"porta|porto|villa|ospedale|osp\.|clinica|chiesa|basilica|parrocchia|convento|stazione|scuola|"
    r"istituto|hotel|rione|quartiere|località|loc\.|zona|monte|comune di|festa di)"
)


def _saint(match: re.Match[str]) -> str:
    name = match["name"]
    if match["title"]:  # an initial
        return match.group()
    return (match["place"] or "") + _called(name)


def _called(name: str) -> str:
    if name[0] in "AEIOUÀÈ":
        return f"Sant'{name}"
    if name.endswith("a") and name not in MASCULINE:
        return f"Santa {name}"
    return f"{'Santo' if re.match(r'S[^aeiou]', name) else 'San'} {name}"


SAINT_RULES: tuple[Rule, ...] = (
    rule(
        "saint",
        r"(?P<title>\b(?i:dott|dr|sig|prof|avv|ing|rag|geom)[a-z]*\.?(?:ra|ssa|na)? )?"
        rf"(?P<place>\b(?i:{PLACES}) )?"
        rf"(?<![\w.])S\. ?(?P<name>(?(place)[A-ZÀÈ][a-zàèéìòù]+|(?:{NAMES})(?!\w)))",
        _saint,
    ),
)
