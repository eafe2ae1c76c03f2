-- Written by hand: lists of 100,000 keys or secrets, searched by any part, sorted, paged and counted within
-- 100 ms, and how much of its quota an instance uses without counting it.
-- The database itself keeps what stands here in step with the keys and secrets. Prisma's schema doesn't know it.

-- Parts of texts are found by their trigrams. A trusted extension: whoever owns the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What a search looks through, in small letters whatever the database's locale: the texts, then the tags as
-- "name=value", parted by a character that no search holds.
CREATE FUNCTION kms_search_text(texts text[], tags jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower((array_to_string(texts, E'\x1f') || E'\x1f' || coalesce(
    CASE WHEN jsonb_typeof(tags) = 'object' THEN
      (SELECT string_agg(tag.key || '=' || tag.value, E'\x1f') FROM jsonb_each_text(tags) AS tag)
    END, '')) COLLATE "und-x-icu");

-- ---------------------------------------------------------------- what the lists read

-- One narrow row for each live key: quick to read through. No column that changes with a key's state or rotation
-- that those changes leave the trigrams alone. (A scan of 20 ms is not worth starting workers.)
CREATE TABLE "kms_key_list" (
  "uid" bigint PRIMARY KEY,
  "created_at" timestamptz(3) NOT NULL,
  -- The epoch: never.
  "rotated_at" timestamptz(3) NOT NULL,
  "account_id" text NOT NULL,
  "region_id" text NOT NULL,
  "search_text" text COLLATE "C" NOT NULL,
  "instance_id" text NOT NULL,
  "state" text COLLATE "C" NOT NULL,
  "spec" text NOT NULL,
  "usage" text NOT NULL,
  -- The alias, or the ID where there is none.
  "name" text COLLATE "C" NOT NULL
) WITH (fillfactor = 95, parallel_workers = 0);
CREATE INDEX "kms_key_list_place" ON "kms_key_list" ("account_id", "region_id");
CREATE INDEX "kms_key_list_search" ON "kms_key_list" USING gin ("search_text" gin_trgm_ops)
  WITH (gin_pending_list_limit = 1024);

CREATE TABLE "kms_secret_list" (
  "uid" bigint PRIMARY KEY,
  "created_at" timestamptz(3) NOT NULL,
  "rotated_at" timestamptz(3) NOT NULL,
  "account_id" text NOT NULL,
  "region_id" text NOT NULL,
  "search_text" text COLLATE "C" NOT NULL,
  "instance_id" text NOT NULL,
  "key_id" text NOT NULL,
  -- In its recovery window.
  "leaving" boolean NOT NULL,
  "name" text COLLATE "C" NOT NULL
) WITH (fillfactor = 95, parallel_workers = 0);
CREATE INDEX "kms_secret_list_place" ON "kms_secret_list" ("account_id", "region_id");
CREATE INDEX "kms_secret_list_search" ON "kms_secret_list" USING gin ("search_text" gin_trgm_ops)
  WITH (gin_pending_list_limit = 1024);

-- An index an order, for walking along it. The uid decides between rows of the same value.
CREATE INDEX "kms_keys_by_name" ON "kms_keys"
  ("account_id", "region_id", (lower(coalesce("alias", "key_id")) COLLATE "C"), "uid") WHERE "deleted_at" IS NULL;
CREATE INDEX "kms_keys_by_creation" ON "kms_keys" ("account_id", "region_id", "created_at", "uid")
  WHERE "deleted_at" IS NULL;
CREATE INDEX "kms_keys_by_rotation" ON "kms_keys"
  ("account_id", "region_id", (coalesce("rotated_at", timestamptz 'epoch')), "uid") WHERE "deleted_at" IS NULL;
CREATE INDEX "kms_keys_by_state" ON "kms_keys" ("account_id", "region_id", ("state" COLLATE "C"), "uid")
  WHERE "deleted_at" IS NULL;
CREATE INDEX "kms_secrets_by_name" ON "kms_secrets" ("account_id", "region_id", (lower("name") COLLATE "C"), "uid")
  WHERE "deleted_at" IS NULL;
CREATE INDEX "kms_secrets_by_creation" ON "kms_secrets" ("account_id", "region_id", "created_at", "uid")
  WHERE "deleted_at" IS NULL;
CREATE INDEX "kms_secrets_by_rotation" ON "kms_secrets"
  ("account_id", "region_id", (coalesce("rotated_at", timestamptz 'epoch')), "uid") WHERE "deleted_at" IS NULL;

-- ---------------------------------------------------------------- what an instance holds

-- Live keys, their versions, and live secrets. A missing row: nothing. Who changes an instance's items holds its row
-- in kms_instances locked, so that nobody waits here.
CREATE TABLE "kms_instance_usage" (
  "instance_id" text PRIMARY KEY,
  "keys" integer NOT NULL DEFAULT 0,
  "key_versions" integer NOT NULL DEFAULT 0,
  "secrets" integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE FUNCTION kms_count(instance text, more_keys bigint, more_versions bigint, more_secrets bigint) RETURNS void
  LANGUAGE sql
  BEGIN ATOMIC
    INSERT INTO kms_instance_usage AS used (instance_id, keys, key_versions, secrets)
      VALUES (instance, more_keys, more_versions, more_secrets)
      ON CONFLICT (instance_id) DO UPDATE SET
        keys = used.keys + excluded.keys,
        key_versions = used.key_versions + excluded.key_versions,
        secrets = used.secrets + excluded.secrets;
  END;

-- ---------------------------------------------------------------- keys

CREATE FUNCTION kms_keys_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kms_key_list (uid, created_at, rotated_at, account_id, region_id, search_text, instance_id, state,
      spec, usage, name)
    SELECT uid, created_at, coalesce(rotated_at, timestamptz 'epoch'), account_id, region_id,
      kms_search_text(ARRAY[key_id, alias, description], tags), instance_id, state, spec, usage,
      lower(coalesce(alias, key_id))
    FROM new_rows WHERE deleted_at IS NULL;
  PERFORM kms_count(instance_id, count(*), 0, 0) FROM new_rows WHERE deleted_at IS NULL GROUP BY instance_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_keys_inserted AFTER INSERT ON "kms_keys"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kms_keys_inserted();

CREATE FUNCTION kms_key_updated() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  versions bigint;
BEGIN
  IF old.deleted_at IS NULL AND new.deleted_at IS NULL AND old.instance_id = new.instance_id THEN
    UPDATE kms_key_list SET created_at = new.created_at,
      rotated_at = coalesce(new.rotated_at, timestamptz 'epoch'), account_id = new.account_id,
      region_id = new.region_id, state = new.state, spec = new.spec, usage = new.usage,
      name = lower(coalesce(new.alias, new.key_id)),
      search_text = kms_search_text(ARRAY[new.key_id, new.alias, new.description], new.tags)
    WHERE uid = new.uid;
    RETURN NULL;
  END IF;
  SELECT count(*) INTO versions FROM kms_key_versions WHERE key_uid = new.uid;
  IF old.deleted_at IS NULL THEN
    DELETE FROM kms_key_list WHERE uid = old.uid;
    PERFORM kms_count(old.instance_id, -1, -versions, 0);
  END IF;
  IF new.deleted_at IS NULL THEN
    INSERT INTO kms_key_list (uid, created_at, rotated_at, account_id, region_id, search_text, instance_id, state,
        spec, usage, name)
      VALUES (new.uid, new.created_at, coalesce(new.rotated_at, timestamptz 'epoch'), new.account_id, new.region_id,
        kms_search_text(ARRAY[new.key_id, new.alias, new.description], new.tags), new.instance_id, new.state,
        new.spec, new.usage, lower(coalesce(new.alias, new.key_id)));
    PERFORM kms_count(new.instance_id, 1, versions, 0);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_key_updated AFTER UPDATE ON "kms_keys" FOR EACH ROW
  WHEN ((old.uid, old.account_id, old.region_id, old.instance_id, old.key_id, old.alias, old.description, old.tags,
      old.state, old.spec, old.usage, old.created_at, old.rotated_at, old.deleted_at)
    IS DISTINCT FROM (new.uid, new.account_id, new.region_id, new.instance_id, new.key_id, new.alias,
      new.description, new.tags, new.state, new.spec, new.usage, new.created_at, new.rotated_at, new.deleted_at))
  EXECUTE FUNCTION kms_key_updated();

-- Rows go for good only when an instance is released. Their versions go with them, by the foreign key.
CREATE FUNCTION kms_keys_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kms_key_list WHERE uid IN (SELECT uid FROM old_rows WHERE deleted_at IS NULL);
  UPDATE kms_instance_usage AS used SET
    keys = used.keys - gone.keys,
    key_versions = (SELECT count(*) FROM kms_keys k JOIN kms_key_versions v ON v.key_uid = k.uid
      WHERE k.instance_id = used.instance_id AND k.deleted_at IS NULL)
  FROM (SELECT instance_id, count(*) AS keys FROM old_rows WHERE deleted_at IS NULL GROUP BY instance_id) AS gone
  WHERE used.instance_id = gone.instance_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_keys_deleted AFTER DELETE ON "kms_keys"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kms_keys_deleted();

CREATE FUNCTION kms_key_versions_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kms_count(k.instance_id, 0, count(*), 0)
    FROM new_rows v JOIN kms_keys k ON k.uid = v.key_uid WHERE k.deleted_at IS NULL GROUP BY k.instance_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_key_versions_inserted AFTER INSERT ON "kms_key_versions"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kms_key_versions_inserted();

CREATE FUNCTION kms_key_versions_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kms_count(k.instance_id, 0, -count(*), 0)
    FROM old_rows v JOIN kms_keys k ON k.uid = v.key_uid WHERE k.deleted_at IS NULL GROUP BY k.instance_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_key_versions_deleted AFTER DELETE ON "kms_key_versions"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kms_key_versions_deleted();

-- ---------------------------------------------------------------- secrets

CREATE FUNCTION kms_secrets_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kms_secret_list (uid, created_at, rotated_at, account_id, region_id, search_text, instance_id, key_id,
      leaving, name)
    SELECT uid, created_at, coalesce(rotated_at, timestamptz 'epoch'), account_id, region_id,
      kms_search_text(ARRAY[name, key_id, description], tags), instance_id, key_id, deletion_at IS NOT NULL,
      lower(name)
    FROM new_rows WHERE deleted_at IS NULL;
  PERFORM kms_count(instance_id, 0, 0, count(*)) FROM new_rows WHERE deleted_at IS NULL GROUP BY instance_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_secrets_inserted AFTER INSERT ON "kms_secrets"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kms_secrets_inserted();

CREATE FUNCTION kms_secret_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.deleted_at IS NULL AND new.deleted_at IS NULL AND old.instance_id = new.instance_id THEN
    UPDATE kms_secret_list SET created_at = new.created_at,
      rotated_at = coalesce(new.rotated_at, timestamptz 'epoch'), account_id = new.account_id,
      region_id = new.region_id, key_id = new.key_id, leaving = new.deletion_at IS NOT NULL, name = lower(new.name),
      search_text = kms_search_text(ARRAY[new.name, new.key_id, new.description], new.tags)
    WHERE uid = new.uid;
    RETURN NULL;
  END IF;
  IF old.deleted_at IS NULL THEN
    DELETE FROM kms_secret_list WHERE uid = old.uid;
    PERFORM kms_count(old.instance_id, 0, 0, -1);
  END IF;
  IF new.deleted_at IS NULL THEN
    INSERT INTO kms_secret_list (uid, created_at, rotated_at, account_id, region_id, search_text, instance_id,
        key_id, leaving, name)
      VALUES (new.uid, new.created_at, coalesce(new.rotated_at, timestamptz 'epoch'), new.account_id, new.region_id,
        kms_search_text(ARRAY[new.name, new.key_id, new.description], new.tags), new.instance_id, new.key_id,
        new.deletion_at IS NOT NULL, lower(new.name));
    PERFORM kms_count(new.instance_id, 0, 0, 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_secret_updated AFTER UPDATE ON "kms_secrets" FOR EACH ROW
  WHEN ((old.uid, old.account_id, old.region_id, old.instance_id, old.name, old.key_id, old.description, old.tags,
      old.created_at, old.rotated_at, old.deletion_at, old.deleted_at)
    IS DISTINCT FROM (new.uid, new.account_id, new.region_id, new.instance_id, new.name, new.key_id,
      new.description, new.tags, new.created_at, new.rotated_at, new.deletion_at, new.deleted_at))
  EXECUTE FUNCTION kms_secret_updated();

CREATE FUNCTION kms_secrets_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kms_secret_list WHERE uid IN (SELECT uid FROM old_rows WHERE deleted_at IS NULL);
  PERFORM kms_count(instance_id, 0, 0, -count(*)) FROM old_rows WHERE deleted_at IS NULL GROUP BY instance_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kms_secrets_deleted AFTER DELETE ON "kms_secrets"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kms_secrets_deleted();

-- ---------------------------------------------------------------- what is there already

INSERT INTO "kms_key_list" (uid, created_at, rotated_at, account_id, region_id, search_text, instance_id, state, spec,
    usage, name)
  SELECT uid, created_at, coalesce(rotated_at, timestamptz 'epoch'), account_id, region_id,
    kms_search_text(ARRAY[key_id, alias, description], tags), instance_id, state, spec, usage,
    lower(coalesce(alias, key_id))
  FROM "kms_keys" WHERE deleted_at IS NULL;
INSERT INTO "kms_secret_list" (uid, created_at, rotated_at, account_id, region_id, search_text, instance_id, key_id,
    leaving, name)
  SELECT uid, created_at, coalesce(rotated_at, timestamptz 'epoch'), account_id, region_id,
    kms_search_text(ARRAY[name, key_id, description], tags), instance_id, key_id, deletion_at IS NOT NULL, lower(name)
  FROM "kms_secrets" WHERE deleted_at IS NULL;
SELECT kms_count(instance_id, count(*), 0, 0) FROM "kms_keys" WHERE deleted_at IS NULL GROUP BY instance_id;
SELECT kms_count(k.instance_id, 0, count(*), 0) FROM "kms_keys" k JOIN "kms_key_versions" v ON v.key_uid = k.uid
  WHERE k.deleted_at IS NULL GROUP BY k.instance_id;
SELECT kms_count(instance_id, 0, 0, count(*)) FROM "kms_secrets" WHERE deleted_at IS NULL GROUP BY instance_id;
