"""What the rules of all languages look for and say in Spanish, in Spain and Latin America."""

from __future__ import annotations

from voxloom.text.reading.rules.words import Words

OF = r"(?: (?:de|del|de la|de su|de tu) [^\W\d_]+)?"
NUMBERED = r"(?: (?:número|folio|con número|con folio|con referencia|con código))?"
BEARERS = (
    "cuenta|pedido|cliente|referencia|tarjeta|ticket|serie|expediente|soci[oa]|afiliado|póliza|guía"
    "|rastreo|seguimiento|control|contrato|folio|orden|reserva|confirmación|autorización|caso"
    "|reporte"
    "|turno|operación|identificación|empleado|medidor|suministro|servicio|lote|factura|usuario"
    "|boleto"
    "|móvil|teléfono|celular|registro|trámite|incidencia|siniestro|solicitud|seguridad|verificación"
    "|paciente|historia|matrícula|envío|paquete|localizador|abonado|tarjeta sanitaria|acceso"
)
ENDS = "(?:terminan?|acaban?|finalizan?|empiezan?|comienzan?|inicia)"
A_YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![\w-]| [0-9])"
# What has a number of its own, however short.
CODE = (
    rf"\b(?:códigos?(?: [^\W\d_]+)?{OF}|claves?(?: [^\W\d_]+)?{OF}|contraseña(?: [^\W\d_]+)?{OF}"
    rf"|token{OF}"
    r"|PIN|NIP|PUK|CVV|CVC|OTP|CURP|RFC|DNI|NIF|NIE|CIF|RUT|RUC|CUIT|CUIL|NSS|CLABE|CBU|IMEI"
    r"|CUPS|CCT"
    rf"|localizador{OF}|folio{OF}|matrícula|placas?|extensión|anexo|interno"
    rf"|referencia(?: [^\W\d_]+)?{OF}"
    rf"|apartado(?: postal| de correos)|terminación|rastreo|seguimiento|número de serie"
    rf"|números? (?:de |del |de la )?(?:su )?(?:{BEARERS}){OF}"
    r"|(?:terminad|acabad|finalizad)[oa]s? (?:en|por|con)"
    r"|(?:tarjeta|cuenta|número|IBAN|móvil|teléfono|celular)\b[^.;?!]{0,40}? "
    rf"{ENDS} (?:en|por|con)"
    rf"|(?:que|y|[^\W\d_]+ que) (?:[^\W\d_]+ )?{ENDS} (?:en|por|con)(?! {A_YEAR})"
    r"|(?:[^\W\d_]+ )?últim[oa]s (?:[^\W\d_]+ )?(?:dígitos|cifras|números)|dígitos finales)"
)
THING = (
    r"\b(?:pedido|orden|orden de [^\W\d_]+|cuenta(?: [^\W\d_]+)?|tarjeta(?: de [^\W\d_]+)?"
    r"|factura|recibo"
    r"|vuelo|tren|autobús|bus|reserva|reservación|póliza|expediente|ticket|tique|boleto|billete"
    r"|paquete"
    r"|envío|guía|contador|medidor|suministro|contrato|cliente|socio|socia|usuario|afiliado"
    r"|siniestro"
    r"|incidencia|reporte|reclamación|reclamo|caso|solicitud|trámite|turno|lote|operación"
    r"|transacción"
    r"|autorización|comprobante|cheque|albarán|resguardo|historia clínica|historial|préstamo"
    r"|crédito"
    rf"|serie|ficha|casillero|oficio|circular|licencia|pasaporte|cédula){NUMBERED}"
)
CALL = (
    r"(?:llam(?:e|en|a|ar|ando|ada)(?:nos|me)?|llám[ae]n?(?:nos|me)|marc(?:ar|ando|a)|marque(?:n"
    r"|nos)?"
    r"|teléfonos?|fax|móvil|celular|WhatsApp|SMS|línea (?:gratuita|directa|de [^\W\d_]+)"
    r"|comuníquese|comunicarse|comunícate|contáct[ae]nos|contacte|contactar|escr[ií]ba(?:nos)?"
    r"|mensaje|BAJA|ALTA|STOP|AYUDA|INFO|SALDO)"
)
DIALLED = (
    rf"\b(?:{CALL}(?: gratis| gratuitamente| directo| ahora| también)?(?: al?| del?(?! {A_YEAR})"
    rf"| en el| el| con el| es el)?"
    r"(?: (?:número|teléfono|gratuito|celular|móvil|WhatsApp|número gratuito|teléfono gratuito))?"
    r"|[ou] al?|(?:al|el) (?:número|teléfono)(?: gratuito| de [^\W\d_]+)?)"
)
# Behind an amount: a noun of several, and no other word that ends so.
PLURAL = (
    r"(?!(?:más|menos|los|las|sus|nuestr[oa]s|tod[oa]s|vari[oa]s|otr[oa]s|ambos|antes|después|tras"
    r"|entonces|entres|dos|tres|seis|gratis|además|lunes|martes|miércoles|jueves|viernes|ustedes"
    r"|nos|quizás|jamás|pues|apenas|mientras|atrás|puedes|tienes|debes|quieres|recibes|eres|estás"
    r"|vas|gracias|nuev[oa]s|[a-záéíóúñ]+[aei]mos|activ[oa]s|válid[oa]s|[a-z]+(?:rás|éis|áis))\b)[a-záéíóúñ]{3,}s"
)
END = r"(?!\w|[.,/-]?[0-9])"
NATIONAL = (
    # Spain: 612 345 678, 932 10 45 67, 91 234 56 78, 963.87.14.02, 612345678.
    rf"(?<![\w.,])[6789][0-9]{{2}}(?: [0-9]{{3}}){{2}}{END}",
    rf"(?<![\w.,])[6789][0-9]{{2}}(?:[ .-][0-9]{{2}}){{3}}{END}",
    rf"(?<![\w.,])[89][0-9][ .-][0-9]{{3}}(?:[ .-][0-9]{{2}}){{2}}{END}",
    rf"(?<![\w.,$€/-])[679][0-9]{{2}}(?!000000)[0-9]{{6}}{END}",
    rf"(?<![\w.,$€/-])[89][0-9] [0-9]{{7}}{END}",
    # America: (55) 1234-5678, 55 1234 5678, 011 4321-5678, 9 8765 4321, 01 800 123 4567.
    rf"(?<!\w)\([0-9]{{1,4}}\)[ -]?[0-9]{{2,4}}(?:[ -][0-9]{{2,4}}){{1,2}}{END}",
    rf"(?<![\w.,$-])0?1[ -][0-9]{{3}}[ -][0-9]{{3}}[ -][0-9]{{4}}{END}",
    rf"(?<![\w.,$-])[0-9]{{2,4}}[ -][0-9]{{3,4}}-[0-9]{{4}}{END}",
    rf"(?<![\w.,$])[0-9] [0-9]{{4}} [0-9]{{4}}{END}",
    rf"(?<![\w.,$])[0-9]{{2,3}} [0-9]{{3,4}} [0-9]{{4}}{END}",
)

