"""French words in short, wherever they stand."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import OPENING, full_stop

ABBREVIATIONS = {
    "Mme": "madame",
    "Mmes": "mesdames",
    "Mlle": "mademoiselle",
    "Mlles": "mesdemoiselles",
    "Dr": "docteur",
    "Dr.": "docteur",
    "Drs": "docteurs",
    "Dre": "docteure",
    "n°": "numéro",
    "nº": "numéro",
    "n°s": "numéros",
    "num.": "numéro",
    "etc.": "et cetera",
    "etc": "et cetera",
    "p. ex.": "par exemple",
    "p.ex.": "par exemple",
    "par ex.": "par exemple",
    "c.-à-d.": "c'est-à-dire",
    "c-à-d": "c'est-à-dire",
    "càd": "c'est-à-dire",
    "cf.": "confer",
    "cf": "confer",
    "tél.": "téléphone",
    "tél": "téléphone",
    "tel.": "téléphone",
    "env.": "environ",
    "avt": "avant",
    "pdt": "pendant",
    "bcp": "beaucoup",
    "ds": "dans",
    "tjrs": "toujours",
    "cp.": "comprimé",
    "cpr.": "comprimés",
    "cps": "comprimés",
    "dist.": "distance",
    "c. à s.": "cuillères à soupe",
    "c. à c.": "cuillères à café",
    "exp.": "expiration",
    "niv.": "niveau",
    "P.-S.": "post-scriptum",
    "dte": "droite",
    "gche": "gauche",
    "oblig.": "obligatoire",
    "temp.": "température",
    "temp. max.": "température maximale",
    "temp. min.": "température minimale",
    "déb.": "début",
    "int.": "intérieur",
    "ext.": "extérieur",
    "grat.": "gratuit",
    "auj.": "aujourd'hui",
    "dispo.": "disponible",
    "gél.": "gélules",
    "sach.": "sachets",
    "amp.": "ampoules",
    "inj.": "injections",
    "gttes": "gouttes",
    "approx.": "approximativement",
    "max.": "maximum",
    "maxi": "maximum",
    "min.": "minimum",
    "mini.": "minimum",
    "moy.": "moyenne",
    "réf.": "référence",
    "réf": "référence",
    "bât.": "bâtiment",
    "bât": "bâtiment",
    "bat.": "bâtiment",
    "esc.": "escalier",
    "ét.": "étage",
    "appt": "appartement",
    "appt.": "appartement",
    "apt.": "appartement",
    "rdc": "rez-de-chaussée",
    "RdC": "rez-de-chaussée",
    "R.-d.-c.": "rez-de-chaussée",
    "RDV": "rendez-vous",
    "rdv": "rendez-vous",
    "RV": "rendez-vous",
    "SVP": "s'il vous plaît",
    "svp": "s'il vous plaît",
    "s.v.p.": "s'il vous plaît",
    "stp": "s'il te plaît",
    "NB": "nota bene",
    "N.B.": "nota bene",
    "J.-C.": "Jésus-Christ",
    "N.-D.": "Notre-Dame",
    "Cie": "compagnie",
    "Sté": "société",
    "Ets": "établissements",
    "Éts": "établissements",
    "dép.": "département",
    "dépt": "département",
    "arrdt": "arrondissement",
    "resp.": "responsable",
    "serv.": "service",
    "rens.": "renseignements",
    "rés.": "réservation",
    "pers.": "personnes",
    "hab.": "habitants",
    "qté": "quantité",
    "nb": "nombre",
    "nbre": "nombre",
    "incl.": "inclus",
    "suppl.": "supplément",
    "supp.": "supplément",
    "excl.": "exclu",
    "hôp.": "hôpital",
    "pharm.": "pharmacie",
    "méd.": "médecin",
    "gén.": "général",
    "adr.": "adresse",
    "dest.": "destination",
    "prov.": "provenance",
    "corresp.": "correspondance",
    "mens.": "mensuel",
    "trim.": "trimestre",
    "sem.": "semaine",
    "ann.": "annuel",
    "vac.": "vacances",
    "j. fériés": "jours fériés",
    "j. ouvrés": "jours ouvrés",
    "j. ouvrables": "jours ouvrables",
    "jrs": "jours",
    "jr": "jour",
    "tlj": "tous les jours",
    "t.l.j.": "tous les jours",
    "sf": "sauf",
    "w.-e.": "week-end",
    "w-e": "week-end",
    "WE": "week-end",
    "hebdo.": "hebdomadaire",
    "c/o": "chez",
    "assoc.": "association",
    "asso.": "association",
    "admin.": "administratif",
    "compl.": "complément",
    "obs.": "observation",
    "préf.": "préfecture",
    "gd": "grand",
    "Gde": "grande",
    "ttes": "toutes",
    "tjs": "toujours",
    "qq.": "quelques",
    "qqs": "quelques",
    "cté": "communauté",
    "dir.": "direction",
    "&": "et",
    "cpte": "compte",
    "cptes": "comptes",
    "vir.": "virement",
    "prél.": "prélèvement",
    "remb.": "remboursement",
    "chq": "chèque",
    "cde": "commande",
    "n/réf.": "notre référence",
    "v/réf.": "votre référence",
    "N/réf.": "notre référence",
    "V/réf.": "votre référence",
    "fact.": "facture",
    "liv.": "livraison",
    "éch.": "échéance",
    "cotis.": "cotisation",
    "sup.": "supérieur",
    "ctre": "centre",
    "hor.": "horaires",
    "ouv.": "ouverture",
    "ferm.": "fermeture",
    "corr.": "correspondance",
    "ap.-m.": "après-midi",
    "ap.-midi": "après-midi",
    "JF": "jours fériés",
    "jf": "jours fériés",
    "apr.": "après",
    "tps": "temps",
    "ref.": "référence",
    "centre comm.": "centre commercial",
    "accomp.": "accompagnant",
    "indiv.": "individuel",
    "perso.": "personnel",
    "résa": "réservation",
    "adhés.": "adhésion",
}


def in_both_cases(table: dict[str, str]) -> dict[str, str]:
    """With a capital too, as at the start of a sentence."""
    return table | {key[0].upper() + key[1:]: said for key, said in table.items()}


# Before no name: a capital behind these begins a sentence.
ENDING = (
    "etc.", "p. ex.", "max.", "min.", "mini.", "moy.", "pers.", "hab.", "incl.", "excl.", "suppl.",
    "supp.", "ét.", "cp.", "cpr.", "gél.", "sach.", "amp.", "inj.", "sup.", "ap.-m.", "s.v.p.",
    "trim.", "sem.", "mens.", "oblig.", "grat.", "auj.", "dispo.", "hebdo.", "indiv.", "perso.",
    "vac.", "t.l.j.", "w.-e.", "j. fériés", "j. ouvrés", "c. à s.", "c. à c.", "j.-c.",
)  # fmt: skip
# And behind the others these do, which no name begins with.
BEGINNING = (
    r"(?:Ensuite|Puis|Si|Pour|Par|Vous|Nous|Votre|Vos|Notre|Nos|Merci|Veuillez|Tapez|Appuyez"
    r"|Appelez|Composez|Dites|Prenez|Suivez|Tournez|Montez|Attendez|Attention|Après|Avant|Dès|Il"
    r"|Elle|Ils|Elles|On|Ce|Cette|Ces|Une?|En|Dans|Sur|Avec|Mais|Et|Ou|Pas|Aucune?|Tout|Toute"
    r"|[CDJLNQS](?=['’]))"
)
DOTTED = {key: said for key, said in in_both_cases(ABBREVIATIONS).items() if key.endswith(".")} | {
    "pers.": "personnes",
    "hab.": "habitants",
}
NAMED = ("dr.",)


def _ended(match: re.Match[str]) -> str:
    ending = match["key"].casefold() in ENDING
    stop = full_stop(match, OPENING if ending else BEGINNING)
    return f"{DOTTED[match['key']]}." if stop else match.group()


# Before units and names, which take the dot for a part of the word.
RULES = (
    rule(
        "word in short at the end of a sentence",
        r"(?<![\w.])(?<![0-9] )(?P<key>"
        + "|".join(
            re.escape(key)
            for key in sorted(DOTTED, key=len, reverse=True)
            if key.casefold() not in NAMED
        )
        + r")(?= [¿«“]?[A-ZÀÂÇÉÈÊÎÔ])",
        _ended,
    ),
)
