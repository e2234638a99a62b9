"""Spanish."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import Words, common_rules
from voxloom.text.reading.rules.roman import SURE, value
from voxloom.text.reading.rules.rule import rule

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
RULERS = "Luis|Felipe|Carlos|Alfonso|Fernando|Enrique|Juan|Juan Pablo|Pío|Benedicto|Isabel|Pedro"

WORDS = Words(
    language="es",
    code=r"códigos?(?: (?:PIN|postal|secreto|de acceso|de seguridad|de verificación|de área))?|PIN|"
    r"clave|contraseña|extensión|anexo|interno|"
    r"números? de (?:cuenta|pedido|cliente|referencia|tarjeta|ticket|serie|expediente|socio)",
    between=r" (?:es|será|número)(?: el)?",
    numbered="capítulo|tomo|parte|acto|escena|volumen|libro|sección|anexo|artículo|nivel|fase|tipo",
    plus="más",
    to="a",
    counted="días?|horas?|minutos?|semanas?|mes(?:es)?|años?|euros?|veces|personas?|€|%|km|kg",
    dot="punto",
    at="arroba",
    slash="barra",
    hyphen="guion",
    underscore="guion bajo",
    abbreviations={
        "n.º": "número",
        "N.º": "número",
        "nº": "número",
        "Nº": "número",
        "núm.": "número",
        "etc.": "etcétera",
        "p. ej.": "por ejemplo",
        "Ud.": "usted",
        "Uds.": "ustedes",
        "tel.": "teléfono",
        "Tel.": "Teléfono",
        "aprox.": "aproximadamente",
        "Avda.": "avenida",
        "C/": "calle",
        "pág.": "página",
    },
    units={"°C": "grados Celsius", "ºC": "grados Celsius", "°": "grados", "h": "horas"},
)


def _ruler(match: re.Match[str]) -> str:
    number = value(match["roman"])
    return match["before"] + (ORDINALS[number - 1] if number <= 10 else str(number))


RULES = (
    rule("hours", r"(?<=[0-9]:[0-9]{2}) ?h(?:rs)?\b\.?", ""),
    rule("extension", r"\b[Ee]xt\. ?(?=[0-9])", "extensión "),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE}|I|V|X)\b", _ruler),
    rule(
        "one alone",
        r"(?<=\b[Pp]ulse )1\b|(?<=\b[Mm]arque )1\b|(?<=\b[Oo]prima )1\b|(?<=\b[Pp]resione )1\b",
        "uno",
    ),
    *common_rules(WORDS),
    # The grammar takes them for roman ordinals wherever they stand: "vitamina centésima".
    rule("letter", r"(?<!\w)[CDLM](?!\w)", lambda match: match.group().lower()),
)
