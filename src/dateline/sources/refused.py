"""What a reader raises when it cannot go on with what it was given."""

from dateline.errors import SourceError


class RefusedError(SourceError):
    """Raised inside a reader: what was being read cannot be, and why. `line` counts from 1 where it is known."""

    def __init__(self, kind: str, reason: str, *, line: int | None = None) -> None:
        """Keep the kind, the reason and the line beside the message."""
        super().__init__(reason)
        self.kind, self.reason, self.line = kind, reason, line
