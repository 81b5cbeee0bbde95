-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "name" TEXT;

-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "app_id" TEXT,
ADD COLUMN     "history_months" INTEGER,
ADD COLUMN     "identity" TEXT,
ADD COLUMN     "installation_id" BIGINT,
ADD COLUMN     "suspended_at" TIMESTAMPTZ(0),
ADD COLUMN     "webhook_secret_ciphertext" TEXT,
ADD COLUMN     "webhook_secret_hint" TEXT;

-- Connections of before: named by what they are; of two alike the younger keeps its number in the name.
UPDATE "connections" c SET "identity" = known."identity"
  || CASE WHEN known."place" = 1 THEN '' ELSE ' ' || known."id"::text END
FROM (
  SELECT "id", base."identity",
    row_number() OVER (PARTITION BY base."identity" ORDER BY "created_at", "id") "place"
  FROM "connections", LATERAL (
    SELECT CASE WHEN "kind" = 'sample' THEN 'sample'
      ELSE "kind" || ' ' || "api_url" || ' ' || lower(coalesce("login", '')) END "identity"
  ) base
) known
WHERE known."id" = c."id";
ALTER TABLE "connections" ALTER COLUMN "identity" SET NOT NULL,
ALTER COLUMN "identity" SET DEFAULT (gen_random_uuid())::text;

-- AlterTable
ALTER TABLE "deployments" ADD COLUMN     "external_id" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'github-deployment',
ADD COLUMN     "name" TEXT,
ADD COLUMN     "previous_sha" TEXT,
ADD COLUMN     "service" TEXT,
ADD COLUMN     "source" TEXT,
ADD COLUMN     "source_sha" TEXT,
ADD COLUMN     "url" TEXT,
ALTER COLUMN "database_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "pull_request_facts" ADD COLUMN     "exclusion" TEXT,
ADD COLUMN     "settings_revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "code_owners_path" TEXT,
ADD COLUMN     "inaccessible_since" TIMESTAMPTZ(3),
ADD COLUMN     "is_discovered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "paused_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sync_streams" ADD COLUMN     "deep_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "error_remedy" TEXT,
ADD COLUMN     "etag" TEXT,
ADD COLUMN     "resumed_from" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "set_aside" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "unhealed_gap" INTEGER;

-- CreateTable
CREATE TABLE "definition_settings" (
    "revision" SERIAL NOT NULL,
    "settings" JSONB NOT NULL,
    "note" TEXT,
    "state" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "progress_at" TIMESTAMPTZ(3),
    "activated_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "definition_settings_pkey" PRIMARY KEY ("revision")
);

-- CreateTable
CREATE TABLE "staged_facts" (
    "pull_request_id" TEXT NOT NULL,
    "settings_revision" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "staged_facts_pkey" PRIMARY KEY ("pull_request_id")
);

-- CreateTable
CREATE TABLE "deployment_sources" (
    "repository_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_wanted" BOOLEAN NOT NULL DEFAULT false,
    "workflow_ids" BIGINT[],
    "watermark_at" TIMESTAMPTZ(0),
    "cursor" TEXT,
    "pass_started_at" TIMESTAMPTZ(0),
    "error_message" TEXT,

    CONSTRAINT "deployment_sources_pkey" PRIMARY KEY ("repository_id","kind","name")
);

-- CreateTable
CREATE TABLE "deployment_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "repository_id" TEXT,
    "kind" TEXT NOT NULL,
    "environments" TEXT[],
    "workflow_name" TEXT,
    "include_prereleases" BOOLEAN NOT NULL DEFAULT false,
    "count_redeploys" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deployment_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "issue_id" TEXT,
    "source" TEXT,
    "external_id" TEXT,
    "repository_id" TEXT,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "severity" TEXT,
    "service" TEXT,
    "impact_started_at" TIMESTAMPTZ(0),
    "detected_at" TIMESTAMPTZ(0),
    "declared_at" TIMESTAMPTZ(0),
    "acknowledged_at" TIMESTAMPTZ(0),
    "mitigated_at" TIMESTAMPTZ(0),
    "resolved_at" TIMESTAMPTZ(0),
    "closed_at" TIMESTAMPTZ(0),
    "caused_by" TEXT,
    "exclusion" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "repository_id" TEXT,
    "labels" TEXT[],
    "severities" JSONB NOT NULL,
    "services" JSONB NOT NULL,
    "exclusions" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_emails" (
    "email" TEXT NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "person_emails_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "person_changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "github_id" TEXT,
    "organization" TEXT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_imports" (
    "connection_id" UUID NOT NULL,
    "organization" TEXT NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_message" TEXT,
    "error_remedy" TEXT,

    CONSTRAINT "team_imports_pkey" PRIMARY KEY ("connection_id","organization")
);

