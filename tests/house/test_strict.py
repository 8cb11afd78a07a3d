"""The strictness of test runs is itself tested."""

import socket

import pytest

from tests.strict import AskedTheNetwork

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("host", ["nirapod.example", "192.0.2.1", "::ffff:192.0.2.1"])
def test_no_other_machine_is_asked(host: str) -> None:
    with pytest.raises(AskedTheNetwork):
        socket.create_connection((host, 80))


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\ndef test_left_out():\n    pytest.skip('not today')",
        "import pytest\npytest.skip('not today', allow_module_level=True)",
    ],
    ids=["test", "module"],
)
def test_a_skip_is_a_failure(pytester: pytest.Pytester, source: str) -> None:
    pytester.makepyfile(source)
    result = pytester.runpytest("-p", "tests.strict")
    assert result.ret != 0
    assert result.parseoutcomes().get("skipped", 0) == 0
