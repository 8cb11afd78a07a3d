"""All settings of the portal: read once from the environment, checked all at once."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.ground.clock import system_clock

DEVELOPMENT_URL = "http://127.0.0.1:8000"
DATABASES = ("sqlite:///", "postgresql+psycopg://")


class BadSettings(Exception):
    """One or more settings are missing or malformed; the message names each of them."""


@dataclass(frozen=True)
class Settings:
    """What can be set from outside; every default is safe in production."""

    # "production", or "development" for this machine only.
    env: str = "production"
    # The folder of the database, the keys, the secrets and what is published.
    data: Path = Path("var")
    # An SQLAlchemy address; empty means SQLite in the data folder.
    database_url: str = ""
    # The address that people and QR codes use; https and a name in production.
    public_url: str = ""
    # Where an HTTP gateway takes a message, with {to} and {text}; empty keeps messages here.
    sms_url: str = ""
    # Passport numbers that nobody owns, between commas: a look-up of one is an alarm in the log.
    canary_passports: str = ""
    # The clock; tests set it, the environment cannot.
    clock: Callable[[], datetime] = system_clock

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read NIRAPOD_* and report every wrong value at once."""
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {
            field.name: environment[name]
            for field in fields(cls)
            if (name := f"NIRAPOD_{field.name.upper()}") in environment and field.name != "clock"
        }
        given["data"] = Path(given.get("data", cls.data))
        settings = cls(**given).completed()
        wrong = settings.faults()
        if wrong:
            raise BadSettings("\n".join(wrong))
        return settings

    def completed(self) -> "Settings":
        """The same settings with what follows from the others filled in."""
        data = self.data.resolve()
        return replace(
            self,
            data=data,
            database_url=self.database_url or f"sqlite:///{data / 'nirapod.sqlite3'}",
            public_url=(self.public_url or (DEVELOPMENT_URL if self.is_development else "")).rstrip(
                "/"
            ),
        )

    @property
    def is_development(self) -> bool:
        """Whether this is somebody's own machine and not the public portal."""
        return self.env == "development"

    def faults(self) -> list[str]:
        """Say in plain words what is wrong with these settings."""
        wrong = []
        if self.env not in {"production", "development"}:
            wrong.append("NIRAPOD_ENV must be 'production' or 'development'.")
        address = urlsplit(self.public_url)
        if not address.hostname:
            wrong.append("NIRAPOD_PUBLIC_URL is missing: the address that people and QR codes use.")
        elif self.env == "production" and not _is_public(address.scheme, address.hostname):
            wrong.append(
                "NIRAPOD_PUBLIC_URL must begin with https:// and hold a name in production."
            )
        if address.path or address.query or address.fragment or address.username is not None:
            wrong.append("NIRAPOD_PUBLIC_URL must hold nothing after the host and its port.")
        if self.sms_url and not ("{to}" in self.sms_url and "{text}" in self.sms_url):
            wrong.append("NIRAPOD_SMS_URL must hold {to} and {text}.")
        if not self.database_url.startswith(DATABASES):
            wrong.append(f"NIRAPOD_DATABASE_URL must begin with one of: {', '.join(DATABASES)}")
        return wrong

    def for_flask(self) -> dict[str, Any]:
        """The settings as Flask wants them: upper-case names."""
        address = urlsplit(self.public_url)
        secure = address.scheme == "https"
        return {
            **{field.name.upper(): getattr(self, field.name) for field in fields(self)},
            "SESSION_COOKIE_NAME": "__Host-nirapod" if secure else "nirapod",
            "SESSION_COOKIE_SECURE": secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "MAX_CONTENT_LENGTH": 64 * 1024,
            "MAX_FORM_MEMORY_SIZE": 64 * 1024,
            "MAX_FORM_PARTS": 200,
            "TRUSTED_HOSTS": [address.hostname, "127.0.0.1", "localhost"],
            # A token of a form lives as long as the visitor's cookie.
            "WTF_CSRF_TIME_LIMIT": None,
        }


def _is_public(scheme: str, host: str) -> bool:
    """Whether an address is https with a name, not a number."""
    return scheme == "https" and "." in host and not host.replace(".", "").isdigit()
