"""Every setting, read from the environment or from a `.env` file. Nothing else reads either."""

import os
from datetime import date
from pathlib import Path

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

import corpus
from corpus.errors import UserError

# Libraries that would otherwise call home or look for models on the net.
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
}
SHIPPED_DOCUMENTS = Path(corpus.__file__).parent / "documents"


class SettingsError(UserError):
    """A setting has no usable value."""


class Settings(BaseSettings):
    """The settings by their names in the environment, each after `INITIATIV_`."""

    model_config = SettingsConfigDict(
        env_prefix="INITIATIV_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    documents: Path = SHIPPED_DOCUMENTS
    data: Path = Path(".initiativ")
    today: date | None = None
    embedding: str = "bundled"

    @field_validator("today", mode="before")
    @classmethod
    def _is_iso_date(cls, value: object) -> object:
        """Read '20240601' as a date; pydantic alone takes a number for seconds since 1970."""
        return date.fromisoformat(value) if isinstance(value, str) else value


def load() -> Settings:
    """Return the settings; raises SettingsError, which names the setting and its value."""
    quiet()
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError("Filen .env er ikke UTF-8. Gem den som UTF-8, og prøv igen.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = f"INITIATIV_{first['loc'][0]}".upper()
        raise SettingsError(
            f"{name} har en værdi, der ikke kan bruges: {first['input']!r}. "
            "En dato skrives ÅÅÅÅ-MM-DD."
        ) from error


def quiet() -> None:
    """Keep libraries off the network unless the environment says otherwise."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
