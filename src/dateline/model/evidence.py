"""Why a value was chosen: the words, the stage, the rule and how sure."""

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for one value.

    `field` names the field of the event ("type", "place", "actors.0.country" …). `rule` is something
    one can open: `lexicons/en/coerce.yaml#arrest`, `gazetteers/offices.tsv#defence minister`, or
    `stages.resolve_times#weekday`. `confidence` is in [0, 1]. `span` is None where the reason is the absence of words.
    """

    field: str
    span: Span | None
    stage: str
    rule: str
    confidence: float = 1.0
    note: str = ""
