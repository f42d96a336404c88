"""What the assistant answers from: documents and the structure found in them."""

from corpus.load import DocumentsError, Loaded, Problem, load
from corpus.types import Block, Document, Field, Section

__all__ = ["Block", "Document", "DocumentsError", "Field", "Loaded", "Problem", "Section", "load"]
