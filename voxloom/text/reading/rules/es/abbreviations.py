"""Words in short, in Spanish: expanded before all other rules, which look for the words."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.es.numbers import is_feminine
from voxloom.text.reading.rules.es.units import UNITS
from voxloom.text.reading.rules.es.words import WORDS as WORDS_OF_ALL
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.stops import OPENING, full_stop

# Titles, places, papers, and what else stands before a name or a number. A capital stays one.
WORDS = {
    "sr.": "señor", "sra.": "señora", "srta.": "señorita", "sres.": "señores", "sras.": "señoras",
    "srtas.": "señoritas", "dr.": "doctor", "dra.": "doctora", "dres.": "doctores",
    "dras.": "doctoras", "d.ª": "doña", "dª": "doña", "dña.": "doña", "prof.": "profesor",
    "profa.": "profesora", "ing.": "ingeniero", "arq.": "arquitecto", "mtro.": "maestro",
    "mtra.": "maestra", "lcdo.": "licenciado", "lcda.": "licenciada", "licda.": "licenciada",
    "abog.": "abogado", "enf.": "enfermera", "psic.": "psicólogo", "psicól.": "psicólogo",
    "excmo.": "excelentísimo", "excma.": "excelentísima", "ilmo.": "ilustrísimo",
    "ilma.": "ilustrísima", "pdte.": "presidente", "pdta.": "presidenta", "gral.": "general",
    "tte.": "teniente", "cnel.": "coronel", "sto.": "santo", "sta.": "santa", "fr.": "fray",
    "ntra.": "nuestra", "ntro.": "nuestro", "hnos.": "hermanos", "cía.": "compañía",
    "bco.": "banco", "ud.": "usted", "uds.": "ustedes", "vd.": "usted", "vds.": "ustedes",
    "atte.": "atentamente", "att.": "atentamente", "fdo.": "firmado",
    "av.": "avenida", "avda.": "avenida", "avd.": "avenida", "avda": "avenida",
    "cl.": "calle", "cll.": "calle", "cra.": "carrera", "kra.": "carrera", "ctra.": "carretera",
    "crta.": "carretera", "carr.": "carretera", "pza.": "plaza", "plza.": "plaza", "pl.": "plaza",
    "pzla.": "plazuela", "p.º": "paseo", "pº": "paseo", "pso.": "paseo", "rbla.": "rambla",
    "rda.": "ronda", "gta.": "glorieta", "opc.": "opción",
    "opc": "opción", "tvsía.": "travesía", "trav.": "travesía", "urb.": "urbanización",
    "pol. ind.": "polígono industrial", "pol.": "polígono", "blvd.": "bulevar", "blvr.": "bulevar",
    "bvd.": "bulevar", "calz.": "calzada", "priv.": "privada", "prol.": "prolongación",
    "fracc.": "fraccionamiento", "mza.": "manzana", "mz.": "manzana", "edif.": "edificio",
    "esc.": "escalera", "pta.": "puerta", "ptal.": "portal", "blq.": "bloque", "izq.": "izquierda",
    "izda.": "izquierda", "izqda.": "izquierda", "dcha.": "derecha", "der.": "derecha",
    "bjo.": "bajo", "ent.": "entresuelo", "entlo.": "entresuelo", "ppal.": "principal",
    "pral.": "principal", "esq.": "esquina", "depto.": "departamento", "dpto.": "departamento",
    "dept.": "departamento", "apto.": "apartamento", "apdo.": "apartado", "of.": "oficina",
    "ofic.": "oficina", "hab.": "habitación", "pje.": "pasaje", "nte.": "norte", "ote.": "oriente",
    "pte.": "poniente", "pto.": "puerto", "aerop.": "aeropuerto", "edo.": "estado",
    "mpio.": "municipio", "prov.": "provincia", "hosp.": "hospital", "clín.": "clínica",
    "univ.": "universidad", "fac.": "facultad", "ayto.": "ayuntamiento", "gob.": "gobierno",
    "admón.": "administración", "adm.": "administración", "dir.": "dirección", "nal.": "nacional",
    "secr.": "secretaría", "min. de": "ministerio de", "ctro.": "centro", "farm.": "farmacia",
    "tel.": "teléfono", "telf.": "teléfono", "teléf.": "teléfono", "tfno.": "teléfono",
    "tlfno.": "teléfono", "tfn.": "teléfono", "tlf.": "teléfono", "tel:": "teléfono:",
    "tels.": "teléfonos", "cel.": "celular", "móv.": "móvil", "ref.": "referencia",
    "refª.": "referencia", "exp.": "expediente", "expte.": "expediente", "cód.": "código",
    "cta. cte.": "cuenta corriente", "cta.": "cuenta", "cte.": "corriente", "fra.": "factura",
    "fact.": "factura", "transf.": "transferencia", "mov.": "movimiento", "venc.": "vencimiento",
    "vto.": "vencimiento", "cad.": "caducidad", "imp.": "importe", "impte.": "importe",
    "desc.": "descuento", "dto.": "descuento", "dcto.": "descuento", "incl.": "incluido",
    "excl.": "excluido", "máx.": "máximo", "mín.": "mínimo", "temp. máx.": "temperatura máxima",
    "temp. mín.": "temperatura mínima", "temp.": "temperatura", "aprox.": "aproximadamente",
    "etc.": "etcétera", "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "ej.": "ejemplo",
    "vs.": "versus", "art.": "artículo", "arts.": "artículos", "cap.": "capítulo",
    "caps.": "capítulos", "inc.": "inciso", "párr.": "párrafo", "vol.": "volumen",
    "fig.": "figura", "pág.": "página", "págs.": "páginas", "pag.": "página", "pags.": "páginas",
    "núm.": "número", "núms.": "números", "num.": "número", "nro.": "número", "nros.": "números",
    "n.º": "número", "n.ª": "número", "nº": "número", "n°": "número", "n.°": "número",
    "n.os": "números", "trim.": "trimestre", "cuatrim.": "cuatrimestre", "sem.": "semana",
    "méd.": "médico", "urg.": "urgencias", "vac.": "vacuna", "trat.": "tratamiento",
    "consul.": "consulta", "suc.": "sucursal", "urgte.": "urgente", "pdtes.": "pendientes",
    "s/n": "sin número", "c/u": "cada uno", "a/a": "a la atención",
    "a/c": "a cargo", "c/c": "cuenta corriente",
    "p/p": "por persona", "dep.": "depósito", "op.": "operación", "ref:": "referencia:",
    "hno.": "hermano", "dcho.": "derecho", "sent.": "sentido",
    "ind.": "industrial", "fest.": "festivos", "lab.": "laborables",
    "deleg.": "delegación", "hna.": "hermana", "gte.": "gerente",
    "gcia.": "gerencia",
    "resp.": "responsable", "téc.": "técnico", "info.": "información",
    "ext.": "extensión", "tarj.": "tarjeta",
    "serv.": "servicio", "extn.": "extensión", "v.º b.º": "visto bueno", "at.": "atención",
}  # fmt: skip
# Written so and not otherwise, whatever the case of the rest.
EXACT = {
    "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "EE UU": "Estados Unidos",
    "EEUU": "Estados Unidos", "RR. HH.": "Recursos Humanos", "RR.HH.": "Recursos Humanos",
    "RRHH": "Recursos Humanos", "JJ. OO.": "Juegos Olímpicos", "JJ.OO.": "Juegos Olímpicos",
    "CC. AA.": "Comunidades Autónomas", "CC.AA.": "Comunidades Autónomas",
    "FF. AA.": "Fuerzas Armadas", "RR. SS.": "redes sociales", "C.P.": "código postal",
    "C. P.": "código postal", "M.N.": "moneda nacional", "M. N.": "moneda nacional",
    "m.n.": "moneda nacional", "S.A. de C.V.": "S A de C V", "Col.": "colonia",
    "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "a.C.": "antes de Cristo",
    "d.C.": "después de Cristo", "N.ª Sra.": "Nuestra Señora", "Mª": "María", "M.ª": "María",
    "Fco.": "Francisco", "Gmo.": "Guillermo", "Lt.": "lote", "Lte.": "lote", "CDMX": "C D M X",
    "a. c.": "antes de cristo",
    "Nª Sra.": "Nuestra Señora", "P.D.": "posdata", "P. D.": "posdata",
    "AV.": "avenida", "SR.": "señor",
    "SRA.": "señora", "DR.": "doctor", "DRA.": "doctora", "TEL.": "teléfono", "EXT.": "extensión",
}  # fmt: skip
# Before no name: a capital behind these begins a sentence.
ENDING = (
    "etc.", "aprox.", "incl.", "excl.", "máx.", "mín.", "izq.", "izda.", "izqda.", "dcha.", "der.",
    "atte.", "att.", "uds.", "vds.", "ud.", "vd.", "a. c.", "d. c.", "a.c.", "d.c.", "urg.",
    "rr. hh.", "rr.hh.", "m.n.", "m. n.", "ppal.", "bjo.", "venc.", "vto.",
)  # fmt: skip
# And behind the others these do, which no name begins with.
BEGINNING = (
    r"(?:Luego|Después|Si|Para|Por|Ahora|Entonces|También|Pero|Cuando|Su|Sus|Le|Les|Se|No|Gracias"
    r"|Tome|Llame|Pulse|Marque|Diga|Recuerde|Presente|Traiga|Vea|Consulte|Espere|Gire|Siga|Suba"
    r"|Baje|Entre|Pague|Envíe|Puede|Debe|Tiene|Está|Hay|Es|En|Con|Y|Desde|Hasta|Esta|Este|Tras)"
)
FEMININE = r"(?<=\b[Ll]a )|(?<=\b[Uu]na )|(?<=\b[Ss]eñora )"
ADJECTIVES = {
    "máx": "máxim",
    "max": "máxim",
    "mín": "mínim",
    "min": "mínim",
    "incl": "incluid",
    "excl": "excluid",
}
CALLED = r"(?i:\b(?:llam|llám|teléf|tel\.|marqu|comun|contac))"
PRESSED = re.compile(WORDS_OF_ALL.pressed + "$")
# Behind these "no." ends a sentence; before a noun of several the number begins the next.
NO_ANSWER = "".join(
    rf"(?<!\b{word} )"
    for word in ("que", "o", "dijo", "dije", "pero", "claro", "supuesto", "ahora")
)
SEVERAL = r"(?:[0-9.]+ [a-záéíóúñ]{2,}s\b|[0-9.,]+ ?[%€$])"
SPOKEN = {"IVA", "NIF", "CIF", "NIE", "PIN", "IBAN"}  # as words, dots or not


def _cased(readings: dict[str, str]) -> dict[str, str]:
    """With a capital where a sentence or a name may want one."""
    capital = {
        key[0].upper() + key[1:]: word[0].upper() + word[1:] for key, word in readings.items()
    }
    return {**readings, **capital}


def _expansion() -> Rule:
    readings = {**_cased(WORDS), **EXACT}
    # Behind a number some are units: `3 hab.`.
    keys = "|".join(
        ("(?<![0-9] )" if key in UNITS or key[:-1] in UNITS else "") + re.escape(key)
        for key in sorted(readings, key=len, reverse=True)
    )

    def expand(match: re.Match[str]) -> str:
        said = readings[match["key"]]
        before = match.string[: match.start()].rstrip("¿¡ ")
        if match["key"] not in EXACT and before and before[-1] not in ".!?:":
            said = said[0].lower() + said[1:]
        ending = match["key"].casefold() in ENDING
        return said + full_stop(match, OPENING if ending else BEGINNING)

    return rule(
        "abbreviation",
        rf"(?<![\w.@/-])(?P<key>{keys})(?:(?<=\W)|(?!\w))",
        expand,
    )


def _number_sign(match: re.Match[str]) -> str:
    pressed = PRESSED.search(match.string[: match.start()])
    return match.group() if pressed else "número "


def _adjective(match: re.Match[str]) -> str:
    noun, stem = match["noun"], ADJECTIVES[match["short"].casefold()]
    ending = "a" if is_feminine(noun.casefold()) else "o"
    plural = "s" if noun.endswith("s") and stem[-1] == "d" else ""
    return f"{noun} {stem}{ending}{plural}{full_stop(match)}"


def _letters(match: re.Match[str]) -> str:
    letters = match.group().replace(".", "")
    letters = letters if letters in SPOKEN else " ".join(letters)
    return letters + full_stop(match, BEGINNING)


ABBREVIATIONS = (
    rule(
        "number",
        rf"{NO_ANSWER}\b[Nn]o\. ?(?=#?[0-9])(?!{SEVERAL})"
        r"|\b[Nn]o\.(?= de (?:cuenta|cliente|pedido|control))"
        r"|(?<!\w)[Nn]\.?[º°ª] ?(?=[0-9])",
        "número ",
    ),
    rule(  # Hay que ver.
        "version",
        r"(?<!\w)(?P<first>[Vv])er\. ?(?=v?[0-9]+\.[0-9])|(?<=\bla )(?P<v>v)er\. ?(?=[0-9])",
        lambda match: f"{match['first'] or match['v']}ersión ",
    ),
    rule(
        "number sign", r"(?<![\w#*])# ?(?=(?:[A-Z]{1,3}-?)?[0-9]+(?![\w#*]|\.[0-9]))", _number_sign
    ),
    rule("with", r"(?<!\w)c/ ?(?=(?:Dr|Dra|Sr|Sra|Lic|Ing|Prof)\.)", "con "),
    rule("highest", r"\b(?P<m>[Mm])[áa]x\.(?=:? ?[-+−]?[0-9]+ ?[º°])", r"\g<m>áxima"),
    rule("lowest", r"\b(?P<m>[Mm])[íi]n\.(?=:? ?[-+−]?[0-9]+ ?[º°])", r"\g<m>ínima"),
    rule("half a tablet", r"(?<=1/2 )comp\.", "comprimido"),
    rule("each", r"(?<!\w)c/ ?(?=[0-9])", "cada "),
    rule("telephone", r"(?<!\w)(?P<first>[Tt])el(?=:? ?[0-9(+])", r"\g<first>eléfono"),
    rule("date", r"(?<!\w)F\. (?=de )", "Fecha "),
    rule("licenciada", rf"(?:{FEMININE})Lic\.", "licenciada"),
    rule("licenciado", r"\bLic\.", "licenciado"),
    rule("ingeniera", rf"(?:{FEMININE})Ing\.", "ingeniera"),
    rule("arquitecta", rf"(?:{FEMININE})Arq\.", "arquitecta"),
    rule("don", r"(?<!\w)[Dd]\. (?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ])", "don "),
    rule("pages", r"(?<![\w.])pp\. ?(?=[0-9])", "páginas "),
    rule("page", r"(?<![\w.])p\. ?(?=[0-9])", "página "),
    rule("postcode", r"(?<!\w)C\.? ?P\.? (?=[0-9]{4})", "código postal "),
    rule(
        "inner number of a telephone",
        rf"(?P<before>{CALLED}[^.;]{{0,50}}[0-9],?) int\. ?(?=[0-9])",
        r"\g<before> interno ",
    ),
    rule("inner number", r"\b[Ii]nt\. ?(?=[0-9A-Z])", "interior "),
    rule("kilometre", r"(?<![0-9] )\b[Kk]m\.? ?(?=[0-9])", "kilómetro "),
    rule(
        "adjective",
        r"\b(?P<noun>[^\W\d_]{3,}) (?i:(?P<short>m[áa]x|m[íi]n|incl|excl))\.",
        _adjective,
    ),
    _expansion(),
    rule("street", r"(?<!\w)[Cc]/ ?(?=[A-ZÁÉÍÓÚÑ]|de |del |la )", "calle "),
    rule(
        "dotted initialism",
        r"(?<![\w.@])(?![AP]\.M\b)(?:[A-ZÑ]\.)+(?:[A-ZÑ](?![\w@.])|(?<=\.[A-ZÑ]\.)(?![\w@]))",
        _letters,
    ),
)
