"""Judgements to happenings that say what they say: at once in a small store, a little later in a large one."""

import logging
import threading
from collections.abc import Callable
from multiprocessing import get_context

from dateline.ingest.folding import fold_store
from dateline.stores import Store, open_store

AT_ONCE_EVENTS = 500
"""A store of so many events or fewer is folded while the caller waits: about a millisecond an event."""
QUIET_SECONDS = 3.0
"""A larger one is folded once nobody has judged anything for so long …"""
LONGEST_WAITS = 10
"""… or after so many such waits."""

_LOG = logging.getLogger(__name__)


class Refolder:
    """Knows whether happenings are due to be folded anew, and sees to it. Safe to use from many threads.

    In a small store whoever asks for happenings next (`settle`) waits for the fold, so that nobody sees old ones. A
    large store (100,000 events take minutes) is folded in a process of its own, beside the answers, when it is quiet;
    until then its happenings say what they said before. Events and reports are never behind.
    """

    def __init__(
        self,
        store: Store,
        address: str,
        *,
        at_once: int = AT_ONCE_EVENTS,
        quiet_seconds: float = QUIET_SECONDS,
        apart: Callable[[str], bool] | None = None,
    ) -> None:
        """See to a store that is open, and its address for whoever opens it again.

        `apart` folds the store at an address in another process and tells whether it did.
        """
        self._store = store
        self._address = address
        self._at_once = at_once
        self._quiet_seconds = quiet_seconds
        self._apart = apart or fold_apart
        self._due = threading.Event()
        self._again = threading.Event()
        self._ended = threading.Event()
        self._folding = threading.Lock()
        self._waiter: threading.Thread | None = None
        self._small = self._is_small()
        if not store.is_folded():
            self.due()

    def due(self) -> None:
        """Say that something was judged."""
        self._due.set()
        self._again.set()
        if not self._small:
            with self._folding:
                if self._waiter is None:
                    self._waiter = threading.Thread(target=self._wait, name="refolding", daemon=True)
                    self._waiter.start()

    def settle(self) -> bool:
        """Fold, if it is due and the store is small; tell whether nothing is due any more.

        Raises:
            StoreError: the store cannot be read or written.
        """
        if self._small and self._due.is_set():
            with self._folding:
                if self._due.is_set():
                    self._due.clear()
                    self._fold_here()
        return not self._due.is_set()

    def end(self) -> None:
        """Do what is due in a small store, and wait for nothing in a large one: the next run will see that it is."""
        self.settle()
        self._ended.set()
        self._again.set()

    def _fold_here(self) -> None:
        try:
            fold_store(self._store)
        except BaseException:
            self._due.set()
            raise
        self._small = self._is_small()

    def _is_small(self) -> bool:
        return bool(self._store.about()["counts"]["events"] <= self._at_once)

    def _wait(self) -> None:
        while not self._ended.is_set():
            self._again.wait()
            for _ in range(LONGEST_WAITS):
                self._again.clear()
                if not self._again.wait(self._quiet_seconds):
                    break
            if self._due.is_set() and not self._ended.is_set():
                self._due.clear()
                if not self._apart(self._address):
                    self._due.set()


def fold_apart(location: str) -> bool:
    """Fold the store at an address in another process; tell whether that came to its end."""
    process = get_context("spawn").Process(target=_fold_at, args=(location,), daemon=True)
    process.start()
    process.join()
    if process.exitcode:
        _LOG.warning("folding happenings ended with %d; it is tried again after the next judgement", process.exitcode)
    return process.exitcode == 0


def _fold_at(location: str) -> None:
    with open_store(location) as store:
        fold_store(store)
