"""Paths as a user names them (files, folders, patterns, "-") to the files to read, in a fixed order."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.sources.article import Origin, Refusal

STANDARD_INPUT = "-"


def expand(paths: Iterable[str]) -> Iterator[str | Refusal]:
    """Name each file: folders give theirs sorted, with those of sub-folders; patterns (`*`, `**`) their matches.

    Hidden files and folders (".git") inside a folder are passed over; links in it are refused, since they may
    lead out of it.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield path
        elif os.path.isdir(path):  # noqa: PTH112  (Path would rewrite "./a" to "a"; the path is the report's id as given)
            yield from _folder(path)
        elif os.path.exists(path) or os.path.islink(path):  # noqa: PTH110, PTH114
            yield path
        elif glob.has_magic(path):
            yield from _matches(path)
        else:
            yield _refusal(path, "input.missing", "there is no such file; check the path")


def _matches(pattern: str) -> Iterator[str | Refusal]:
    found = sorted(p for p in glob.iglob(pattern, recursive=True) if Path(p).is_file())  # noqa: PTH207  (as given)
    yield from found
    if not found:
        yield _refusal(pattern, "input.missing", "no file matches this pattern; check it, and quote it for the shell")


def _folder(folder: str) -> Iterator[str | Refusal]:
    empty = True
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(f for f in files if not f.startswith(".")):
            empty = False
            path = os.path.join(where, name)  # noqa: PTH118  (as given)
            if Path(path).is_symlink():
                yield _refusal(path, "input.link", "a link inside a folder is not followed; name the file itself")
            elif not Path(path).is_file():
                yield _refusal(path, "input.special", "not a regular file; remove it or name the files one by one")
            else:
                yield path
    if empty:
        yield _refusal(folder, "input.empty", f"is a folder without files; name one that holds reports, or {folder}/*")


def _refusal(path: str, kind: str, reason: str) -> Refusal:
    return Origin(file=path).refusal("", kind, reason)
