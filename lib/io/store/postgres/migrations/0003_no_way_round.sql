-- Rows that an editor's role begins or ends are kept only together with the version that tells of
-- them, and versions are written by the program alone: after its checks. So nobody who got hold of
-- such a role, whoever let it log in, changes even own rows around the program.

CREATE FUNCTION ward_atlas.is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ward_atlas.version AS v WHERE v.dataset = NEW.dataset
                   AND v.number = coalesce(NEW.until, NEW.since)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no version tells of this row';
    END IF;
    RETURN NULL;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['sources', 'criteria_sets', 'criteria', 'observations', 'targets',
        'milestones', 'counts', 'indicators', 'assessments', 'crosswalk']
    LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER told AFTER INSERT OR UPDATE ON ward_atlas.%I '
            'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW '
            'WHEN (current_user ~ ''^ward_atlas_(ministry|editor_)'') '
            'EXECUTE FUNCTION ward_atlas.is_told()', name);
    END LOOP;
END
$$;
