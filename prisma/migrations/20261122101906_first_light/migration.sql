-- CreateTable
CREATE TABLE "connections" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "api_url" TEXT NOT NULL,
    "login" TEXT,
    "secret_ciphertext" TEXT,
    "secret_hint" TEXT,
    "rights" JSONB,
    "checked_at" TIMESTAMPTZ(0),
    "sample_seed" INTEGER,
    "sample_ends_at" TIMESTAMPTZ(0),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repositories" (
    "id" TEXT NOT NULL,
    "connection_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "default_branch" TEXT,
    "is_private" BOOLEAN NOT NULL,
    "is_archived" BOOLEAN NOT NULL,
    "is_fork" BOOLEAN NOT NULL,
    "is_empty" BOOLEAN NOT NULL,
    "generated_patterns" TEXT[],
    "created_at" TIMESTAMPTZ(0) NOT NULL,
    "pushed_at" TIMESTAMPTZ(0),
    "history_from" TIMESTAMPTZ(0),
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repositories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployments" (
    "id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "database_id" BIGINT NOT NULL,
    "environment" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "ref" TEXT,
    "task" TEXT,
    "creator_id" TEXT,
    "created_at" TIMESTAMPTZ(0) NOT NULL,
    "updated_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "deployments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment_statuses" (
    "id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "deployment_statuses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commits" (
    "repository_id" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "parent_shas" TEXT[],

    CONSTRAINT "commits_pkey" PRIMARY KEY ("repository_id","sha")
);

