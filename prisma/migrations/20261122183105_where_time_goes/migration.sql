-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "sample_told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "incidents" ADD COLUMN     "severities" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "person_profiles" ADD COLUMN     "holiday_region" TEXT;

-- AlterTable
ALTER TABLE "pull_request_facts" ADD COLUMN     "asked_ids" TEXT[],
ADD COLUMN     "coding_work_seconds" INTEGER,
ADD COLUMN     "complexity" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "complexity_factors" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "exclusion_effect" TEXT,
ADD COLUMN     "first_response_work_seconds" INTEGER,
ADD COLUMN     "is_ai_assisted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "last_reviewed_at" TIMESTAMPTZ(0),
ADD COLUMN     "lead_time_work_seconds" INTEGER,
ADD COLUMN     "merge_to_production_work_seconds" INTEGER,
ADD COLUMN     "merge_wait_work_seconds" INTEGER,
ADD COLUMN     "most_cycles_of_reviewer" INTEGER,
ADD COLUMN     "review_cycle_work_seconds" INTEGER,
ADD COLUMN     "review_turns" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "review_work_seconds" INTEGER,
ADD COLUMN     "pickup_start_at" TIMESTAMPTZ(0),
ADD COLUMN     "reviewed_ats" TIMESTAMPTZ(0)[],
ADD COLUMN     "reviewer_ids" TEXT[],
ADD COLUMN     "rework_seconds" INTEGER,
ADD COLUMN     "rework_work_seconds" INTEGER,
ADD COLUMN     "tier" TEXT NOT NULL DEFAULT 'light',
ADD COLUMN     "time_to_merge_work_seconds" INTEGER;

-- AlterTable
ALTER TABLE "team_calendars" ADD COLUMN     "holiday_region" TEXT,
ADD COLUMN     "holidays_on" TEXT[];

-- CreateTable
CREATE TABLE "incident_edits" (
    "incident_id" UUID NOT NULL,
    "issue_id" TEXT,
    "instants" JSONB NOT NULL,
    "told" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_edits_pkey" PRIMARY KEY ("incident_id")
);

-- CreateIndex
CREATE INDEX "incident_edits_issue_id_idx" ON "incident_edits"("issue_id");

-- CreateTable
CREATE TABLE "agreements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "team_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "target_share" DOUBLE PRECISION NOT NULL,
    "within_seconds" INTEGER NOT NULL,
    "heads_up_share" DOUBLE PRECISION,
    "repository_ids" TEXT[],
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "definition_version" INTEGER NOT NULL,
    "settings_revision" INTEGER NOT NULL,
    "note" TEXT,
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disputes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pull_request_id" TEXT NOT NULL,
    "metric" TEXT,
    "kind" TEXT NOT NULL,
    "proposal" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment_facts" (
    "deployment_id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "service" TEXT,
    "environment" TEXT NOT NULL,
    "track" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(0),
    "failed_at" TIMESTAMPTZ(0),
    "step" TEXT NOT NULL,
    "is_counted" BOOLEAN NOT NULL,
    "previous_id" TEXT,
    "takes_back_id" TEXT,
    "pull_requests" INTEGER NOT NULL,
    "pull_request_ids" TEXT[],
    "is_remediation" BOOLEAN NOT NULL,
    "remediation_kind" TEXT,
    "remedies_id" TEXT,
    "remedies" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "deployment_facts_pkey" PRIMARY KEY ("deployment_id")
);

-- CreateTable
CREATE TABLE "attributions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "issue_id" TEXT,
    "deployment_id" TEXT,
    "pull_request_id" TEXT,
    "verdict" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "note" TEXT,
    "decided_by_id" TEXT,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "stands" BOOLEAN NOT NULL DEFAULT true,
    "taken_back_version" INTEGER,
    "taken_back_by" TEXT,

    CONSTRAINT "attributions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_settings" (
    "is_the_only_one" BOOLEAN NOT NULL DEFAULT true,
    "bands_year" INTEGER,
    "suspected_hours" INTEGER NOT NULL DEFAULT 24,
    "hotfix_labels" TEXT[],
    "hotfix_branches" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_settings_pkey" PRIMARY KEY ("is_the_only_one")
);

