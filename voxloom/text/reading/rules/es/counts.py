"""Spanish numbers of what is counted: `21 llamadas` -> `veintiuna llamadas`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.es.numbers import LARGEST, cardinal, fraction, is_feminine, whole
from voxloom.text.reading.rules.rule import rule

# Behind these a number is a name: "planta uno".
LABELS = frozenset(
    "opción línea planta piso puerta sala box ventanilla mesa mostrador andén vía carril nivel fase tipo"
    " grupo zona número terminal habitación local bloque portal escalera página páginas capítulo"
    " artículo anexo punto paso tecla módulo consulta consultorio clase categoría grado coche vagón"
    " asiento fila canal muelle dársena sector torre edificio casa apartamento oficina caja turno"
    " kilómetro calle avenida carrera versión prioridad código parte tomo volumen lote ruta bus"
    " autobús tren metro día pulse pulsa marque marca oprima oprime presione presiona teclee teclea"
    " digite digita elija elige seleccione diga diga interior exterior departamento manzana unidad"
    " cuadra estación lugar puesto plaza curso tarifa etapa cuota pago recibo mensaje aviso".split()
)
# No noun: behind these, too, a number stands alone.
FUNCTION = frozenset(
    "a al ante bajo con contra de del desde durante e en entre hacia hasta y o u ni si sí no por para"
    " pero que se sin sobre tras es son está están fue será ha han hay como cuando más menos ya"
    " también le les lo la las los el su sus coma punto igual después antes aproximadamente tiene"
    " sale llega pasa abre cierra circula queda uno dos mediante según excepto salvo ni barra cero"
    " guion asterisco almohadilla".split()
)
ARTICLES = frozenset(("las", "la"))
INTEGER = (
    r"(?<![\w.,:/$€£#*+-])(?<![0-9+*/=×÷-] )(?P<number>[1-9][0-9]{0,2}(?:[.,][0-9]{3})+"
    r"|[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)"
    r"(?!\w|\.?[ºªᵉ]| ?°|[.,:/%*#+=-] ?[0-9]| ?[/*+=×÷%°€$£-] ?[0-9]| [0-9]|/| ?[%€$£₩₧])"
)
WORD = r"(?:(?P<space> )(?P<next>[a-záéíóúüñ]+)(?: (?P<after>[a-záéíóúüñ]+))?)?"
BEFORE = re.compile(r"([^\W\d_]+)[.:,]? ?$")
# Codes of currencies and zones of time as the grammar knows them.
GRAMMAR = frozenset(
    "nio crc ttd rs chf fr hnl kr jpy mk gtq hkd ptas usd us bop awg brl r pab mxn eur utc gmt est pst mph kph psi gsm".split()
)
MILLIONS = frozenset(("millones", "millón", "billones", "billón", "mil"))


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
    if GRAMMAR.intersection((following, led)):
        return match.group()
    counted = following and following not in FUNCTION and led not in LABELS
    if not counted:
        return cardinal(number, feminine=led in ARTICLES and number < 32) + rest
    noun, after = following, match["after"] or ""
    if following in MILLIONS:
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


RANGES = (
    rule(
        "range of numbers",
        r"(?<![\w.,/:-])(?P<first>[0-9]{1,4}) ?[-–—] ?(?P<last>[0-9]{1,4})(?![\w/:-]|[.,][0-9])",
        _range,
    ),
)
COUNTS = (
    rule(
        "decimal with a point",
        r"(?<![\w.,:/$€£-])(?P<units>[0-9]{1,6})(?P<sign>\.)(?P<parts>[0-9]|[0-9]{2}(?=\D)|(?<=\b0\.)[0-9]{3})(?![\w]|[.,:/-][0-9])"
        r"(?= ?[a-zA-Z%°])(?! (?:est|pst|utc|gmt)\b)",
        _decimal,
    ),
    rule("count", INTEGER + WORD, _count),
)
