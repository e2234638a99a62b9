"""Units behind numbers, in Spanish."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.es.numbers import is_feminine
from voxloom.text.reading.rules.es.rates import PER, per
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.stops import full_stop

# One and many.
UNITS = {
    "°C": "grado Celsius|grados Celsius", "ºC": "grado Celsius|grados Celsius",
    "°F": "grado Fahrenheit|grados Fahrenheit", "ºF": "grado Fahrenheit|grados Fahrenheit",
    "km/h": "kilómetro por hora|kilómetros por hora",
    "Km/h": "kilómetro por hora|kilómetros por hora",
    "m/s": "metro por segundo|metros por segundo",
    "l/min": "litro por minuto|litros por minuto", "lpm": "latido por minuto|latidos por minuto",
    "rpm": "revolución por minuto|revoluciones por minuto",
    "l/m²": "litro por metro cuadrado|litros por metro cuadrado",
    "l/m2": "litro por metro cuadrado|litros por metro cuadrado",
    "L/100 km": "litro a los cien kilómetros|litros a los cien kilómetros",
    "l/100 km": "litro a los cien kilómetros|litros a los cien kilómetros",
    "mg/dl": "miligramo por decilitro|miligramos por decilitro",
    "mg/dL": "miligramo por decilitro|miligramos por decilitro",
    "lat": "latido|latidos", "lat.": "latido|latidos",
    "puls": "pulsación|pulsaciones", "puls.": "pulsación|pulsaciones",
    "resp": "respiración|respiraciones",
    "mmol/l": "milimol por litro|milimoles por litro",
    "mmol/L": "milimol por litro|milimoles por litro", "mmol": "milimol|milimoles",
    "cp": "comprimido|comprimidos", "cp.": "comprimido|comprimidos",
    "mm Hg": "milímetro de mercurio|milímetros de mercurio",
    "g/l": "gramo por litro|gramos por litro", "mg/kg": "miligramo por kilo|miligramos por kilo",
    "mg/día": "miligramo al día|miligramos al día",
    "ml/h": "mililitro por hora|mililitros por hora",
    "µg/m³": "microgramo por metro cúbico|microgramos por metro cúbico",
    "μg/m³": "microgramo por metro cúbico|microgramos por metro cúbico",
    "g/km": "gramo por kilómetro|gramos por kilómetro",
    "kWh/año": "kilovatio hora al año|kilovatios hora al año",
    "Gbps": "gigabit por segundo|gigabits por segundo",
    "Gb/s": "gigabit por segundo|gigabits por segundo",
    "Mbps": "megabit por segundo|megabits por segundo",
    "Mb/s": "megabit por segundo|megabits por segundo",
    "Mbit/s": "megabit por segundo|megabits por segundo",
    "MB/s": "megabyte por segundo|megabytes por segundo",
    "kbps": "kilobit por segundo|kilobits por segundo",
    "TB": "terabyte|terabytes", "GB": "gigabyte|gigabytes", "Gb": "gigabyte|gigabytes",
    "MB": "megabyte|megabytes", "Mb": "megabyte|megabytes", "KB": "kilobyte|kilobytes",
    "kB": "kilobyte|kilobytes", "MWh": "megavatio hora|megavatios hora",
    "kWh": "kilovatio hora|kilovatios hora", "KWh": "kilovatio hora|kilovatios hora",
    "kwh": "kilovatio hora|kilovatios hora", "Wh": "vatio hora|vatios hora",
    "MW": "megavatio|megavatios", "kW": "kilovatio|kilovatios", "KW": "kilovatio|kilovatios",
    "kw": "kilovatio|kilovatios", "W": "vatio|vatios", "kV": "kilovoltio|kilovoltios",
    "V": "voltio|voltios", "mA": "miliamperio|miliamperios",
    "mAh": "miliamperio hora|miliamperios hora", "GHz": "gigahercio|gigahercios",
    "MHz": "megahercio|megahercios", "kHz": "kilohercio|kilohercios", "Hz": "hercio|hercios",
    "dB": "decibelio|decibelios", "kcal": "kilocaloría|kilocalorías", "cal": "caloría|calorías",
    "kJ": "kilojulio|kilojulios", "hPa": "hectopascal|hectopascales",
    "kPa": "kilopascal|kilopascales", "mbar": "milibar|milibares", "mb": "milibar|milibares",
    "bar": "bar|bares", "mmHg": "milímetro de mercurio|milímetros de mercurio",
    "MP": "megapíxel|megapíxeles", "Mpx": "megapíxel|megapíxeles",
    "km²": "kilómetro cuadrado|kilómetros cuadrados",
    "km2": "kilómetro cuadrado|kilómetros cuadrados",
    "m²": "metro cuadrado|metros cuadrados", "m2": "metro cuadrado|metros cuadrados",
    "cm²": "centímetro cuadrado|centímetros cuadrados",
    "m³": "metro cúbico|metros cúbicos", "m3": "metro cúbico|metros cúbicos",
    "hm³": "hectómetro cúbico|hectómetros cúbicos",
    "cm³": "centímetro cúbico|centímetros cúbicos",
    "cc": "centímetro cúbico|centímetros cúbicos", "km": "kilómetro|kilómetros",
    "Km": "kilómetro|kilómetros", "kms": "kilómetro|kilómetros", "km.": "kilómetro|kilómetros",
    "mts": "metro|metros", "mts.": "metro|metros", "m": "metro|metros",
    "cm": "centímetro|centímetros",
    "cms": "centímetro|centímetros", "mm": "milímetro|milímetros", "ha": "hectárea|hectáreas",
    "Ha": "hectárea|hectáreas", "mi": "milla|millas", "ft": "pie|pies", "in": "pulgada|pulgadas",
    "yd": "yarda|yardas", "kg": "kilogramo|kilogramos", "Kg": "kilogramo|kilogramos",
    "kgs": "kilogramo|kilogramos",
    "kg.": "kilogramo|kilogramos", "kgs.": "kilogramo|kilogramos", "mg": "miligramo|miligramos",
    "mcg": "microgramo|microgramos", "µg": "microgramo|microgramos", "μg": "microgramo|microgramos",
    "g": "gramo|gramos", "gr": "gramo|gramos", "gr.": "gramo|gramos", "grs.": "gramo|gramos",
    "lb": "libra|libras", "lbs": "libra|libras", "lb.": "libra|libras", "lbs.": "libra|libras",
    "oz": "onza|onzas", "t": "tonelada|toneladas", "ton.": "tonelada|toneladas",
    "ton": "tonelada|toneladas", "l": "litro|litros", "L": "litro|litros", "lt": "litro|litros",
    "lts": "litro|litros", "lts.": "litro|litros", "lt.": "litro|litros",
    "ml": "mililitro|mililitros",
    "mL": "mililitro|mililitros", "cl": "centilitro|centilitros", "dl": "decilitro|decilitros",
    "gal": "galón|galones", "gal.": "galón|galones", "min": "minuto|minutos",
    "min.": "minuto|minutos", "mins": "minuto|minutos", "mins.": "minuto|minutos",
    "s": "segundo|segundos", "seg": "segundo|segundos", "seg.": "segundo|segundos",
    "segs.": "segundo|segundos", "ms": "milisegundo|milisegundos", "sem.": "semana|semanas",
    "hab.": "habitación|habitaciones", "pers.": "persona|personas", "pax": "pasajero|pasajeros",
    "ud.": "unidad|unidades", "uds.": "unidad|unidades", "ud": "unidad|unidades",
    "uds": "unidad|unidades", "und.": "unidad|unidades", "unid.": "unidad|unidades",
    "pzas.": "pieza|piezas", "pza.": "pieza|piezas", "pzs.": "pieza|piezas", "pz.": "pieza|piezas",
    "pts.": "punto|puntos", "ptos.": "punto|puntos", "pp": "punto|puntos",
    "p.p.": "punto porcentual|puntos porcentuales", "comp.": "comprimido|comprimidos",
    "comp/día": "comprimido al día|comprimidos al día",
    "UI": "unidad internacional|unidades internacionales", "d.": "día|días",
}  # fmt: skip
QUARTERS = {"¼": "un cuarto", "1/4": "un cuarto", "¾": "tres cuartos", "3/4": "tres cuartos"}
NUMBER = r"(?<![\w.,/])(?P<number>[0-9]+(?:[.,][0-9]+| [0-9]{3}(?![0-9]))*)"
# `El 7 ha ganado`, `En 1990 mi padre`, `3 in situ`.
NO_WORD = (
    r"(?!ha (?:[a-z]+[aií]do|[a-z]*(?:cho|sto|rto|elto|rito|oto)|ya|vuelto a)\b|in [a-z]"
    r"|mi (?!(?:al?|del?|desde|en|hasta|por|y|o)\b)[a-záéíóúñ])"
)


def _unit(units: dict[str, str]) -> Rule:
    keys = "|".join(re.escape(key) for key in sorted(units, key=len, reverse=True))

    def named(match: re.Match[str]) -> str:
        one, many = units[match["key"]].split("|")
        said = one if match["number"] == "1" else many
        of = "".join(f" {per(basis)}" for basis in match["per"].split("/")[1:])
        return f"{match['number']} {said}{of}{full_stop(match)}"

    bases = "|".join(re.escape(key) for key in sorted(PER, key=len, reverse=True))
    return rule(
        "unit",
        rf"{NUMBER} ?{NO_WORD}(?P<key>{keys})(?P<per>(?:/(?:{bases})){{0,2}})(?![\w/²³])",
        named,
    )


def _half_rule(units: dict[str, str]) -> Rule:
    keys = "|".join(re.escape(key) for key in sorted(units, key=len, reverse=True))

    def half(match: re.Match[str]) -> str:
        one, many = units[match["key"]].split("|")
        part = match["part"] or match["part2"]
        ending = "a" if is_feminine(one.split()[0]) else "o"
        said = {"½": f"medi{ending}", "1/2": f"medi{ending}"}.get(part) or QUARTERS[part]
        noun = one if match["number"] == "1" else many
        return f"{match['number']} {noun} y {said}{full_stop(match)}"

    return rule(
        "unit and a part",
        rf"(?<![\w.,/])(?P<number>[0-9]+)(?: ?(?P<part>[½¼¾])| (?:(?P<part2>1/2|1/4|3/4))) ?"
        rf"(?P<key>{keys})(?![\w/²³])",
        half,
    )


def _inches(match: re.Match[str]) -> str:
    return " pulgadas" if match.string.count('"') < 2 else match.group()


# Before fractions are read.
PARTS_OF_UNITS = (
    _half_rule(UNITS | {"h": "hora|horas", "h.": "hora|horas"}),
    rule(
        "things and a half",
        r"(?<![\w.,/])(?P<number>[0-9]+) ?½ (?!(?:más|menos|los|las|tres|seis|después|antes)\b)"
        r"(?P<noun>[a-záéíóúñ]{3,}s)\b",
        lambda m: f"{m['number']} {m['noun']} y medi{'a' if is_feminine(m['noun']) else 'o'}",
    ),
)
MEASURES = (
    rule("inches", r"(?<=[0-9]) ?[\"″](?!\w)", _inches),
    rule("by", r"(?<=[0-9]) ?[x×] ?(?=[0-9])", " por "),
    rule("two units per", r"(?<=[0-9]) ?(?=[lL]/100 km)", " "),
    _unit(UNITS),
    rule("percent", r"(?<=[0-9]) ?%(?!\w)", " por ciento"),
    rule("per thousand", r"(?<=[0-9]) ?‰", " por mil"),
    rule(
        "degrees",
        r"(?<![\w.,])(?P<number>[0-9]+(?:[.,][0-9]+)?) ?°(?! ?[A-Za-z0-9])",
        r"\g<number> grados",
    ),
)
