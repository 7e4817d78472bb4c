-- Outlines are held to provinces by the database too: of a layer or a list of areas a bound
-- editor's role changes the units of its provinces and leaves all others as they are, unit by
-- unit. Of the history of outlines it begins records and kept files, and changes none.

CREATE FUNCTION ward_atlas.changed_units(path text, before bytea, after bytea)
RETURNS SETOF text LANGUAGE sql AS $$
    -- Keys of what is in one of the two only; null for what has none.
    WITH part AS (
        SELECT state, each -> 'properties' ->> 'key' AS key, each::text AS content
        FROM (VALUES (1, before), (2, after)) AS file (state, content),
             jsonb_array_elements(
                 convert_from(file.content, 'UTF8')::jsonb -> 'features') AS each
        WHERE path LIKE '%.geojson' AND file.content IS NOT NULL
        UNION ALL
        SELECT state, split_part(line, ',', 1), line
        FROM (VALUES (1, before), (2, after)) AS file (state, content),
             regexp_split_to_table(convert_from(file.content, 'UTF8'), '\r?\n') AS line
        WHERE path LIKE '%.csv' AND file.content IS NOT NULL AND line <> ''
              AND NOT (before IS NULL AND line = 'key,source_area_km2')
    )
    SELECT key FROM part GROUP BY key, content
    HAVING count(*) FILTER (WHERE state = 1) <> count(*) FILTER (WHERE state = 2)
$$;

CREATE FUNCTION ward_atlas.may_change_outlines(me text, path text, before bytea, after bytea)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF path ~ '^history/(versions|objects)/[^/]+$' THEN
        RETURN before IS NULL;
    END IF;
    IF path !~ '^(provinces\.geojson|(wards|until2025)/[^/]+\.geojson|(until2025/)?areas\.csv)$' THEN
        RETURN false;
    END IF;
    RETURN NOT EXISTS (
        SELECT FROM ward_atlas.changed_units(path, before, after) AS found (key)
        WHERE NOT EXISTS (
            SELECT FROM ward_atlas.unit_owner AS o JOIN ward_atlas.editor AS e
            ON o.owner = ANY (e.provinces) WHERE e.role = me AND o.unit_key = found.key));
END
$$;

CREATE FUNCTION ward_atlas.own_outlines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    me text := nullif(current_setting('ward_atlas.writes_for', true), '');
    there bytea;  -- an INSERT may come upon the file and update it
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT f.content INTO there FROM ward_atlas.file AS f
            WHERE f.dataset = NEW.dataset AND f.path = NEW.path;
    END IF;
    IF me IS NOT NULL AND NOT (CASE TG_OP
        WHEN 'INSERT' THEN ward_atlas.may_change_outlines(me, NEW.path, there, NEW.content)
        WHEN 'DELETE' THEN ward_atlas.may_change_outlines(me, OLD.path, OLD.content, NULL)
        ELSE NEW.path = OLD.path AND NEW.dataset = OLD.dataset
             AND ward_atlas.may_change_outlines(me, NEW.path, OLD.content, NEW.content)
        END) THEN
        RAISE insufficient_privilege USING MESSAGE = 'these outlines are of another office';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE TRIGGER outlines_in BEFORE INSERT OR UPDATE ON ward_atlas.file FOR EACH ROW
    WHEN (NEW.dataset = 'geo') EXECUTE FUNCTION ward_atlas.own_outlines();
CREATE TRIGGER outlines_out BEFORE DELETE ON ward_atlas.file FOR EACH ROW
    WHEN (OLD.dataset = 'geo') EXECUTE FUNCTION ward_atlas.own_outlines();
