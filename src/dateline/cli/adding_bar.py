"""How far `dateline add` is: reports and words a second, time left, issues by stage; as a bar or as lines."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dateline.text.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from dateline.ingest.tally import Tally
    from dateline.model.provenance import Provenance

SECONDS_BETWEEN_LINES = 10.0


class AddingBar:
    """Shows a run of adding on standard error."""

    def __init__(self, paths: list[str]) -> None:
        self._paths = paths
        self._started = self._said = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._before: dict[str, int] = {}
        self._bytes = 0

    def __enter__(self) -> Self:
        from rich.console import Console  # noqa: PLC0415  (a quick --help)
        from rich.progress import Progress  # noqa: PLC0415

        from dateline.sources.article import Refusal  # noqa: PLC0415
        from dateline.sources.paths import STANDARD_INPUT, expand  # noqa: PLC0415

        files = [p for p in expand(q for q in self._paths if q != STANDARD_INPUT) if not isinstance(p, Refusal)]
        for file in files:
            self._before[file] = self._bytes
            self._bytes += Path(file).stat().st_size
        if sys.stderr.isatty():
            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("adding", total=1.0)
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def say(self, what: str) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=visible(what), total=None)

    def show(self, tally: "Tally", where: "Provenance | None") -> None:
        now = time.monotonic()
        due = 0.2 if self._bar is not None else SECONDS_BETWEEN_LINES
        if now - self._said < due:
            return
        self._said = now
        done = self._share(where)
        line = progress_line(tally, now - self._started, done)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=line, completed=done or 0.0)
        else:
            sys.stderr.write(f"dateline: {line}\n")

    def _share(self, where: "Provenance | None") -> float | None:
        """How much of all bytes is read, between 0 and 1; None where that cannot be told."""
        if where is None or not self._bytes or where.file not in self._before:
            return None
        return min(1.0, (self._before[where.file] + (where.offset or 0)) / self._bytes)


def progress_line(tally: "Tally", seconds: float, done: float | None) -> str:
    """Return the line: counts, speeds, time left, errors by stage."""
    speed = f"{tally.coded / seconds:,.1f} reports/s, {tally.words / seconds:,.0f} words/s" if tally.coded else ""
    left = f"{_clock(seconds / done - seconds)} left" if done else ""
    errors = ", ".join(f"{n:,} {stage}" for stage, n in tally.errors.most_common(4))
    parts = (f"{tally.reports:,} reports", speed, left, f"issues: {errors}" if errors else "")
    return "; ".join(filter(None, parts))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
