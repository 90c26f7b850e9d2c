"""Every reader on inputs broken in a thousand ways: a report or a refusal each time, never an exception.

`DATELINE_FUZZ` sets the number of inputs for each reader, `DATELINE_FUZZ_SEED` which ones.
"""

import gzip
import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.sources.article import Article, Refusal, to_document
from dateline.sources.child import Helper
from dateline.sources.limits import Limits
from tests.sources.helpers import read, read_files
from tests.sources.made import EXAMPLES

COUNT = int(os.environ.get("DATELINE_FUZZ", "1000"))
SEED = os.environ.get("DATELINE_FUZZ_SEED", "1")
ODD = (
    *(bytes([byte]) for byte in b"\x00\xff\r\n\"'\\<>{},\t;"),
    *(b"\xed\xa0\x80", b"\\ud800", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"</", b"<!--", b"]]>", b"<![CDATA[", b"&#0;"),
    *(b"&#xD800;", b"&e;", b"[" * 300, b"NaN", b"1e999", b"-0", b"9" * 5_000, b"0000-00-00", b"None", b"null"),
    *(b"%PDF-", b"WARC/1.0\r\n", b"endobj", b"A" * 10_000),
)
"""What is dropped into an input."""
LIMITS = Limits(page_seconds=10.0, page_memory_bytes=500_000_000)
NAMES = sorted(EXAMPLES)


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """Change an input in one to six places: flip, cut, repeat, insert, swap in a piece of another format, break off."""
    data = bytearray(raw)
    for _ in range(dice.randint(1, 6)):
        at, length = dice.randrange(len(data) + 1), dice.choice((1, 2, 8, 40, 400))
        change = dice.randrange(6)
        if change == 0 and at < len(data):
            data[at] = dice.randrange(256)
        elif change == 1:
            del data[at : at + length]
        elif change == 2:
            data[at:at] = data[at : at + length] * dice.choice((1, 3, 50))
        elif change == 3:
            data[at:at] = dice.choice(ODD)
        elif change == 4:
            other = dice.choice(list(EXAMPLES[dice.choice(NAMES)].values()))
            data[at : at + length] = other[: length * 2]
        elif dice.random() < 0.3:
            del data[at:]
    return bytes(data)


@pytest.fixture(scope="module")
def helper() -> Iterator[Helper]:
    """One reading process for all of these inputs."""
    helper = Helper()
    yield helper
    helper.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_broken_input_is_a_report_or_a_refusal(name: str, helper: Helper) -> None:
    dice = random.Random(f"{name} {SEED}")
    outcomes: Counter[str] = Counter()
    for number in range(COUNT):
        raw = mutated(dice.choice(list(EXAMPLES[name].values())), dice)
        items = read(raw, f"{number}", reader=name, limits=LIMITS, helper=helper)
        assert items
        for item in items:
            if isinstance(item, Article):
                to_document(item).text.encode("utf-8")
                outcomes["read"] += 1
            else:
                assert item.kind != "reader.failed", f"seed {SEED}, input {number}: {item}"
                assert item.reason
                outcomes[item.kind] += 1
    assert outcomes["read"]
    assert len(outcomes) > 1
    print(name, dict(outcomes))  # noqa: T201  (shown with pytest -s)


@pytest.mark.slow
def test_a_broken_input_is_claimed_by_some_reader(helper: Helper) -> None:
    dice = random.Random(f"any {SEED}")
    every = [raw for examples in EXAMPLES.values() for raw in examples.values()]
    for number in range(COUNT):
        items = read(mutated(dice.choice(every), dice), f"{number}", limits=LIMITS, helper=helper)
        assert items
        assert not [item for item in items if getattr(item, "kind", "") == "reader.failed"]


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["zip", "gz"])
def test_a_broken_archive_is_read_or_refused(tmp_path: Path, pack: str) -> None:
    dice = random.Random(f"{pack} {SEED}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in {**EXAMPLES["text"], **EXAMPLES["csv"], **EXAMPLES["json"]}.items():
            archive.writestr(name, raw)
    whole = out.getvalue() if pack == "zip" else gzip.compress(EXAMPLES["json"]["jsonl"] * 3)
    outcomes: Counter[str] = Counter()
    for number in range(COUNT):
        (tmp_path / "a").write_bytes(mutated(whole, dice))
        for item in read_files([tmp_path / "a"], limits=LIMITS):
            kind = item.kind if isinstance(item, Refusal) else "read"
            assert kind != "reader.failed", f"seed {SEED}, input {number}: {item}"
            outcomes[kind] += 1
    assert outcomes["read"]
    assert outcomes["archive.damaged"]
