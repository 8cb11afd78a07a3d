"""Words of agencies' names that are written in many ways: one spelling for each.

Bangla letters are given in the usual spelling; `matching` reads these tables in one normal form.
"""

import unicodedata


def _table(text: str) -> dict[str, str]:
    """Lines of `spelling: words written so`, as word to spelling."""
    lines = (line.split(":") for line in text.strip().splitlines())
    return {
        unicodedata.normalize("NFKC", word): to.strip()
        for to, words in lines
        for word in words.split()
    }


_COMMON = """
international overseas enterprise travel travels trade trading agency agencies service services
corporation company recruiting manpower associate associates and bangladesh bd group consultancy
consultants human resource resources hr solution solutions employment bureau tour tours air brothers
"""
# Words that many agencies have: they tell nobody apart.
COMMON = frozenset(_COMMON.split())

_FORMS = "ltd limited pvt private ms messrs লিমিটেড লি লিঃ প্রাইভেট প্রাঃ প্রা মেসার্স"
# Forms of a company, which people leave out or add.
LEFT_OUT = frozenset(unicodedata.normalize("NFKC", _FORMS).split())

# Short forms, and English words as they are written in Bangla.
SPELLINGS = _table(
    """
international: intl inter ইন্টারন্যাশনাল ইন্টারন্যাশন্যাল ইন্টারন্যাশানাল ইন্টারনেশনাল আন্তর্জাতিক
overseas: os ওভারসিজ ওভারসীজ ওভারসিস ওভারসীস
enterprise: ent এন্টারপ্রাইজ এন্টারপ্রাইস
travel: ট্রাভেল ট্র্যাভেল
travels: trvls ট্রাভেলস ট্র্যাভেলস ট্রাভেলস্
tour: ট্যুর টুর
tours: ট্যুরস টুরস
trade: ট্রেড
trading: ট্রেডিং
traders: ট্রেডার্স
agency: এজেন্সি এজেন্সী
service: সার্ভিস
services: সার্ভিসেস সার্ভিসেজ
company: co কোং কোম্পানি কোম্পানী
corporation: corp কর্পোরেশন করপোরেশন
recruiting: রিক্রুটিং
manpower: ম্যানপাওয়ার মেনপাওয়ার
associate: এসোসিয়েট অ্যাসোসিয়েট
associates: assoc এসোসিয়েটস অ্যাসোসিয়েটস এসোসিয়েটস্
and: এন্ড অ্যান্ড এণ্ড
bangladesh: বাংলাদেশ
group: গ্রুপ
consultancy: কনসালটেন্সি কনসালট্যান্সি
consultants: কনসালট্যান্টস কনসালটেন্টস
human: হিউম্যান হিউমেন
resource: রিসোর্স
resources: রিসোর্সেস রিসোর্সেজ
solutions: সলিউশন সলিউশনস সলুশন
employment: এমপ্লয়মেন্ট এম্প্লয়মেন্ট
bureau: ব্যুরো
air: এয়ার
brothers: bros ব্রাদার্স ব্রাদারস
new: নিউ
star: স্টার
golden: গোল্ডেন
green: গ্রিন গ্রীন
blue: ব্লু
royal: রয়েল রয়্যাল
dream: ড্রিম
world: ওয়ার্ল্ড
global: গ্লোবাল
bridge: ব্রিজ ব্রীজ
line: লাইন
link: লিংক লিঙ্ক
life: লাইফ
light: লাইট
choice: চয়েস
nine: নাইন
seven: সেভেন
first: 1st ফার্স্ট
second: 2nd
"""
)

_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve
"""
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS.split())}

# What the letters of English are called in Bangla: two of them beside each other are initials.
LETTERS = _table(
    """
a: এ
b: বি
c: সি
d: ডি
e: ই
f: এফ
g: জি
h: এইচ
i: আই
j: জে
k: কে
l: এল
m: এম
n: এন
o: ও
p: পি
q: কিউ
r: আর
s: এস
t: টি
u: ইউ
v: ভি
w: ডব্লিউ ডাব্লিউ
x: এক্স
y: ওয়াই
z: জেড
"""
)
