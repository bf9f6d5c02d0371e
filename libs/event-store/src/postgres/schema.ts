import type { RawEvent } from '../port.js';

/**
 * The tables, step by step; a step that was ever released is never changed. Text is `text` in the C collation: kept to
 * the byte, and compared alike on every system, so that no upgrade of the operating system unsettles an index.
 *
 * Writing goes through one function that runs as the owner. The service's role may read the tables and call it, no
 * more: numbers, versions, times and hashes are the function's, not the caller's.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE hoshin.events (
    position bigint PRIMARY KEY,
    stream text COLLATE "C" NOT NULL CHECK (stream LIKE 'hoshin._%'),
    version bigint NOT NULL CHECK (version > 0),
    id uuid NOT NULL,
    type text COLLATE "C" NOT NULL,
    schema integer NOT NULL CHECK (schema > 0),
    data text COLLATE "C" NOT NULL,
    meta text COLLATE "C" NOT NULL,
    recorded_at text COLLATE "C" NOT NULL,
    event_hash text COLLATE "C" NOT NULL,
    UNIQUE (stream, version),
    UNIQUE (stream, id)
  );

  -- One row: the last number given out. Whoever adds it to the log holds it until the commit, so numbers have no gaps
  -- and come in the order of the commits. Room is left in its page, so that its many versions stay in one place.
  CREATE TABLE hoshin.log_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL,
    recorded_at text COLLATE "C" CHECK (recorded_at ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$')
  ) WITH (fillfactor = 10);
  INSERT INTO hoshin.log_head (position) VALUES (0);

  CREATE FUNCTION hoshin.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'restrict_violation'; END $$;
  CREATE TRIGGER nothing_changes_or_goes BEFORE UPDATE OR DELETE OR TRUNCATE ON hoshin.events
    FOR EACH STATEMENT EXECUTE FUNCTION hoshin.refuse();
  CREATE TRIGGER the_head_stays BEFORE DELETE OR TRUNCATE ON hoshin.log_head
    FOR EACH STATEMENT EXECUTE FUNCTION hoshin.refuse();

  CREATE FUNCTION hoshin.digest_of(content text) RETURNS text LANGUAGE sql STABLE
    RETURN encode(sha256(convert_to(content, 'UTF8')), 'hex');

  -- The formula of docs/adr/0003, the same as in envelope.ts.
  CREATE FUNCTION hoshin.hash_of(stream text, version bigint, id uuid, type text, schema integer, recorded_at text, data text, meta text)
    RETURNS text LANGUAGE sql STABLE
    RETURN hoshin.digest_of(
      E'hoshin-event-1\\n' || stream || E'\\n' || version::text || E'\\n' || id::text || E'\\n' || type || E'\\n' || schema::text || E'\\n'
      || recorded_at || E'\\n' || hoshin.digest_of(data) || E'\\n' || hoshin.digest_of(meta) || E'\\n');

  -- Adds every append whose stream is at its expected version and holds none of its ids, and leaves the others out.
  -- An append is one row of (its_streams, its_versions), the streams being different; its events stand in their order in
  -- the arrays after those. Gives back one row per event added. The lock on the head row is taken last; should
  -- another writer have come between the looking and the lock, the unique keys refuse the whole call.
  CREATE FUNCTION hoshin.append(
    its_streams text[], its_versions bigint[],
    event_streams text[], ids uuid[], types text[], schemas integer[], datas text[], metas text[], now text
  ) RETURNS TABLE (stream text, version bigint, "position" bigint, recorded_at text, event_hash text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, hoshin, pg_temp
  SET enable_seqscan = off
  AS $$
  #variable_conflict use_column
  DECLARE
    good_streams text[];
    good_versions bigint[];
    added bigint;
    last_position bigint;
    at text;
  BEGIN
    SELECT array_agg(a.stream), array_agg(a.version) INTO good_streams, good_versions
      FROM unnest(its_streams, its_versions) AS a (stream, version)
      WHERE a.version = coalesce((SELECT e.version FROM hoshin.events e WHERE e.stream = a.stream ORDER BY e.version DESC LIMIT 1), 0)
        AND a.stream <> ALL (ARRAY(
          SELECT n.stream FROM unnest(event_streams, ids) AS n (stream, id)
          WHERE EXISTS (SELECT FROM hoshin.events e WHERE e.stream = n.stream AND e.id = n.id OFFSET 0)));
    IF good_streams IS NULL THEN RETURN; END IF;
    SELECT count(*) INTO added FROM unnest(event_streams) AS n (stream) WHERE n.stream = ANY (good_streams);

    UPDATE hoshin.log_head AS h SET position = h.position + added, recorded_at = greatest(h.recorded_at, now)
      RETURNING h.position, h.recorded_at INTO last_position, at;

    RETURN QUERY
      INSERT INTO hoshin.events AS i (position, stream, version, id, type, schema, data, meta, recorded_at, event_hash)
      SELECT last_position - added + row_number() OVER (ORDER BY e.place), e.stream, e.version, e.id, e.type, e.schema, e.data, e.meta, at,
          hoshin.hash_of(e.stream, e.version, e.id, e.type, e.schema, at, e.data, e.meta)
        FROM (
          SELECT n.*, g.version + row_number() OVER (PARTITION BY n.stream ORDER BY n.place) AS version
            FROM unnest(event_streams, ids, types, schemas, datas, metas) WITH ORDINALITY AS n (stream, id, type, schema, data, meta, place)
            JOIN unnest(good_streams, good_versions) AS g (stream, version) USING (stream)
        ) AS e
      RETURNING i.stream, i.version, i.position, i.recorded_at, i.event_hash;
  END $$;
  REVOKE ALL ON FUNCTION hoshin.append FROM PUBLIC;
  `,
];

/** One event as the server hands it over: the columns in this order, large numbers as text. */
export const columns = 'position, stream, version, id, type, schema, data, meta, recorded_at, event_hash';
export type Row = [string, string, string, string, string, number, string, string, string, string];

export const rawOf = ([ordinal, stream, version, id, type, schema, data, meta, recordedAt, eventHash]: Row): RawEvent => ({
  ordinal: Number(ordinal),
  stream,
  version: Number(version),
  id,
  type,
  schema,
  data,
  meta,
  recordedAt,
  eventHash,
});
