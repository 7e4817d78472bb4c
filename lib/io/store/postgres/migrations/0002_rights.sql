-- Rights by place, held by the database itself.
--
-- The program does nothing to rows but as one of these roles: "ward_atlas_ministry", or a role of
-- the editor that is bound to provinces. None of them may log in. They may read all rows, end
-- rows and begin rows, never overwrite or delete one, and only for the version to come.

CREATE TABLE ward_atlas.editor (
    "account" text PRIMARY KEY,
    "role" text NOT NULL UNIQUE,
    "provinces" text[]
);
COMMENT ON COLUMN ward_atlas.editor.provinces IS 'Keys of provinces of today; null: the ministry.';

DO $$
BEGIN
    -- Roles are of the whole server; another database may have made them already.
    PERFORM pg_advisory_xact_lock(2002875490);
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ward_atlas_rows') THEN
        CREATE ROLE ward_atlas_rows NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ward_atlas_ministry') THEN
        CREATE ROLE ward_atlas_ministry NOLOGIN;
    END IF;
    GRANT ward_atlas_rows TO ward_atlas_ministry;
    EXECUTE format('GRANT ward_atlas_ministry TO %I', current_user);
END
$$;

GRANT USAGE ON SCHEMA ward_atlas TO ward_atlas_rows;
GRANT SELECT ON ward_atlas.dataset, ward_atlas.unit_owner, ward_atlas.editor TO ward_atlas_rows;

-- A row belongs to whom its unit says, whatever its writer says.
CREATE FUNCTION ward_atlas.own_by_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.owner := (SELECT o.owner FROM ward_atlas.unit_owner AS o WHERE o.unit_key = NEW.unit_key);
    RETURN NEW;
END
$$;

CREATE FUNCTION ward_atlas.own_by_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.owner := (SELECT o.owner FROM ward_atlas.unit_owner AS o WHERE o.unit_key = NEW.scope_key);
    RETURN NEW;
END
$$;

-- A source is about no place: it belongs to the office that first named it.
CREATE FUNCTION ward_atlas.own_by_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT kept.owner INTO NEW.owner FROM ward_atlas.sources AS kept
        WHERE kept.dataset = NEW.dataset AND kept.source_id = NEW.source_id
        ORDER BY kept.since DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT provinces[1] INTO NEW.owner FROM ward_atlas.editor WHERE role = current_user;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION ward_atlas.own_by_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.owner := NULL;
    RETURN NEW;
END
$$;

DO $$
DECLARE
    name text;
    rule text;
BEGIN
    FOR name, rule IN VALUES
        ('sources', 'own_by_first'), ('criteria_sets', 'own_by_nobody'),
        ('criteria', 'own_by_nobody'), ('observations', 'own_by_unit'),
        ('targets', 'own_by_scope'), ('milestones', 'own_by_scope'), ('counts', 'own_by_scope'),
        ('indicators', 'own_by_scope'), ('assessments', 'own_by_unit'),
        ('crosswalk', 'own_by_nobody')
    LOOP
        EXECUTE format('CREATE TRIGGER owner BEFORE INSERT ON ward_atlas.%I FOR EACH ROW '
            'WHEN (current_user ~ ''^ward_atlas_(ministry|editor_)'') '
            'EXECUTE FUNCTION ward_atlas.%I()', name, rule);
        EXECUTE format('ALTER TABLE ward_atlas.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE (until) ON ward_atlas.%I TO ward_atlas_rows', name);
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO ward_atlas_rows',
            pg_get_serial_sequence(format('ward_atlas.%I', name), 'place'));
        EXECUTE format('CREATE POLICY read ON ward_atlas.%I FOR SELECT USING (true)', name);
        EXECUTE format('CREATE POLICY begin ON ward_atlas.%I FOR INSERT WITH CHECK ('
            '(current_user = ''ward_atlas_ministry'' OR owner = ANY (ARRAY(SELECT unnest(provinces) '
            'FROM ward_atlas.editor WHERE role = current_user))) AND until IS NULL '
            'AND since = (SELECT version + 1 FROM ward_atlas.dataset AS d WHERE d.name = dataset))', name);
        EXECUTE format('CREATE POLICY "end" ON ward_atlas.%I FOR UPDATE USING ('
            '(current_user = ''ward_atlas_ministry'' OR owner = ANY (ARRAY(SELECT unnest(provinces) '
            'FROM ward_atlas.editor WHERE role = current_user))) AND until IS NULL) '
            'WITH CHECK (until = (SELECT version + 1 FROM ward_atlas.dataset AS d '
            'WHERE d.name = dataset))', name);
    END LOOP;
END
$$;
