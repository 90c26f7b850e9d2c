"""The one door for input: paths in, reports and refusals out, one at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from io import BufferedReader

from dateline.sources import claimed, source
from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.child import Helper
from dateline.sources.fields import below
from dateline.sources.language import language_of
from dateline.sources.limits import Limits
from dateline.sources.mapping import Mapping
from dateline.sources.opening import HEAD_BYTES, Meter, open_input
from dateline.sources.paths import expand
from dateline.sources.refused import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a caller says about all of the input; given values win over what the source tells."""

    format: str | None = None  # the name of a reader; None looks at each file
    mapping: Mapping | None = None
    filed: date | None = None
    title: str = ""
    outlet: str | None = None
    limits: Limits = field(default_factory=Limits)


DEFAULTS = ReadOptions()
MAX_CHARACTERS = 2_000_000
"""The longest report: forty times a long magazine story; more is a file of something else."""
MAX_PARAGRAPH = 100_000
"""The longest paragraph, in characters: the parser's memory grows with it."""


def read_paths(paths: Iterable[str], *, options: ReadOptions = DEFAULTS) -> Iterator[Article | Refusal]:
    """Read files, folders, patterns and standard input ("-"), in order, lazily, in constant memory.

    Whatever is no report comes as a `Refusal` in its place; nothing is dropped and no bad input raises.

    Raises:
        ConfigError: `options.format` names no reader.
        PluginError: a reader does not load.
    """
    helper = Helper()
    try:
        for path in expand(paths):
            for opened in [path] if isinstance(path, Refusal) else open_input(path, options.limits):
                if isinstance(opened, Refusal):
                    yield opened
                    continue
                stream, origin = opened
                for item in read_stream(
                    stream, replace(origin, mapping=options.mapping, helper=helper), options.format
                ):
                    yield finished(item, options)
    finally:
        helper.close()


def read_stream(stream: BufferedReader, origin: Origin, format: str | None = None) -> Iterator[Article | Refusal]:  # noqa: A002
    """Read one open stream with the reader of that name, or with the one that claims it.

    Raises:
        ConfigError: there is no reader of that name.
    """
    named = source(format) if format else None
    read, reader = 0, ""
    try:
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        chosen = named or claimed(head, origin.member or origin.file)
        reader = chosen.name
        for item in chosen.read(stream, origin):
            if (trouble := _damage(stream)) and item.provenance.line is None and item.provenance.record is None:
                break  # half of the one report that the stream holds
            read += 1
            yield item
        if trouble := _damage(stream):
            yield origin.refusal(reader, trouble.kind, trouble.reason)
        elif read == 0 and head.strip():
            yield origin.refusal(reader, "input.no_report", f"no report was found in it, read as {reader}; try --from")
        elif read == 0:
            yield origin.refusal(reader, "input.empty", "the file is empty; expected news reports")
    except RefusedError as trouble:
        trouble = _damage(stream) or trouble
        yield origin.refusal(reader, trouble.kind, trouble.reason, line=trouble.line)
    except Exception as trouble:  # noqa: BLE001  (a plug-in or library on bytes from strangers must not stop the run)
        yield origin.refusal(reader, "reader.failed", _failed(trouble, reader, read))


def _damage(stream: BufferedReader) -> RefusedError | None:
    """Where the stream broke off, if it did."""
    return stream.raw.trouble if isinstance(stream.raw, Meter) else None


def _failed(trouble: BaseException, reader: str, read: int) -> str:
    if isinstance(trouble, ImportError):
        return f"reading {reader} needs {trouble.name}; install it: pip install 'dateline[formats]'"
    after = f"after {read} records" if read else "at its beginning"
    return (
        f"the {reader} reader failed {after} ({type(trouble).__name__}: {trouble}); the rest of the file was not read"
    )


def finished(item: Article | Refusal, options: ReadOptions) -> Article | Refusal:
    """Lay what the caller said over a report, tell its language, and refuse one without words."""
    if isinstance(item, Refusal):
        return item
    if trouble := _unfit(item):
        return Refusal(provenance=item.provenance, kind=trouble[0], reason=trouble[1])
    text = below(item.title, item.text)
    if options.title and item.title and item.provenance.reader == "text":  # its first line may be no headline at all
        text = f"{item.title}\n\n{item.text}"
    return replace(
        item,
        text=text,
        filed=options.filed or item.filed,
        filed_from="given" if options.filed else item.filed_from if item.filed else "",
        title=options.title or item.title,
        outlet=options.outlet or item.outlet,
        language=language_of(f"{item.title}\n{item.text}", item.language),
    )


def _unfit(item: Article) -> tuple[str, str] | None:
    """Why a text cannot be coded, if it cannot: kind and reason."""
    if not item.withdrawn and not any(character.isalpha() for character in item.text):
        return "record.no_text", "has no text; expected the words of a news report"
    if len(item.text) > MAX_CHARACTERS:
        cap = f"the cap for one report is {MAX_CHARACTERS:,}"
        return "record.too_large", f"{len(item.text):,} characters, {cap}; split it into its reports"
    longest = max(map(len, item.text.split("\n")))
    if longest > MAX_PARAGRAPH:
        reason = f"a line of {longest:,} characters, the cap is {MAX_PARAGRAPH:,}; break it into paragraphs"
        return "record.long_line", reason
    return None
