"""Readers: what lies on disk or comes through a pipe, as reports. One small Protocol; found by entry points."""

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol, cast

from dateline.errors import ConfigError, PluginError
from dateline.plugins import installed, plugin
from dateline.sources.article import Article, Origin, Refusal

GROUP = "dateline.sources"
"""The entry-point group; the name of an entry is the value of `--from`."""


class Source(Protocol):
    """A reader of one format. Made without arguments; holds no state between streams."""

    @property
    def name(self) -> str:
        """The name of its entry point."""

    def claims(self, head: bytes, path: str) -> float:
        """How surely a stream is of this format, 0 to 1, by its first bytes (at most 64 KB) and its file name.

        Content is worth more than a name: .9 for a signature, .5 for a likely beginning, at most .2 for a name alone.
        """

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read reports one by one, each with its provenance; what is none comes as a refusal.

        Raises:
            RefusedError: the rest of the stream cannot be read.
        """


def known() -> tuple[str, ...]:
    """The names of all installed readers, sorted."""
    return tuple(installed(GROUP))


def source(name: str) -> Source:
    """The reader of that name.

    Raises:
        ConfigError: there is none; the message lists those that are installed.
        PluginError: it does not load.
    """
    if name not in known():
        raise ConfigError(f"there is no reader {name!r}; expected one of {', '.join(known())}")
    return cast("Source", plugin(GROUP, name))


def claimed(head: bytes, path: str) -> Source:
    """The reader that claims a stream most surely; plain text takes what nobody else does.

    A plug-in that does not load claims nothing; `dateline doctor` names it, and asking for it by name raises.
    """
    return max(loaded(), key=lambda s: s.claims(head, path))


def loaded() -> Iterator[Source]:
    """The installed readers that load, in the order of their names."""
    for name in known():
        with suppress(PluginError):
            yield source(name)
