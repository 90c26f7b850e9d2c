"""How much a reader takes in before it refuses: caps against bombs and against files of something else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on what is read from one input; larger ones are set where a trusted archive needs them."""

    record_bytes: int = 64_000_000
    file_bytes: int = 2_000_000_000  # after decompression
    ratio: int = 200  # of bytes after decompression to bytes before
    ratio_from_bytes: int = 10_000_000  # small files may be as dense as they like
    members: int = 100_000
    page_seconds: float = 20.0  # for the text of one web page or PDF
    page_memory_bytes: int = 1_000_000_000
