-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "instance_type" AS ENUM ('SOFTWARE', 'HARDWARE');

-- CreateEnum
CREATE TYPE "backup_type" AS ENUM ('DEFAULT', 'PURCHASED', 'UPLOAD');

-- CreateEnum
CREATE TYPE "backup_state" AS ENUM ('DISABLED', 'ENABLED');

-- CreateEnum
CREATE TYPE "point_kind" AS ENUM ('FULL', 'INCREMENTAL');

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_clock" (
    "id" INTEGER NOT NULL,
    "set_to" TIMESTAMPTZ(3) NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_sessions" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_credentials" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_rate_limits" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "auth_rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_keys" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "root_key_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "root_key" (
    "id" INTEGER NOT NULL,
    "root_key_id" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "root_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kms_instances" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "region_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" "instance_type" NOT NULL,
    "key_quota" INTEGER NOT NULL,
    "secret_quota" INTEGER NOT NULL,
    "change_seq" BIGINT NOT NULL DEFAULT 0,
    "data_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "kms_instances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kms_keys" (
    "uid" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "region_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "alias" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "tags" JSONB NOT NULL DEFAULT '{}',
    "spec" TEXT NOT NULL,
    "usage" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "primary_version_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rotated_at" TIMESTAMPTZ(3),
    "rotation_days" INTEGER,
    "next_rotation_at" TIMESTAMPTZ(3),
    "deletion_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "change_seq" BIGINT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "kms_keys_pkey" PRIMARY KEY ("uid")
);

-- CreateTable
CREATE TABLE "kms_key_versions" (
    "key_uid" BIGINT NOT NULL,
    "version_id" TEXT NOT NULL,
    "material" BYTEA NOT NULL,
    "canary" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kms_key_versions_pkey" PRIMARY KEY ("key_uid","version_id")
);

-- CreateTable
CREATE TABLE "kms_key_generations" (
    "key_uid" BIGINT NOT NULL,
    "account_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_token" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "kms_key_generations_pkey" PRIMARY KEY ("key_uid")
);

-- CreateTable
CREATE TABLE "kms_secrets" (
    "uid" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "region_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "tags" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rotated_at" TIMESTAMPTZ(3),
    "rotation_days" INTEGER,
    "generator" JSONB,
    "next_rotation_at" TIMESTAMPTZ(3),
    "deletion_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "change_seq" BIGINT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "kms_secrets_pkey" PRIMARY KEY ("uid")
);

-- CreateTable
CREATE TABLE "kms_secret_versions" (
    "secret_uid" BIGINT NOT NULL,
    "version_id" TEXT NOT NULL,
    "stages" TEXT[],
    "key_id" TEXT NOT NULL,
    "key_version_id" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kms_secret_versions_pkey" PRIMARY KEY ("secret_uid","version_id")
);

-- CreateTable
CREATE TABLE "backup_instances" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "region_id" TEXT NOT NULL,
    "type" "backup_type" NOT NULL,
    "state" "backup_state" NOT NULL DEFAULT 'DISABLED',
    "alias" TEXT,
    "queryable_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "source_instance_id" TEXT,
    "enabled_at" TIMESTAMPTZ(3),
    "data_key_id" TEXT,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "head_ordinal" INTEGER NOT NULL DEFAULT 0,
    "head_mac" BYTEA,
    "through_seq" BIGINT NOT NULL DEFAULT 0,
    "last_look_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "full_due_at" TIMESTAMPTZ(3),
    "verify_due_at" TIMESTAMPTZ(3),
    "lease_token" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "damaged_items" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "backup_instances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot_runs" (
    "backup_instance_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "lease_token" TEXT NOT NULL,
    "kind" "point_kind" NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "snapshot_runs_pkey" PRIMARY KEY ("backup_instance_id")
);

-- CreateTable
CREATE TABLE "backup_points" (
    "backup_instance_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" "point_kind" NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "through_seq" BIGINT NOT NULL,
    "key_count" INTEGER NOT NULL,
    "secret_count" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "closed" INTEGER NOT NULL,
    "changes_hash" BYTEA NOT NULL,
    "set_hash" BYTEA,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "backup_points_pkey" PRIMARY KEY ("backup_instance_id","ordinal")
);

-- CreateTable
CREATE TABLE "backup_manifests" (
    "backup_instance_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "backup_manifests_pkey" PRIMARY KEY ("backup_instance_id","ordinal")
);

-- CreateTable
CREATE TABLE "verifications" (
    "backup_instance_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "lease_token" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "through_ordinal" INTEGER NOT NULL DEFAULT 0,
    "point_count" INTEGER NOT NULL DEFAULT 0,
    "record_count" INTEGER NOT NULL DEFAULT 0,
    "damaged_count" INTEGER NOT NULL DEFAULT 0,
    "broken_points" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("backup_instance_id")
);

-- CreateTable
CREATE TABLE "damaged_records" (
    "backup_instance_id" TEXT NOT NULL,
    "item_type" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER,
    "kind" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "damaged_records_pkey" PRIMARY KEY ("backup_instance_id","item_type","item_id","from_ordinal")
);

