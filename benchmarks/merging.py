"""Measure the merging of records: python benchmarks/merging.py [--shared FOLDER]

Three tables: the sample groups as coded by hand and as Dateline codes them now; the events that Dateline finds in the
ECB+ development texts, folded and held against the gold clusters; and whether the probabilities are what they say.
"""

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from dateline.api import load
from dateline.knowledge.files import read_tsv
from dateline.merge import Happening, fold
from dateline.merge.block import blocks, overlap
from dateline.merge.judge import likeness
from dateline.merge.view import EventView, views
from dateline.model.document import Document
from dateline.sources.samples import COLUMNS, sample_documents, sample_folder

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
BINS = 10

Record = dict[str, Any]


def read(path: Path) -> list[Record]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def touching(event: Mapping[str, Any], spans: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether an event's trigger or a mention of it overlaps one of the spans."""
    own = [event["trigger"], *event["mentions"]]
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in own for b in spans)


def central(records: Sequence[Record]) -> int:
    """Count the sample groups whose reports fold into one for their central event (tests/golden/happenings.yaml)."""
    gold = {row["doc_id"][:2]: row for row in read(GOLDEN / "samples.jsonl")}
    judged = yaml.safe_load((GOLDEN / "happenings.yaml").read_text(encoding="utf-8"))
    of = {(e.report.id[:2], e.start): h.id for h in fold(records) for e in h.events}
    mine = {record["doc_id"][:2]: record["events"] for record in records}
    folded = 0
    for members in judged["central"].values():
        found = []
        for number, trigger in (member.split(" ", 1) for member in members):
            event = next(e for e in gold[number]["events"] if e["trigger"]["text"] == trigger)  # 08 has two: the first
            spans = [event["trigger"], *event["mentions"]]
            found.append({of[number, e["trigger"]["start"]] for e in mine[number] if touching(e, spans)})
        folded += bool(set.intersection(*found))
    return folded


def across(happenings: Iterable[Happening], group: Mapping[str, str]) -> int:
    """Count the happenings that hold events of reports of two different groups."""
    return sum(len({group.get(e.report.id) or e.report.id for e in h.events}) > 1 for h in happenings)


def sample_table() -> None:
    """Print how the sample groups fold."""
    group = {row["id"]: row["group"] for _, row in read_tsv(sample_folder() / "index.tsv", COLUMNS)}
    coder = load()
    coded = [coder.record(analysis) for analysis in coder.many(sample_documents())]
    print("| samples | events | happenings of two reports or more | groups folded (of 10) | folded across groups |")
    print("| --- | --- | --- | --- | --- |")
    for name, records in (("coded by hand", read(GOLDEN / "samples.jsonl")), ("coded by Dateline", coded)):
        happenings = fold(records)
        events = sum(len(h.events) for h in happenings)
        shared = sum(h.reports > 1 for h in happenings)
        print(f"| {name} | {events} | {shared} | {central(records)} | {across(happenings, group)} |")


def coded_texts(folder: Path, part: str) -> tuple[list[Record], dict[str, str]]:
    """Code the ECB+ texts of a part; returns the records and the gold cluster of each event that is a gold mention."""
    documents, mentions = read(folder / f"ecbplus_docs.{part}.jsonl"), read(folder / f"ecbplus_event.{part}.jsonl")
    by_document = defaultdict(list)
    for mention in mentions:
        by_document[mention["doc_id"]].append(mention)
    texts = ["\n".join(" ".join(words) for words in d["sentences"].values()) for d in documents]
    coder = load()
    made = [Document(id=d["doc_id"], text=text) for d, text in zip(documents, texts, strict=True)]
    records = [coder.record(analysis) for analysis in coder.many(made)]
    gold: dict[str, str] = {}
    for document, record in zip(documents, records, strict=True):
        spans = [(s, m["cluster"]) for m in by_document[document["doc_id"]] for s in _spans(document, m)]
        for event in record["events"]:
            own = [{**event, "trigger": told, "mentions": []} for told in (event["trigger"], *event["mentions"])]
            found = [cluster for one in own for span, cluster in spans if touching(one, [span])]
            gold |= {event["id"]: found[0]} if found else {}
    return records, gold


def _spans(document: Record, mention: Record) -> Iterator[Record]:
    at = 0
    for number, words in document["sentences"].items():
        for position, word in enumerate(words):
            if int(number) == mention["sent"] and position in mention["tokens"]:
                yield {"start": at, "end": at + len(word)}
            at += len(word) + 1


def pair_table(records: Sequence[Record], gold: Mapping[str, str], part: str) -> None:
    """Print precision and recall over the pairs of events of different texts."""
    happenings = fold(records)
    right = wrong = 0
    for happening in happenings:
        kinds = [gold[e.id] for e in happening.events if e.id in gold]
        same = sum(a == b for a, b in combinations(kinds, 2))
        right, wrong = right + same, wrong + len(kinds) * (len(kinds) - 1) // 2 - same
    all_pairs = sum(n * (n - 1) // 2 for n in Counter(gold.values()).values())
    print(f"| ECB+ {part} | {len(gold)} | {right / max(1, right + wrong):.3f} | {right / all_pairs:.3f} |")


def calibration(records: Sequence[Record], gold: Mapping[str, str]) -> None:
    """Print, for each tenth of probability, how many of the judged pairs really are one happening."""
    events = [event for record in records for event in views(record) if event.id in gold]
    own = {event.id: blocks(event) for event in events}
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one, other in combinations(events, 2):
        if one.report.id != other.report.id and _meet(own, one, other):
            probability = likeness(one, other)
            if probability:
                same = gold[one.id] == gold[other.id]
                bins[min(BINS - 1, int(probability * BINS))].append((probability, same))
    print("| pairs | mean probability | really one |")
    print("| --- | --- | --- |")
    for _, judged in sorted(bins.items()):
        mean = sum(p for p, _ in judged) / len(judged)
        print(f"| {len(judged)} | {mean:.2f} | {sum(same for _, same in judged) / len(judged):.2f} |")


def _meet(own: Mapping[str, Any], one: EventView, other: EventView) -> bool:
    mine, theirs = own[one.id], own[other.id]
    return bool(mine.looks & theirs.lies) and overlap(mine.days, theirs.days)


def main() -> int:
    """Print the tables; those over ECB+ only where it lies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("DATELINE_SHARED", str(ROOT.parent / "shared")))
    folder = Path(parser.parse_args().shared) / "bench" / "merging"
    sample_table()
    if not folder.is_dir():
        print(f"merging: no development corpora in {folder}; set DATELINE_SHARED to where they lie.")
        return 0
    print(
        "\n| events found by Dateline | that are gold mentions | pairs: precision | recall |\n| --- | --- | --- | --- |"
    )
    parts = {part: coded_texts(folder, part) for part in ("dev_train", "dev")}
    for part, (records, gold) in parts.items():
        pair_table(records, gold, part)
    for part, (records, gold) in parts.items():
        print(f"\n{part}:")
        calibration(records, gold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