-- CreateTable
CREATE TABLE "interventions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "description" TEXT,
    "team_id" UUID,
    "repository_ids" TEXT[],
    "started_on" DATE NOT NULL,
    "settled_on" DATE,
    "metric" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'person',
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interventions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chart_notes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "note_on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "team_id" UUID,
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chart_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_bands" (
    "team_id" UUID NOT NULL,
    "person_id" UUID,
    "review_share_from" DOUBLE PRECISION,
    "review_share_to" DOUBLE PRECISION,
    "coding_share_from" DOUBLE PRECISION,
    "coding_share_to" DOUBLE PRECISION,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lead_bands_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "review_acts" (
    "pull_request_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "repository_id" TEXT NOT NULL,
    "author_id" TEXT,
    "author_class" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "minutes" SMALLINT NOT NULL GENERATED ALWAYS AS (CASE
      WHEN "size" <= 10 THEN 5 WHEN "size" <= 50 THEN 15 WHEN "size" <= 200 THEN 30 WHEN "size" <= 500 THEN 60 ELSE 120 END) STORED,
    "reviewer_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "previous_at" TIMESTAMPTZ(0),
    "previous_of_anybody_at" TIMESTAMPTZ(0),

    CONSTRAINT "review_acts_pkey" PRIMARY KEY ("pull_request_id","place")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "search" JSONB NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pull_request_facts_last_reviewed_at_idx" ON "pull_request_facts"("last_reviewed_at");

-- CreateIndex
CREATE INDEX "agreements_team_id_idx" ON "agreements"("team_id");

-- CreateIndex
CREATE INDEX "disputes_pull_request_id_idx" ON "disputes"("pull_request_id");

-- CreateIndex
CREATE INDEX "disputes_state_created_at_idx" ON "disputes"("state", "created_at");

-- CreateIndex
CREATE INDEX "deployment_facts_finished_at_idx" ON "deployment_facts"("finished_at");

-- CreateIndex
CREATE INDEX "deployment_facts_repository_id_finished_at_idx" ON "deployment_facts"("repository_id", "finished_at");

-- CreateIndex
CREATE INDEX "attributions_incident_id_idx" ON "attributions"("incident_id");

-- CreateIndex
CREATE INDEX "attributions_issue_id_idx" ON "attributions"("issue_id");

-- CreateIndex
CREATE INDEX "attributions_deployment_id_idx" ON "attributions"("deployment_id");

-- CreateIndex
CREATE INDEX "interventions_started_on_idx" ON "interventions"("started_on");

-- CreateIndex
CREATE INDEX "chart_notes_note_on_idx" ON "chart_notes"("note_on");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_owner_id_page_name_key" ON "saved_views"("owner_id", "page", "name");

-- CreateIndex
CREATE INDEX "review_acts_repository_id_at_idx" ON "review_acts"("repository_id", "at");

-- CreateIndex
CREATE INDEX "review_acts_author_id_at_idx" ON "review_acts"("author_id", "at");

-- CreateIndex
CREATE INDEX "review_acts_reviewer_id_at_idx" ON "review_acts"("reviewer_id", "at");

-- AddForeignKey
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_facts" ADD CONSTRAINT "deployment_facts_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_facts" ADD CONSTRAINT "deployment_facts_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interventions" ADD CONSTRAINT "interventions_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interventions" ADD CONSTRAINT "interventions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart_notes" ADD CONSTRAINT "chart_notes_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart_notes" ADD CONSTRAINT "chart_notes_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_bands" ADD CONSTRAINT "lead_bands_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_bands" ADD CONSTRAINT "lead_bands_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_edits" ADD CONSTRAINT "incident_edits_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One word of each pair stands; no deployment is a deployment of its own here.
CREATE UNIQUE INDEX "attributions_standing_key" ON "attributions"("incident_id", coalesce("deployment_id", '')) WHERE "stands";

-- Charts read one bucket after the other from an index that holds all that they add up, so that the wide rows stay unread.
-- The rows that metrics count (B1, B14), by their merge.
CREATE INDEX "pull_request_facts_counted_merged_idx" ON "pull_request_facts"("merged_at") INCLUDE (
  "ready_at", "pickup_start_at", "created_at", "first_commit_at", "first_review_at", "first_response_at", "final_approval_at", "deployed_at",
  "coding_seconds", "coding_work_seconds", "pickup_seconds", "pickup_work_seconds", "review_seconds", "review_work_seconds",
  "merge_wait_seconds", "merge_wait_work_seconds", "review_cycle_seconds", "review_cycle_work_seconds",
  "time_to_merge_seconds", "time_to_merge_work_seconds",
  "repository_id", "author_id", "base_branch", "size", "tier", "is_ai_assisted"
) WHERE "author_class" = 'human' AND "exclusion" IS NULL;

-- Those that they leave out.
CREATE INDEX "pull_request_facts_left_out_merged_idx" ON "pull_request_facts"("merged_at") INCLUDE (
  "author_class", "exclusion", "review_cycle_seconds", "review_cycle_work_seconds", "time_to_merge_seconds",
  "time_to_merge_work_seconds", "repository_id", "author_id"
) WHERE "author_class" <> 'human' OR "exclusion" IS NOT NULL;

-- What is open, or was closed without a merge.
CREATE INDEX "pull_request_facts_unmerged_idx" ON "pull_request_facts"("closed_at") INCLUDE (
  "state", "merged_at", "ready_at", "pickup_start_at", "created_at", "first_commit_at", "first_review_at", "first_response_at",
  "final_approval_at", "deployed_at", "author_class", "exclusion", "repository_id", "author_id"
) WHERE "merged_at" IS NULL;

-- The instants that end the other stages, as server/src/features/cycle-time/stage-expressions.store.ts has them.
CREATE INDEX "pull_request_facts_coded_idx" ON "pull_request_facts"((CASE WHEN "first_commit_at" IS NOT NULL THEN "ready_at" END))
  INCLUDE ("first_commit_at", "ready_at", "coding_seconds", "coding_work_seconds", "author_class", "exclusion", "repository_id", "author_id");

CREATE INDEX "pull_request_facts_picked_up_idx" ON "pull_request_facts"((CASE WHEN "first_review_at" IS NOT NULL AND "ready_at" IS NOT NULL THEN GREATEST("first_review_at", "ready_at") END))
  INCLUDE ("first_review_at", "ready_at", "pickup_seconds", "pickup_work_seconds", "author_class", "exclusion", "repository_id", "author_id");

CREATE INDEX "pull_request_facts_responded_idx" ON "pull_request_facts"((CASE WHEN "first_response_at" IS NOT NULL AND "ready_at" IS NOT NULL THEN GREATEST("first_response_at", "ready_at") END))
  INCLUDE ("first_response_at", "ready_at", "first_response_seconds", "first_response_work_seconds", "author_class", "exclusion", "repository_id", "author_id");

CREATE INDEX "pull_request_facts_approved_idx" ON "pull_request_facts"((CASE WHEN "final_approval_at" IS NOT NULL AND "ready_at" IS NOT NULL THEN GREATEST("final_approval_at", "ready_at") END))
  INCLUDE ("final_approval_at", "ready_at", "review_seconds", "review_work_seconds", "author_class", "exclusion", "repository_id", "author_id");

CREATE INDEX "pull_request_facts_waited_idx" ON "pull_request_facts"((CASE WHEN "merged_at" IS NOT NULL AND "ready_at" IS NOT NULL THEN GREATEST("merged_at", "ready_at") END))
  INCLUDE ("merged_at", "ready_at", "merge_wait_seconds", "merge_wait_work_seconds", "author_class", "exclusion", "repository_id", "author_id");

CREATE INDEX "pull_request_facts_deployed_idx" ON "pull_request_facts"("deployed_at") INCLUDE (
  "merge_to_production_seconds", "merge_to_production_work_seconds", "lead_time_seconds", "lead_time_work_seconds",
  "author_class", "exclusion", "repository_id", "author_id"
) WHERE "deployed_at" IS NOT NULL;

-- An index answers alone only for pages that were vacuumed since they changed.
ALTER TABLE "pull_request_facts" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);

