"""What an ontology is made of: event types, their modes, contexts, sectors and the codes beside them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A manner of an event type.

    `quad`, `score` and `cameo` are the type's where the mode has none of its own. `rule` says where it is
    written: `ontologies/plover.yaml#COERCE.arrest`.
    """

    type: str
    name: str
    quad: int
    score: float | None
    cameo: tuple[str, ...]
    gloss: str
    example: str
    ontology: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of event.

    `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, 0 neither.
    `score` runs from -10 (conflict) to 10 (cooperation); None where the ontology gives none. `cameo` lists codes
    that the type alone allows, best first. `ontology` is "PLOVER", or the name of the extension it comes from.
    """

    name: str
    short: str
    quad: int
    score: float | None
    requires_recipient: bool
    cameo: tuple[str, ...]
    gloss: str
    instead: tuple[str, ...]
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    modes: tuple[Mode, ...]
    ontology: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A subject that a paragraph may be about."""

    name: str
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A kind of party. `tier` is PLOVER's "frequent" or "less frequent"."""

    code: str
    tier: str
    name: str
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NonState:
    """A code that stands where a country would (UNO, NGO …)."""

    code: str
    name: str
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyRecognised:
    """An entity with sector PRE, the country it is coded as (ISO 3166 alpha-3, and by name), and its other names."""

    name: str
    country: str
    of: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuxiliaryMode:
    """A status of a record other than `actual`, and what PLOVER calls it."""

    status: str
    plover: str
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code and what it is in the ontology; `type` is None where it is no event.

    `quad` is CAMEO's own class 1-4 of the code's root. `goldstein_icews` and `goldstein_gdelt` are the
    scores (-10 … 10) that those data sets print; None where they lack the code. `decision` is empty where type,
    mode and contexts are as in PLOVER's crosswalk, else it says what was decided and why.
    """

    code: str
    name: str
    root: str
    quad: int
    goldstein_icews: float | None
    goldstein_gdelt: float | None
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    decision: str

    @property
    def parent(self) -> str | None:
        """The code one level up, or None for a root."""
        return self.code[:-1] if len(self.code) > len(self.root) else None
