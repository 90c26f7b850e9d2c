"""A helper process that reads pages and PDF files with foreign libraries, lent so much time and memory and no more.

One process serves many requests and is replaced when it runs over its time, dies, or has served long enough.
"""

import json
import os
import resource
import select
import struct
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from dateline.sources.limits import Limits
from dateline.sources.refused import RefusedError

_HEAD = struct.Struct(">IQ")  # lengths of the header (JSON) and of the payload (bytes)
_ANSWER = struct.Struct(">I")
_SERVED_AT_MOST = 500
"""Requests after which a process is replaced, because the libraries' caches grow."""
_TASKS = {"html": "dateline.sources.page", "feed": "dateline.sources.feed_entries", "pdf": "dateline.sources.pdf_text"}
"""What may be asked for: the module whose `main_task` answers."""


class Helper:
    """The parent's end. Starts the process at the first request; `close` ends it, as does forgetting the helper."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def ask(self, task: str, payload: bytes, limits: Limits, **header: Any) -> dict[str, Any]:
        """Have a payload read.

        Raises:
            RefusedError: it took too long or too much memory, or broke the library that reads it.
            ImportError: the library is not installed.
        """
        if self._process is None or self._served >= _SERVED_AT_MOST:
            self.close()
            self._process = _start(limits)
        self._served += 1
        try:
            answer = _exchange(self._process, {"task": task, **header}, payload, limits.page_seconds)
        except TimeoutError as trouble:
            self.close()
            raise RefusedError("page.slow", f"not read within {limits.page_seconds:g} s; save its text") from trouble
        except (OSError, EOFError) as trouble:
            self.close()
            reason = "it broke the library that reads it, or took too much memory; open it in a browser"
            raise RefusedError("page.crashed", f"{reason}, and save its text") from trouble
        found: dict[str, Any] = json.loads(answer)
        if "missing" in found:
            raise ImportError(found["missing"], name=found["missing"])
        if "failed" in found:
            raise RefusedError(found["kind"], found["failed"])
        return found

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._served = self._process, None, 0
        if process is not None:
            process.kill()
            with suppress(OSError):
                process.communicate()  # closes the pipes, takes the exit code

    def __del__(self) -> None:
        """End the process with the helper."""
        with suppress(AttributeError, TypeError):  # the interpreter may be half gone
            self.close()


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    code = f"from dateline.sources.child import serve; serve({limits.page_memory_bytes})"
    return subprocess.Popen(  # noqa: S603  (our own interpreter and our own line)
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )


def _exchange(process: "subprocess.Popen[bytes]", header: dict[str, Any], payload: bytes, seconds: float) -> bytes:
    head = json.dumps(header).encode()
    assert process.stdin is not None
    assert process.stdout is not None
    deadline = time.monotonic() + seconds
    _write(process.stdin.fileno(), _HEAD.pack(len(head), len(payload)) + head + payload, deadline)
    length = _ANSWER.unpack(_read(process.stdout.fileno(), _ANSWER.size, deadline))[0]
    return _read(process.stdout.fileno(), length, deadline)


def _write(file: int, data: bytes, deadline: float) -> None:
    view = memoryview(data)
    while view:
        _wait([], [file], deadline)
        view = view[os.write(file, view[:65_536]) :]


def _read(file: int, length: int, deadline: float) -> bytes:
    pieces = bytearray()
    while len(pieces) < length:
        _wait([file], [], deadline)
        piece = os.read(file, min(length - len(pieces), 1_048_576))
        if not piece:
            raise EOFError("the helper process ended")
        pieces += piece
    return bytes(pieces)


def _wait(readable: list[int], writable: list[int], deadline: float) -> None:
    if not any(select.select(readable, writable, [], max(0.0, deadline - time.monotonic()))):
        raise TimeoutError


def serve(memory_bytes: int) -> None:
    """The child's end: answer requests on standard input until it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not mix with the answers
    while head := source.read(_HEAD.size):
        lengths = _HEAD.unpack(head)
        header = json.loads(source.read(lengths[0]))
        answer = _answer(header, source.read(lengths[1])).encode("utf-8", "surrogatepass")
        target.write(_ANSWER.pack(len(answer)) + answer)
        target.flush()


def _answer(header: dict[str, Any], payload: bytes) -> str:
    from importlib import import_module  # noqa: PLC0415

    try:
        return str(import_module(_TASKS[header["task"]]).main_task(header, payload))
    except ImportError as trouble:
        return json.dumps({"missing": trouble.name})
    except MemoryError:
        return json.dumps({"kind": "page.crashed", "failed": "it takes too much memory to read; save its text"})
    except Exception as trouble:  # noqa: BLE001  (foreign libraries on foreign bytes, in a process of their own)
        said = f"{type(trouble).__name__}: {trouble}"
        return json.dumps({"kind": "page.failed", "failed": f"the library that reads it failed ({said[:200]})"})
