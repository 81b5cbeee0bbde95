-- AlterTable
ALTER TABLE "pull_request_facts" ADD COLUMN     "pauses" JSONB NOT NULL DEFAULT '[]';

-- CreateIndex
CREATE INDEX "pull_request_facts_state_idx" ON "pull_request_facts"("state");
