"""What Dateline raises on purpose, drawn as a tree.

An exception is for what an operator must mend: a file, a setting, an install. Trouble inside one
report is an `Issue` and does not stop the run.

    DatelineError
    ├── DataFileError   a lexicon, ontology or gazetteer file does not say what it should
    ├── ConfigError     a setting or command-line value is wrong
    ├── PluginError     an entry point is not known, given twice, or does not load
    ├── EngineError     a parser or model is missing, or its bytes are not the ones we know
    ├── SourceError     an input could not be read as a report
    ├── StoreError      a store could not be opened, read or written
    │   └── ConflictError   somebody else changed the same event first
    ├── QueryError      a filter, a search or a page asked for cannot be read
    └── StageError      a stage broke its contract (read a layer nobody made, added one it did not declare)
"""


class DatelineError(Exception):
    """Anything that Dateline raises on purpose. The message says where, what, and what to do."""


class DataFileError(DatelineError):
    """A data file is wrong; the message begins with `file:line`."""


class ConfigError(DatelineError):
    """A setting is wrong; the message names the setting, what was found and what is allowed."""


class PluginError(DatelineError):
    """A plug-in cannot be used; the message names the group and the names that are known."""


class EngineError(DatelineError):
    """A parser or model cannot be used; the message says how to install the right one."""


class SourceError(DatelineError):
    """An input cannot be read as a report; the message names the input and the reason."""


class StoreError(DatelineError):
    """A store cannot be opened, read or written; the message names the file and the way out."""


class ConflictError(StoreError):
    """Somebody changed the event after it was read; `entry` is the last line of its history."""

    def __init__(self, message: str, entry: dict[str, object] | None = None) -> None:
        """Keep the entry beside the message."""
        super().__init__(message)
        self.entry = entry


class QueryError(DatelineError):
    """A filter, a search or a page cannot be read; the message names it, what was found and what is expected."""


class StageError(DatelineError):
    """A stage broke its contract; this is a fault in Dateline or in a plug-in, never in a report."""
