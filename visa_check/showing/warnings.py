"""Warnings at the desk: the sentence, what was noted about it, the form to note more."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from portal.ground.formatting import moment
from visa_check.forms import FalseAlarmForm
from visa_check.queries.warnings import Alarm
from visa_check.warning_words import warning


@dataclass(frozen=True)
class WarningRow:
    """A warning as a page draws it; without a form where this officer noted it already."""

    sentence: str
    is_open: bool
    # Who noted a false alarm, when, and why.
    notes: list[tuple[str, str, str]]
    form: FalseAlarmForm | None
    href: str


def warning_rows(
    alarms: Iterable[Alarm], ref: str, person_id: int, sent: FalseAlarmForm | None = None
) -> list[WarningRow]:
    """The warnings about a visa; a form that was sent and refused stands in its place."""
    return [
        WarningRow(
            sentence=warning(alarm.warned),
            is_open=alarm.is_open,
            notes=[(name, moment(note.noted_at), note.note) for note, name in alarm.notes],
            form=None if alarm.was_noted_by(person_id) else _form(alarm.key, sent),
            href=url_for("visa_check.note_false_alarm", ref=ref, key=alarm.key),
        )
        for alarm in alarms
    ]


def _form(key: str, sent: FalseAlarmForm | None) -> FalseAlarmForm:
    return sent if sent is not None and sent.key == key else FalseAlarmForm(key, formdata=None)
