"""Happenings: mentions of events in short texts to which of them are one, within the stories found first.

The records' own comparison needs types, places and dates that these lone sentences lack. What is left of it here: the
stem of the head, the lexicon's type and mode, and the words around it by the same weighing, added up as log-odds and
clustered by the same average linkage.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.lexicon import Lexicon, load_lexicon
from dateline.knowledge.names import load_names
from dateline.knowledge.ontology import load_ontology
from dateline.merge.cluster import cluster
from dateline.merge.compare import cosine
from dateline.merge.view import Stems
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.stems import stem, words
from skills import Options
from skills.stories import clusters

# Chosen by hand on the development training part; see docs/explanation/merging.md.
BIAS = -2.75
SAME = 0.5
POSSIBLE = 0.1
SAME_HEAD = 4.0
SHARED_WORD = 1.0  # beside different heads
SAME_MODE = 2.0  # different heads that the lexicon gives one type and mode
ARGUMENTS = 2.0  # times the cosine of the words that stand around them in the tree
OBJECTS = 2.0
BOTH_SPEAK = -2.0  # two people who say something rarely say the same
ONE_SENTENCE = -2.0

CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
MODIFIERS = ("compound", "nmod", "amod", "nummod", "poss")
SUBJECTS = ("nsubj", "csubj", "agent")
OBJECT_DEPS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
OBJECT_PREPOSITIONS = frozenset({"of", "against"})
UP = 3  # governors that may hold a subject the mention lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention of an event as it is compared. Words are stems."""

    id: str
    where: tuple[str, int]
    heads: frozenset[str]
    own: frozenset[str]
    modes: frozenset[tuple[str, str | None]]
    speaks: bool
    objects: Stems
    around: Stems


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Cluster the mentions. Reads mention_id, doc_id, sent, tokens and text; of the documents doc_id and sentences."""
    del options
    story = clusters([{**doc, "mention_id": doc["doc_id"]} for doc in docs])
    by_story: dict[str, list[Mention]] = defaultdict(list)
    for mention in _mentions(rows, docs):
        by_story[story[mention.where[0]]].append(mention)
    for mentions in by_story.values():
        for group in _grouped(mentions):
            for name in group:
                yield {"mention_id": name, "cluster": group[0]}


def _grouped(mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    likeness = {}
    for one, other in combinations(sorted(mentions, key=lambda m: m.id), 2):
        probability = 1 / (1 + math.exp(-_odds(one, other)))
        if probability >= POSSIBLE:
            likeness[one.id, other.id] = probability
    return cluster([m.id for m in mentions], likeness, least=SAME)


def _odds(one: Mention, other: Mention) -> float:
    odds = BIAS
    if one.heads & other.heads:
        odds += SAME_HEAD
    else:
        odds += SHARED_WORD * bool(one.own & other.own) + SAME_MODE * bool(one.modes & other.modes)
    odds += ARGUMENTS * cosine(one.around, other.around) + OBJECTS * cosine(one.objects, other.objects)
    return odds + BOTH_SPEAK * (one.speaks and other.speaks) + ONE_SENTENCE * (one.where == other.where)


def _mentions(rows: list[dict[str, Any]], docs: list[dict[str, Any]]) -> Iterator[Mention]:
    lexicon = load_lexicon(types={t.name: tuple(m.name for m in t.modes) for t in load_ontology().types})
    speaking, engine = load_names().speaking, load_engine()
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_document[row["doc_id"]].append(row)
    for doc in docs:
        text, regions, starts = _text(doc["sentences"])
        parse = next(engine.parse_many([(text, regions)]))
        for row in by_document[doc["doc_id"]]:
            spans = [starts[str(row["sent"])][k] for k in row["tokens"]]
            tokens = [t for t in parse.tokens if any(t.start < end and start < t.end for start, end in spans)]
            yield _mention(row, parse, tokens, lexicon, speaking)


def _text(sentences: dict[str, list[str]]) -> tuple[str, list[Region], dict[str, list[tuple[int, int]]]]:
    """The text of a document, a region a sentence, and where each word of each sentence lies in it."""
    text, starts, bounds = "", {}, []
    for number, own in sentences.items():
        begin, places = len(text), []
        for word in own:
            places.append((len(text), len(text) + len(word)))
            text += word + " "
        starts[number] = places
        bounds.append((begin, len(text) - 1))
        text += "\n"
    regions = [Region(span=Span.of(text, *bound), kind=RegionKind.PARAGRAPH) for bound in bounds]
    return text, regions, starts


def _mention(
    row: dict[str, Any], parse: Parse, tokens: list[Token], lexicon: Lexicon, speaking: frozenset[str]
) -> Mention:
    inside = {t.index for t in tokens}
    tops = [t for t in tokens if t.head == t.index or t.head not in inside]
    head = (tops or tokens)[-1]
    lemma = head.lemma.lower()
    entries = [e for pos in ("verb", "noun", "adj") for e in lexicon.at(lemma, pos) if len(e.words) == 1]
    objects, others = _around(parse, head)
    return Mention(
        id=row["mention_id"],
        where=(row["doc_id"], row["sent"]),
        heads=frozenset({stem(lemma), stem(head.text)}),
        own=frozenset(stem(word) for word in words(row["text"])),
        modes=frozenset((e.type, e.mode) for e in entries if e.type),
        speaks=lemma in speaking,
        objects=_stems(objects, inside),
        around=_stems(objects + others, inside),
    )


def _stems(tokens: list[Token], without: set[int]) -> Stems:
    kept = [t for t in tokens if t.pos in CONTENT and t.index not in without]
    return Stems.of(frozenset(stem(word) for t in kept for word in words(t.text)))


def _around(parse: Parse, head: Token) -> tuple[list[Token], list[Token]]:
    """The words of the objects of a mention, and those of everything else that hangs on it or stands in for it."""
    objects: list[Token] = []
    others: list[Token] = []
    for child in parse.children(head):
        if child.dep in OBJECT_DEPS:
            objects += _phrase(parse, child)
        elif child.dep == "prep":
            into = objects if child.lower in OBJECT_PREPOSITIONS else others
            for below in parse.children(child, "pobj"):
                into += _phrase(parse, below)
        elif child.dep in (*SUBJECTS, *MODIFIERS, "npadvmod"):
            others += _phrase(parse, child)
    if not parse.children(head, *SUBJECTS):
        others += _subjects_above(parse, head)
    return objects, others


def _phrase(parse: Parse, token: Token) -> list[Token]:
    found = [token, *parse.children(token, *MODIFIERS)]
    for other in parse.children(token, "conj"):
        found += _phrase(parse, other)
    return found


def _subjects_above(parse: Parse, head: Token) -> list[Token]:
    """Subjects of the verbs that govern a mention without one: of "was forced to resign", of "carried out the raid"."""
    found: list[Token] = []
    token = head
    for governor in list(parse.ancestors(head))[:UP]:
        if token.dep in ("acl", "relcl"):
            found += _phrase(parse, governor)
        elif governor.pos in ("VERB", "AUX"):
            for subject in parse.children(governor, "nsubj", "nsubjpass"):
                found += _phrase(parse, subject) if subject.index != token.index else []
        token = governor
    return found
