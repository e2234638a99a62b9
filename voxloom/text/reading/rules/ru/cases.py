"""Case and gender of a Russian number, from what stands before it and behind."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.numbers import is_few, is_one

FREE = r"(?<![\w.,:/-])"  # nothing before a number that it may belong to
REACH = 60  # characters looked at on either side
BETWEEN = (
    r"(?:(?:минус|плюс|ещ[её]|почти|примерно|приблизительно|ровно|всего|лишь|только|чем|вам|"
    r"максимум|минимум|(?:ближайш|последн|следующ|последующ|перв|кажд|эт|те|любы)[а-яё]{1,3}) )*"
)
PREPOSITIONS = {
    "g": r"до|от|из|с|со|у|без|для|около|после|кроме|вместо|среди|свыше|более|менее|больше|меньше|"
    r"выше|ниже|старше|младше|моложе|дороже|дешевле|дольше|позже|позднее|раньше|ранее|порядка|"
    r"размере|пределах|течение|протяжении|возрасте|достижени[ияе]|детям|детей|лицам|итого из|"
    r"вплоть до|против|возле|вокруг",
    "d": r"к|ко|благодаря|согласно|равн[аоы]|равен",
    "a": r"в|во|на|за|через|по|про|спустя|под",
    "i": r"между|перед|над",
    "p": r"о|об|при",
}
BY_PREPOSITION = {
    case: re.compile(rf"(?<![а-яё-])(?:{words}) {BETWEEN}$", re.IGNORECASE)
    for case, words in PREPOSITIONS.items()
}
BETWEEN_TWO = re.compile(r"(?<![а-яё])между [^.!?]{1,40} и $", re.IGNORECASE)
# Verbs, whose object is in the accusative: it differs for one thing and for a thousand.
VERB = re.compile(
    r"(?<![а-яё])(?:[а-яё]{2,}(?:ите|йте|ьте|ить|ать|ять|еть|сти|[аяу]ет|ит|ёт|ют|или|али|яли|"
    r"[аяи]л|[аяи]ла|[аи]в|ем|ём|им)|займет|возьмет|стоят|стоило) "
    + r"(?:[а-яё]+(?:[ую]|[ая]м|[ео]й) )?"
    + BETWEEN
    + r"$",
    re.IGNORECASE,
)
NOT_VERBS = re.compile(
    r"(?:(?:с|от|за|рас|у)ч[её]т|[а-я]л[её]т|кредит|лимит|депозит|дефицит|визит|номер|всем) $",
    re.IGNORECASE,
)
# The number is a name of what stands before it.
LABEL = re.compile(
    r"(?:(?:окн|кабинет|кнопк|клавиш|цифр|номер|вариант|терминал|платформ|путь|пути|вагон|мест|дом|"
    r"квартир|корпус|строени|подъезд|офис|линии|лини|зал|стойк|ряд|касс|ворот|выход|этаж|автобус|"
    r"трамва|троллейбус|маршрут|рейс|поезд|школ|поликлиник|больниц|бригад|оператор|пункт|версии|"
    r"глав|раздел|част|стать|страниц)[а-яё]{0,3}|нажм[а-яё]+|нажать|жмите|выбер[а-яё]+) $",
    re.IGNORECASE,
)
NO_NOUN = (
    "и или а но да же ли бы не ни для если чтобы чтоб либо при на в во с со к ко о об от до из у "
    "по за под над без через между про после где когда пока затем потом тогда также тоже ещё еще "
    "уже даже перед около утра вечера ночи будет будут был была было были это этот эта есть нет "
    "вы вас вам мы нас нам он она они его её ее их я мне там тут здесь как что кто чем снова "
    "только сразу повторно дважды лишь всего более менее включительно соответственно закрыт "
    "закрыта закрыто закрыты открыт открыта открыто открыты работает работают плюс минус дробь "
    "точка меньше больше примерно равно"
)
FUNCTION_WORDS = frozenset(NO_NOUN.split())
NOT_A_NOUN = re.compile(r"(?:ся|сь|йте|ите|ает|яет|ует|ёт|ают|яют|уют|ть|но)$")
SOFT_FEMININE = re.compile(
    r"(?:ость|чь|щь|шь|[вс]язь|дверь|запись|подпись|очередь|площадь|область|модель|сеть|часть|"
    r"смесь|цель|роль|печать|степень|ступень|карусель|постель|емкость)$"
)
ADJECTIVE_ONE = (
    (r"[ыи]й$", "m", ""),
    (r"(?:ая|яя)$", "f", "n"),
    (r"(?:ую|юю)$", "f", "a"),
    (r"[ое]е$", "n", ""),
    (r"[ое]го$", "m", "g"),
    (r"[ое]му$", "m", "d"),
    (r"[ыи]м$", "m", "i"),
)
ADJECTIVE_MANY = re.compile(r"(?:[ыи]е|[ыи]х|[ыи]м|[ыи]ми)$")
# Endings of a noun behind one; its case where no preposition says it.
NOUN_ONE = (
    (r"(?:ие|ье|о|мя)$", "n", ""),
    (r"(?:[нт]ии|ье)$", "n", "p"),
    (r"[ыи]$", "f", "g"),
    (r"[ое]м$|ём$", "m", "i"),
    (r"[ое]й$", "f", "i"),
    (r"ь$", "m", ""),
)


def preposition_case(text: str, start: int) -> str:
    """The case that a preposition asks of what begins at `start`, or nothing."""
    before = text[max(0, start - REACH) : start]
    if BETWEEN_TWO.search(before):
        return "i"
    return next((case for case, found in BY_PREPOSITION.items() if found.search(before)), "")


def governed_case(text: str, start: int) -> str:
    """As a preposition or a verb asks; the nominative where there is none."""
    before = text[max(0, start - REACH) : start]
    verb = VERB.search(before) and not NOT_VERBS.search(before)
    return preposition_case(text, start) or ("a" if verb else "n")


def is_label(text: str, start: int) -> bool:
    return bool(LABEL.search(text[max(0, start - REACH) : start]))


def agreement(text: str, start: int, end: int, count: int) -> tuple[str, str]:
    """Gender and case of a number at these places, by the preposition and the words behind."""
    case = governed_case(text, start)
    words = _words(text[end : end + REACH])
    if is_label(text, start):
        rooms = bool(words) and is_few(count) and words[0][-1] in "ыи"  # в квартире 2 комнаты
        return ("f" if rooms else "m"), "n"
    if not words:
        return "m", case
    if is_one(count):
        return _beside_one(words[0], case)
    noun = next((word for word in words if not ADJECTIVE_MANY.search(word)), words[-1])
    return _beside_many(noun, case, few=is_few(count))


def _words(after: str) -> list[str]:
    """Those that may be adjectives and their noun."""
    found = re.match(r"(?: [а-яё]+(?:-[а-яё]+)?(?![\w-])){1,3}", after)
    words = found.group().split() if found else []
    if found and after.startswith(".", found.end()) and len(words[-1]) < 4:
        words.pop()  # an abbreviation
    stop = next(
        (i for i, word in enumerate(words) if word in FUNCTION_WORDS or NOT_A_NOUN.search(word)),
        len(words),
    )
    return words[:stop]


def _beside_one(word: str, case: str) -> tuple[str, str]:
    for ending, gender, own in ADJECTIVE_ONE:
        if re.search(ending, word):
            return gender, own or case
    if SOFT_FEMININE.search(word):
        return "f", case
    if re.search(r"[ая]$", word):
        return ("m", "g") if case == "g" else ("f", "n")
    if re.search(r"[ую]$", word):
        return ("m", "d") if case == "d" else ("f", "a")
    if case in "ap" and re.search(r"[^иь]е$", word):
        return ("f" if re.search(r"[кцг]е$", word) else "m"), "p"
    for ending, gender, own in NOUN_ONE:
        if re.search(ending, word):
            return gender, case if case in "gdp" or not own else own
    return "m", case


def _beside_many(noun: str, case: str, *, few: bool) -> tuple[str, str]:
    if len(noun) > 3:
        for ending, own in ((r"[аяь]ми$", "i"), (r"[ая]м$", "d"), (r"[ая]х$", "p")):
            if re.search(ending, noun):
                return "m", own
    if not few:
        return "m", case
    if re.search(r"[ыи]$", noun):
        return "f", case
    if re.search(r"[аяо]$", noun) or re.search(r"[ыи]х$", noun):
        return "m", case
    return "m", case if case in "gdip" else "g"
