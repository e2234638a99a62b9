"""Spanish."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.roman import SURE, value
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.words import Words

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
    code=r"\b(?:códigos?(?: (?:PIN|postal|secreto|de acceso|de seguridad|de verificación|de área))?|PIN|"
    r"clave|contraseña|extensión|anexo|interno|"
    r"números? de (?:cuenta|pedido|cliente|referencia|tarjeta|ticket|serie|expediente|socio)|terminad[ao]s? en|"
    r"últim[oa]s (?:\w+ )?(?:dígitos|cifras|números)|n\.?º de \w+)",
    numbered="capítulo|tomo|parte|acto|escena|volumen|libro|sección|anexo|artículo|nivel|fase|tipo",
    thing=r"\b(?:pedido|cuenta|tarjeta|factura|vuelo|reserva|póliza|expediente|ticket|paquete|envío|contador)",
    copula="es|son|será|era|termina en",
    dialled=r"\b(?:llame|llámenos|llamar|llamando|marque|marcar|teléfono|tel\.|fax|móvil)(?: al?| el| gratis al)?",
    national=(
        r"(?<![\w.,])[689][0-9]{2}(?: [0-9]{2}){3}(?![\w]|[.,][0-9])",
        r"(?<!\w)\([0-9]{2,3}\) ?[0-9]{3,4}[ -][0-9]{4}(?!\w)",
    ),
    pressed="",
    thousands=r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+",
    plus="más",
    minus="menos",
    to="a",
    version=r"\bversión",
    point="punto",
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
    *first_rules(WORDS),
    rule("hours", r"(?<=[0-9]:[0-9]{2}) ?h(?:rs)?\b\.?", ""),
    rule("extension", r"\b[Ee]xt\. ?(?=[0-9])", "extensión "),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE}|I|V|X)\b", _ruler),
    rule(
        "one alone",
        r"(?<=\b[Pp]ulse )1\b|(?<=\b[Mm]arque )1\b|(?<=\b[Oo]prima )1\b|(?<=\b[Pp]resione )1\b",
        "uno",
    ),
    *last_rules(WORDS),
    # The grammar takes them for roman ordinals wherever they stand: "vitamina centésima".
    rule("letter", r"(?<!\w)[CDLM](?!\w)", lambda match: match.group().lower()),
)
