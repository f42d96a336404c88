"""Answer questions in Danish from documents, every statement with its source."""

from assistant.types import Answer, Audience, Citation, Nearest, Turn

__all__ = ["Answer", "Audience", "Citation", "Nearest", "Turn"]
