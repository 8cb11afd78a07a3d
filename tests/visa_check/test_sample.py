"""The sample: every verdict once, through the deeds."""

from flask import Flask

from portal.ground.clock import today
from tests.make.visa_check import make_officer
from visa_check import sample
from visa_check.queries import agencies, visas
from visa_check.verdicts import AgencyVerdict, VisaVerdict


def test_the_sample_has_every_verdict(app: Flask) -> None:
    sample.load([make_officer().id, make_officer().id])
    answers = [
        visas.answer(one.passport_number, one.date_of_birth, one.visa_number, today())
        for one in sample.SAMPLE_VISAS
    ]
    assert [one.verdict for one in answers if one] == [one.verdict for one in sample.SAMPLE_VISAS]
    assert {one.verdict for one in answers if one} == set(VisaVerdict) - {VisaVerdict.NO_RECORD}
    found = {agencies.verdict_by_licence(number, today()) for number in range(90001, 90010)}
    assert found == set(AgencyVerdict)
