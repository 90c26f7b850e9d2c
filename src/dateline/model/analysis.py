"""All that is known of one report so far: each stage returns a new analysis with the layers it adds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from dateline.errors import StageError
from dateline.model.claim import Attribution, Count, Dispute, Source, Verdict
from dateline.model.document import Document, Layout
from dateline.model.event import Coding, Context, Event, Role, Trigger
from dateline.model.issue import Issue
from dateline.model.mention import Chain, Mention
from dateline.model.referent import Party, Place, Time, Timex, Toponym
from dateline.model.syntax import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The layers, in the order in which they are made; None means that no stage has made it yet.

    The layers from `roles` on that are "per trigger" hold exactly one item for each trigger, in the
    same order: `times[i]` belongs to `triggers[i]`.
    """

    document: Document
    layout: Layout | None = None
    parse: Parse | None = None
    mentions: tuple[Mention, ...] | None = None
    chains: tuple[Chain, ...] | None = None
    triggers: tuple[Trigger, ...] | None = None
    codes: tuple[Coding, ...] | None = None  # per trigger
    roles: tuple[Role, ...] | None = None
    actors: tuple[tuple[Party, ...], ...] | None = None  # per trigger
    recipients: tuple[tuple[Party, ...], ...] | None = None  # per trigger
    toponyms: tuple[Toponym, ...] | None = None
    places: tuple[Place | None, ...] | None = None  # per trigger
    timexes: tuple[Timex, ...] | None = None
    times: tuple[Time | None, ...] | None = None  # per trigger
    attributions: tuple[Attribution, ...] | None = None
    sources: tuple[tuple[Source, ...], ...] | None = None  # per trigger
    asserted: tuple[bool, ...] | None = None  # per trigger: told in the reporter's own voice
    verdicts: tuple[Verdict, ...] | None = None  # per trigger
    counts: tuple[tuple[Count, ...], ...] | None = None  # per trigger
    contexts: tuple[tuple[Context, ...], ...] | None = None  # per trigger
    events: tuple[Event, ...] | None = None
    disputes: tuple[Dispute, ...] | None = None
    issues: tuple[Issue, ...] = ()
    engine: tuple[tuple[str, str], ...] = ()  # name, version, sha256 of the parser's model


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step: a plain function with the layers it reads and the layers it adds.

    `run` returns a new analysis. Reading a layer that nobody made, or adding one that is not declared
    here, is a fault that the pipeline turns into a `StageError`.
    """

    name: str
    reads: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[Analysis], Analysis]


Layer = TypeVar("Layer")


def made(layer: Layer | None) -> Layer:
    """Return a layer that the stage declared to read.

    Raises:
        StageError: if no stage has made it.
    """
    if layer is None:
        raise StageError("a stage asked for a layer that no stage before it has made; check `reads` and the order")
    return layer
