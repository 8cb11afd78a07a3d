"""What holds for every run: nothing is asked beyond this machine, and no test is left out."""

import sys
from collections.abc import Generator
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

HERE = {None, "", "127.0.0.1", "::1", "localhost", b"127.0.0.1", b"localhost"}


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


class AskedTheNetwork(RuntimeError):
    """A test tried to reach another machine."""


def _stay_here(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if host not in HERE:
        raise AskedTheNetwork(f"a test asked for {host!r}")


def pytest_configure() -> None:
    """Watch every connection from now on, and let examples take their time on a busy machine."""
    sys.addaudithook(_stay_here)
    # How long things take is measured by script/bench.
    settings.register_profile(
        "nirapod", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("nirapod")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test has failed: nobody reads a note that it did not run."""
    return _not_left_out((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A skipped module has failed too."""
    return _not_left_out((yield))


def _not_left_out(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"left out: {report.longrepr}"
    return report
