"""What the money is called that wages are promised in: her paper says SAR, she says riyal."""

from flask_babel import lazy_gettext as _l

CURRENCIES = {
    "BDT": _l("Taka of Bangladesh"),
    "SAR": _l("Saudi riyal"),
    "AED": _l("Dirham of the Emirates"),
    "QAR": _l("Riyal of Qatar"),
    "KWD": _l("Dinar of Kuwait"),
    "OMR": _l("Rial of Oman"),
    "BHD": _l("Dinar of Bahrain"),
    "MYR": _l("Ringgit of Malaysia"),
    "SGD": _l("Singapore dollar"),
    "JOD": _l("Dinar of Jordan"),
    "MVR": _l("Rufiyaa of the Maldives"),
    "EUR": _l("Euro"),
    "USD": _l("Dollar of the United States"),
    "JPY": _l("Yen of Japan"),
    "KRW": _l("Won of Korea"),
    "MUR": _l("Rupee of Mauritius"),
    "BND": _l("Dollar of Brunei"),
    "IQD": _l("Dinar of Iraq"),
    "LBP": _l("Pound of Lebanon"),
}


def currency_name(code: str) -> str:
    """The name of a currency with its three letters; the letters alone where none is known."""
    return f"{CURRENCIES[code]} ({code})" if code in CURRENCIES else code
