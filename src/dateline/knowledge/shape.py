"""What every YAML file of ours has in common: no key but the named ones, and a few words about itself."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Shape(BaseModel):
    """A table of a data file: no key but the named ones, and never changed after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AboutShape(Shape):
    """What every data file says of itself."""

    title: Text
    version: int
    licence: Text
    sources: list[Text]
