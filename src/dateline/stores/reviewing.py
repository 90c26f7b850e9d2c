"""What people say of events, appended to the history and laid over what was coded."""

import json
from collections.abc import Iterator

from dateline.errors import ConflictError, StoreError
from dateline.stores import judging, reading
from dateline.stores.chain import COLUMNS, Entry, broken, sealed
from dateline.stores.db import Db, insert
from dateline.stores.judging import HAPPENING, WHOLE, State
from dateline.stores.listing import EventTables
from dateline.stores.plain import Record, compact, sound
from dateline.stores.protocol import Review
from dateline.stores.rows import Written
from dateline.stores.writing import CODED, unfold


class Reviews:
    """Appends to the history; nothing else writes it."""

    def __init__(self, db: Db, events: EventTables) -> None:
        """Write through this connection."""
        self.db = db
        self.events = events

    def review(self, review: Review) -> Record:
        """Append what a person says of a field and lay it over the event."""
        with self.db.transaction(durable=True):
            found = self.db.one("SELECT version, report, record FROM events WHERE id = ?", (review.event,))
            if found is None and review.action != "restore":
                raise StoreError(f"{review.event}: no such event in the latest revision of any report")
            version, _, text = found or (None, None, "{}")
            if review.version is not None and review.version != version:
                self._conflict(review, version)
            judging.check_field(review.field, json.loads(text))
            entry = self._append(review)
            version = self._apply(review.event)
        return entry.record() | {"version": version}

    def _conflict(self, review: Review, version: int | None) -> None:
        last = reading.entries(self.db, event=review.event)[-1:]
        who = f"{last[0].by} ({last[0].action} {last[0].field})" if last else "a new coding"
        message = f"{review.event}: changed to version {version} by {who} after version {review.version} was read"
        raise ConflictError(f"{message}; look at it again", last[0].record() if last else None)

    def _append(self, review: Review) -> Entry:
        of_event = reading.entries(self.db, event=review.event)
        before = judging.states([e for e in of_event if e.field == review.field])
        value, note = sound(review.value), sound(review.note)
        if review.action == "restore":
            value = self._state_after(review, value)
        new = judging.next_state(review.action, review.field, value, before)
        old = before[-1] if before else None
        n = self.db.value("SELECT max(n) FROM history")
        last = reading.entries(self.db, after=n - 1)[0] if n else None
        told = (sound(review.at), sound(review.by), review.event, review.field, review.action)
        entry = sealed(last, (*told, judging.text_of(old), judging.text_of(new), note))
        self.db.run(insert("history", COLUMNS), entry.row())
        self.db.run("DELETE FROM store_info WHERE key = 'history_head'")
        self.db.run("INSERT INTO store_info (key, value) VALUES ('history_head', ?)", (f"{entry.n}:{entry.hash}",))
        self._keep(entry, new)
        if review.action != "note":
            unfold(self.db)
        return entry

    def _state_after(self, review: Review, n: object) -> State | None:
        entries = [e for e in reading.entries(self.db, event=review.event) if e.field == review.field]
        if not isinstance(n, int) or n not in {e.n for e in entries}:
            raise StoreError(f"restore: {n!r} is no entry of the history of {review.event}, field {review.field!r}")
        held = judging.states([e for e in entries if e.n <= n])
        return held[-1] if held else None

    def _keep(self, entry: Entry, new: State | None) -> None:
        self.db.run("DELETE FROM judgements WHERE event = ? AND field = ?", (entry.event, entry.field))
        if new is not None and new["state"] != "coded":
            value = compact(new["value"]) if "value" in new else None
            values = (entry.event, entry.field, new["state"], value, entry.at, entry.by, entry.n)
            self.db.run(insert("judgements", "event field state value at reviewer n"), values)

    def _apply(self, event: str) -> int | None:
        """Write the event as it now reads; return its new version, None if it is no more (its adding was undone)."""
        judged = self._judged(event)
        added = judged.get(WHOLE, {}).get("state") == "added"
        found = self.db.one(f"SELECT report, version, origin, {CODED} FROM events WHERE id = ?", (event,))
        if found is None and not added:
            raise StoreError(f"{event}: no such event in the latest revision of any report")
        if found is None:
            value = judged[WHOLE]["value"]
            found = (value["report"], 0, "person", compact(value["event"]))
        report, version, origin, coded = found
        row = self.db.value("SELECT row FROM reports WHERE id = ?", (report,))
        self.db.dialect.unindex(self.db, row)
        self.events.delete([event])
        here = origin == "coder" or WHOLE in judged
        if here:
            now = judging.overlay(json.loads(coded), judged)
            state = judging.reviewed(judged)
            text = compact(now)
            written = Written(
                event=now,
                text=text,
                version=version + 1,
                origin=origin,
                reviewed=state,
                coded=None if state == "no" and text == coded else coded,  # else `verify` holds one against the other
            )
            self.events.write(report, [written])
        self.events.index_words(row)
        return version + 1 if here else None

    def _judged(self, event: str) -> dict[str, State]:
        rows = self.db.rows("SELECT field, state, value FROM judgements WHERE event = ?", (event,))
        return {
            field: {"state": state} | ({} if value is None else {"value": json.loads(value)})
            for field, state, value in rows
        }

    def add_event(self, report: str, event: Record, *, by: str, at: str, note: str | None) -> Record:
        """Keep an event that a person found."""
        event = sound(event)
        with self.db.transaction(durable=True):
            if self.db.one("SELECT 1 FROM reports WHERE id = ?", (report,)) is None:
                raise StoreError(f"{report}: no such report")
            if self.db.one("SELECT 1 FROM events WHERE id = ?", (event["id"],)):
                raise StoreError(f"{event['id']}: there is an event with that trigger already; correct it instead")
            value = {"report": report, "event": event}
            added = Review(event=event["id"], field=WHOLE, action="add", by=by, at=at, value=value, note=note)
            entry = self._append(added)
            version = self._apply(event["id"])
        return entry.record() | {"version": version}

    def judge_happening(
        self, happening: str, action: str, value: Record | None, *, by: str, at: str, note: str | None = None
    ) -> Record:
        """Keep a join, a split, or the undoing of one."""
        if action not in ("join", "split", "undo"):
            raise StoreError(f"action: {action!r}; expected join, split or undo")
        with self.db.transaction(durable=True):
            judged = Review(event=happening, field=HAPPENING, action=action, by=by, at=at, value=value, note=note)
            return self._append(judged).record()

    def merge_judgements(self) -> list[Record]:
        """Return the joins and splits that hold, oldest first."""
        fields: dict[str, list[Entry]] = {}
        for entry in reading.entries(self.db):
            if entry.field == HAPPENING:
                fields.setdefault(entry.event, []).append(entry)
        found = []
        for entries in fields.values():
            stack: list[Entry] = []
            for entry in entries:
                if entry.action == "undo":
                    stack.pop()
                else:
                    stack.append(entry)
            found += stack
        return [
            {**json.loads(e.new or "{}")["value"], "action": e.action, "by": e.by, "at": e.at, "note": e.note}
            for e in sorted(found, key=lambda e: e.n)
        ]

    def verify(self) -> list[str]:
        """Say what was changed behind the history's back."""
        head = self.db.value("SELECT value FROM store_info WHERE key = 'history_head'") or ""
        entries = reading.entries(self.db)
        found = list(broken(entries, head))
        return found or list(self._differences(entries))

    def _differences(self, entries: list[Entry]) -> Iterator[str]:
        fields: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            fields.setdefault((entry.event, entry.field), []).append(entry)
        held = {key: states[-1] for key, of in fields.items() if (states := judging.states(of))}
        held = {key: state for key, state in held.items() if state["state"] != "coded"}
        events = {event for (event,) in self.db.rows("SELECT event FROM judgements")} | {event for event, _ in held}
        for event in sorted(events):
            of_event = {field: state for (e, field), state in held.items() if e == event}
            try:
                yield from self._difference(event, of_event)
            except ValueError:  # no JSON any more
                yield f"events: {event}: what is kept of it, or of its judgements, cannot be read"

    def _difference(self, event: str, held: dict[str, State]) -> Iterator[str]:
        if held != self._judged(event):
            yield f"judgements: {event}: not what its history says"
            return
        row = self.db.one(f"SELECT record, {CODED}, reviewed FROM events WHERE id = ?", (event,))
        if row is None:
            return
        record, coded, reviewed = row
        if (json.loads(record), reviewed) != (judging.overlay(json.loads(coded), held), judging.reviewed(held)):
            yield f"events: {event}: not what was coded with its judgements laid over"