-- CreateTable
CREATE TABLE "team_members" (
    "team_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("team_id","account_id")
);

-- CreateTable
CREATE TABLE "team_repositories" (
    "team_id" UUID NOT NULL,
    "repository_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,

    CONSTRAINT "team_repositories_pkey" PRIMARY KEY ("team_id","repository_id")
);

-- CreateTable
CREATE TABLE "team_paths" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "team_id" UUID NOT NULL,
    "repository_id" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,

    CONSTRAINT "team_paths_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_owners_lines" (
    "repository_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "pattern" TEXT NOT NULL,
    "owners" TEXT[],
    "problem" TEXT,

    CONSTRAINT "code_owners_lines_pkey" PRIMARY KEY ("repository_id","line")
);

-- CreateTable
CREATE TABLE "sync_leases" (
    "connection_id" UUID NOT NULL,
    "holder" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sync_leases_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "points_slots" (
    "connection_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "spent" INTEGER NOT NULL,
    "remaining" INTEGER,
    "limit" INTEGER,
    "reset_at" TIMESTAMPTZ(0),

    CONSTRAINT "points_slots_pkey" PRIMARY KEY ("connection_id","starts_at")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "repository" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "subject" TEXT,
    "error" TEXT,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_counts" (
    "counted_on" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "webhook_counts_pkey" PRIMARY KEY ("counted_on","outcome")
);

-- CreateIndex
CREATE UNIQUE INDEX "deployment_rules_repository_id_key" ON "deployment_rules"("repository_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "incidents_issue_id_key" ON "incidents"("issue_id");

-- CreateIndex
CREATE INDEX "incidents_repository_id_idx" ON "incidents"("repository_id");

-- CreateIndex
CREATE INDEX "incidents_declared_at_idx" ON "incidents"("declared_at");

-- CreateIndex
CREATE UNIQUE INDEX "incidents_source_external_id_key" ON "incidents"("source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_rules_repository_id_key" ON "incident_rules"("repository_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "person_emails_person_id_idx" ON "person_emails"("person_id");

-- CreateIndex
CREATE INDEX "person_changes_changed_at_idx" ON "person_changes"("changed_at");

-- CreateIndex
CREATE UNIQUE INDEX "teams_github_id_key" ON "teams"("github_id");

-- CreateIndex
CREATE UNIQUE INDEX "teams_organization_slug_key" ON "teams"("organization", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "team_paths_team_id_repository_id_pattern_key" ON "team_paths"("team_id", "repository_id", "pattern");

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "connections_identity_key" ON "connections"("identity");

-- CreateIndex
CREATE UNIQUE INDEX "deployments_source_external_id_key" ON "deployments"("source", "external_id");

-- AddForeignKey
ALTER TABLE "deployment_sources" ADD CONSTRAINT "deployment_sources_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_rules" ADD CONSTRAINT "deployment_rules_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_rules" ADD CONSTRAINT "incident_rules_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_emails" ADD CONSTRAINT "person_emails_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_imports" ADD CONSTRAINT "team_imports_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_repositories" ADD CONSTRAINT "team_repositories_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_repositories" ADD CONSTRAINT "team_repositories_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_paths" ADD CONSTRAINT "team_paths_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_paths" ADD CONSTRAINT "team_paths_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_owners_lines" ADD CONSTRAINT "code_owners_lines_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_leases" ADD CONSTRAINT "sync_leases_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "points_slots" ADD CONSTRAINT "points_slots_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Goes up after each stored change of the facts, so that open pages and kept results know that there is something new.
CREATE SEQUENCE "data_version_seq";
