"""Names of work, in one form: when two papers name the same, another, or cannot be compared."""

from visa_check.letters import one_form, scripts

# The usual work of those who leave, as visas, contracts and people write it.
_SAME = (
    "driver | house driver | light driver | heavy driver | ড্রাইভার | চালক | গাড়ি চালক | سائق",
    "cleaner | cleaning worker | cleaning labour | ক্লিনার | পরিচ্ছন্নতা কর্মী | পরিচ্ছন্নতাকর্মী"
    " | عامل نظافة",
    "domestic worker | domestic | house worker | housemaid | house maid | maid | housekeeper"
    " | গৃহকর্মী | গৃহ কর্মী | খাদ্দামা | عاملة منزلية | عامل منزلي | خادمة",
    "worker | labour | labor | labourer | laborer | শ্রমিক | লেবার | কর্মী | عامل | عامل عادي",
    "construction worker | building worker | নির্মাণ শ্রমিক | عامل بناء",
    "mason | রাজমিস্ত্রি | রাজ মিস্ত্রি | بناء",
    "electrician | ইলেকট্রিশিয়ান | বিদ্যুৎ মিস্ত্রি | كهربائي",
    "plumber | প্লাম্বার | سباك",
    "carpenter | কাঠমিস্ত্রি | কাঠ মিস্ত্রি | نجار",
    "welder | ওয়েল্ডার | لحام",
    "painter | রংমিস্ত্রি | রং মিস্ত্রি | دهان",
    "cook | chef | বাবুর্চি | রাঁধুনি | কুক | طباخ",
    "waiter | ওয়েটার | نادل",
    "tailor | sewing machine operator | দর্জি | خياط",
    "shepherd | রাখাল | راعي | راعي غنم",
    "farm worker | agricultural worker | farmer | কৃষি শ্রমিক | কৃষিশ্রমিক | مزارع | عامل زراعي",
    "security guard | guard | নিরাপত্তা প্রহরী | প্রহরী | দারোয়ান | حارس | حارس أمن",
    "nurse | নার্স | ممرض | ممرضة",
)
_DOMESTIC = 2

# Their place among them decides which they are.
_GROUPS = {one_form(name): place for place, names in enumerate(_SAME) for name in names.split("|")}


def group(text: str) -> int | None:
    """Which usual work a text names, None for any other."""
    return _GROUPS.get(one_form(text))


def is_domestic(text: str | None) -> bool:
    """Whether this is work in somebody's home."""
    return text is not None and group(text) == _DOMESTIC


def is_same(one: str, other: str) -> bool | None:
    """Whether two papers name the same work; None where their scripts cannot be compared."""
    if one_form(one) == one_form(other):
        return True
    groups = group(one), group(other)
    if None not in groups:
        return groups[0] == groups[1]
    return False if scripts(one) & scripts(other) else None
