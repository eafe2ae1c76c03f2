-- Written by hand: what the Prisma language can't say. It holds where the rows are live.

-- A key ID, and an alias, is unique among the live keys of an account and region.
CREATE UNIQUE INDEX "kms_keys_live_key_id" ON "kms_keys" ("account_id", "region_id", "key_id")
  WHERE "deleted_at" IS NULL;
CREATE UNIQUE INDEX "kms_keys_live_alias" ON "kms_keys" ("account_id", "region_id", "alias")
  WHERE "deleted_at" IS NULL AND "alias" IS NOT NULL;

CREATE UNIQUE INDEX "kms_secrets_live_name" ON "kms_secrets" ("account_id", "region_id", "name")
  WHERE "deleted_at" IS NULL;

CREATE UNIQUE INDEX "kms_instances_live_name" ON "kms_instances" ("account_id", "region_id", "name")
  WHERE "released_at" IS NULL;

-- Every region of an account has one default backup instance.
CREATE UNIQUE INDEX "backup_instances_one_default" ON "backup_instances" ("account_id", "region_id")
  WHERE "type" = 'DEFAULT';

-- An item has one open record in a backup instance.
CREATE UNIQUE INDEX "backup_records_open" ON "backup_records" ("backup_instance_id", "item_type", "item_id")
  WHERE "to_ordinal" IS NULL;

-- What a point closed. Open records, which are nearly all, stay out of it.
CREATE INDEX backup_records_closed ON backup_records (backup_instance_id, to_ordinal)
  WHERE to_ordinal IS NOT NULL;

-- Whether a record counts for a day, and matches a search, is read off the primary key alone.
ALTER TABLE backup_records DROP CONSTRAINT backup_records_pkey,
  ADD CONSTRAINT backup_records_pkey PRIMARY KEY (backup_instance_id, item_type, item_id, from_ordinal)
    INCLUDE (to_ordinal, item_created_at, alias);

-- The days that have a full backup.
CREATE INDEX backup_points_full ON backup_points (backup_instance_id, slot_at) INCLUDE (ordinal)
  WHERE kind = 'FULL';

-- When an item was deleted, of those that are gone.
CREATE INDEX kms_keys_gone ON kms_keys (instance_id, key_id) WHERE deleted_at IS NOT NULL;
CREATE INDEX kms_secrets_gone ON kms_secrets (instance_id, name) WHERE deleted_at IS NOT NULL;
