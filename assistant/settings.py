"""Every setting, read from the environment or from a `.env` file. Nothing else reads either."""

import os
import re
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

import corpus
from corpus.errors import UserError

# Libraries that would otherwise call home, look for models on the net or wait for their threads.
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
    # numpy's, read when it is imported. The products of a question are small: on two busy cores one
    # of 8 x 300 x 512 took .05 ms with one thread and 27 ms with two, which wait for each other.
    "OPENBLAS_NUM_THREADS": "1",
}
_HOW = {
    "today": "En dato skrives ÅÅÅÅ-MM-DD.",
    "private_addresses": "Skriv true eller false.",
    "fetch_pause": "Skriv et antal sekunder fra 0 til 3600.",
    "chroma": "Skriv en adresse som http://localhost:8000.",
    "llm": "Skriv none, ollama:MODEL eller openai:MODEL.",
    "llm_url": "Skriv en adresse som http://localhost:11434.",
    "llm_context": "Skriv et antal tokens fra 2048.",
    "llm_connect": "Skriv et antal sekunder fra 0 til 60.",
    "llm_first": "Skriv et antal sekunder fra 0 til 600.",
    "llm_whole": "Skriv et antal sekunder fra 0 til 3600.",
    "access": "Skriv open, keys eller header:NAVN.",
    "proxies": "Skriv IP-adresser med komma imellem.",
    "rate_per_minute": "Skriv et antal spørgsmål fra 0 til 100000.",
    "rate_burst": "Skriv et antal spørgsmål fra 1 til 10000.",
    "waiting": "Skriv et antal spørgsmål fra 1 til 10000.",
    "uploads": "Skriv true eller false.",
    "upload_megabytes": "Skriv et antal MB fra 1 til 64.",
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
    sources: Path = Path("sources.yaml")
    private_addresses: bool = False
    fetch_pause: float = Field(default=1.0, ge=0.0, le=3600.0)
    chroma: str = ""
    llm: str = "none"
    llm_url: str = ""
    llm_key: SecretStr = SecretStr("")
    llm_context: int = Field(default=4096, ge=2048, le=1_000_000)  # tokens; Ollama's own default
    llm_connect: float = Field(default=3.0, gt=0, le=60)  # seconds, and so are these
    llm_first: float = Field(default=10.0, gt=0, le=600)
    llm_whole: float = Field(default=60.0, gt=0, le=3600)
    host: str = "127.0.0.1"
    access: str = ""
    api_keys: SecretStr = SecretStr("")
    hosts: str = ""
    proxies: str = ""
    # Questions of one address, behind which a whole office may sit: a twelfth of what one process
    # answers. 0 is no limit.
    rate_per_minute: int = Field(default=300, ge=0, le=100_000)
    rate_burst: int = Field(default=60, ge=1, le=10_000)
    waiting: int = Field(default=100, ge=1, le=10_000)  # questions, of which each takes some 20 ms
    uploads: bool = False
    # Of one file: reports with pictures, which a request holds in memory whole; a reader takes 64.
    upload_megabytes: int = Field(default=20, ge=1, le=64)

    @field_validator("today", mode="before")
    @classmethod
    def _is_iso_date(cls, value: object) -> object:
        """Read '20240601' as a date; pydantic alone takes a number for seconds since 1970."""
        return date.fromisoformat(value) if isinstance(value, str) else value

    @field_validator("llm")
    @classmethod
    def _is_model(cls, value: str) -> str:
        """Take none, or a protocol and the name of a model."""
        if not re.fullmatch(r"none|(?:ollama|openai):\S+", value):
            raise ValueError("no model")
        return value

    @field_validator("access")
    @classmethod
    def _is_access(cls, value: str) -> str:
        """Take nothing, or a word on who may come in."""
        if not re.fullmatch(r"|open|keys|header:[A-Za-z][A-Za-z0-9-]*", value):
            raise ValueError("no access")
        return value

    @field_validator("proxies")
    @classmethod
    def _are_addresses(cls, value: str) -> str:
        """Take addresses, or networks of them."""
        for one in filter(None, map(str.strip, value.split(","))):
            ip_network(one, strict=False)
        return value

    @field_validator("chroma", "llm_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        """Take an address of the web with a machine, and a port that there can be."""
        parts = urlsplit(value)
        if value and not (parts.scheme in ("http", "https") and parts.hostname and parts.port != 0):
            raise ValueError("no address")
        return value


def load() -> Settings:
    """Return the settings; raises SettingsError, which names the setting and its value."""
    quiet()
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError("Filen .env er ikke UTF-8. Gem den som UTF-8, og prøv igen.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        name = f"INITIATIV_{field}".upper()
        raise SettingsError(
            f"{name} har en værdi, der ikke kan bruges: {first['input']!r}. {_HOW.get(field, '')}"
        ) from error


def quiet() -> None:
    """Keep libraries off the network and to one thread unless the environment says otherwise."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