-- Of incidents that are there already what is known now is the first that was heard of.
UPDATE "incidents" SET "severities" = jsonb_build_array(jsonb_build_object('severity', "severity", 'at', NULL))
  WHERE "severity" IS NOT NULL;

-- Who reviewed what, and when (B12, C21): the lists of each facts row that no rule leaves out, one row for each act. Triggers
-- keep it in step in the same transaction. There is nothing to fill now: the lists were added above and are still empty.
-- The condition is always true: it makes the index one that the schema files cannot express and the comparison passes over.
CREATE INDEX "review_acts_at_idx" ON "review_acts"("at") INCLUDE ("reviewer_id", "previous_at", "previous_of_anybody_at", "minutes")
  WHERE "at" IS NOT NULL;

ALTER TABLE "review_acts" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);

CREATE FUNCTION "acts_in_lists"(reviewer_ids TEXT[], reviewed_ats TIMESTAMPTZ[])
RETURNS TABLE (place INTEGER, reviewer_id TEXT, at TIMESTAMPTZ, previous_at TIMESTAMPTZ, previous_of_anybody_at TIMESTAMPTZ)
LANGUAGE sql IMMUTABLE AS $$
  SELECT act.place::int, act.reviewer_id, act.at,
    lag(act.at) OVER (PARTITION BY act.reviewer_id ORDER BY act.at, act.place),
    lag(act.at) OVER (ORDER BY act.at, act.place)
  FROM unnest(reviewer_ids, reviewed_ats) WITH ORDINALITY AS act (reviewer_id, at, place)
  WHERE act.reviewer_id IS NOT NULL AND act.at IS NOT NULL
