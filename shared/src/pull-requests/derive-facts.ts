import { dateOf, dateOrNull, instantOf } from '../time/instant.ts';
import { type ExclusionRule, findExclusion } from './exclusion.rules.ts';
import { readFlags } from './fact-flags.ts';
import { definitionVersion, type FactRules } from './fact-rules.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { PullRequestHistory } from './pull-request-history.ts';
import { type PullRequestReading, readPullRequest } from './read-pull-request.ts';
import { readReviewGrade } from './review-grade.ts';
import { measureSpan, readStages } from './stages.ts';

/** Every instant, duration, count and flag of one pull request, by the definitions B1–B11 and the choices C1–C19. */
export function deriveFacts(history: PullRequestHistory, rules: FactRules): PullRequestFacts {
  return factsOf(readPullRequest(history, rules));
}

/** The same from a reading that is at hand already. */
export function factsOf(reading: PullRequestReading): PullRequestFacts {
  const { history } = reading;
  const { pullRequest } = history;
  const stages = readStages(reading);
  const exclusion = exclusionOf(reading);
  return {
    pullRequestId: pullRequest.id,
    repositoryId: pullRequest.repositoryId,
    number: pullRequest.number,
    definitionVersion,
    authorId: pullRequest.authorId,
    authorClass: reading.authorClass,
    exclusion: exclusion?.name ?? null,
    exclusionEffect: exclusion?.effect ?? null,
    state: pullRequest.state,
    isDraft: pullRequest.isDraft,
    baseBranch: pullRequest.baseBranch,
    createdAt: pullRequest.createdAt,
    updatedAt: pullRequest.updatedAt,
    ...instantsOf(reading),
    mergedAt: pullRequest.mergedAt,
    closedAt: pullRequest.state === 'open' ? null : pullRequest.closedAt,
    deployedAt: history.deployment?.finishedAt ?? null,
    deploymentId: history.deployment?.id ?? null,
    ...stages,
    draftSeconds: reading.spells.draftSeconds,
    parkedSeconds: reading.spells.parkedSeconds,
    pauses: reading.spells.pauses.map(({ from, to }) => ({
      from: dateOf(from),
      to: dateOrNull(to),
    })),
    ...reviewsOf(reading),
    ...countsOf(reading),
    additions: pullRequest.additions,
    deletions: pullRequest.deletions,
    changedFiles: pullRequest.changedFiles,
    size: reading.size.size,
    complexity: reading.complexity.complexity,
    complexityFactors: reading.complexity.factors,
    tier: reading.complexity.tier,
    isAiAssisted: reading.aiSigns.length > 0,
    reviewGrade: readReviewGrade(reading),
    flags: readFlags(reading, stages),
  };
}

function exclusionOf({ history, rules, authorClass }: PullRequestReading): ExclusionRule | null {
  const { pullRequest, repository, accounts, labels } = history;
  const author = pullRequest.authorId === null ? undefined : accounts.get(pullRequest.authorId);
  const subject = {
    number: pullRequest.number,
    title: pullRequest.title,
    headBranch: pullRequest.headBranch,
    baseBranch: pullRequest.baseBranch,
    repository: `${repository.owner}/${repository.name}`,
    authorId: pullRequest.authorId,
    authorLogin: author?.login ?? null,
    authorClass,
    isOpen: pullRequest.state === 'open',
    isDraft: pullRequest.isDraft,
    updatedAt: instantOf(pullRequest.updatedAt),
    labels,
  };
  return findExclusion(subject, rules);
}

function instantsOf(reading: PullRequestReading) {
  const { approvals } = reading;
  return {
    firstCommitAt: reading.first.firstCommit?.authoredAt ?? null,
    readyAt: dateOrNull(reading.spells.readyAt),
    pickupStartAt: reading.pickupStart.why === 'ready' ? null : dateOrNull(reading.pickupStart.at),
    firstReviewAt: dateOrNull(reading.firstReviewAt),
    firstResponseAt: dateOrNull(reading.firstResponseAt),
    firstApprovalAt: dateOrNull(approvals.firstApproval?.at ?? null),
    finalApprovalAt: dateOrNull(approvals.finalApproval?.at ?? null),
  };
}

/** Who reviewed and who was asked; review load asks about all reviews, those after the end too (C21). */
function reviewsOf(reading: PullRequestReading) {
  const acts = reading.acts.flatMap(({ isSomeoneElse, authorId, at }) =>
    isSomeoneElse && authorId !== null ? [{ authorId, at }] : [],
  );
  const rework = measureSpan(reading, reading.rework, reading.spells.pauses);
  return {
    reworkCycles: reading.reworkCycles?.length ?? null,
    mostCyclesOfReviewer: reading.mostCyclesOfReviewer,
    reworkSeconds: rework.wall,
    reworkWorkSeconds: rework.work,
    reviewerIds: acts.map(({ authorId }) => authorId),
    reviewedAts: acts.map(({ at }) => dateOf(at)),
    lastReviewedAt: dateOrNull(acts.at(-1)?.at ?? null),
    reviewTurns: reading.reviewTurns,
    askedIds: reading.askedIds,
  };
}

/** What is listed, by anyone, at any time; only the reviewers are people and up to the end (C15). */
function countsOf(reading: PullRequestReading) {
  const { history } = reading;
  return {
    reviewers: new Set(reading.countingActs.map((act) => act.authorId)).size,
    comments: history.issueComments.length + history.reviewComments.length,
    commits: history.commits.filter((commit) => commit.position !== null).length,
  };
}
