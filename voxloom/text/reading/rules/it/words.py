"""What the rules of all languages look for, and say, in Italian."""

from __future__ import annotations

from voxloom.text.reading.rules.it.abbreviations import ABBREVIATIONS
from voxloom.text.reading.rules.it.ranges import COUNTED
from voxloom.text.reading.rules.words import Words

# Between a noun and its number: "ordine cliente n. 4471".
NUMBER = r"(?:,? (?:n|nr|num|numero|n°|nº|no)(?![a-z]))?,?"
NO_OBJECT = (  # "la finale del 1982"
    r"del(?= (?:1[0-9]|20)[0-9]{2}(?![0-9]))|nel|dal|tra"
    r"|fra|entro|per|dopo|prima|alle|dalle|il|la|lo|fino|e|è|in|sono|ha|al|valido|scade"
)
OBJECT = rf"(?: (?!(?:{NO_OBJECT})\b)(?:[a-zà-ù]+['’])?[a-zà-ù]+){{0,3}}?"
# Of verbs what is asked for, or is so now: "invii", no "invece".
CLITIC = r"(?:ci|mi|lo|la|li|ne)?"
TELEPHONE = (
    rf"(?<!si )(?:ri)?chiam(?:[aio]|iamo|ino|erà|eremo|ando{CLITIC}"
    rf"|ar[ei]?{CLITIC}|ate{CLITIC}|aci)"
    rf"|(?:telefon|contatt|mand)(?:[aio]|iamo|ino|ando{CLITIC}|ar[ei]?{CLITIC}|ate{CLITIC}|aci)"
    rf"|invi(?:[aio]|ino|amo|ando{CLITIC}|ar[ei]?{CLITIC}|ate{CLITIC}|aci)|telefonic[oa]"
    rf"|compon(?:[ei]|ga|gono|gano|endo{CLITIC}|er[ei]?{CLITIC}|ete{CLITIC})"
    rf"|(?:rispond|scriv)(?:[aei]|ono|ano|iamo|endo{CLITIC}|er[ei]?{CLITIC}|ete{CLITIC}|ici)"
    r"|rivolg(?:a|iti|ersi|ete|etevi|endosi|ano)"
    r"|numero (?:verde|unico|di telefono|dedicato|urbano)|tel\.?|cell\.?|cellulare|fax"
    r"|whats ?app|centralino|call center|mess?aggi(?:o|ni?|no)?|sms"
)
# Words behind which a number is an amount or a year: "il telefono del 1950".
NO_LAST = "".join(
    rf"(?<! {word})"
    for word in (
        *("del", "nel", "dei", "di", "per", "con", "da", "tra", "fra", "circa", "oltre"),
        *("quasi", "almeno", "più", "ogni", "in", "le", "gli", "i", "dopo", "entro", "su"),
    )
)
# Without an article the number stands for itself: "chiama 300 uomini", "il fax 1990 è raro".
NO_AMOUNT = (
    r"(?! [0-9]+(?:\.[0-9]{3})* (?!(?:interno|int|oppure|per|dalle|dal|nei|da|con|ed?|attivo|attiva"
    r"|gratuito|tutti|senza|dopo|subito|o|è attivo)\b)[a-zà-ù]{2,})"
    r"(?! (?:1[5-9]|20)[0-9]{2} [a-zè])"
)
# What ends in figures.
BEARER = (
    r"(?:cart[ae]|cont[oi]|numer[oi]|IBAN|codice|cellulare|telefono|utenza|tessera|contratto|targa"
    r"|ordine|bancomat|pratica|polizza|linea|dispositivo|carnet|visa|mastercard)"
)

