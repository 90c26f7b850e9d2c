"""The shapes of the ontology's YAML files and of the context cues; pydantic refuses whatever else stands in them."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dateline.knowledge.shape import AboutShape, Shape, Text

TypeName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z_]*$")]
ModeName = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z]*(-[a-z]+)*$")]
ContextName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
ThreeLetters = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
CameoText = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}$")]
Quad = Annotated[int, Field(ge=0, le=4)]
Score = Annotated[float, Field(ge=-10, le=10)]


class ModeShape(Shape):
    """A mode below its type."""

    name: ModeName
    quad: Quad | None = None  # None: the type's
    score: Score | None = None  # None: the type's
    cameo: list[CameoText] = []
    gloss: Text
    example: Text


class AddedModeShape(ModeShape):
    """A mode that an overlay gives to a type of another file."""

    type: TypeName


class TypeShape(Shape):
    """An event type with its modes."""

    name: TypeName
    short: Annotated[str, StringConstraints(pattern=r"^[A-Z]{4}$")]
    quad: Quad
    score: Score | None = None
    requires_recipient: bool
    cameo: list[CameoText] = []
    gloss: Text
    instead: list[Text] = []
    notes: list[Text] = []
    examples: Annotated[list[Text], Field(min_length=2)]
    modes: list[ModeShape] = []


class ContextShape(Shape):
    """A context."""

    name: ContextName
    gloss: Text


class SectorShape(Shape):
    """A sector."""

    code: ThreeLetters
    tier: Literal["frequent", "less frequent"] = "less frequent"
    name: Text
    gloss: Text


class NonStateShape(Shape):
    """A code that stands where a country would."""

    code: ThreeLetters
    name: Text
    gloss: Text


class PartlyRecognisedShape(Shape):
    """An entity that few states recognise, and the country it is coded as."""

    name: Text
    country: ThreeLetters
    of: Text
    also: list[Text] = []


class StatusShape(Shape):
    """A status other than `actual`, and PLOVER's name for it."""

    name: Text
    plover: Text
    gloss: Text


class OntologyShape(Shape):
    """One file of `ontologies/`; every section may be left out."""

    about: AboutShape
    ontology: Text
    types: list[TypeShape] = []
    modes: list[AddedModeShape] = []
    contexts: list[ContextShape] = []
    sectors: list[SectorShape] = []
    nonstate: list[NonStateShape] = []
    partly_recognised: list[PartlyRecognisedShape] = []
    status: list[StatusShape] = []


class ContextCuesShape(Shape):
    """The words that give one context."""

    name: ContextName
    strong: list[Text] = []
    weak: list[Text] = []
    ignore: list[Text] = []
    examples: list[Text] = []
    not_examples: list[Text] = []


class ContextLexiconShape(Shape):
    """`lexicons/<language>/contexts.yaml`."""

    about: AboutShape
    contexts: list[ContextCuesShape]
