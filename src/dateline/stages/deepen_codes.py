"""Triggers to deeper CAMEO codes: what a trigger governs may say more than its type and mode do."""

from collections.abc import Iterator
from dataclasses import replace

from dateline.knowledge.depth import Depth, DepthTable
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Coding, Trigger
from dateline.model.evidence import Evidence
from dateline.model.syntax import Parse, Token

STAGE = "deepen_codes"
_ELSEWHERE = frozenset(
    {"nsubj", "nsubjpass", "agent", "advcl", "relcl", "ccomp", "parataxis", "punct", "mark", "csubj"}
)
"""What hangs on a trigger and says who, when or why, not what."""


def deepen_codes(table: DepthTable) -> Stage:
    """Make the stage that gives each trigger the deepest CAMEO code that its own words support, or none."""

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)
        return replace(analysis, codes=tuple(_coded(parse, trigger, table) for trigger in made(analysis.triggers)))

    return Stage(name=STAGE, reads=("parse", "triggers"), adds=("codes",), run=run)


def _coded(parse: Parse, trigger: Trigger, table: DepthTable) -> Coding:
    if trigger.cameo:
        return Coding(cameo=trigger.cameo)
    named = [parse.tokens[i] for i in trigger.words] or [parse.tokens[trigger.head]]
    governed = list(_governed(parse, parse.tokens[trigger.head]))
    for depth in table.get((trigger.type, trigger.mode), ()):
        word = _fits(depth, named, governed)
        if word is not None:
            span = parse.span(word, word)
            why = Evidence(field="cameo", span=span, stage=STAGE, rule=depth.rule, confidence=0.7)
            return Coding(cameo=(depth.code,), evidence=(why,))
    return Coding()


def _fits(depth: Depth, named: list[Token], governed: list[Token]) -> Token | None:
    """The word by which a row fits, or None."""
    by_trigger = next((t for t in named if t.lemma in depth.trigger), None)
    if depth.trigger and by_trigger is None:
        return None
    if not depth.words:
        return by_trigger
    return next((t for t in (*named, *governed) if _is_one_of(t, depth, governed)), None)


def _is_one_of(token: Token, depth: Depth, governed: list[Token]) -> bool:
    if token.lemma.lower() in depth.words:
        return True
    before = next((t for t in governed if t.index == token.index - 1), None)
    return before is not None and f"{before.lemma.lower()} {token.lemma.lower()}" in depth.words


def _governed(parse: Parse, head: Token) -> Iterator[Token]:
    """The words that the trigger governs, in text order, those of who, when and why left out."""
    inside: list[Token] = []
    stack = [child for child in parse.children(head) if child.dep not in _ELSEWHERE and child.dep != "conj"]
    while stack:
        token = stack.pop()
        inside.append(token)
        stack.extend(child for child in parse.children(token) if child.dep not in _ELSEWHERE)
    yield from sorted(inside, key=lambda t: t.index)
