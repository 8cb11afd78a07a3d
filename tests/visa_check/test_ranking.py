"""Six hundred ways to type three hundred names: the right agency is found, a wrong one never.

The figures are printed by `script/bench names`, which takes any other list too.
"""

import pytest

from portal.ground.clock import today
from tests.make import names
from tests.make.visa_check import AGENCIES, import_list
from visa_check.queries.search import search

pytestmark = pytest.mark.usefixtures("app")


def test_the_right_agency_stands_first_and_nothing_is_found_that_is_not_there() -> None:
    import_list(AGENCIES, names.register())
    found = names.rates(names.typed(), lambda text: search(text, today()))
    assert found.first >= 0.95, found.missed
    assert found.among_five >= 0.99, found.missed
    assert found.wrongly_found <= 0.01


def test_the_list_is_as_large_as_it_says() -> None:
    typed = names.typed()
    present = [one for one in typed if one.rl_no]
    assert (len(present), len({one.rl_no for one in present})) == (600, 300)
    assert len({one.text for one in typed}) == len(typed) == 900
