"""Skill `counts`: which numbers of dead and hurt a report tells, as a set of labels such as DEATH=6."""

import re
from collections.abc import Iterator
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.counts import load_count_cues
from dateline.knowledge.status import load_status_cues
from dateline.model.claim import Status
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse
from dateline.text.casing import in_capitals, sentence_case
from dateline.text.counts.amounts import CountCues, Part
from dateline.text.counts.tally import Teller
from dateline.text.status.cues import StatusCues
from dateline.text.status.factuality import Judge
from skills import Options

LABELS = {"killed": "DEATH", "injured": "INJURY"}
LARGEST = 999
"""Larger numbers are the losses of a war, which the corpus leaves out; it tells single attacks."""
COMBATANTS = frozenset(
    (
        *("soldier", "guerrilla", "guerilla", "rebel", "insurgent", "subversive", "terrorist", "militant", "marine"),
        *("troop", "extremist", "attacker", "criminal", "army", "military", "patrol", "fmln", "comrade", "enemy"),
    )
)
BATTLE = frozenset(
    ("clash", "combat", "battle", "skirmish", "fighting", "confrontation", "ambush", "brigade", "battalion")
)
"""The corpus counts the victims of terror, not those who fall in battle."""
_PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """Yield id and labels for every row, reading only its id and text."""
    cues, status = load_count_cues(), load_status_cues()
    parses = load_engine().parse_many(_regions(row["text"]) for row in rows)
    for row, parse in zip(rows, parses, strict=True):
        yield {"id": row["id"], "labels": sorted({label for label, _ in labels_of(parse, cues, status)})}


def labels_of(parse: Parse, cues: CountCues, status: StatusCues) -> list[tuple[str, str]]:
    """Each label with the words it was read from: only what happened, and not to combatants."""
    found = []
    judge = Judge(parse, status)
    for tally in Teller(parse, cues).tallies():
        kind = LABELS.get(tally.what)
        if kind is None or judge.read(tally.predicate).status is not Status.ACTUAL:
            continue
        for part in tally.parts:
            if part.low > LARGEST or not part.exact or _in_battle(parse, part):
                continue
            words = parse.span(parse.tokens[part.first], parse.tokens[part.last]).text
            found.append((f"{kind}={part.low}", words))
    return found


def _in_battle(parse: Parse, part: Part) -> bool:
    """Whether those counted are combatants, or their sentence tells of a battle."""
    noun = parse.tokens[part.noun]
    if any(t.lemma.lower() in COMBATANTS for t in (noun, *parse.subtree(noun)) if noun.pos != "VERB"):
        return True
    return any(t.lemma.lower() in BATTLE for t in parse.tokens_of(parse.sentence(noun)))


def _regions(text: str) -> tuple[str, list[Region]]:
    text = sentence_case(text) if in_capitals(text) else text
    spans = [Span.of(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    return text, [Region(span=span, kind=RegionKind.PARAGRAPH) for span in spans]
