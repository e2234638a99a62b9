"""What stands behind a Russian number in short: units, currencies, large numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voxloom.text.reading.rules.ru.nouns import Noun, fixed, noun

MONTH = noun("месяц")
DAYS = Noun(
    "f",
    ("сутки", "суток", "суткам", "сутки", "сутками", "сутках"),
    ("сутки", "суток", "суткам", "сутки", "сутками", "сутках"),
    "суток",
)
PERSON = noun("человек", many="человек")
OCCASION = noun("раз", many="раз")
SECOND, MINUTE, HOUR = noun("секунда"), noun("минута"), noun("час")
YEAR = noun("год", many="лет")
BYTES = ("кило", "мега", "гига", "тера")
SQUARE = {prefix: noun(f"{prefix}метр", adjective="квадратный") for prefix in ("", "санти", "кило")}
CUBIC = {prefix: noun(f"{prefix}метр", adjective="кубический") for prefix in ("", "санти")}
KILOWATT_HOUR = noun("киловатт-час")


def _unchanging(lemma: str) -> Noun:
    """Five of them are said like one: пять гигабайт."""
    return noun(lemma, many=lemma)


def _bytes() -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for prefix in BYTES:
        for letter in (prefix[0].upper(), prefix[0]):
            found |= {f"{letter}{b}": _unchanging(f"{prefix}байт") for b in ("Б", "б", "байт")}
            found |= {f"{letter}бит": _unchanging(f"{prefix}бит")}
    for letter, prefix in zip("KMGT", BYTES, strict=True):
        found |= {
            f"{letter}B": _unchanging(f"{prefix}байт"),
            f"{letter}bit": _unchanging(f"{prefix}бит"),
        }
    return found


ROUBLE, KOPECK = noun("рубль"), noun("копейка", many="копеек")
DOLLAR, CENT = noun("доллар"), noun("цент")
EURO, POUND, YUAN = fixed("евро"), noun("фунт"), noun("юань")
FRANC, PENNY = noun("франк"), noun("пенс")
FEN, TENGE = fixed("фэнь"), fixed("тенге")
# And their hundredths.
CURRENCIES = {
    **dict.fromkeys(("₽", "руб.", "руб", "р.", "р", "RUB", "RUR", "рублей"), (ROUBLE, KOPECK)),
    **dict.fromkeys(("$", "USD", "долл.", "долл"), (DOLLAR, CENT)),
    **dict.fromkeys(("€", "EUR"), (EURO, CENT)),
    **dict.fromkeys(("£", "GBP"), (POUND, PENNY)),
    **dict.fromkeys(("¥", "CNY"), (YUAN, FEN)),
    **dict.fromkeys(("₸", "KZT"), (TENGE, fixed("тиын"))),
    "CHF": (FRANC, noun("сантим")),
    "BYN": (noun("рубль", adjective="белорусский"), KOPECK),
}
UNITS = {
    **{sign: major for sign, (major, _) in CURRENCIES.items()},
    **_bytes(),
    **dict.fromkeys(("коп.", "коп", "к."), KOPECK),
    **dict.fromkeys(("%", "проц."), noun("процент")),
    "‰": fixed("промилле"),
    **dict.fromkeys(("°C", "°С", "° C", "° С", "ºC", "ºС", "℃"), noun("градус", tail="Цельсия")),
    **dict.fromkeys(("°F", "° F"), noun("градус", tail="Фаренгейта")),
    **dict.fromkeys(("°", "º"), noun("градус")),
    "кг": noun("килограмм"),
    **dict.fromkeys(("г", "гр.", "гр"), noun("грамм")),
    "мг": noun("миллиграмм"),
    "мкг": noun("микрограмм"),
    "т": noun("тонна"),
    "ц": noun("центнер"),
    "км": noun("километр"),
    "м": noun("метр"),
    "см": noun("сантиметр"),
    "мм": noun("миллиметр"),
    "мм рт. ст.": noun("миллиметр", tail="ртутного столба"),
    **dict.fromkeys(("км²", "км2", "кв. км"), SQUARE["кило"]),
    **dict.fromkeys(("м²", "м2", "кв. м", "кв.м", "кв. метров"), SQUARE[""]),
    **dict.fromkeys(("см²", "см2", "кв. см"), SQUARE["санти"]),
    **dict.fromkeys(("м³", "м3", "куб. м", "куб.м", "куб", "куб."), CUBIC[""]),
    **dict.fromkeys(("см³", "см3", "куб. см"), CUBIC["санти"]),
    "об": noun("оборот"),
    **dict.fromkeys(("уд.", "уд"), noun("удар")),
    "га": noun("гектар"),
    "л": noun("литр"),
    "дл": noun("децилитр"),
    "ммоль": noun("миллимоль"),
    "мкмоль": noun("микромоль"),
    "МЕ": noun("единица", adjective="международная"),
    "мл": noun("миллилитр"),
    **dict.fromkeys(("сек", "сек."), SECOND),
    **dict.fromkeys(("мин", "мин."), MINUTE),
    **dict.fromkeys(("ч", "ч.", "час."), HOUR),
    **dict.fromkeys(("дн.", "дн"), noun("день", stem="дн")),
    **dict.fromkeys(
        ("раб. дн.", "раб. дня", "раб. дней"), noun("день", stem="дн", adjective="рабочий")
    ),
    **dict.fromkeys(("кал. дн.", "кал. дней"), noun("день", stem="дн", adjective="календарный")),
    **dict.fromkeys(("сут.", "сут"), DAYS),
    **dict.fromkeys(("нед.", "нед"), noun("неделя", many="недель")),
    **dict.fromkeys(("мес.", "мес"), MONTH),
    **dict.fromkeys(
        ("кВт·ч", "кВт∙ч", "кВт⋅ч", "кВт•ч", "кВт*ч", "кВт-ч", "кВтч", "кВт ч"), KILOWATT_HOUR
    ),
    "кВт": _unchanging("киловатт"),
    "Вт": _unchanging("ватт"),
    "МВт": _unchanging("мегаватт"),
    "Гкал": noun("гигакалория"),
    "ккал": noun("килокалория"),
    "мАч": noun("миллиампер-час"),
    "Гц": _unchanging("герц"),
    "МГц": _unchanging("мегагерц"),
    "ГГц": _unchanging("гигагерц"),
    "дБ": _unchanging("децибел"),
    "атм": noun("атмосфера"),
    "кПа": noun("килопаскаль"),
    **dict.fromkeys(("шт.", "шт"), noun("штука")),
    **dict.fromkeys(("чел.", "чел"), PERSON),
    **dict.fromkeys(("экз.", "экз"), noun("экземпляр")),
    **dict.fromkeys(("табл.", "таб."), noun("таблетка", many="таблеток")),
    "ст. л.": noun("ложка", many="ложек", adjective="столовая"),
    "ч. л.": noun("ложка", many="ложек", adjective="чайная"),
    "кап.": noun("капля", many="капель"),
    **dict.fromkeys(("ед.", "ЕД"), noun("единица")),
    **dict.fromkeys(("уп.", "упак."), noun("упаковка", many="упаковок")),
    **dict.fromkeys(("п.п.", "п. п."), noun("пункт", adjective="процентный")),
    "у. е.": noun("единица", adjective="условная"),
    "у.е.": noun("единица", adjective="условная"),
}
SCALES = {
    **dict.fromkeys(("тыс.", "тыс"), noun("тысяча")),
    **dict.fromkeys(("млн", "млн."), noun("миллион")),
    **dict.fromkeys(("млрд", "млрд."), noun("миллиард")),
    **dict.fromkeys(("трлн", "трлн."), noun("триллион")),
}
# Behind a slash: said with `в`, or with `за` behind money.
TIMES = {
    **dict.fromkeys(("ч", "ч.", "час"), HOUR),
    **dict.fromkeys(("с", "с.", "сек", "сек."), SECOND),
    **dict.fromkeys(("мин", "мин."), MINUTE),
    **dict.fromkeys(("сут", "сут.", "сутки"), DAYS),
    **dict.fromkeys(("мес", "мес.", "месяц"), MONTH),
    **dict.fromkeys(("день", "дн.", "дн", "д.", "д"), noun("день", stem="дн")),
    **dict.fromkeys(("год", "г."), YEAR),
    **dict.fromkeys(("нед", "нед.", "неделя", "неделю"), noun("неделя", many="недель")),
}
PER_UNITS = (
    "кВт·ч,кВт*ч,кВтч,м²,м2,кв. м,м³,м3,куб. м,см³,кг,г,т,л,мл,км,м,см,шт.,шт,чел.,чел,"
    "ГБ,Гб,МБ,Мб,Гкал,дл,уп.,упак.,табл.,ед.,га"
)
PER = {key: UNITS[key] for key in PER_UNITS.split(",")} | {"ночь": noun("ночь")}


def any_of(*tables: Iterable[str]) -> str:
    """The longest first."""
    keys = sorted({key for table in tables for key in table}, key=len, reverse=True)
    return "|".join(map(re.escape, keys))


def per(unit: str, measure: str) -> str:
    """`₽/мес`: в месяц; `руб./кВт·ч`: за киловатт-час; `мг/кг`: на килограмм."""
    if measure in TIMES:
        return f"в {TIMES[measure].one('a')}"
    return f"{'за' if unit in CURRENCIES else 'на'} {PER[measure].one('a')}"
