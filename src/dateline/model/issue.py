"""Trouble in one report that did not stop the run."""

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that was tried and could not be told, or went wrong, in one report.

    `kind` is a dotted name that can be counted (`place.ambiguous`, `stage.failed`).
    """

    kind: str
    stage: str
    message: str
    span: Span | None = None
