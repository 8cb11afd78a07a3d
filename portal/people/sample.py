"""The people of the sample: made through the same actions as everybody, in development only.

Their PINs and passwords follow from a file of random bytes in the data folder, so that they can be
shown again; nothing of them is the same on two machines.
"""

import hmac
import os
import re
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from portal.deeds import outbox, sms
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.errors import Refusal
from portal.people import authenticator, choosing, codes, queries, strength, visits
from portal.people.actions import centres, load_offices, roles, sign_in, sign_up, staff_sign_in
from portal.people.models import Person

FILE = "sample-people.key"
_WORDS = (
    *("anchor", "banana", "candle", "dolphin", "engine", "feather", "garlic", "hammer"),
    *("island", "jacket", "kettle", "lantern", "mango", "needle", "orange", "pepper"),
    *("quarry", "rocket", "saddle", "tunnel", "umbrella", "velvet", "walnut", "zipper"),
)


class NotHere(RuntimeError):
    """Sample people have known secrets: never in production."""


@dataclass(frozen=True)
class Sample:
    """One person of the sample."""

    role: Role
    name: str
    phone: str
    office: str | None = None
    centre: str | None = None


CENTRE = centres.NewCentre(
    "cumilla-ttc", "কুমিল্লা প্রশিক্ষণ কেন্দ্র (নমুনা)", "Cumilla training centre (sample)", "cumilla"
)
PEOPLE = (
    Sample(Role.ADMINISTRATOR, "Farida Yasmin", "+8801300000001"),
    Sample(Role.OFFICER, "Kamal Hossain", "+8801300000011", "cumilla"),
    Sample(Role.OFFICER, "Nasrin Akter", "+8801300000012", "cumilla"),
    Sample(Role.SUPERVISOR, "Abdul Mannan", "+8801300000013", "cumilla"),
    Sample(Role.OFFICER, "Shirin Sultana", "+8801300000021", "tangail"),
    Sample(Role.OFFICER, "Rafiqul Islam", "+8801300000022", "tangail"),
    Sample(Role.SUPERVISOR, "Momena Khatun", "+8801300000023", "tangail"),
    Sample(Role.TRAINER, "Delwar Hossain", "+8801300000031", None, "cumilla-ttc"),
    Sample(Role.AUDITOR, "Tahmina Rahman", "+8801300000041"),
    Sample(Role.MIGRANT, "Rahima Begum", "+8801300000051", "cumilla"),
    Sample(Role.MIGRANT, "Jamal Uddin", "+8801300000052", "cumilla"),
    Sample(Role.MIGRANT, "Salma Akter", "+8801300000053", "tangail"),
)


def load() -> None:
    """Make the people of the sample, once: the administrator first, who adds nobody after that."""
    _refuse_production()
    load_offices()
    _make_key(current_app.config["DATA"])
    for each in PEOPLE:
        if not queries.people_by_phone(each.phone):
            _sign_up(each) if each.role is Role.MIGRANT else _add(each)
    centres.name_centre(By.command_line(None, "sample load"), CENTRE)
    sms.deliver_due(sms.EmbeddedGateway())


def person(role: Role, office: str | None = None, place: int = 0) -> Person:
    """A person of the sample, for those who load more: by role, office, and place among them."""
    fitting = [each for each in PEOPLE if each.role is role and office in (None, each.office)]
    return queries.people_by_phone(fitting[place].phone)[0]


def codes_now() -> list[str]:
    """Lines that say how each signs in: phone, PIN or password, and a code that works now."""
    _refuse_production()
    found = [_line(each) for each in PEOPLE if queries.people_by_phone(each.phone)]
    return ["Staff sign in at /sign-in/staff, migrants at /sign-in.", *found] if found else []


def pin(phone: str) -> str:
    """The PIN of a migrant of the sample."""
    for turn in range(100):
        digits = f"{int.from_bytes(_secret(phone, f'pin {turn}')[:8]) % 10**6:06d}"
        if not strength.is_easy_pin(digits, phone):
            return digits
    raise AssertionError("a hundred easy PINs in a row")


def password(phone: str) -> str:
    """The password of a member of staff of the sample: four words and a number."""
    raw = _secret(phone, "password")
    words = [_WORDS[byte % len(_WORDS)] for byte in raw[:4]]
    return "-".join([*words, str(100 + raw[4])])


def totp_code(phone: str) -> str:
    """A code of the app that was not used yet."""
    staff = queries.staff_by_phone(phone)
    if staff is None or staff.credential is None or not staff.credential.totp_secret:
        return ""
    used = authenticator.step_of(now()) <= staff.credential.totp_step
    moment = now() + authenticator.STEP if used else now()
    return authenticator.code_at(staff.credential.totp_secret, moment)


def _line(each: Sample) -> str:
    """One person's line."""
    place = each.office or each.centre or "-"
    head = f"{each.role.value:<14} {each.name:<16} {place:<12} {each.phone}"
    if each.role is Role.MIGRANT:
        return f"{head}  PIN {pin(each.phone)}"
    return f"{head}  password {password(each.phone)}  code {totp_code(each.phone)}"


def _sign_up(each: Sample) -> None:
    """Sign a migrant up: number, the code from the outbox, PIN."""
    visit = sign_up.ask_code(each.phone).visit
    sent = re.search(r"\d{6}", outbox.messages(1)[-1].text)
    sign_up.prove_code(visit, sent[0] if sent else "")
    office = queries.office_by_code(each.office or "")
    new = sign_up.NewPerson(
        name=each.name,
        office_id=office.id if office else None,
        pin_hash=choosing.pin(each.phone, pin(each.phone)),
        language="bn",
    )
    opened = sign_up.join(visit, new, None)
    if isinstance(opened, Refusal):
        raise opened
    sign_in.sign_out(opened.token)


def _add(each: Sample) -> None:
    """Add a member of staff, who comes in with the first code and sets password and app."""
    code = codes.new_staff_code()
    new = roles.NewStaff(each.role.value, each.name, each.phone, each.office, each.centre)
    roles.add_staff(By.command_line(None, "sample load"), new, code)
    sent = staff_sign_in.first_code(each.phone, code)
    visit = sent.visit if isinstance(sent, codes.Sent) else ""
    staff_sign_in.set_password(visit, choosing.password(password(each.phone), []))
    opened = staff_sign_in.enrol_app(visit, totp_code(each.phone), None, "bn")
    if isinstance(opened, visits.Opened):
        sign_in.sign_out(opened.token)


def _secret(phone: str, what: str) -> bytes:
    """Bytes that follow from the file, the person and what they are for."""
    key = (Path(current_app.config["DATA"]) / FILE).read_bytes()
    return hmac.digest(key, f"{phone}|{what}".encode(), "sha256")


def _make_key(data: Path) -> None:
    """Write the file of random bytes, readable by its owner only, where it is not."""
    try:
        handle = os.open(data / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(32))


def _refuse_production() -> None:
    if current_app.config["ENV"] != "development":
        raise NotHere("The sample is for development only.")
