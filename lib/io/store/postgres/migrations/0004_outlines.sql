-- Outlines as shapes of PostGIS, for QGIS and other programs that read the database themselves.
--
-- They follow the GeoJSON files that are kept in ward_atlas.file; those are what the program
-- reads. A server without PostGIS has everything but this.

DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS postgis;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'no shapes of outlines: %', SQLERRM;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'postgis') THEN
        RETURN;
    END IF;
    CREATE TABLE ward_atlas.outline (
        "path" text NOT NULL,
        "unit_key" text NOT NULL,
        "name" text,
        "kind" text,
        "shape" geometry(Geometry, 4326) NOT NULL,
        PRIMARY KEY ("path", "unit_key")
    );
    CREATE INDEX ON ward_atlas.outline USING gist ("shape");
    GRANT SELECT ON ward_atlas.outline TO ward_atlas_rows;

    CREATE FUNCTION ward_atlas.keep_shapes() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM ward_atlas.outline AS o WHERE o.path = OLD.path;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO ward_atlas.outline (path, unit_key, name, kind, shape)
            SELECT NEW.path, each -> 'properties' ->> 'key', each -> 'properties' ->> 'name',
                   each -> 'properties' ->> 'kind',
                   ST_SetSRID(ST_GeomFromGeoJSON(each ->> 'geometry'), 4326)
            FROM jsonb_array_elements(convert_from(NEW.content, 'UTF8')::jsonb -> 'features') AS each
            WHERE each -> 'geometry' <> 'null' AND each -> 'properties' ->> 'key' IS NOT NULL
            ON CONFLICT DO NOTHING;
        END IF;
        RETURN NULL;
    EXCEPTION WHEN OTHERS THEN  -- shapes are a service; no change fails for them
        RAISE WARNING 'no shapes of %: %', NEW.path, SQLERRM;
        RETURN NULL;
    END
    $body$;

    CREATE TRIGGER shapes_in AFTER INSERT OR UPDATE ON ward_atlas.file FOR EACH ROW
        WHEN (NEW.dataset = 'geo' AND NEW.path ~ '^[^/]*/?[^/]*\.geojson$')
        EXECUTE FUNCTION ward_atlas.keep_shapes();
    CREATE TRIGGER shapes_out AFTER DELETE ON ward_atlas.file FOR EACH ROW
        WHEN (OLD.dataset = 'geo' AND OLD.path ~ '^[^/]*/?[^/]*\.geojson$')
        EXECUTE FUNCTION ward_atlas.keep_shapes();
    -- Files that were there before.
    UPDATE ward_atlas.file SET content = content WHERE dataset = 'geo';
END
$$;
