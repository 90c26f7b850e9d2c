"""Same input, same bytes: whatever the hash seed, the time zone, the number of workers or the Python version."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.sources.samples import sample_folder

RUNS = [
    ("0", "UTC", "1"),
    ("1", "Asia/Kathmandu", "2"),
    ("2", "Pacific/Apia", "1"),
    ("3", "UTC", "2"),
    ("4", "Asia/Kathmandu", "1"),
]


def output(python: str, seed: str, zone: str, workers: str) -> str:
    """The hash of the records of the samples, coded in a process of its own."""
    files = sorted(str(p) for p in sample_folder().glob("*.txt"))
    command = [
        python,
        "-m",
        "dateline",
        "code",
        "--format",
        "jsonl",
        "--date",
        "2023-08-13",
        "--workers",
        workers,
        *files,
    ]
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, check=True, env=env)
    assert done.stdout.count(b"\n") == len(files)
    return hashlib.sha256(done.stdout).hexdigest()


@pytest.mark.slow
def test_the_bytes_depend_on_neither_seed_nor_zone_nor_workers() -> None:
    assert len({output(sys.executable, *run) for run in RUNS}) == 1


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_python_version() -> None:
    other = os.environ.get("DATELINE_OTHER_PYTHON")
    if not other or not Path(other).exists():
        pytest.skip("needs a second Python with Dateline installed; name its interpreter in DATELINE_OTHER_PYTHON")
    assert output(other, "0", "UTC", "1") == output(sys.executable, "0", "UTC", "1")
