"""The query of a URL to the store's own filter and page, with the names that the command line has too."""

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from dateline.stores.filters import BANDS, FILTER_NAMES, REVIEWED, SORTS, Filter, read_filter, read_query
from dateline.stores.filters import Query as StoreQuery
from dateline.stores.protocol import Kind

Many = Annotated[list[str], Field(default_factory=list, description="Any of these; -value bars one.")]


def _one_of(*values: str) -> dict[str, Any]:
    """Tell the OpenAPI document the values of a repeated parameter; the store's own reader checks them."""
    return {"items": {"type": "string", "pattern": f"^(-?({'|'.join(values)}))?$"}}


_DAY: dict[str, Any] = {"pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}
_SORTS: dict[str, Any] = {"enum": ["", *SORTS, *(f"-{name}" for name in SORTS)]}


class Filtered(BaseModel):
    """The filter that every list has. A parameter that is not known is refused."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", description='Words, "phrases", AND, OR, NOT, prefix*.')
    type: Many
    mode: Many
    party: Many
    country: Many = Field(description="ISO 3166 alpha-3, of the place or of a party; -CODE bars one.")
    status: Many
    source: Many
    outlet: Many
    certainty: Many = Field(description="sure, fair or weak.", json_schema_extra=_one_of(*BANDS))
    reviewed: Many = Field(description=", ".join(REVIEWED), json_schema_extra=_one_of(*REVIEWED))
    place: Many
    since: str = Field("", description="A day, month or year.", json_schema_extra=_DAY)
    until: str = Field("", description="A day, month or year.", json_schema_extra=_DAY)
    bbox: str = Field("", description="west,south,east,north in degrees.")

    def texts(self) -> dict[str, list[str]]:
        """Return the filter's values by name, as the store reads them."""
        given = {name: getattr(self, name) for name in FILTER_NAMES}
        return {name: value if isinstance(value, list) else [value] for name, value in given.items() if value}

    def filter(self) -> Filter:
        """Return the store's filter.

        Raises:
            QueryError: a value that cannot be read.
        """
        return read_filter(self.texts())


class Listed(Filtered):
    """A filter, an order and a page of it."""

    sort: str = Field(
        "", description="date, confidence or reports; - before it: largest first.", json_schema_extra=_SORTS
    )
    limit: str = Field("", description="1 to 500; 50 if not given.", json_schema_extra={"pattern": "^[0-9]*$"})
    cursor: str = Field("", description="The `next` of the page before.")
    spreadsheet: bool = Field(default=False, description="In CSV: keep a spreadsheet from running text as a formula.")

    def query(self) -> StoreQuery:
        """Return the store's query.

        Raises:
            QueryError: a value that cannot be read.
        """
        paging = {name: [getattr(self, name)] for name in ("sort", "limit", "cursor") if getattr(self, name)}
        return read_query({**self.texts(), **paging})


class Counted(Filtered):
    """A filter, and what is counted or written through it."""

    of: Literal["events", "happenings"] = "happenings"
    spreadsheet: bool = Field(default=False, description="In CSV: keep a spreadsheet from running text as a formula.")

    @property
    def kind(self) -> Kind:
        """The store's word for it."""
        return "event" if self.of == "events" else "happening"


ListQuery = Annotated[Listed, Query()]
CountQuery = Annotated[Counted, Query()]
