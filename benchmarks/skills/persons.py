"""Persons: mentions given in the texts of reports to which of them are one person.

A given mention is mapped onto the mention with the same head word, and takes that mention's chain; where the text
around it was not read (captions, bylines) or the head is no mention, its words are compared with the chains' names.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.names import load_names
from dateline.knowledge.pronouns import load_pronoun_weights
from dateline.model.analysis import Analysis, made
from dateline.model.document import Document
from dateline.model.syntax import Parse
from dateline.stages.find_mentions import find_mentions
from dateline.stages.link_mentions import link
from dateline.stages.segment import segment
from dateline.text.people.clusters import Clusters
from dateline.text.people.names import name_key, same_person
from skills import Options

_NO_HEAD = frozenset({"PUNCT", "PART", "CCONJ", "DET", "ADP", "SPACE"})


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Cluster the mentions. Reads mention_id, doc_id, start, end and text; of the documents doc_id, title and text."""
    del options
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_document[row["doc_id"]].append(row)
    wanted = [doc for doc in docs if doc["doc_id"] in by_document]
    for doc, analysis in zip(wanted, _analyses(wanted), strict=True):
        yield from _cluster(by_document[doc["doc_id"]], analysis)


def _analyses(docs: list[dict[str, Any]]) -> Iterator[Analysis]:
    cut, find, engine = segment(), find_mentions(), load_engine()
    for doc in docs:
        title = doc.get("title") or ""
        end = len(title) if title and doc["text"].startswith(title + "\n") else 0
        opened = cut.run(Analysis(document=Document(id=doc["doc_id"], text=doc["text"], title_end=end)))
        parse = next(engine.parse_many([(doc["text"], made(opened.layout).readable)]))
        yield find.run(replace(opened, parse=parse))


def _cluster(rows: list[dict[str, Any]], analysis: Analysis) -> Iterator[dict[str, Any]]:
    parse, mentions = made(analysis.parse), made(analysis.mentions)
    clusters = link(parse, mentions, load_names(), load_pronoun_weights())
    by_head = {mention.head: mention.index for mention in mentions}
    taken: set[int] = set()
    for row in sorted(rows, key=lambda r: (r["end"] - r["start"], r["start"])):
        head = _head(parse, row["start"], row["end"])
        mention = None if head is None else by_head.get(head)
        if mention is not None and mention not in taken:
            taken.add(mention)
            cluster = f"{row['doc_id']}/{clusters.root(mention)}"
        else:
            named = _by_name(clusters, row["text"]) if mention is None else None
            cluster = f"{row['doc_id']}/{row['mention_id'] if named is None else named}"
        yield {"mention_id": row["mention_id"], "cluster": cluster}


def _head(parse: Parse, start: int, end: int) -> int | None:
    """The token in `start:end` that nothing else in there governs."""
    inside = [t for t in parse.tokens if start <= t.start and t.end <= end]
    indices = {t.index for t in inside}
    tops = [t for t in inside if t.head == t.index or t.head not in indices]
    worded = [t for t in tops if t.pos not in _NO_HEAD] or tops
    return worded[0].index if worded else None


def _by_name(clusters: Clusters, text: str) -> int | None:
    """The root of the cluster that bears the name which `text` ends with, or None."""
    words = [w for w in text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split() if w not in ("'s", "'")]
    names = [w for w in words if w[:1].isupper()]
    key = name_key(names)
    for profile in clusters.profiles if key else ():
        if profile.key and (profile.key == key or same_person(profile.key, key) or same_person(key, profile.key)):
            return clusters.root(profile.index)
    return None
