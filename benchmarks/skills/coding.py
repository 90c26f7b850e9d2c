"""The PLOVER type of what a marked source does to a marked target: reads id, text, marked, source, target."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import dateline
from dateline.knowledge.actors import load_actors
from dateline.knowledge.matching import party_test
from dateline.knowledge.type_model import NO_EVENT, load_type_model
from dateline.model.analysis import Analysis
from dateline.model.event import RoleKind, Trigger
from dateline.model.syntax import Parse, Token
from dateline.text.type_features import FeatureReader
from skills import Options
from skills.roots import label, renamed

MARK = re.compile(r"</?[st]>")
WEIGHTS = {
    "in_lexicon": 2.0,  # the coder takes the word for a trigger
    "confidence": 1.0,  # … and how surely
    "actor": 2.0,  # its actor lies on the marked source
    "recipient": 2.0,  # its recipient lies on the marked target
    "above_source": 0.5,  # it governs the marked words
    "above_target": 0.5,
    "far_from_source": -0.5,  # steps up the tree, in sixths
    "far_from_target": -0.5,
    "inside_target": -3.0,  # it only describes the target
    "deep": -2.0,  # steps to the root, in sixths
}
"""How a word is chosen for a pair; set by hand. A random search on one half of the corpus gained nothing on the other."""
FARTHEST = 6
GUESSED = 0.3  # the weight of the model's own view of a trigger beside the coder's decision
LEAST_SURE = 0.3
UNLIKELY = 0.01  # candidates that get less of the whole are left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A word that may relate the pair: a trigger of the coder, or another verb or noun."""

    head: Token
    trigger: Trigger | None
    odds: Mapping[str, float] | None  # the type model's, where it was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The marked runs of characters."""

    source: list[tuple[int, int]]
    target: list[tuple[int, int]]


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """Code each sentence, weigh each word by how it relates the pair, and take the type with the most weight."""
    coder = dateline.load()
    model, is_party = load_type_model(), party_test(load_actors().party_nouns)
    documents = [dateline.document(row["text"], id=row["id"]) for row in rows]
    for row, analysis in zip(rows, coder.many(documents), strict=True):
        pair = Pair(source=spans_of(row["marked"], "s"), target=spans_of(row["marked"], "t"))
        parse = analysis.parse
        if parse is None:
            yield {"id": row["id"], "labels": []}
            continue
        reader = FeatureReader(parse, is_party)
        tokens = list(heads(analysis, parse, pair))
        odds = model.probabilities([reader.read(t, [t], None) for t in tokens])
        found = candidates(analysis, parse, dict(zip([t.index for t in tokens], odds, strict=True)))
        best = vote(analysis, parse, pair, found) if found else None
        yield {"id": row["id"], "labels": [best] if best else []}


def heads(analysis: Analysis, parse: Parse, pair: Pair) -> Iterator[Token]:
    """The words to ask the model about: triggers' heads, and verbs, nouns and adjectives outside the source."""
    triggers = {t.head for t in analysis.triggers or ()}
    taken = {k for t in analysis.triggers or () for k in t.words}
    for token in parse.tokens:
        plain = token.pos in {"VERB", "AUX", "NOUN", "ADJ"} and token.dep not in {"aux", "auxpass"}
        free = token.index not in taken and not touches(token, pair.source)
        if token.index in triggers or (plain and free):
            yield token


def candidates(analysis: Analysis, parse: Parse, odds: Mapping[int, Mapping[str, float]]) -> list[Candidate]:
    """Triggers first, then the other words, in text order."""
    triggers = {t.head: t for t in analysis.triggers or ()}
    order = sorted(odds, key=lambda index: (index not in triggers, index))
    return [Candidate(head=parse.tokens[k], trigger=triggers.get(k), odds=odds[k]) for k in order]


def vote(analysis: Analysis, parse: Parse, pair: Pair, found: Sequence[Candidate]) -> str | None:
    """The label with the most weight, each candidate weighing by how it relates the pair."""
    scores = np.array([relation(analysis, parse, pair, c) for c in found])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    votes: Counter[str] = Counter()
    for share, candidate in zip(shares.tolist(), found, strict=True):
        if share < UNLIKELY:
            continue
        trigger = candidate.trigger
        if trigger is not None and (named := label(analysis, trigger)) is not None:
            votes[named] += share * max(LEAST_SURE, trigger.confidence)
        for name, odd in (candidate.odds or {}).items():
            if name not in {NO_EVENT, "MOVE"}:
                votes[renamed(name)] += share * odd * (1.0 if trigger is None else GUESSED)
    return max(votes, key=lambda name: votes[name]) if votes else None


def relation(analysis: Analysis, parse: Parse, pair: Pair, candidate: Candidate) -> float:
    """How well the word relates source to target: who its participants are, and how far it stands from them."""
    above_source, above_target = (line_above(parse, spans) for spans in (pair.source, pair.target))
    index, trigger = candidate.head.index, candidate.trigger
    signs = {
        "above_source": index in above_source,
        "above_target": index in above_target,
        "far_from_source": steps(above_source, index),
        "far_from_target": steps(above_target, index),
        "inside_target": touches(candidate.head, pair.target),
        "deep": min(FARTHEST, sum(1 for _ in parse.ancestors(candidate.head))) / FARTHEST,
    }
    if trigger is not None:
        roles = [r for r in analysis.roles or () if r.trigger == trigger.index]
        on = {
            kind: any(overlap((r.span.start, r.span.end), s) for r in roles if r.kind is kind for s in spans)
            for kind, spans in ((RoleKind.ACTOR, pair.source), (RoleKind.RECIPIENT, pair.target))
        }
        signs |= {"in_lexicon": True, "confidence": trigger.confidence}
        signs |= {"actor": on[RoleKind.ACTOR], "recipient": on[RoleKind.RECIPIENT]}
    return sum(WEIGHTS[name] * float(value) for name, value in signs.items())


def line_above(parse: Parse, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The first marked word that hangs outside the marks, and all that govern it up to the root."""
    marked = {t.index for t in parse.tokens if touches(t, spans)}
    for token in parse.tokens:
        if token.index in marked and (token.head == token.index or token.head not in marked):
            return [token.index, *(t.index for t in parse.ancestors(token))]
    return []


def steps(line: Sequence[int], index: int) -> float:
    """Steps up the line to a word, in sixths, at most one."""
    return min(FARTHEST, line.index(index)) / FARTHEST if index in line else 1.0


def touches(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a token lies on one of the runs."""
    return any(overlap((token.start, token.end), s) for s in spans)


def spans_of(marked: str, tag: str) -> list[tuple[int, int]]:
    """Where the marked words stand in the text without marks."""
    found, shift, begin = [], 0, 0
    for match in MARK.finditer(marked):
        at = match.start() - shift
        shift += match.end() - match.start()
        if match.group() == f"<{tag}>":
            begin = at
        elif match.group() == f"</{tag}>":
            found.append((begin, at))
    return found


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two runs of characters share one."""
    return a[0] < b[1] and b[0] < a[1]
