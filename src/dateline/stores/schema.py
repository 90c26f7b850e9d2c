"""The tables and views of a store, version 2 (docs/reference/store.md), in SQL that both databases read.

`{row}` stands for the type of a row number that the database gives. Names that SQL reserves (`end`) are avoided.
Days are ISO text, JSON is text, offsets are code points.
"""

SCHEMA_VERSION = 2

_SPAN = "text TEXT, start_char BIGINT, end_char BIGINT"
_OF_EVENT = "event TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE"
_ENTRY = """
    entry {row}, id TEXT NOT NULL, report BIGINT NOT NULL, type TEXT NOT NULL,
    start_day TEXT NOT NULL, end_day TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, reports BIGINT NOT NULL,
    lat DOUBLE PRECISION, lon DOUBLE PRECISION, place TEXT, country TEXT, admin1 TEXT, grain TEXT, terms TEXT NOT NULL
"""

TABLES = f"""
CREATE TABLE store_info (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE reports (
    row {{row}}, id TEXT NOT NULL UNIQUE, revision BIGINT NOT NULL, digest TEXT NOT NULL,
    date TEXT, title TEXT, outlet TEXT, url TEXT, language TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    coding TEXT NOT NULL, head TEXT NOT NULL
);
CREATE TABLE revisions (
    report TEXT NOT NULL REFERENCES reports(id), revision BIGINT NOT NULL, digest TEXT NOT NULL,
    date TEXT, title TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL, coding TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (report, revision)
);
CREATE TABLE codings (
    report TEXT NOT NULL REFERENCES reports(id), revision BIGINT NOT NULL, coding TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (report, revision, coding)
);
CREATE TABLE provenance (
    report TEXT NOT NULL REFERENCES reports(id), revision BIGINT NOT NULL, file TEXT NOT NULL, member TEXT NOT NULL,
    line BIGINT NOT NULL, record BIGINT NOT NULL, reader TEXT NOT NULL, sha256 TEXT NOT NULL, retrieved TEXT,
    PRIMARY KEY (report, revision, file, member, line, record)
);
CREATE TABLE raw_reports (sha256 TEXT PRIMARY KEY, bytes {{bytes}} NOT NULL);
CREATE TABLE events (
    row {{row}}, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports(id), version BIGINT NOT NULL,
    origin TEXT NOT NULL, type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL, trigger_text TEXT NOT NULL,
    start_char BIGINT NOT NULL, end_char BIGINT NOT NULL, start_day TEXT, end_day TEXT, time_grain TEXT,
    time_inferred TEXT, cameo TEXT, contexts TEXT, confidence DOUBLE PRECISION NOT NULL, reviewed TEXT NOT NULL,
    record TEXT NOT NULL, coded TEXT
);
CREATE INDEX events_by_report ON events(report);
CREATE TABLE parties (
    row {{row}}, {_OF_EVENT}, role TEXT NOT NULL, position BIGINT NOT NULL, name TEXT NOT NULL,
    country TEXT, sector TEXT, {_SPAN}
);
CREATE INDEX parties_by_event ON parties(event);
CREATE TABLE places (
    row {{row}}, {_OF_EVENT}, name TEXT, country TEXT, admin1 TEXT, lat DOUBLE PRECISION, lon DOUBLE PRECISION,
    grain TEXT, geonames TEXT, {_SPAN}
);
CREATE INDEX places_by_event ON places(event);
CREATE TABLE evidence (
    row {{row}}, {_OF_EVENT}, field TEXT NOT NULL, position BIGINT NOT NULL, {_SPAN}, stage TEXT NOT NULL,
    rule TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, note TEXT
);
CREATE INDEX evidence_by_event ON evidence(event);
CREATE TABLE sources (row {{row}}, {_OF_EVENT}, position BIGINT NOT NULL, name TEXT NOT NULL, {_SPAN});
CREATE INDEX sources_by_event ON sources(event);
CREATE TABLE counts (
    row {{row}}, {_OF_EVENT}, position BIGINT NOT NULL, what TEXT NOT NULL, low BIGINT, high BIGINT, {_SPAN}
);
CREATE INDEX counts_by_event ON counts(event);
CREATE TABLE issues (
    report TEXT NOT NULL REFERENCES reports(id), position BIGINT NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL,
    message TEXT NOT NULL, {_SPAN}, PRIMARY KEY (report, position)
);
CREATE TABLE refusals (
    file TEXT NOT NULL, member TEXT NOT NULL, line BIGINT NOT NULL, record BIGINT NOT NULL, kind TEXT NOT NULL,
    message TEXT NOT NULL, PRIMARY KEY (file, member, line, record)
);
CREATE TABLE history (
    n {{row}}, at TEXT NOT NULL, reviewer TEXT NOT NULL, event TEXT NOT NULL, field TEXT NOT NULL,
    action TEXT NOT NULL, old TEXT, new TEXT, note TEXT, previous TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX history_by_event ON history(event, field);
CREATE TABLE judgements (
    event TEXT NOT NULL, field TEXT NOT NULL, state TEXT NOT NULL, value TEXT, at TEXT NOT NULL, reviewer TEXT NOT NULL,
    n BIGINT NOT NULL, PRIMARY KEY (event, field)
);
CREATE TABLE proposals (
    event TEXT NOT NULL, coding TEXT NOT NULL, record TEXT, PRIMARY KEY (event, coding)
);
CREATE TABLE happenings (
    row {{row}}, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT, status TEXT, start_day TEXT, end_day TEXT,
    time_grain TEXT, place TEXT, country TEXT, lat DOUBLE PRECISION, lon DOUBLE PRECISION, place_grain TEXT,
    actors TEXT NOT NULL, recipients TEXT NOT NULL, reports BIGINT NOT NULL, witnesses BIGINT NOT NULL,
    disputed TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, headline TEXT, versions BIGINT,
    record TEXT NOT NULL
);
CREATE TABLE happening_events (
    happening TEXT NOT NULL REFERENCES happenings(id) ON DELETE CASCADE, event TEXT NOT NULL UNIQUE,
    PRIMARY KEY (happening, event)
);
CREATE TABLE runs (
    row {{row}}, started TEXT NOT NULL, ended TEXT, command TEXT NOT NULL, coding TEXT NOT NULL, engine TEXT NOT NULL,
    counts TEXT NOT NULL
);
CREATE TABLE terms (code {{row}}, field TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (field, value));
CREATE TABLE event_entries ({_ENTRY});
CREATE TABLE event_terms (term BIGINT NOT NULL, entry BIGINT NOT NULL, PRIMARY KEY (term, entry)){{narrow}};
CREATE TABLE happening_entries ({_ENTRY});
CREATE TABLE happening_terms (term BIGINT NOT NULL, entry BIGINT NOT NULL, PRIMARY KEY (term, entry)){{narrow}};
CREATE INDEX event_entries_by_report ON event_entries(report);
CREATE TABLE report_names (
    report {{row}}, triggers TEXT NOT NULL, parties TEXT NOT NULL, places TEXT NOT NULL
);
"""

