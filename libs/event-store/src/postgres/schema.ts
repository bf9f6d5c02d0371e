/**
 * The tables, step by step; a step that was ever released is never changed. Text is `text` in the C collation: kept to
 * the byte, and compared alike on every system, so that no upgrade of the operating system unsettles an index.
 *
 * Writing goes through functions that run as the owner. The service's role may read the tables and call them, no
 * more: numbers, versions, times and hashes are theirs, not the caller's.
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
    UNIQUE (id, stream)
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

  -- Adds every append whose stream is at its expected version and holds none of its ids, and leaves the others out. An
  -- append is one row of (streams, versions), the streams being different; an event is one row of the arrays after
  -- those, append_of being the number of its append, from 1. Gives back one row per event added. The lock on the head row
  -- is taken last; should another writer have come between the looking and the lock, the unique keys refuse the call.
  CREATE FUNCTION hoshin.append(
    streams text[], versions bigint[],
    append_of integer[], ids uuid[], types text[], schemas integer[], datas text[], metas text[], now text
  ) RETURNS TABLE (append integer, version bigint, "position" bigint, recorded_at text, event_hash text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, hoshin, pg_temp
  -- One plan for all calls, by index, whatever the statistics say: planning would cost more than the work.
  SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off
  AS $$
  #variable_conflict use_column
  DECLARE
    known integer[];
    bases bigint[];
    added bigint;
    last_position bigint;
    at text;
  BEGIN
    -- The || keeps a planner without statistics from reading a whole stream in search of one id.
    known := ARRAY(
      SELECT n.append FROM unnest(append_of, ids) AS n (append, id)
      WHERE EXISTS (SELECT FROM hoshin.events e WHERE e.id = n.id AND e.stream || '' = streams[n.append] OFFSET 0));
    bases := ARRAY(
      SELECT CASE WHEN a.place <> ALL (known) AND a.version = coalesce(
          (SELECT e.version FROM hoshin.events e WHERE e.stream = a.stream ORDER BY e.version DESC LIMIT 1), 0)
        THEN a.version END
      FROM unnest(streams, versions) WITH ORDINALITY AS a (stream, version, place) ORDER BY a.place);
    added := (SELECT count(*) FROM unnest(append_of) AS n (append) WHERE bases[n.append] IS NOT NULL);
    IF added = 0 THEN RETURN; END IF;

    UPDATE hoshin.log_head AS h SET position = h.position + added, recorded_at = greatest(h.recorded_at, now)
      RETURNING h.position, h.recorded_at INTO last_position, at;

    RETURN QUERY
      WITH placed AS (
        SELECT n.*, streams[n.append] AS stream,
            bases[n.append] + row_number() OVER (PARTITION BY n.append ORDER BY n.place) AS version,
            last_position - added + row_number() OVER (ORDER BY n.place) AS position
          FROM unnest(append_of, ids, types, schemas, datas, metas) WITH ORDINALITY AS n (append, id, type, schema, data, meta, place)
          WHERE bases[n.append] IS NOT NULL
      ), hashed AS MATERIALIZED (
        SELECT p.*, hoshin.hash_of(p.stream, p.version, p.id, p.type, p.schema, at, p.data, p.meta) AS event_hash FROM placed p
      ), written AS (
        INSERT INTO hoshin.events (position, stream, version, id, type, schema, data, meta, recorded_at, event_hash)
        SELECT position, stream, version, id, type, schema, data, meta, at, event_hash FROM hashed
      )
      SELECT append, version, position, at, event_hash FROM hashed;
  END $$;
  REVOKE ALL ON FUNCTION hoshin.append FROM PUBLIC;
  `,
  `
  -- The same as hoshin.append for a single event, which is what a lone writer sends: two plain statements instead of
  -- arrays, windows and a set of rows. Gives back nulls where the stream is not at that version; an id that the stream
  -- holds already is refused by its unique key.
  CREATE FUNCTION hoshin.append_one(
    to_stream text, at_version bigint, new_id uuid, new_type text, new_schema integer, new_data text, new_meta text, now text,
    OUT "position" bigint, OUT recorded_at text, OUT event_hash text
  )
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, hoshin, pg_temp
  AS $$
  #variable_conflict use_variable
  BEGIN
    UPDATE hoshin.log_head AS h SET position = h.position + 1, recorded_at = greatest(h.recorded_at, now)
      WHERE at_version = coalesce((SELECT e.version FROM hoshin.events e WHERE e.stream = to_stream ORDER BY e.version DESC LIMIT 1), 0)
      RETURNING h.position, h.recorded_at INTO position, recorded_at;
    IF NOT FOUND THEN RETURN; END IF;

    event_hash := hoshin.hash_of(to_stream, at_version + 1, new_id, new_type, new_schema, recorded_at, new_data, new_meta);
    INSERT INTO hoshin.events (position, stream, version, id, type, schema, data, meta, recorded_at, event_hash)
      VALUES (position, to_stream, at_version + 1, new_id, new_type, new_schema, new_data, new_meta, recorded_at, event_hash);
  END $$;
  REVOKE ALL ON FUNCTION hoshin.append_one FROM PUBLIC;
  -- Whoever may call the one may call the other.
  DO $$
    DECLARE role regrole;
    BEGIN
      FOR role IN
        SELECT DISTINCT a.grantee FROM pg_proc p, aclexplode(p.proacl) AS a
        WHERE p.oid = 'hoshin.append'::regproc AND a.privilege_type = 'EXECUTE' AND a.grantee NOT IN (0, p.proowner)
      LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION hoshin.append_one TO %s', role); END LOOP;
    END $$;
  `,
];
