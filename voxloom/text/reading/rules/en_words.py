"""English (American): the words that its rules look for and put in."""

from __future__ import annotations

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
# What is spelled letter by letter although it could be said as a word; PIN, SIM and NASA are said.
# Without a vowel any reader spells them.
INITIALISM = (
    r"VIP|FBI|CIA|IRS|ATM|SUV|USA|UK|EU|UN|ID|AI|API|CEO|CFO|COO|FAQ|ISP|IP|UFO|DIY|ETA|APR|IRA|"
    r"IVR|IVF|URL|USB|UPS|USPS|FAA|EPA|EIN|EDT|EST|IOU|ICU|ER|UI|UX|VAT|AAA|ABC|NBA|UFC|UCLA|MBA|"
    r"AC|BA|RIP|IQ|EV|SOS|ISBN"
)

# Digits after these are a key to something, no amount.
CODE = (
    r"(?:(?:zip|area|country|access|pass|security|verification|confirmation|activation|promo|"
    r"discount|error|door|gate|dial|bar)[ -]?)?codes?|"
    r"passcodes?|PINs?|pins?|passwords?|OTPs?|otps?|extensions?|"
    r"(?:account|order|confirmation|reference|ticket|case|tracking|serial|routing|policy|member|"
    r"membership|customer|card|booking|phone|telephone|fax|invoice|claim|badge|employee|"
    r"registration|license|passport|social security|identification|model|part) "
    r"(?:numbers?|ids?|IDs?)"
)
COUNTED = (
    r"digits?|characters?|letters?|numbers?|minutes?|seconds?|hours?|days?|times?|percent|words?|"
    r"years?|months?|weeks?|dollars?|cents?|people|items?|points?|lines?"
)
# Followed by no more of a number, and by nothing that is counted.
END = rf"(?![\w%°:/@-]|[.,][0-9]| (?:{COUNTED}|[ap]\.?m\b))"

UNITS = {
    "mins": "minutes",
    "hrs": "hours",
    "secs": "seconds",
    "kgs": "kilograms",
    "wks": "weeks",
    "mos": "months",
    "yrs": "years",
}
PER = {"km/h": "kilometers per hour", "kph": "kilometers per hour", "m/s": "meters per second"}
# Signs between two operands, as the words between them.
SIGNS = {
    "−": "minus",
    "∕": "divided by",
    "÷": "divided by",
    "∗": "times",
    "∙": "times",
    "⋅": "times",
    "×": "times",
    "±": "plus or minus",
    "≤": "less than or equal to",
    "≦": "less than or equal to",
    "≥": "greater than or equal to",
    "≧": "greater than or equal to",
    "≠": "not equal to",
    "≈": "approximately",
    "⊆": "subset of or equal to",
    "⋈": "natural join",
}
NUMBERED = (
    r"chapter|part|section|volume|vol\.|book|act|scene|phase|type|class|article|level|appendix|"
    r"version|episode|season|title|stage|grade|paragraph|schedule|unit|table|figure|annex|tier|"
    r"world war|super bowl|apollo|mark"
)
RULERS = r"king|queen|pope|emperor|empress|prince|tsar|czar|sultan|kaiser"
# Who carries a number after a first name is the second or the third of that name.
FIRST_NAMES = (
    "Henry|Louis|Charles|Edward|George|James|William|Richard|John|Paul|Pius|Benedict|Philip|"
    "Alexander|Nicholas|Catherine|Elizabeth|Mary|Frederick|Napoleon|Ferdinand|Francis|Leo|Gregory|"
    "Clement|Innocent|Robert|Peter|Ivan|Otto|Leopold|Victor|Albert|Harald|Gustav|Ramses|Darius|"
    "Thomas|Michael|David|Joseph|Walter|Sam|Samuel|Arthur|Martin"
)
STREETS = {
    "St": "Street",
    "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Ln": "Lane",
    "Dr": "Drive",
    "Ct": "Court",
    "Pl": "Place",
    "Hwy": "Highway",
}
STREET = "|".join(STREETS)
COMPASS = {
    "NW": "Northwest",
    "NE": "Northeast",
    "SW": "Southwest",
    "SE": "Southeast",
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
}
TENS = ("tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
