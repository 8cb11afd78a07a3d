"""What somebody may send about visas, agencies and lists."""

from visa_check.forms.agencies import AgencyForm, EndForm, NewAgencyForm, SuspendForm
from visa_check.forms.columns import ColumnsForm, columns_form
from visa_check.forms.desk import AnswerForm
from visa_check.forms.details import FORMS, DetailForm, EndDetailForm, TakeBackForm
from visa_check.forms.guides import GuideForm
from visa_check.forms.lists import DecisionForm, ListForm, ProposeForm, RefusalForm, UndoForm
from visa_check.forms.passports import AccountForm, CounterPassportForm
from visa_check.forms.requests import AskForm, CounterForm, PicturesForm, ReferenceForm
from visa_check.forms.sharing import SharedForm, ShareForm
from visa_check.forms.slips import SlipForm, SlipReasonForm
from visa_check.forms.visas import (
    CorrectVisaForm,
    DecideForm,
    FalseAlarmForm,
    LookUpForm,
    PublicLookUpForm,
    RevealForm,
    VisaForm,
)

__all__ = [
    "FORMS",
    "AccountForm",
    "AgencyForm",
    "AskForm",
    "ColumnsForm",
    "AnswerForm",
    "CorrectVisaForm",
    "CounterForm",
    "CounterPassportForm",
    "DecideForm",
    "DecisionForm",
    "DetailForm",
    "EndDetailForm",
    "EndForm",
    "FalseAlarmForm",
    "GuideForm",
    "ListForm",
    "LookUpForm",
    "NewAgencyForm",
    "PicturesForm",
    "ProposeForm",
    "PublicLookUpForm",
    "ReferenceForm",
    "RefusalForm",
    "RevealForm",
    "ShareForm",
    "SharedForm",
    "SlipForm",
    "SlipReasonForm",
    "SuspendForm",
    "TakeBackForm",
    "UndoForm",
    "VisaForm",
    "columns_form",
]