WORDS = Words(
    language="it",
    code=(
        r"\b(?:(?:codic[ei]|password|parola d['’]ordine|targa|PNR|OTP|POD|PDR|CAP|c\.a\.p\.|CVV"
        r"|CVC"
        rf"|P\. ?IVA|partita IVA|cod\.|matricola|CRO|TRN|IMEI"
        rf"|(?:numero|numeri|n\.|nr\.) (?:di |del |della |dell['’])?(?:conto|ordine|cliente|pratica"
        rf"|riferimento|carta|ticket|serie|tessera|prenotazione|spedizione|polizza|contratto|utenza"
        rf"|matricola|protocollo|segnalazione|assistenza|richiesta|biglietto|bagaglio|sinistro)"
        rf"|{BEARER}[^.;:?!]{{0,40}}? (?:termin\w+|finisc\w+|inizi\w+) (?:con|in|per)(?: le cifre)?"
        rf"|finale|finali"
        rf"|ultim[ei] (?:\w+ )?(?:cifre|numeri)(?: dell[ae] [a-z]+)?){OBJECT}{NUMBER})"
    ),
    thing=(
        r"\b(?:(?:ordine|interno|int\.|conto(?: corrente)?|c/c|carta|fattura|bolletta|volo|voli"
        r"|treno|prenotazione|polizza"
        r"|pratica|ticket|pacco|collo|spedizione|contatore|contratto|tessera|utenza|cliente"
        r"|bonifico"
        r"|frecciarossa|frecciargento|frecciabianca|intercity|italo|regionale|regionale veloce"
        r"|protocollo"
        r"|prot\.|riferimento|rif\.|segnalazione|richiesta|sinistro|biglietto|ricetta|impegnativa"
        r"|referto"
        r"|tracking|bollettino|raccomandata|mutuo|prestito|abbonamento|modulo|licenza|autobus|bus"
        r"|bagaglio|lotto|scontrino|cartella|distinta|treno reg\.|reg\.)"
        r"(?: (?:postale|corrente|cliente|elettronica|medica|web|online|tracking|Alitalia|Ryanair"
        r"|ITA|ITA Airways"
        r"|Lufthansa|easyJet|Italo|Frecciarossa|Intercity|regionale|veloce|espresso"
        rf"|di [a-z]+)){{0,2}}?{NUMBER})"
    ),
    copula="è il|è lo|è|sono i|sono|sarà|era|ha numero",
    dialled=(
        rf"\b(?:{TELEPHONE})(?:,? (?!allo?\b|il\b|lo\b|al\b)[a-zà-ù]+){{0,3}}?"
        r"(?:(?:,? (?:il |al |allo |lo )?(?:numero|numero verde))(?: (?:il|lo|al|allo|all['’]"
        rf"|l['’]))?| (?:il|lo|al|allo|all['’]|l['’])|{NO_LAST}{NO_AMOUNT})"
    ),
    national=(
        # Landlines, with the zero that is always dialled.
        r"(?<![\w.,/:+-])0[0-9]{1,3}(?:[ /.-]| [/–-] )[0-9]{3,8}(?:[ .-]?[0-9]{2,4}){0,3}"
        r"(?:-[0-9])?(?![\w€%]|[.,/-][0-9])",
        r"(?<![\w.,/:+-])(?!0[26]\.[0-5][0-9] )0(?:[26]|[1-9][0-9]{1,2})(?:[ .-][0-9]{2,4}){2,4}"
        r"(?![\w€%]|[.,/-][0-9])",
        r"(?<![\w.,/:+-])\(0[0-9]{1,3}\) ?[0-9]{3,8}(?:[ .-]?[0-9]{2,4}){0,3}(?![\w]|[.,][0-9])",
        r"(?<![\w.,/:+-])00?39(?:[ .-]?[0-9]{2,10}){1,4}(?![\w]|[.,][0-9])",
        # Mobiles.
        r"(?!^[0-9]+$)(?<![\w.,/:+-])3[0-9]{2}[ ./-]?[0-9]{2,3}(?:[ .-]?[0-9]{2,4}){1,2}"
        r"(?![\w€%]|[.,/-][0-9])",
        # Freephone and shared cost.
        r"(?<![\w.,/:+-])(?:80[03]|84[0478]|89[29]|199|178|18[06])[ ./-][0-9]{2,3}"
        r"(?:[ .-]?[0-9]{2,4}){1,2}(?![\w€%]|[.,/-][0-9])",
        r"(?<![\w.,/:+-])(?:803|892|895|1478) [0-9]{3}(?! ?(?:€|euro)|[\w%]|[.,/-][0-9])",
        # A short number of five figures and more, as what is answered or written to.
        r"(?:(?<=\ballo )|(?<=\bal )|(?<=\ball['’])|(?<=\bdallo )|(?<=\bdal ))[1-9][0-9]{4,9}"
        r"(?![\w€%]|[.,/-][0-9]| ?(?:euro|EUR))",
    ),
    pressed=(
        r"\b(?i:prem\w+|digit\w+|compon\w+|inserisc\w+|tasto|con|chiam\w+|codice|servizio|menu|poi"
        r"|e)"
    ),
    plus="più",
    minus="meno",
    to="a",
    version=r"\b(?:versione|vers\.|ver\.|v\.|release|iOS|Android|Windows|macOS|firmware|aggiornamento)",
    point="punto",
    number_sign=" numero ",
    ending="che termina con ",
    another=r"e|o|ed|oppure",
    counted=COUNTED,
    numbered="capitolo|tomo|parte|atto|scena|volume|libro|articolo|titolo|paragrafo",
    dot="punto",
    at="chiocciola",
    slash="barra",
    hyphen="trattino",
    underscore="trattino basso",
    abbreviations=ABBREVIATIONS,
    units={"°": "gradi"},
)