WORDS = Words(
    language="es",
    code=CODE,
    thing=THING,
    copula=rf"es (?:el|la)|es|son|será|era|terminad[oa] en|(?:termina|acaba) en(?! {A_YEAR})",
    dialled=DIALLED,
    national=NATIONAL,
    pressed=(
        r"(?i:\b(?:puls|presion|marqu|marc|oprim|tecle|digit)[^\W\d_]+(?: la tecla| las teclas)?) "
    ),
    plus="más",
    minus="menos",
    to="a",
    counted=(
        r"(?:nuevos |nuevas |primeros |primeras )?(?:días?|horas?|minutos?|segundos?|semanas?"
        r"|mes(?:es)?"
        r"|años?|euros?|pesos|dólares|soles|céntimos|veces|personas?|adultos|niños|puntos|grados"
        r"|metros"
        r"|kilómetros|kilos|litros|unidades|piezas|sesiones|noches|plazas|páginas|cuotas|pagos"
        r"|habitaciones|millones|mil|°|º|€|%|km|kg|m|cm|mm|h|min|g|mg|ml|l|L|GB|MB|Mbps|kWh|km/h)"
        rf"|{PLURAL}"
    ),
    version=r"\bversión|\b(?:iOS|Android|Windows|macOS)",
    point="punto",
    ending="terminada en ",
    numbered=(
        "capítulo|tomo|título|parte|acto|escena|volumen|libro|sección|anexo|artículo|nivel|fase"
        "|tipo"
        "|grado|grupo|clase|categoría|terminal|etapa|bloque|apartado|zona|guerra mundial"
    ),
    dot="punto",
    at="arroba",
    slash="barra",
    hyphen="guion",
    underscore="guion bajo",
    thousands=r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+",
)
