"""Spanish letters and initialisms, roman numerals, points of the compass."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.es.numbers import is_feminine
from voxloom.text.reading.rules.roman import ROMAN, SURE, value
from voxloom.text.reading.rules.rule import JOINER, rule

ORDINALS = [
    "primero",
    "segundo",
    "tercero",
    "cuarto",
    "quinto",
    "sexto",
    "séptimo",
    "octavo",
    "noveno",
    "décimo",
]
RULERS = (
    "Luis|Felipe|Carlos|Alfonso|Fernando|Enrique|Juan|Juan Pablo|Pío|Benedicto|Isabel|Pedro|Jaime"
    "|Sancho|Ramiro|Francisco|León|Gregorio|Jorge|Guillermo|Ricardo|Eduardo|Napoleón|Catalina"
)
# Spelled, though they could be read.
SPELLED = (
    "DNI|NIE|ITV|BBVA|OTP|IRPF|ADN|UCI|USB|EPS|IPS|ATM|ESO|ISR|IEPS|INSS|ISBN|IPC|IP|URL|VIH|ECG"
    "|EKG|IA"
    "|UE|EU|ONG|OMS|CEO|FBI|AM|FM|CFE|GPS|IMC|API|AEAT|UHD|ADSL|INE|OPEP|IESS|ETB|OCR|EPOC|AFP"
    "|IMV|ICBF|UTM|UF"
)
INITIALISM = rf"(?:(?!{ROMAN}(?!\w))[BCDFGHJKLMNÑPQRSTVWXYZ]{{2,6}}|CD|{SPELLED})"
COMPASS = {
    "N": "norte", "S": "sur", "E": "este", "O": "oeste", "W": "oeste", "NE": "noreste",
    "NO": "noroeste", "NW": "noroeste", "SE": "sureste", "SO": "suroeste", "SW": "suroeste",
}  # fmt: skip
BEARING = (
    r"(?i:\b(?:vientos?|rachas|brisas?|rumbo|dirección|sentido|componente|zona|salida|acceso"
    r"|fachada"
    r"|orientación|cuadrante|costa|litoral|tercio|hacia el|en el|del|al|flojo|moderado"
    r"|fuerte))(?: del?| al| hacia el)? "
)


def _ruler(match: re.Match[str]) -> str:
    number = value(match["roman"])
    said = ORDINALS[number - 1] if number <= 10 else str(number)
    if match["before"].strip() in ("Isabel", "Catalina") and number <= 10:
        said = said[:-1] + "a"
    return match["before"] + said


def _roman_ordinal(match: re.Match[str]) -> str:
    noun = match["noun"]
    number = value(match["roman"])
    ending = ".ª" if is_feminine(noun.casefold()) else ".ᵉʳ" if number % 10 in (1, 3) else ".º"
    return f"{number}{ending} {noun}"


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
        rf"\b(?P<roman>{SURE}|I|V|X) (?P<noun>[Cc]ongreso|[Ee]dición|[Aa]niversario|[Jj]ornadas?"
        rf"|[Cc]oncurso|[Ff]estival|[Cc]ampeonato|[Ff]eria|[Ff]oro|[Cc]arrera|[Ee]ncuentro"
        rf"|[Cc]umbre|[Ss]emana|[Ss]imposio|[Cc]ertamen|[Cc]onvención|[Cc]onferencia"
        rf"|[Mm]aratón)\b",
        _roman_ordinal,
    ),
    rule(
        "numbered thing",
        rf"(?P<before>\b[A-ZÁÉÍÓÚ][a-záéíóúñ]+ )(?P<roman>{SURE})\b",
        lambda m: f"{m['before']}{value(m['roman'])}",
    ),
    rule(
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
# The grammar takes them for roman ordinals wherever they stand: "vitamina centésima".
LETTERS = (
    rule("size", r"(?<!\w)X{1,4}[LS](?!\w)", lambda match: " ".join(match.group())),
    rule("letter", rf"(?<!\w)[CDILMNSVX](?![\w{JOINER}])", rf"\g<0>{JOINER}"),
    # It takes `d.` for "don", wherever it stands.
    rule("letter at the end", r"(?<!\w)d\.(?=\s|$)", "d ."),
)
