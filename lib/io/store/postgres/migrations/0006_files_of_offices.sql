-- Files beside the tables belong to who wrote them first.
--
-- No editor's role may touch this table. The program writes it, and says in the transaction for
-- whose role; one that is bound to provinces then writes briefings and proposals, its own alone.
-- Headings, rules, silenced warnings hold for every province and are not its to change. Outlines
-- are held to provinces by the page, which knows whose unit each is.

ALTER TABLE ward_atlas.file ADD COLUMN "owner" text;
COMMENT ON COLUMN ward_atlas.file.owner IS 'Role of the bound editor that wrote it first; null: the ministry.';

CREATE FUNCTION ward_atlas.own_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    me text := nullif(current_setting('ward_atlas.writes_for', true), '');
    it ward_atlas.file := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    briefing text := substring(it.path FROM '^briefings/[^/]+/');
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.owner := OLD.owner;
    ELSIF TG_OP = 'INSERT' THEN  -- all files of a briefing are of one office, whoever writes more
        SELECT f.owner INTO NEW.owner FROM ward_atlas.file AS f
            WHERE f.dataset = it.dataset AND starts_with(f.path, briefing) LIMIT 1;
        IF NOT FOUND THEN
            NEW.owner := me;
        END IF;
    END IF;
    IF me IS NOT NULL AND it.dataset <> 'geo' AND (
        it.path !~ '^(briefings/[^/]+|history/pending|history/objects)/'
        OR (TG_OP <> 'INSERT' AND OLD.owner IS DISTINCT FROM me)
        OR EXISTS (SELECT FROM ward_atlas.file AS f WHERE f.dataset = it.dataset
                   AND starts_with(f.path, briefing) AND f.owner IS DISTINCT FROM me)
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'this file is of another office';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE TRIGGER own BEFORE INSERT OR UPDATE OR DELETE ON ward_atlas.file FOR EACH ROW
    EXECUTE FUNCTION ward_atlas.own_file();
