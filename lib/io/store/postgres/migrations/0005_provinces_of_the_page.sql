-- Provinces that the page binds an account to, by the roles its provider states: a role for each
-- set of them, so that row-level security holds it too. They are no list of who may change data.

ALTER TABLE ward_atlas.editor ADD COLUMN "listed" boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN ward_atlas.editor.listed IS
    'Whether an account is named; false for provinces that accounts of the page are bound to.';
