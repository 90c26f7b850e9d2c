"""Reads news reports into records that can be checked: who did what to whom, where, when, and who says so."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api import Coder, document, load
    from dateline.config import Settings, read_settings
    from dateline.errors import DatelineError
    from dateline.model.analysis import Analysis
    from dateline.model.document import Document
    from dateline.model.event import Event
    from dateline.model.span import Span

__all__ = [
    "Analysis",
    "Coder",
    "DatelineError",
    "Document",
    "Event",
    "Settings",
    "Span",
    "document",
    "load",
    "read_settings",
]

_HOMES = {
    "Analysis": "dateline.model.analysis",
    "Coder": "dateline.api",
    "DatelineError": "dateline.errors",
    "Document": "dateline.model.document",
    "Event": "dateline.model.event",
    "Settings": "dateline.config",
    "Span": "dateline.model.span",
    "document": "dateline.api",
    "load": "dateline.api",
    "read_settings": "dateline.config",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `dateline --help` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}; public names: {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
