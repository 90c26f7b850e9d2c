"""The shapes of the HTTP API, for its OpenAPI document and its tests; answers are made by the store and kept plain."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An object whose named keys are always there; it may hold more."""

    model_config = ConfigDict(extra="allow")


class Problem(Shape):
    """Why there is no answer, in one sentence that says what to do."""

    error: str


class Conflict(Problem):
    """Somebody else changed the event first: what they did, and the event as it is now."""

    event: dict[str, Any]
    etag: str
    by: str | None
    at: str | None
    field: str | None


class SpotShape(Shape):
    """Where a row's happening was."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    grain: str | None


class Row(Shape):
    """An event or a happening in a list."""

    id: str
    type: str
    mode: str | None
    start: str | None
    end: str | None
    grain: str | None
    place: SpotShape | None
    actors: list[str]
    recipients: list[str]
    status: str
    confidence: float
    reviewed: str
    headline: str | None
    filed: str | None  # when the (first) report of it was filed


class Rows(Shape):
    """A page of a list; `next` is the cursor of the page after it."""

    items: list[Row]
    next: str | None
    total: int


class ReportRow(Shape):
    """A report in a list."""

    id: str
    title: str | None
    outlet: str | None
    date: str | None
    url: str | None
    events: int


class ReportRows(Shape):
    """A page of reports."""

    items: list[ReportRow]
    next: str | None
    total: int


class FacetValue(Shape):
    """A value to choose, with the number of items that have it."""

    value: str
    label: str
    count: int


class Bin(Shape):
    """A piece of the timeline; both days belong to it."""

    start: str
    end: str
    count: int


class Timeline(Shape):
    """Bins of equal grain; empty ones are left out."""

    grain: str
    bins: list[Bin]


class World(Shape):
    """What lies where. A point: lat, lon, grain, count, name, country, type, id (of a single item).

    An area: country, admin1, name, lat, lon, grain, count.
    """

    points: list[list[Any]]
    areas: list[list[Any]]
    total: int
    unplaced: int


class EventShape(Shape):
    """An event as it reads now (the record format), with what people said of it."""

    id: str
    report: str
    type: str
    etag: str
    review: dict[str, dict[str, Any]]


class ReportShape(Shape):
    """A report with its text and its events."""

    id: str
    text: str
    title_end: int
    events: list[EventShape]


class HappeningShape(Shape):
    """A happening: each field with its witnesses."""

    id: str
    type: str
    fields: dict[str, Any]
    events: list[str]
    reviewed: str


class Suggestion(Shape):
    """A completion; `record` is what goes into the field."""

    value: str
    label: str
    hint: str
    record: Any


class Suggestions(Shape):
    """Completions."""

    items: list[Suggestion]


class HistoryRow(Shape):
    """One judgement, chained to the one before."""

    n: int
    at: str
    by: str
    event: str
    field: str
    action: str
    note: str | None
    hash: str


class History(Shape):
    """Judgements, the latest first."""

    items: list[HistoryRow]
    next: str | None
    total: int


class About(Shape):
    """The store, the version, the ontology and who is asking."""

    version: str
    store: str
    counts: dict[str, int]
    first: str | None
    last: str | None
    role: str
    user: str
    ontology: dict[str, Any]


class Strict(BaseModel):
    """A request: no key but the named ones."""

    model_config = ConfigDict(extra="forbid")


class Judgement(Strict):
    """What a person says of a field of an event. `n`: the history entry to go back to (`restore`)."""

    event: str = Field(min_length=1, max_length=200)
    field: str = Field(min_length=1, max_length=60)
    action: str = Field(pattern="^(accept|correct|reject|undo|note|restore)$")
    value: Any = None
    note: str | None = Field(default=None, max_length=10_000)
    n: int | None = Field(default=None, ge=1, le=2**53)


class Words(Strict):
    """Where words stand in a report's text: code points, the end exclusive."""

    start: int = Field(ge=0, le=2**31)
    end: int = Field(ge=0, le=2**31)


class NewEvent(Strict):
    """An event that the coder missed."""

    report: str = Field(min_length=1, max_length=4_000)
    trigger: Words
    type: str = Field(max_length=60)
    mode: str | None = Field(default=None, max_length=60)
    note: str | None = Field(default=None, max_length=10_000)


class Judged(Shape):
    """The event after a judgement; null where its adding was undone."""

    event: EventShape | None
    etag: str | None


class Split(Strict):
    """The events that do not belong to the happening."""

    events: list[str] = Field(min_length=1, max_length=1_000)
    note: str | None = Field(default=None, max_length=10_000)


class Join(Strict):
    """Happenings that are one."""

    happenings: list[str] = Field(min_length=2, max_length=100)
    note: str | None = Field(default=None, max_length=10_000)


class Undo(Strict):
    """Take the latest judgement on a happening back."""

    note: str | None = Field(default=None, max_length=10_000)


class Refolded(Shape):
    """The happenings that the judged events are in now; not `folded`: a large store follows a little later."""

    happenings: list[str]
    folded: bool