$$;

CREATE FUNCTION "add_review_acts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.review_acts (pull_request_id, repository_id, author_id, author_class, size, place, reviewer_id, at,
    previous_at, previous_of_anybody_at)
  SELECT f.pull_request_id, f.repository_id, f.author_id, f.author_class, f.size, act.*
  FROM added AS f CROSS JOIN LATERAL public.acts_in_lists(f.reviewer_ids, f.reviewed_ats) AS act
  WHERE f.exclusion IS NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION "change_review_acts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.review_acts WHERE pull_request_id = OLD.pull_request_id;
  IF NEW.exclusion IS NULL THEN
    INSERT INTO public.review_acts (pull_request_id, repository_id, author_id, author_class, size, place, reviewer_id, at,
      previous_at, previous_of_anybody_at)
    SELECT NEW.pull_request_id, NEW.repository_id, NEW.author_id, NEW.author_class, NEW.size, act.*
    FROM public.acts_in_lists(NEW.reviewer_ids, NEW.reviewed_ats) AS act;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "remove_review_acts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    TRUNCATE public.review_acts;
  ELSE
    DELETE FROM public.review_acts AS act USING removed WHERE act.pull_request_id = removed.pull_request_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "adds_review_acts" AFTER INSERT ON "pull_request_facts" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "add_review_acts"();

-- By row, and not at all for most: deriving again seldom changes who reviewed.
CREATE TRIGGER "changes_review_acts" AFTER UPDATE ON "pull_request_facts" FOR EACH ROW WHEN (
  (OLD.pull_request_id, OLD.repository_id, OLD.author_id, OLD.author_class, OLD.size, OLD.exclusion IS NULL,
    OLD.reviewer_ids, OLD.reviewed_ats) IS DISTINCT FROM
  (NEW.pull_request_id, NEW.repository_id, NEW.author_id, NEW.author_class, NEW.size, NEW.exclusion IS NULL,
    NEW.reviewer_ids, NEW.reviewed_ats)
) EXECUTE FUNCTION "change_review_acts"();

CREATE TRIGGER "removes_review_acts" AFTER DELETE ON "pull_request_facts" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "remove_review_acts"();

CREATE TRIGGER "empties_review_acts" AFTER TRUNCATE ON "pull_request_facts"
  FOR EACH STATEMENT EXECUTE FUNCTION "remove_review_acts"();

-- Answers are kept until something that they stand on changes. Each transaction that changes it adds one row, which is seen
-- at the moment when the change is; the sums of "changes" never go down.
CREATE TABLE "data_changes" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "changes" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "data_changes_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION "note_data_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  setting TEXT := 'bellwether.noted_' || TG_ARGV[0];
  this_one TEXT := pg_current_xact_id()::text;
BEGIN
  IF current_setting(setting, true) IS DISTINCT FROM this_one THEN
    INSERT INTO public.data_changes (kind) VALUES (TG_ARGV[0]);
    PERFORM set_config(setting, this_one, true);
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  one RECORD;
BEGIN
  FOR one IN
    SELECT name, 'data' AS kind, 'UPDATE' AS event FROM unnest(ARRAY[
      'accounts', 'agreements', 'attributions', 'chart_notes', 'code_owners_lines', 'commits',
      'delivery_settings', 'deployment_facts', 'deployment_rules', 'deployment_statuses',
      'deployments', 'disputes', 'incident_edits', 'incident_rules', 'incidents', 'interventions', 'issue_comments', 'issue_labels', 'issues',
      'lead_bands', 'people',
      'person_absences', 'person_profiles', 'pull_request_commits', 'pull_request_facts', 'pull_request_files',
      'pull_request_labels', 'pull_requests', 'repositories', 'review_comments', 'review_requests', 'reviews',
      'team_calendars', 'team_members', 'team_paths', 'team_repositories', 'teams', 'timeline_events'
    ]) AS name
    UNION ALL VALUES ('sync_streams', 'readings', 'UPDATE'),
      -- What else changes in these is progress.
      ('connections', 'data', 'UPDATE OF "kind", "sample_seed", "sample_ends_at"'),
      ('definition_settings', 'data', 'UPDATE OF "settings", "state", "activated_at"')
  LOOP
    EXECUTE format('CREATE TRIGGER "notes_changes" AFTER INSERT OR DELETE OR %s ON %I
      FOR EACH ROW EXECUTE FUNCTION "note_data_change"(%L)', one.event, one.name, one.kind);
    EXECUTE format('CREATE TRIGGER "notes_emptying" AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION "note_data_change"(%L)', one.name, one.kind);
  END LOOP;
END $$;
