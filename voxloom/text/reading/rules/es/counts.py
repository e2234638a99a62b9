"""Spanish numbers of what is counted: `21 llamadas` -> `veintiuna llamadas`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.es.numbers import LARGEST, cardinal, fraction, is_feminine, whole
from voxloom.text.reading.rules.rule import rule

# Behind these a number is a name: "planta uno".
LABELS = re.compile(
    r"opción|línea|planta|piso|puerta|sala|box|ventanilla|mesa|mostrador|andén|vía|carril"
    r"|nivel|fase|tipo|grupo|zona|número|terminal|habitación|local|bloque|portal|escalera"
    r"|página|páginas|capítulo|artículo|anexo|punto|paso|tecla|módulo|consulta|consultorio"
    r"|clase|categoría|grado|coche|vagón|asiento|fila|canal|muelle|dársena|sector|torre"
    r"|edificio|casa|apartamento|oficina|caja|turno|kilómetro|calle|avenida|carrera|versión"
    r"|prioridad|código|parte|tomo|volumen|lote|ruta|bus|autobús|tren|metro|día|pulse|pulsa"
    r"|marque|marca|oprima|oprime|presione|presiona|teclee|teclea|digite|digita|elija|elige"
    r"|seleccione|diga|diga|interior|exterior|departamento|manzana|unidad|cuadra|estación|lugar"
    r"|puesto|plaza|curso|tarifa|etapa|cuota|pago|recibo|mensaje|aviso"
)
# No noun: behind these, too, a number stands alone.
FUNCTION = re.compile(
    r"a|al|ante|bajo|con|contra|de|del|desde|durante|e|en|entre|hacia|hasta|y|o|u|ni|si|sí|no"
    r"|por|para|pero|que|se|sin|sobre|tras|es|son|está|están|fue|será|ha|han|hay|como|cuando"
    r"|más|menos|ya|también|le|les|lo|la|las|los|el|su|sus|coma|punto|igual|después|antes"
    r"|aproximadamente|tiene|sale|llega|pasa|abre|cierra|circula|queda|uno|dos|mediante|según"
    r"|excepto|salvo|era|eran|fueron|hubo|había|barra|cero|guion|asterisco|almohadilla"
)
# Behind these a year, unless what follows is several: `en 1990 llegaba`.
DATED = re.compile("en|de|del|desde|hasta|año|entre|hacia|y")
YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")
ARTICLES = ("las", "la")
INTEGER = (
    r"(?<![\w.,:/$€£#*+-])(?<![0-9+*/=×÷-] )(?P<number>[1-9][0-9]{0,2}(?:[.,][0-9]{3})+"
    r"|[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)"
    r"(?!\w|\.?[ºªᵉ]| ?°|[.,:/%*#+=-] ?[0-9]| ?[/*+=×÷%°€$£-] ?[0-9]| [0-9]|/| ?[%€$£₩₧])"
)
WORD = r"(?:(?P<space> )(?P<next>[a-záéíóúüñ]+)(?: (?P<after>[a-záéíóúüñ]+))?)?"
BEFORE = re.compile(r"([^\W\d_]+)[.:,]? ?$")
# Codes of currencies and zones of time as the grammar knows them.
GRAMMAR = re.compile(
    r"nio|crc|ttd|rs|chf|fr|hnl|kr|jpy|mk|gtq|hkd|ptas|usd|us|bop|awg|brl|r|pab|mxn|eur|utc"
    r"|gmt|est|pst|mph|kph|psi|gsm"
)
MILLIONS = re.compile(r"mil|mill(?:ones|ón)|bill(?:ones|ón)")


def _count(match: re.Match[str]) -> str:
    written, following = match["number"], match["next"] or ""
    rest = match.group()[len(written) :]
    comma = "," in written
    if comma and match.start() == 0 and match.end() == len(match.string):
        return match.group()  # nothing says that it is no decimal
    if len(written) > 1 and written[0] == "0":
        return digit_by_digit(written, "es") + rest
    number = whole(written)
    if number >= LARGEST or (written.isdigit() and len(written) > 9):
        return digit_by_digit(written, "es") + rest if written.isdigit() else match.group()
    before = BEFORE.search(match.string[max(0, match.start() - 30) : match.start()])
    led = before[1].casefold() if before else ""
    if GRAMMAR.fullmatch(following) or GRAMMAR.fullmatch(led):
        return match.group()
    several = number > 99 and following.endswith("s")  # more than a label tells
    labelled = LABELS.fullmatch(led) and not several
    counted = following and not FUNCTION.fullmatch(following) and not labelled
    if YEAR.fullmatch(written) and DATED.fullmatch(led) and not following.endswith("s"):
        counted = False
    if not counted:
        return cardinal(number, feminine=led in ARTICLES and number < 32) + rest
    noun, after = following, match["after"] or ""
    if MILLIONS.fullmatch(following):
        feminine = following == "mil" and bool(after) and is_feminine(after)
        return cardinal(number, feminine=feminine and number > 99, short=True) + rest
    of = " de" if number and number % 1_000_000 == 0 and noun != "de" else ""
    said = cardinal(number, feminine=is_feminine(noun, after), short=True)
    return said + of + rest


def _decimal(match: re.Match[str]) -> str:
    sign = "coma" if match["sign"] == "," else "punto"
    return f"{cardinal(int(match['units']))} {sign} {fraction(match['parts'])}"


def _range(match: re.Match[str]) -> str:
    before = BEFORE.search(match.string[: match.start()])
    joined = "guion" if before and before[1].casefold() == "número" else "a"
    return f"{match['first']} {joined} {match['last']}"


def _million(match: re.Match[str]) -> str:
    led = {"de l": "del", "a l": "al"}.get(match["led"].casefold(), "el")
    return f"{led.capitalize() if match['led'][0].isupper() else led} millón"


RANGES = (
    rule(
        "range of numbers",
        r"(?<![\w.,/:-])(?P<first>[0-9]{1,4}) ?[-–—] ?(?P<last>[0-9]{1,4})"
        r"(?![\w/:-]|[.,][0-9]| [=+])",
        _range,
    ),
)
COUNTS = (
    rule(
        "the million",
        r"(?P<led>\b(?:(?:[Dd]e|[Aa]) )?[Ll])[oa]s 1(?:[., \u00a0\u202f]000){2}(?= de )",
        _million,
    ),
    rule(
        "decimal with a point",
        r"(?<![\w.,:/$€£-])(?P<units>[0-9]{1,6})(?P<sign>\.)(?P<parts>[0-9]|[0-9]{2}(?=\D)"
        r"|(?<=\b0\.)[0-9]{3})(?![\w]|[.,:/-][0-9])"
        r"(?= ?[a-zA-Z%°])(?! (?:est|pst|utc|gmt)\b)",
        _decimal,
    ),
    rule("count", INTEGER + WORD, _count),
)