-- CreateTable
CREATE TABLE "issues" (
    "id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ(0) NOT NULL,
    "updated_at" TIMESTAMPTZ(0) NOT NULL,
    "closed_at" TIMESTAMPTZ(0),

    CONSTRAINT "issues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_labels" (
    "issue_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT,

    CONSTRAINT "issue_labels_pkey" PRIMARY KEY ("issue_id","name")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "display_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "avatar_url" TEXT,
    "person_id" UUID,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pull_requests" (
    "id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "author_id" TEXT,
    "state" TEXT NOT NULL,
    "is_draft" BOOLEAN NOT NULL,
    "base_branch" TEXT NOT NULL,
    "head_branch" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "merge_commit_sha" TEXT,
    "merged_by_id" TEXT,
    "created_at" TIMESTAMPTZ(0) NOT NULL,
    "updated_at" TIMESTAMPTZ(0) NOT NULL,
    "merged_at" TIMESTAMPTZ(0),
    "closed_at" TIMESTAMPTZ(0),
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "changed_files" INTEGER NOT NULL,
    "reverts_reference" TEXT,
    "reviews_total" INTEGER NOT NULL,
    "issue_comments_total" INTEGER NOT NULL,
    "commits_total" INTEGER NOT NULL,
    "files_total" INTEGER NOT NULL,
    "timeline_total" INTEGER NOT NULL,

    CONSTRAINT "pull_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pull_request_labels" (
    "pull_request_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT,

    CONSTRAINT "pull_request_labels_pkey" PRIMARY KEY ("pull_request_id","name")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" TEXT NOT NULL,
    "database_id" BIGINT NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "author_id" TEXT,
    "state" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(0) NOT NULL,
    "commit_sha" TEXT,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_requests" (
    "pull_request_id" TEXT NOT NULL,
    "reviewer_id" TEXT NOT NULL,
    "reviewer_kind" TEXT NOT NULL,
    "reviewer_name" TEXT NOT NULL,

    CONSTRAINT "review_requests_pkey" PRIMARY KEY ("pull_request_id","reviewer_id")
);

-- CreateTable
CREATE TABLE "review_comments" (
    "id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "review_database_id" BIGINT,
    "in_reply_to_id" BIGINT,
    "author_id" TEXT,
    "path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(0) NOT NULL,
    "updated_at" TIMESTAMPTZ(0) NOT NULL,
    "commit_sha" TEXT,

    CONSTRAINT "review_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_comments" (
    "id" TEXT NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "issue_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pull_request_commits" (
    "pull_request_id" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "position" INTEGER,
    "author_id" TEXT,
    "author_email" TEXT,
    "authored_at" TIMESTAMPTZ(0) NOT NULL,
    "committed_at" TIMESTAMPTZ(0) NOT NULL,
    "parent_count" INTEGER,

    CONSTRAINT "pull_request_commits_pkey" PRIMARY KEY ("pull_request_id","sha")
);

-- CreateTable
CREATE TABLE "pull_request_files" (
    "pull_request_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "change_type" TEXT NOT NULL,

    CONSTRAINT "pull_request_files_pkey" PRIMARY KEY ("pull_request_id","path")
);

-- CreateTable
CREATE TABLE "timeline_events" (
    "id" TEXT NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "occurred_at" TIMESTAMPTZ(0) NOT NULL,
    "subject" TEXT,
    "before_sha" TEXT,
    "after_sha" TEXT,

    CONSTRAINT "timeline_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pull_request_facts" (
    "pull_request_id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "author_id" TEXT,
    "author_class" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_draft" BOOLEAN NOT NULL,
    "base_branch" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(0) NOT NULL,
    "updated_at" TIMESTAMPTZ(0) NOT NULL,
    "first_commit_at" TIMESTAMPTZ(0),
    "ready_at" TIMESTAMPTZ(0),
    "first_review_at" TIMESTAMPTZ(0),
    "first_response_at" TIMESTAMPTZ(0),
    "first_approval_at" TIMESTAMPTZ(0),
    "final_approval_at" TIMESTAMPTZ(0),
    "merged_at" TIMESTAMPTZ(0),
    "closed_at" TIMESTAMPTZ(0),
    "deployed_at" TIMESTAMPTZ(0),
    "deployment_id" TEXT,
    "coding_seconds" INTEGER,
    "pickup_seconds" INTEGER,
    "pickup_work_seconds" INTEGER,
    "first_response_seconds" INTEGER,
    "review_seconds" INTEGER,
    "merge_wait_seconds" INTEGER,
    "review_cycle_seconds" INTEGER,
    "time_to_merge_seconds" INTEGER,
    "merge_to_production_seconds" INTEGER,
    "lead_time_seconds" INTEGER,
    "draft_seconds" INTEGER,
    "parked_seconds" INTEGER NOT NULL,
    "pauses" JSONB NOT NULL DEFAULT '[]',
    "rework_cycles" INTEGER,
    "reviewers" INTEGER NOT NULL,
    "comments" INTEGER NOT NULL,
    "commits" INTEGER NOT NULL,
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "changed_files" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "review_grade" TEXT,
    "flags" TEXT[],

    CONSTRAINT "pull_request_facts_pkey" PRIMARY KEY ("pull_request_id")
);

-- CreateTable
CREATE TABLE "sync_streams" (
    "repository_id" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'idle',
    "cursor" TEXT,
    "pass_started_at" TIMESTAMPTZ(0),
    "watermark_at" TIMESTAMPTZ(0),
    "page_size" INTEGER,
    "pass_done" INTEGER NOT NULL DEFAULT 0,
    "pass_total" INTEGER,
    "stored" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "points" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "progress_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_message" TEXT,
    "error_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_streams_pkey" PRIMARY KEY ("repository_id","stream")
);

-- CreateIndex
CREATE INDEX "repositories_connection_id_idx" ON "repositories"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "repositories_owner_name_key" ON "repositories"("owner", "name");

-- CreateIndex
CREATE INDEX "deployments_repository_id_created_at_idx" ON "deployments"("repository_id", "created_at");

-- CreateIndex
CREATE INDEX "deployment_statuses_deployment_id_idx" ON "deployment_statuses"("deployment_id");

-- CreateIndex
CREATE UNIQUE INDEX "issues_repository_id_number_key" ON "issues"("repository_id", "number");

-- CreateIndex
CREATE INDEX "accounts_login_idx" ON "accounts"("login");

-- CreateIndex
CREATE INDEX "accounts_person_id_idx" ON "accounts"("person_id");

-- CreateIndex
CREATE INDEX "pull_requests_repository_id_updated_at_idx" ON "pull_requests"("repository_id", "updated_at");

-- CreateIndex
CREATE INDEX "pull_requests_merge_commit_sha_idx" ON "pull_requests"("merge_commit_sha");

-- CreateIndex
CREATE UNIQUE INDEX "pull_requests_repository_id_number_key" ON "pull_requests"("repository_id", "number");

-- CreateIndex
CREATE INDEX "reviews_pull_request_id_idx" ON "reviews"("pull_request_id");

-- CreateIndex
CREATE INDEX "reviews_author_id_submitted_at_idx" ON "reviews"("author_id", "submitted_at");

-- CreateIndex
CREATE INDEX "review_comments_repository_id_pull_request_number_idx" ON "review_comments"("repository_id", "pull_request_number");

-- CreateIndex
CREATE INDEX "issue_comments_pull_request_id_idx" ON "issue_comments"("pull_request_id");

-- CreateIndex
CREATE INDEX "timeline_events_pull_request_id_idx" ON "timeline_events"("pull_request_id");

-- CreateIndex
CREATE INDEX "pull_request_facts_merged_at_idx" ON "pull_request_facts"("merged_at");

-- CreateIndex
CREATE INDEX "pull_request_facts_repository_id_merged_at_idx" ON "pull_request_facts"("repository_id", "merged_at");

-- CreateIndex
CREATE INDEX "pull_request_facts_repository_id_created_at_idx" ON "pull_request_facts"("repository_id", "created_at");

-- CreateIndex
CREATE INDEX "pull_request_facts_repository_id_number_idx" ON "pull_request_facts"("repository_id", "number");

-- CreateIndex
CREATE INDEX "pull_request_facts_first_review_at_idx" ON "pull_request_facts"("first_review_at");

-- CreateIndex
CREATE INDEX "pull_request_facts_state_idx" ON "pull_request_facts"("state");

-- AddForeignKey
ALTER TABLE "repositories" ADD CONSTRAINT "repositories_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_statuses" ADD CONSTRAINT "deployment_statuses_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commits" ADD CONSTRAINT "commits_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issues" ADD CONSTRAINT "issues_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_labels" ADD CONSTRAINT "issue_labels_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull_requests" ADD CONSTRAINT "pull_requests_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull_request_labels" ADD CONSTRAINT "pull_request_labels_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_requests" ADD CONSTRAINT "review_requests_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_comments" ADD CONSTRAINT "review_comments_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_comments" ADD CONSTRAINT "issue_comments_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull_request_commits" ADD CONSTRAINT "pull_request_commits_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull_request_files" ADD CONSTRAINT "pull_request_files_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_events" ADD CONSTRAINT "timeline_events_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull_request_facts" ADD CONSTRAINT "pull_request_facts_pull_request_id_fkey" FOREIGN KEY ("pull_request_id") REFERENCES "pull_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_streams" ADD CONSTRAINT "sync_streams_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;
