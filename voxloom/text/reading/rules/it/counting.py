"""Italian ordinals, fractions, a 1 before its noun, and numbers that nothing else reads."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.it.dates import MONTHS, YEAR
from voxloom.text.reading.rules.it.numbers import (
    NO_NOUN,
    NUMBER,
    a,
    cardinal,
    how_many,
    is_feminine,
    one_by_one,
    ordinal,
    spoken,
    whole,
)
from voxloom.text.reading.rules.roman import ROMAN, SURE, value
from voxloom.text.reading.rules.rule import Rule, rule

RULERS = (
    r"Luigi|Carlo|Vittorio Emanuele|Umberto|Enrico|Filippo|Pio|Benedetto|Giovanni|Leone|Paolo"
    r"|Federico|Elisabetta|Gregorio|Clemente|Innocenzo|Urbano|Sisto|Giulio|Alessandro|Ferdinando"
)
# Feminine and masculine nouns behind a roman ordinal.
RANKED = (
    r"piano|secolo|grado|turno|trimestre|semestre|bimestre|quadrimestre|municipio|lotto|livello"
    r"|settore|reparto|padiglione|anno|circolo|distretto|congresso|capitolo|atto|binario|millennio"
)
RANKED_FEMININE = (
    r"classe|edizione|fase|rata|traversa|fascia|sezione|circoscrizione|fila|guerra|categoria"
    r"|corsia|convocazione|clinica|medicina|chirurgia|divisione|uscita|visita"
)
FRACTIONS = {
    "½": "un mezzo",
    "⅓": "un terzo",
    "⅔": "due terzi",
    "¼": "un quarto",
    "¾": "tre quarti",
}
HALF = r"(?:1/2|½)(?![\w/])"
PARTS = {2: "mezzo", 3: "terzo", 4: "quarto"}
# What a 1 is the name of.
LABEL = re.compile(
    r"(?i:prem\w*|digit\w*|selezion\w*|scel\w*|tasto|tasti|numero|numeri|n|nr|opzione|gate|binario"
    r"|terminal|sala|porta|uscita|piano|interno|sportello|linea|corsia|carrozza|posto|camera|stanza"
    r"|livello|fase|tipo|zona|area|volume|capitolo|classe|versione|più|meno|virgola|punto|pagina"
    r"|articolo|allegato|passo|scala|edificio|ore|cassa|varco|molo|ambulatorio|categoria|codice"
    r"|via|viale|piazza|corso|largo|reparto|padiglione|lotto|canale|metro|tram|autobus|bus)"
)
DEGREES = re.compile(
    r"(?i:di|a|ai|dai|con|sotto|sopra|oltre|i|tra|fra|e|circa|massima|minima|temperatura|febbre"
    r"|da|sui|attorno|è|meno|più|o|forno)"
)
QUOTES = "'’"
# Signs between words, which no voice can leave out.
SIGNS = {"&": "e", "+": "più", "=": "uguale a", ">": "più di", "<": "meno di"}
ORDINAL_END = {"°": "o", "º": "o", "ª": "a", "^": "a", "a": "a", "o": "o"}


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), ORDINAL_END[match["sign"]])


def _degrees(match: re.Match[str]) -> str:
    before = match["before"] or ""
    if not DEGREES.fullmatch(before.strip()):
        return match.group()
    return f"{before}{how_many(match['number'], 'grado', 'gradi')}"


def _roman(match: re.Match[str]) -> str:
    ending = "a" if match.groupdict().get("feminine") else "o"
    return f"{match.groupdict().get('before') or ''}{ordinal(value(match['roman']), ending)}"


def _roman_with_sign(match: re.Match[str]) -> str:
    return ordinal(value(match["roman"]), ORDINAL_END[match["sign"]])


def _roman_day(match: re.Match[str]) -> str:
    return cardinal(value(match["roman"]))


def fraction(above: int, below: int) -> str:
    part = PARTS.get(below) or ordinal(below)
    return f"un {part}" if above == 1 else f"{cardinal(above)} {part[:-1]}i"


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match["above"]), int(match["below"])
    return fraction(above, below) if above < below else match.group()


def _of_a_row(match: re.Match[str]) -> str:
    return f"{match['before']}{whole(match['above'])} di {whole(match['below'])}"


def _half_of(match: re.Match[str]) -> str:
    """`mezza compressa`, `mezz'ora`, `mezzo litro`."""
    noun = match["noun"]
    if noun in ("ora", "h"):
        return "mezz'ora"
    noun = {"kg": "chilo", "l": "litro"}.get(noun, noun)
    return f"mezz{'a' if is_feminine(noun) else 'o'} {noun}"


def _and_a_half(match: re.Match[str]) -> str:
    """`un'ora e mezza`, `due e mezzo`."""
    number, noun = match["number"], match["noun"] or ""
    feminine = is_feminine(noun) or noun.endswith(("ore", "ne", "se", "te"))
    said = a(noun) + noun if noun and number == "1" else f"{spoken(number)} {noun}".strip()
    return f"{said} e mezz{'a' if noun and feminine else 'o'}"


def _one(match: re.Match[str]) -> str:
    before, noun = match["before"] or "", match["noun"]
    said_before = before.strip(" .,:'’")
    plural = noun.endswith("i") and not is_feminine(noun)
    if NO_NOUN.fullmatch(noun.lower()) or plural or LABEL.fullmatch(said_before):
        return f"{before}uno {noun}"
    return f"{before}{a(noun)}{noun}"


def _number(match: re.Match[str]) -> str:
    """A point with one or two digits behind it is said: "quattro punto zero"."""
    written = match.group()
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", written):
        return " punto ".join(whole(part) for part in written.split("."))
    return spoken(written)


def _stroke(match: re.Match[str]) -> str:
    """`pressione 120/80`, `legge 104/1992`, `12/A`."""
    high = match["high"]
    between = "su" if match["before"] else "del" if re.fullmatch(YEAR, high) else "barra"
    said = whole(high) if high.isdigit() else high
    return f"{match['before'] or ''}{whole(match['low'])} {between} {said}"


def _decade(match: re.Match[str]) -> str:
    before = match["before"]
    return f"{before.rstrip(QUOTES) if ' ' in before else before}{cardinal(int(match['number']))}"


# Said as a number, among telephone numbers: "il centodiciotto".
SHORT_NUMBER_RULES: tuple[Rule, ...] = (
    rule(
        "of a row",
        r"(?P<before>\b(?i:rata|rate|pag(?:ina|\.)|passo|passaggio|parte|collo|colli|pacco|punto"
        r"|fase"
        r"|lezione|tappa|tentativo|seduta|dose|foglio):? (?:n\. ?|numero )?)"
        r"(?P<above>[0-9]{1,3})/(?P<below>[0-9]{1,3})(?![\w/]|[.,][0-9])",
        _of_a_row,
    ),
    rule(
        "number of three digits to call",
        r"(?P<before>\b(?i:il|al|del|dal|numero(?: unico)?(?: di emergenza)?) )"
        r"(?P<number>1[0-9]{2})"
        r"(?![\w%°€/]| ?[.,:/-] ?[0-9]| [0-9])",
        lambda match: match["before"] + whole(match["number"]),
    ),
)
ORDINAL_RULES: tuple[Rule, ...] = (
    rule(
        "floor",
        r"(?P<number>\b[1-9][0-9]?)[°º] ?p(?:\.(?=[ ,;])|(?=\.$))",
        lambda match: f"{ordinal(int(match['number']))} piano",
    ),
    rule(
        "roman number",
        r"(?P<before>\b(?i:fase|tipo|livello|sezione|allegato|categoria|fascia|zona|lotto) )"
        rf"(?P<roman>{SURE}|I|V)\b",
        lambda match: match["before"] + cardinal(value(match["roman"])),
    ),
    rule(
        "degrees",
        r"(?P<before>\b[^\W\d_]+ )?(?<![\w.,/-])(?P<number>[0-9]{1,3}(?:,[0-9])?) ?[°º](?! ?[CF]\b)"
        r"(?=$|[.,;:!?)]| (?:e|o|a|ai|in|con|di|per|nel|nella|nelle|sopra|sotto|al|alle|su|domani"
        r"|oggi)\b)",
        _degrees,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,])(?P<number>[0-9]{1,4}) ?(?P<sign>[°ªº^])(?![\w])(?! ?[CF]\b)",
        _ordinal,
    ),
    rule(
        "ordinal with a letter",
        r"(?<![\w.,/])(?P<number>[1-9][0-9]?)(?P<sign>a)(?= [^\W\d_]+(?:a|ione|one|ase|asse|ose"
        r"|età)\b)",
        _ordinal,
    ),
    rule(
        "roman ordinal with a sign",
        r"\b(?P<roman>[IVX]{1,5})(?P<sign>[°ºª])(?!\w)",
        _roman_with_sign,
    ),
    rule(
        "day with a roman numeral",
        rf"\b(?P<roman>{ROMAN})(?= (?i:{'|'.join(MONTHS)})\b)",
        _roman_day,
    ),
    rule("roman ordinal", rf"\b(?P<roman>{ROMAN})(?= (?:{RANKED})\b)", _roman),
    rule(
        "feminine roman ordinal",
        rf"\b(?P<roman>{ROMAN})(?= (?P<feminine>{RANKED_FEMININE})\b)",
        _roman,
    ),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE}|I|V|X)\b", _roman),
)
FRACTION_RULES: tuple[Rule, ...] = (
    rule(
        "one and a half",
        rf"(?<![\w.,/])(?P<number>[0-9]+)(?: (?:(?P<noun>[^\W\d_]+) )?e {HALF}| ?½)",
        _and_a_half,
    ),
    rule(
        "half of",
        r"(?<![\w.,/])(?:1/2|½) (?P<noun>ora|h|litro|chilo|compressa|pastiglia|bustina|fiala"
        r"|kg|l|giornata|pensione|misurino|dose|porzione|cucchiaino|bicchiere|stagione)\b",
        _half_of,
    ),
    rule(
        "quarter of",
        r"(?<![\w.,/])(?P<above>[13])/(?P<below>4) (?:d['’]ora|h\b|ora\b)",
        lambda match: f"{fraction(int(match['above']), 4)} d'ora",
    ),
    rule("fraction sign", r"(?P<sign>[½⅓⅔¼¾])", lambda match: f" {FRACTIONS[match['sign']]} "),
    rule("article twice", r"\b(?P<un>[Uu]n) 1/(?=[234](?![\w/]))", lambda match: "1/"),
    rule(
        "fraction",
        r"(?<![\w/.,-])(?P<above>[1-9])/(?P<below>[2-9]|1[0-2]|100)(?![\w/]|[.,][0-9])",
        _fraction,
    ),
)
NUMBER_RULES: tuple[Rule, ...] = (
    rule(
        "decade",
        r"(?P<before>\b(?i:anni|gli|negli|degli|nel|del|dal|il|classe|l|nell|dell)[ '’]['’]?)"
        r"(?<=['’])(?P<number>[1-9][0-9])(?![\w/:-]|[.,][0-9])",
        _decade,
    ),
    rule(
        "number and letter",
        r"(?<![\w.,:/-])(?P<number>[0-9]{1,4})(?P<letters>[A-Z]{1,3})(?![\w-])",
        lambda match: f"{whole(match['number'])} {match['letters']}",
    ),
    rule(
        "flight",
        r"(?<![\w.-])(?P<letters>[A-Z]{2}) (?P<number>[0-9]{3,4})(?![\w/-]|[.,:][0-9])",
        lambda match: digit_by_digit(match.group(), "it"),
    ),
    rule(
        "letter and number",
        r"(?<![\w.-])(?P<letters>[A-Z]{1,3})-?(?P<number>[0-9]{1,4})(?![\w/-]|[.,:][0-9])",
        lambda match: f"{match['letters']} {whole(match['number'])}",
    ),
    rule(
        "sign",
        r"(?P<sign>&(?= )|(?<=[\w%]) ?[+=](?= ?[\w-]|[.,;:!? ]|$)|(?<!\S)\+(?= )|[<>](?= ?[0-9]))",
        lambda match: f" {SIGNS[match['sign'].strip()]} ",
    ),
    rule(
        "a 1 before its noun",
        r"(?P<before>\b[^\W\d_]+\.?[ '’])?(?<![\w.,:/+*#-])1 (?P<noun>[^\W\d_]{2,})",
        _one,
    ),
    rule(
        "long number",
        r"(?<![\w.,:/])[0-9]{7,}(?<!000)(?![\w]|[.,:/][0-9])",
        lambda match: one_by_one(match.group()),
    ),
    # Nothing says what two numbers with a dash or a stroke are.
    rule(
        "numbers with a dash",
        r"(?<![\w.,:/-])(?P<low>[0-9]+) ?[-–] ?(?P<high>[0-9]+)(?![\w/:-]|[.,][0-9])",
        lambda match: f"{whole(match['low'])} {whole(match['high'])}",
    ),
    rule(
        "numbers with a stroke",
        r"(?P<before>\b(?i:pressione|voto|punteggio)(?: [a-zàè]{1,10}){0,2}:? )?(?<![\w.,:/-])"
        r"(?P<low>[0-9]+)/(?P<high>[0-9]+|[A-Z]\b|bis\b|ter\b)(?![\w/:-]|[.,][0-9])",
        _stroke,
    ),
    rule(
        "zeros in front",
        r"(?<![\w.,:/])0[0-9]+(?![\w]|[.,:/][0-9])",
        lambda match: one_by_one(match.group()),
    ),
    rule(
        "number",
        rf"(?<![\w.,:/]){NUMBER}(?![\w]|[.,:/][0-9])",
        _number,
    ),
)