-- CreateTable
CREATE TABLE "backup_coverage" (
    "backup_instance_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "first_slot_at" TIMESTAMPTZ(3) NOT NULL,
    "last_slot_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backup_coverage_pkey" PRIMARY KEY ("backup_instance_id","first_slot_at","ordinal")
);

-- CreateTable
CREATE TABLE "backup_records" (
    "backup_instance_id" TEXT NOT NULL,
    "item_type" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER,
    "alias" TEXT,
    "spec" TEXT,
    "state" TEXT NOT NULL,
    "key_id" TEXT,
    "version_count" INTEGER NOT NULL,
    "item_created_at" TIMESTAMPTZ(3) NOT NULL,
    "item_rotated_at" TIMESTAMPTZ(3),
    "content_hash" BYTEA NOT NULL,
    "source_digest" BYTEA,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "backup_records_pkey" PRIMARY KEY ("backup_instance_id","item_type","item_id","from_ordinal")
);

-- CreateIndex
CREATE UNIQUE INDEX "auth_users_email_key" ON "auth_users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_users_username_key" ON "auth_users"("username");

-- CreateIndex
CREATE INDEX "auth_users_account_id_idx" ON "auth_users"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_sessions_token_key" ON "auth_sessions"("token");

-- CreateIndex
CREATE INDEX "auth_sessions_user_id_idx" ON "auth_sessions"("user_id");

-- CreateIndex
CREATE INDEX "auth_credentials_user_id_idx" ON "auth_credentials"("user_id");

-- CreateIndex
CREATE INDEX "auth_verifications_identifier_idx" ON "auth_verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "auth_rate_limits_key_key" ON "auth_rate_limits"("key");

-- CreateIndex
CREATE INDEX "data_keys_owner_id_idx" ON "data_keys"("owner_id");

-- CreateIndex
CREATE INDEX "data_keys_root_key_id_idx" ON "data_keys"("root_key_id");

-- CreateIndex
CREATE INDEX "kms_instances_account_id_region_id_created_at_idx" ON "kms_instances"("account_id", "region_id", "created_at");

-- CreateIndex
CREATE INDEX "kms_keys_instance_id_change_seq_idx" ON "kms_keys"("instance_id", "change_seq");

-- CreateIndex
CREATE INDEX "kms_keys_account_id_region_id_created_at_uid_idx" ON "kms_keys"("account_id", "region_id", "created_at", "uid");

-- CreateIndex
CREATE INDEX "kms_keys_deletion_at_idx" ON "kms_keys"("deletion_at");

-- CreateIndex
CREATE INDEX "kms_keys_next_rotation_at_idx" ON "kms_keys"("next_rotation_at");

-- CreateIndex
CREATE INDEX "kms_key_versions_version_id_idx" ON "kms_key_versions"("version_id");

-- CreateIndex
CREATE INDEX "kms_key_generations_instance_id_idx" ON "kms_key_generations"("instance_id");

-- CreateIndex
CREATE INDEX "kms_key_generations_requested_at_idx" ON "kms_key_generations"("requested_at");

-- CreateIndex
CREATE INDEX "kms_secrets_instance_id_change_seq_idx" ON "kms_secrets"("instance_id", "change_seq");

-- CreateIndex
CREATE INDEX "kms_secrets_account_id_region_id_created_at_uid_idx" ON "kms_secrets"("account_id", "region_id", "created_at", "uid");

-- CreateIndex
CREATE INDEX "kms_secrets_deletion_at_idx" ON "kms_secrets"("deletion_at");

-- CreateIndex
CREATE INDEX "kms_secrets_next_rotation_at_idx" ON "kms_secrets"("next_rotation_at");

-- CreateIndex
CREATE INDEX "kms_secret_versions_key_id_idx" ON "kms_secret_versions"("key_id");

-- CreateIndex
CREATE INDEX "backup_instances_account_id_region_id_created_at_idx" ON "backup_instances"("account_id", "region_id", "created_at");

-- CreateIndex
CREATE INDEX "backup_instances_due_at_idx" ON "backup_instances"("due_at");

-- CreateIndex
CREATE INDEX "backup_instances_verify_due_at_idx" ON "backup_instances"("verify_due_at");

-- CreateIndex
CREATE INDEX "backup_instances_source_instance_id_idx" ON "backup_instances"("source_instance_id");

-- CreateIndex
CREATE INDEX "backup_records_backup_instance_id_from_ordinal_idx" ON "backup_records"("backup_instance_id", "from_ordinal");

-- AddForeignKey
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_credentials" ADD CONSTRAINT "auth_credentials_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kms_key_versions" ADD CONSTRAINT "kms_key_versions_key_uid_fkey" FOREIGN KEY ("key_uid") REFERENCES "kms_keys"("uid") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kms_key_generations" ADD CONSTRAINT "kms_key_generations_key_uid_fkey" FOREIGN KEY ("key_uid") REFERENCES "kms_keys"("uid") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kms_secret_versions" ADD CONSTRAINT "kms_secret_versions_secret_uid_fkey" FOREIGN KEY ("secret_uid") REFERENCES "kms_secrets"("uid") ON DELETE CASCADE ON UPDATE CASCADE;
