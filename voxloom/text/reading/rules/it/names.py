"""Italian abbreviations, streets, saints, roads, compass points and initials."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.it.numbers import whole
from voxloom.text.reading.rules.rule import Rule, rule, table

STREETS = {
    "v.le": "viale",
    "p.zza": "piazza",
    "p.za": "piazza",
    "pza": "piazza",
    "p.zle": "piazzale",
    "p.le": "piazzale",
    "p.tta": "piazzetta",
    "c.so": "corso",
    "l.go": "largo",
    "l.re": "lungomare",
    "lung.re": "lungotevere",
    "vic.": "vicolo",
    "v.lo": "vicolo",
    "b.go": "borgo",
    "s.da": "strada",
    "str.": "strada",
    "c.da": "contrada",
    "loc.": "località",
    "fraz.": "frazione",
    "trav.": "traversa",
    "circ.ne": "circonvallazione",
    "gall.": "galleria",
    "prov.le": "provinciale",
    "sc.": "scala",
    "pal.": "palazzina",
    "int.": "interno",
    "civ.": "civico",
}
PEOPLE = {
    "sig.": "signor",
    "sig.ra": "signora",
    "sigra": "signora",
    "sig.na": "signorina",
    "sigg.": "signori",
    "sigg.ri": "signori",
    "sig.ri": "signori",
    "sig.re": "signore",
    "dott.": "dottor",
    "dott.ssa": "dottoressa",
    "dott.sse": "dottoresse",
    "dr.": "dottor",
    "dr.ssa": "dottoressa",
    "d.ssa": "dottoressa",
    "prof.": "professor",
    "prof.ssa": "professoressa",
    "proff.": "professori",
    "avv.": "avvocato",
    "avv.ta": "avvocata",
    "ing.": "ingegner",
    "arch.": "architetto",
    "geom.": "geometra",
    "rag.": "ragionier",
    "on.": "onorevole",
    "cav.": "cavalier",
    "comm.": "commendator",
    "mons.": "monsignor",
    "sen.": "senatore",
    "spett.le": "spettabile",
    "spett.": "spettabile",
    "egr.": "egregio",
    "egr.io": "egregio",
    "gent.mo": "gentilissimo",
    "gent.ma": "gentilissima",
    "gent.mi": "gentilissimi",
    "gent.me": "gentilissime",
    "gent.le": "gentile",
    "gent.": "gentile",
    "gent.li": "gentili",
    "preg.mo": "pregiatissimo",
    "preg.ma": "pregiatissima",
    "ill.mo": "illustrissimo",
    "f.lli": "fratelli",
    "amm.re": "amministratore",
    "resp.": "responsabile",
}
OFFICE = {
    "n.": "numero",
    "nr.": "numero",
    "nr": "numero",
    "n.ro": "numero",
    "num.": "numero",
    "n°": "numero",
    "nº": "numero",
    "n.i": "numeri",
    "nn.": "numeri",
    "tel.": "telefono",
    "cell.": "cellulare",
    "p. es.": "per esempio",
    "p.es.": "per esempio",
    "ad es.": "ad esempio",
    "per es.": "per esempio",
    "es.": "esempio",
    "pag.": "pagina",
    "pagg.": "pagine",
    "art.": "articolo",
    "artt.": "articoli",
    "all.": "allegato",
    "fig.": "figura",
    "tab.": "tabella",
    "rif.": "riferimento",
    "prot.": "protocollo",
    "cod.": "codice",
    "cod. fisc.": "codice fiscale",
    "c.f.": "codice fiscale",
    "c.a.p.": "cap",
    "p.iva": "partita iva",
    "p. iva": "partita iva",
    "part. iva": "partita iva",
    "c/c": "conto corrente",
    "c.c.": "conto corrente",
    "c/o": "presso",
    "a/r": "andata e ritorno",
    "e/o": "e o",
    "n/d": "non disponibile",
    "fatt.": "fattura",
    "ord.": "ordine",
    "pren.": "prenotazione",
    "prenot.": "prenotazione",
    "app.to": "appuntamento",
    "appt.": "appuntamento",
    "appunt.": "appuntamento",
    "sped.": "spedizione",
    "cons.": "consegna",
    "q.tà": "quantità",
    "conf.": "confezione",
    "amb.": "ambulatorio",
    "rep.": "reparto",
    "pad.": "padiglione",
    "osp.": "ospedale",
    "farm.": "farmacia",
    "uff.": "ufficio",
    "segr.": "segreteria",
    "dip.": "dipartimento",
    "dir.": "direzione",
    "direz.": "direzione",
    "amm.ne": "amministrazione",
    "ass.ne": "associazione",
    "assic.": "assicurazione",
    "ist.": "istituto",
    "soc.": "società",
    "dec.": "decorrenza",
    "scad.": "scadenza",
    "vers.": "versione",
    "ver.": "versione",
    "staz.": "stazione",
    "aerop.": "aeroporto",
    "part.": "partenza",
    "arr.": "arrivo",
    "term.": "terminal",
    "rit.": "ritardo",
    "bagagl.": "bagaglio",
    "ind.": "indirizzo",
    "dest.": "destinatario",
    "mitt.": "mittente",
    "vs.": "vostro",
    "vs": "vostro",
    "ns.": "nostro",
    "ns": "nostro",
    "cfr.": "confronta",
    "ved.": "vedi",
    "min.": "minimo",
    "max": "massimo",
    "al min.": "al minuto",
    "al min": "al minuto",
    "mass.": "massimo",
    "prec.": "precedente",
    "succ.": "successivo",
    "temp.": "temperatura",
    "gg.": "giorni",
    "gg": "giorni",
    "sett.": "settimana",
    "pz.": "pezzi",
    "pers.": "persone",
    "trim.": "trimestre",
    "bim.": "bimestre",
    "sem.": "semestre",
    "fam.": "famiglia",
    "naz.": "nazionale",
    "int.le": "internazionale",
    "internaz.": "internazionale",
    "lav.": "lavorativi",
    "att.ne": "attenzione",
    "c.p.": "casella postale",
    "ang.": "angolo",
    "f.to": "firmato",
    "s.l.m.": "sul livello del mare",
    "s.n.": "senza numero",
    "p.i.": "partita iva",
    "n.v.": "numero verde",
    "dx": "destra",
    "sx": "sinistra",
    "tg.": "targa",
    "mod.": "modello",
    "doc.": "documento",
    "cert.": "certificato",
    "assist.": "assistenza",
    "oper.": "operatore",
    "ult.": "ultimo",
    "tess.": "tessera",
    "pp.": "pagine",
    "mar.": "marzo",
    "freq.": "frequenza",
    "acc.": "acconto",
    "pagam.": "pagamento",
    "comun.": "comunicazione",
    "ricev.": "ricevimento",
    "ambul.": "ambulatorio",
    "poliamb.": "poliambulatorio",
    "lab.": "laboratorio",
    "spec.": "specialista",
    "aut.": "autorizzazione",
    "cap.le": "capitale",
    "imp.": "importo",
    "mov.": "movimento",
    "rich.": "richiesta",
    "serv. clienti": "servizio clienti",
    "prov.": "provincia",
    "racc.": "raccomandata",
    "lic.": "licenza",
    "serv.": "servizio",
    "inf.": "informazioni",
    "info.": "informazioni",
    "abb.": "abbonamento",
    "pross.": "prossimo",
    "mens.": "mensile",
    "ann.": "annuale",
    "ric.": "ricevuta",
    "estr.": "estratto",
    "contr.": "contratto",
    "cl.": "classe",
    "carr.": "carrozza",
    "cat.": "categoria",
    "bin.": "binario",
    "dist.": "distanza",
    "lung.": "lunghezza",
    "tratt.": "trattamento",
    "nov.": "novembre",
    "dic.": "dicembre",
    "gen.": "gennaio",
    "feb.": "febbraio",
    "apr.": "aprile",
    "mag.": "maggio",
    "giu.": "giugno",
    "lug.": "luglio",
    "ago.": "agosto",
    "set.": "settembre",
    "ott.": "ottobre",
}
# Units without a number: "al kg".
UNITS_ALONE = {
    "km": "chilometro",
    "cm": "centimetro",
    "kg": "chilo",
    "Kg": "chilo",
    "mg": "milligrammi",
    "ml": "millilitri",
    "kWh": "chilowattora",
    "kW": "chilowatt",
    **dict.fromkeys(("mq", "m²"), "metro quadrato"),
    **dict.fromkeys(("mc", "m³"), "metro cubo"),
    **dict.fromkeys(("Smc", "smc"), "standard metro cubo"),
    "km/h": "chilometri all'ora",
    "GB": "gigabyte",
    "MB": "megabyte",
    "Mbps": "megabit al secondo",
    "°C": "gradi Celsius",
}
BEFORE_NUMBERS = {
    **dict.fromkeys(("p.", "P."), "pagina"),
    **dict.fromkeys(("cap.", "Cap."), "capitolo"),
    **dict.fromkeys(("v.", "V."), "versione"),
}
# Often the last word of a sentence.
CLOSING = {
    "ca.": "circa",
    "ecc.": "eccetera",
    "etc.": "eccetera",
    "incl.": "inclusa",
    "compr.": "compresa",
    "escl.": "esclusa",
    "cad.": "cadauno",
    "tot.": "totale",
    "max.": "massimo",
    "a.C.": "avanti Cristo",
    "d.C.": "dopo Cristo",
    "p.v.": "prossimo venturo",
    "u.s.": "ultimo scorso",
    "c.m.": "corrente mese",
    "c.a.": "corrente anno",
    "p.t.": "piano terra",
    "s.n.c.": "senza numero civico",
}
CAPITALS = {
    "N.B.": "nota bene",
    "NB": "nota bene",
    "P.S.": "post scriptum",
    "P.IVA": "partita IVA",
    "P. IVA": "partita IVA",
    "Part. IVA": "partita IVA",
    "C.F.": "codice fiscale",
    "C.A.P.": "CAP",
    "C.so": "corso",
    "A/R": "andata e ritorno",
    "S.p.A.": "S P A",
    "SpA": "S P A",
    "S.r.l.": "S R L",
    "Srl": "S R L",
    "s.r.l.": "S R L",
    "s.p.a.": "S P A",
    "S.n.c.": "S N C",
    "D.Lgs.": "decreto legislativo",
    "D.L.": "decreto legge",
    "D.M.": "decreto ministeriale",
    "D.P.R.": "D P R",
    "I.V.A.": "IVA",
    "A.S.L.": "ASL",
    "O.T.P.": "O T P",
    "S.S.": "strada statale",
    "S.P.": "strada provinciale",
}


def _either_case(readings: dict[str, str]) -> dict[str, str]:
    """With a capital in front: `Sig.ra`, `P.zza`."""
    return {key[0].upper() + key[1:]: said for key, said in readings.items()} | readings


def _in_capitals(readings: dict[str, str]) -> dict[str, str]:
    return {key.upper(): said for key, said in readings.items()}


ABBREVIATIONS = {
    **_in_capitals(STREETS | PEOPLE),
    **_either_case(STREETS | PEOPLE | OFFICE | CLOSING),
    **CAPITALS,
    **UNITS_ALONE,
}

# Letters that eSpeak takes for a word.
SPELLED = "OTP|ATM|CIE|UPS|RCA|USA|UE|CRO|IRPEF"
POINTS = {
    "N": "nord",
    "S": "sud",
    "E": "est",
    "O": "ovest",
    "W": "ovest",
    "NE": "nord est",
    "N-E": "nord est",
    "NO": "nord ovest",
    "N-O": "nord ovest",
    "NW": "nord ovest",
    "SE": "sud est",
    "S-E": "sud est",
    "SO": "sud ovest",
    "S-O": "sud ovest",
    "SW": "sud ovest",
}
POINT = rf"(?:{'|'.join(sorted(POINTS, key=len, reverse=True))})"
ROADS = {"SS": "strada statale", "SP": "strada provinciale", "SR": "strada regionale"}
MASCULINE_SAINTS = ("Luca", "Mattia", "Nicola", "Barnaba")
STREET = (
    r"(?i:via|v\.|viale|v\.le|piazza|p\.z?za|piazzale|p\.le|corso|c\.so|largo|l\.go|vicolo|strada|lungomare"
    r"|lungotevere|borgo|contrada|località|loc\.)"
    r"(?: (?:[A-ZÀÈ][\w.'’]*|[XIV]+|d[aeio]\w*|d['’]\w+|e))+,?"
)


def _saint(match: re.Match[str]) -> str:
    name = match["name"]
    if name[0] in "AEIOUÀÈ":
        return f"Sant'{name}"
    if name.endswith("a") and name not in MASCULINE_SAINTS:
        return f"Santa {name}"
    return f"{'Santo' if re.match(r'S[^aeiou]|Z', name) else 'San'} {name}"


def _door(match: re.Match[str]) -> str:
    letter = match["letter"]
    said = whole(letter) if letter.isdigit() else letter
    return f"{match['before']}{whole(match['number'])} barra {said}"


def _point(match: re.Match[str]) -> str:
    return (match["before"] or "") + POINTS[match["point"].replace("–", "-")]


NAME_RULES: tuple[Rule, ...] = (
    rule("kind attention", r"\b(?P<alla>[Aa]lla) c\.a\.(?= )", r"\g<alla> cortese attenzione"),
    rule(
        "registered letter",
        r"\b(?P<letter>(?i:racc(?:omandata|\.))) [Aa]/[Rr]\b",
        r"\g<letter> A R",
    ),
    rule("saint", r"(?<![\w.])S\. ?(?P<name>[A-ZÀÈ][a-zàèéìòù]+)", _saint),
    rule(
        "initialism",
        rf"(?<![\w.-])(?P<letters>{SPELLED})(?![\w-])",
        lambda match: " ".join(match["letters"]),
    ),
    rule(
        "letters with dots",
        r"(?<![\w.])(?!I\.V\.A|A\.S\.L|C\.A\.P)(?P<letters>(?:[A-Z]\.){3,})(?!\w)",
        lambda match: (
            " ".join(match["letters"].replace(".", ""))
            + ("." if match.end() == len(match.string) else "")
        ),
    ),
    rule(
        "road",
        r"\b(?P<road>S\.?[SPR]\.?) ?(?:n\. ?)?(?=[0-9]{1,3}(?:[a-z]{3})?\b)",
        lambda match: f"{ROADS[match['road'].replace('.', '')]} ",
    ),
    rule(
        "compass point",
        rf"(?P<before>\b(?i:vent[oi](?: (?:moderat|debol|fort|tes)[oi])?(?: da)?|da|direzione|dir\.|uscita|lato|settore|verso|zona|ingresso) )(?P<point>{POINT})\b(?!['’-]|\.\w)",
        _point,
    ),
    table(
        "abbreviation that closes",
        r"(?<![\w.]){}(?= [A-ZÀÈ])",
        {key: f"{said}." for key, said in CLOSING.items()},
    ),
    rule(
        "kilometres",
        r"\b(?P<article>(?i:i|ai|dai|sui|tra i)) km\.?(?= ?[0-9])",
        r"\g<article> chilometri",
    ),
    table("abbreviation before a number", r"(?<![\w.]){}(?= ?[0-9])", BEFORE_NUMBERS),
    rule("street", r"(?<![\w.])[Vv]\.(?= [A-ZÀÈ][a-zàèéìòù])", "via"),
)
STREET_RULES: tuple[Rule, ...] = (
    rule(
        "number plate",
        r"(?<![\w-])(?P<first>[A-Z]{2})[ -]?(?P<number>[0-9]{3})[ -]?(?P<last>[A-Z]{2})(?![\w-])",
        lambda match: digit_by_digit(", ".join(match.groups()), "it"),
    ),
    rule(
        "house number",
        rf"(?P<before>\b(?:{STREET}|(?i:civico|civ\.)) (?:n\.? ?|n° ?|nr\.? ?|numero )?)"
        r"(?P<number>[0-9]{1,4}) ?/ ?(?P<letter>[A-Za-z]|[0-9]{1,3}|bis|ter)(?![\w/])",
        _door,
    ),
    rule(
        "postcode",
        r"(?<![\w.,/])(?P<number>[0-9]{5})(?= (?!EUR|USD|CHF|GBP)[A-ZÀÈ][a-zàèéìòù'’]+)",
        lambda match: digit_by_digit(match["number"], "it"),
    ),
)