INDEXES = "".join(
    f"CREATE INDEX {kind}_entries_by_{name} ON {kind}_entries({columns});\n"
    for kind in ("event", "happening")
    for name, columns in (
        ("day", "start_day, id, end_day"),
        ("confidence", "confidence, id"),
        ("reports", "reports, id"),
    )
    if (kind, name) != ("event", "reports")  # an event is told by one report
)

VIEWS = """
CREATE VIEW report_words AS
    SELECT r.row, coalesce(r.title, '') AS title, r.text, n.triggers, n.parties, n.places
    FROM reports r JOIN report_names n ON n.report = r.row;
CREATE VIEW event_table AS
    SELECT e.id, e.report, r.date AS filed, e.start_day, e.end_day, e.time_grain, e.type, e.mode, e.status,
        a.name AS actor, a.country AS actor_country, a.sector AS actor_sector,
        b.name AS recipient, b.country AS recipient_country, b.sector AS recipient_sector,
        p.name AS place, p.country, p.admin1, p.lat, p.lon, p.grain AS place_grain, s.name AS source,
        e.trigger_text, e.confidence, e.reviewed, r.title, r.outlet, r.url, h.happening
    FROM events e JOIN reports r ON r.id = e.report
    LEFT JOIN parties a ON a.event = e.id AND a.role = 'actor' AND a.position = 0
    LEFT JOIN parties b ON b.event = e.id AND b.role = 'recipient' AND b.position = 0
    LEFT JOIN places p ON p.event = e.id
    LEFT JOIN sources s ON s.event = e.id AND s.position = 0
    LEFT JOIN happening_events h ON h.event = e.id;
CREATE VIEW event_points AS
    SELECT t.*, 'POINT(' || t.lon || ' ' || t.lat || ')' AS wkt
    FROM event_table t WHERE t.lat IS NOT NULL AND t.place_grain IN ('point', 'city');
CREATE VIEW happening_table AS
    SELECT h.id, h.start_day, h.end_day, h.time_grain, h.type, h.mode, h.status, h.actors, h.recipients, h.place,
        h.country, h.lat, h.lon, h.place_grain, h.reports, h.witnesses, h.disputed, h.confidence, h.headline
    FROM happenings h;
CREATE VIEW trouble AS
    SELECT i.report AS input, i.kind, i.stage, i.message FROM issues i
    UNION ALL
    SELECT f.file || CASE f.member WHEN '' THEN '' ELSE '!' || f.member END
        || CASE f.line WHEN 0 THEN '' ELSE ':' || f.line END || CASE f.record WHEN 0 THEN '' ELSE '#' || f.record END,
        f.kind, 'read', f.message FROM refusals f;
"""
