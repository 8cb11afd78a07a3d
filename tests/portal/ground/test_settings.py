"""Settings are checked all at once, and every one of them stands in the README."""

from dataclasses import fields
from pathlib import Path

import pytest

from portal.ground.settings import BadSettings, Settings

README = Path(__file__).parents[3] / "README.md"


def test_every_setting_stands_in_the_readme() -> None:
    names = [f"NIRAPOD_{field.name.upper()}" for field in fields(Settings) if field.name != "clock"]
    text = README.read_text()
    assert [name for name in names if f"`{name}`" not in text] == []


def test_production_without_an_address_does_not_start() -> None:
    with pytest.raises(BadSettings, match="NIRAPOD_PUBLIC_URL is missing"):
        Settings.from_environment({})


@pytest.mark.parametrize(
    "address", ["http://nirapod.example", "https://10.0.0.1", "https://localhost"]
)
def test_production_wants_https_and_a_name(address: str) -> None:
    with pytest.raises(BadSettings, match="must begin with https"):
        Settings.from_environment({"NIRAPOD_PUBLIC_URL": address})


@pytest.mark.parametrize("end", ["/portal", "?x", "#x", "@evil.example"])
def test_the_address_is_a_host_and_nothing_more(end: str) -> None:
    with pytest.raises(BadSettings, match="nothing after the host"):
        Settings.from_environment({"NIRAPOD_PUBLIC_URL": f"https://nirapod.example{end}"})


def test_all_faults_are_told_at_once() -> None:
    wrong = {
        "NIRAPOD_ENV": "test",
        "NIRAPOD_DATABASE_URL": "mysql://here/x",
        "NIRAPOD_SMS_URL": "https://sms.example",
    }
    with pytest.raises(BadSettings) as told:
        Settings.from_environment(wrong)
    assert len(str(told.value).splitlines()) == 4


def test_development_needs_nothing() -> None:
    settings = Settings.from_environment({"NIRAPOD_ENV": "development"})
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.database_url.startswith("sqlite:///")


def test_cookies_are_secure_and_bound_to_the_host_in_production() -> None:
    config = Settings.from_environment(
        {"NIRAPOD_PUBLIC_URL": "https://nirapod.example/"}
    ).for_flask()
    assert config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert config["SESSION_COOKIE_SECURE"]
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"
