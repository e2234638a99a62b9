"""Spanish numerals, letters and initialisms, ordinals and fractions, points of the compass."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.es.numbers import is_feminine
from voxloom.text.reading.rules.es.words import CODE
from voxloom.text.reading.rules.roman import ROMAN, SURE, value
from voxloom.text.reading.rules.rule import rule, table

ORDINALS = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()
RULERS = (
    "Luis|Felipe|Carlos|Alfonso|Fernando|Enrique|Juan|Juan Pablo|Pío|Benedicto|Isabel|Pedro|Jaime"
    "|Sancho|Ramiro|Francisco|León|Gregorio|Jorge|Guillermo|Ricardo|Eduardo|Napoleón|Catalina"
)
# Spelled, though they could be read.
SPELLED = (
    "DNI|NIE|ITV|BBVA|OTP|IRPF|ADN|UCI|USB|EPS|IPS|ATM|ESO|ISR|IEPS|INSS|ISBN|IPC|IP|URL|VIH|ECG|EKG|IA"
    "|UE|EU|ONG|OMS|CEO|FBI|AM|FM|CFE|GPS|IMC|API|AEAT|UHD|ADSL|INE|OPEP|IESS|ETB|OCR|EPOC|AFP|IMV|ICBF|UTM|UF"
)
INITIALISM = rf"(?:(?!{ROMAN}(?!\w))[BCDFGHJKLMNÑPQRSTVWXYZ]{{2,6}}|CD|{SPELLED})"
COMPASS = {
    "N": "norte", "S": "sur", "E": "este", "O": "oeste", "W": "oeste", "NE": "noreste",
    "NO": "noroeste", "NW": "noroeste", "SE": "sureste", "SO": "suroeste", "SW": "suroeste",
}  # fmt: skip
BEARING = (
    r"(?i:\b(?:vientos?|rachas|brisas?|rumbo|dirección|sentido|componente|zona|salida|acceso|fachada"
    r"|orientación|cuadrante|costa|litoral|tercio|hacia el|en el|del|al|flojo|moderado|fuerte))(?: del?| al| hacia el)? "
)
ENDINGS = {
    "er": ".er", "ro": ".º", "ra": ".ª", "do": ".º", "da": ".ª", "to": ".º", "ta": ".ª", "vo": ".º",
    "va": ".ª", "no": ".º", "na": ".ª", "mo": ".º", "ma": ".ª", "o": ".º", "a": ".ª", "º": ".º",
    "ª": ".ª", "°": ".º",
}  # fmt: skip
ORDERED = r"piso|planta|lugar|puesto|grado|básico|semestre|trimestre|cuatrimestre|nivel|aniversario|derecha|izquierda|de|año|ciclo|medio"
HALVES = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
PARTS = {"3": "tercera", "4": "cuarta", "5": "quinta", "6": "sexta", "8": "octava", "10": "décima"}
OF_WHICH = r"paso|parte|página|pág\.|hoja|cuota|plazo|pago|mensaje|mensualidad|intento|recibo|dosis|sesión|letra|capítulo"
FEW = "cero un dos tres cuatro cinco seis siete ocho nueve".split()


def _ruler(match: re.Match[str]) -> str:
    number = value(match["roman"])
    said = ORDINALS[number - 1] if number <= 10 else str(number)
    if match["before"].strip() in ("Isabel", "Catalina") and number <= 10:
        said = said[:-1] + "a"
    return match["before"] + said


def _ordinal(match: re.Match[str]) -> str:
    """`3er`, `2da`, `1º piso` as the grammar knows them, in the short form before a noun."""
    ending, number = ENDINGS[match["ending"].casefold()], int(match["number"])
    noun = match["noun"] or ""
    apart = noun and noun not in (
        "de",
        "en",
        "y",
        "o",
        "a",
        "del",
        "por",
        "que",
        "es",
        "derecha",
        "izquierda",
    )
    if (
        ending == ".º"
        and number % 10 in (1, 3)
        and number not in (11, 13)
        and apart
        and not is_feminine(noun)
    ):
        ending = ".er"
    said = f"{number}.ᵉʳ" if ending == ".er" else f"{number}{ending}"
    return said + (f" {noun}" if noun else "")


def _roman_ordinal(match: re.Match[str]) -> str:
    noun = match["noun"]
    number = value(match["roman"])
    ending = ".ª" if is_feminine(noun.casefold()) else ".ᵉʳ" if number % 10 in (1, 3) else ".º"
    return f"{number}{ending} {noun}"


def _half(match: re.Match[str]) -> str:
    noun, number = match["noun"], match["number"]
    half = "media" if is_feminine(noun) else "medio"
    if not number:
        return f"{half} {noun}"
    plural = noun if noun.endswith("s") or number == "1" else f"{noun}s"
    singular = noun[:-1] if number == "1" and noun.endswith("s") else plural
    return f"{number} {singular} y {half}"


def _parts(match: re.Match[str]) -> str:
    above, part = int(match["above"]), PARTS[match["below"]]
    return f"{'una' if above == 1 else FEW[above]} {part}{'s' if above > 1 else ''} parte{'s' if above > 1 else ''}"


def _slashes(match: re.Match[str]) -> str:
    return " barra ".join(digit_by_digit(part, "es") for part in match.group().split("/"))


# Before numbers look like amounts and dates.
BEFORE_CODES = (
    rule(
        "number behind a word in capitals",
        r"\b(?P<word>AVE|ALVIA|AVLO|IMSS|SIM) ?-?(?P<number>[0-9]{3,6})(?![\w,.-][0-9])",
        lambda m: f"{m['word']} {digit_by_digit(m['number'], 'es')}",
    ),
    rule(
        "code of small letters",
        rf"(?P<before>(?i:{CODE})(?: (?:es|son))?:? )(?P<number>(?=[A-Za-z]*[0-9])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{{5,20}})(?![\w.,-]\w|\w)",
        lambda m: m["before"] + digit_by_digit(m["number"], "es"),
    ),
    rule(
        "law",
        r"(?P<before>\b(?i:ley(?: orgánica)?|decreto|resolución|orden|acuerdo|sentencia|norma) (?:número )?)(?P<number>[0-9]{1,4})/(?=(?:19|20)[0-9]{2}\b)",
        r"\g<before>\g<number> barra ",
    ),
    rule(
        "number of a year",
        r"(?<![\w/.-])(?P<number>1[3-9]|[2-9][0-9])/(?=(?:19|20)[0-9]{2}(?![\w/-]))",
        r"\g<number> barra ",
    ),
    rule(
        "blood pressure",
        r"(?P<before>\b(?i:tensión|presión)(?: [^\W\d_]+){0,3} )(?P<high>[0-9]{2,3})/(?=[0-9]{1,3}(?![\w/]))",
        r"\g<before>\g<high> sobre ",
    ),
    rule(
        "numbers of three digits",
        r"(?<![\w/.,])(?P<first>[0-9]{2,3})/(?=[1-9][0-9]{2}(?![\w/]))",
        r"\g<first> barra ",
    ),
    rule("name in the net", r"(?<!\S)@(?=[A-Za-z])", "arroba "),
    rule("low hyphen", r"(?<=[^\W_])_(?=[^\W_])", " guion bajo "),
    rule(
        "between",
        r"(?P<between>(?i:\bentre (?:las? |los? |el )?)\$?[0-9][0-9.,]*) ?[-–—] ?(?=\$?[0-9])",
        r"\g<between> y ",
    ),
    rule(
        "one of some",
        rf"(?P<before>(?i:\b(?:{OF_WHICH})) )(?P<one>[0-9]{{1,3}})/(?P<all>[0-9]{{1,3}})(?![\w/])",
        r"\g<before>\g<one> de \g<all>",
    ),
    rule(
        "code with slashes",
        r"(?<![\w/@.:-])(?=[A-Z0-9/-]*[0-9])(?:(?=[0-9/-]*[A-Z])[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8})*(?:/[A-Z0-9-]{1,8})+"
        r"|(?:19|20)[0-9]{2}/[0-9]{3,8}|[0-9]{3,8}/(?:19|20)[0-9]{2}|[0-9]{4,8}/[0-9]{2,8}|[0-9]{2,3}/[0-9]{4,8})(?![\w/@]|[.-]\w)",
        _slashes,
    ),
    rule(
        "road",
        r"(?P<before>\b(?i:autopista|autovía|carretera|nacional|comarcal|vía|la|las) )(?P<road>[A-Z]{1,3})-(?P<number>[0-9]{1,4})(?![\w-])",
        lambda m: f"{m['before']}{' '.join(m['road'])} {m['number']}",
    ),
    rule(
        "plus",
        r"(?<![\w)])\+ ?(?=[0-9]{1,4}(?! ?[0-9(]|[./-][0-9])|[0-9.]+,[0-9]{1,2}(?![0-9]))",
        "más ",
    ),
    rule("and more", r"(?<=[0-9])\+(?=[\s.,;:)]|$)", " o más"),
    rule("version in short", r"\b[vV]\.? ?(?=[0-9]+\.[0-9])", "versión "),
)
FRACTIONS = (
    table("fraction of one sign", r"(?<![0-9]){}", HALVES),
    table(
        "and a fraction", r"(?<=[0-9]) ?{}", {key: f" {written}" for key, written in HALVES.items()}
    ),
    rule(
        "half of a thing",
        r"(?<![\w/.,])(?:(?P<number>[0-9]{1,2}) )?1/2 (?P<noun>horas?|docenas?|jornadas?|pensión|litros?|kilos?|tazas?|cucharadas?"
        r"|cucharaditas?|días?|meses|mes|años?|metros?|pastillas?|comprimidos?|tabletas?|botellas?|millón)\b",
        _half,
    ),
    rule("quarters of an hour", r"(?<![\w/.,])(?P<part>[13]/4) hora\b", r"\g<part> de hora"),
    rule("part of parts", r"(?<![\w/.,])(?P<above>[1-9])/(?P<below>[3-68]|10) partes?\b", _parts),
)
ORDINAL_NUMBERS = (
    rule(
        "ordinal",
        r"(?<![\w.,])(?P<number>[0-9]{1,2})\.?(?P<ending>[ºª]|er|r[oa]|d[oa]|t[oa]|v[oa]|n[oa]|m[oa]|(?<=\.)[oa])\b\.?"
        r"(?: (?P<noun>[a-záéíóúñ]+))?",
        _ordinal,
    ),
    rule(
        "ordinal with a degree sign",
        rf"(?<![\w.,])(?P<number>[0-9]{{1,2}})(?P<ending>°) (?P<noun>{ORDERED})\b",
        _ordinal,
    ),
)
NAMES = (
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE}|I|V|X)\b", _ruler),
    rule("century", rf"\b[Ss]\. (?P<roman>{ROMAN})\b", lambda m: f"siglo {value(m['roman'])}"),
    rule(
        "century in full",
        rf"(?P<before>\b[Ss]iglos? )(?P<roman>{ROMAN})\b",
        lambda m: f"{m['before']}{value(m['roman'])}",
    ),
    rule(
        "numbered and named",
        rf"\b(?P<roman>{SURE}|I|V|X) (?P<noun>[Cc]ongreso|[Ee]dición|[Aa]niversario|[Jj]ornadas?|[Cc]oncurso|[Ff]estival|[Cc]ampeonato|[Ff]eria|[Ff]oro|[Cc]arrera|[Ee]ncuentro|[Cc]umbre|[Ss]emana|[Ss]imposio|[Cc]ertamen|[Cc]onvención|[Cc]onferencia|[Mm]aratón)\b",
        _roman_ordinal,
    ),
    rule(
        "numbered thing",
        rf"(?P<before>\b[A-ZÁÉÍÓÚ][a-záéíóúñ]+ )(?P<roman>{SURE})\b",
        lambda m: f"{m['before']}{value(m['roman'])}",
    ),
    table("point of the compass", rf"(?:{BEARING})(?:)", {})
    if False
    else rule(
        "point of the compass",
        rf"(?P<before>{BEARING})(?P<point>N|S|E|O|W|NE|NO|NW|SE|SO|SW)(?![\w'-]|\.\w)",
        lambda m: m["before"] + COMPASS[m["point"]],
    ),
    rule(
        "seat",
        r"(?<![\w.,])(?P<number>[0-9]{1,3})(?P<letter>[A-Z])(?!\w)",
        r"\g<number> \g<letter>",
    ),
    rule(
        "road",
        r"(?<![\w-])(?P<road>[A-Z]{1,3})-?(?P<number>[0-9]{1,4})(?![\w-]|[.,/][0-9])",
        lambda m: f"{' '.join(m['road'])} {m['number']}",
    ),
    rule("ampersand", r"(?<=\w) ?& ?(?=\w)", " y "),
    rule(
        "initialism",
        rf"(?<![\w.@/-])(?P<letters>{INITIALISM})(?![\w@/]|\.\w)",
        lambda m: " ".join(m["letters"]),
    ),
)
LEFT = (rule("numbers and slashes", r"(?<![\w/])[0-9]+(?:/[0-9]+){2,}(?![\w/])", _slashes),)
# The grammar takes them for roman ordinals wherever they stand: "vitamina centésima".
LETTERS = (
    rule("letter", r"(?<!\w)[CDILMNSVX](?!\w)", lambda match: match.group().lower()),
    # It takes `d.` for "don", wherever it stands.
    rule("letter at the end", r"(?<!\w)d\.(?=\s|$)", "d ."),
)
