import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { WebhookPayload } from './webhook-payload.schema.ts';

/** What a delivery asks to have read again, before it is known whether its repository is one of ours. */
export type WantedReading =
  | { kind: 'pull-request'; number: number }
  | { kind: 'pass'; streams: readonly SyncStreamName[] }
  /** By every connection that reaches the delivery's installation or organisation. */
  | { kind: 'discover' };

export type WebhookReading = {
  /** Empty: the delivery changes nothing that is shown. */
  readings: readonly WantedReading[];
  /** What it is about, in words; null: nothing in particular. */
  subject: string | null;
};

type Rule = (payload: WebhookPayload) => WebhookReading;

const NOTHING: WebhookReading = { readings: [], subject: null };
const DELIVERIES: readonly SyncStreamName[] = ['deployments', 'comparisons'];

/** Actions on a repository after which another set of repositories may be reachable. */
const MOVES = ['created', 'deleted', 'transferred', 'renamed', 'privatized'];
const TEAM_EVENTS = ['membership', 'organization', 'team', 'team_add'];

const rules = new Map<string, Rule>([
  ['pull_request', readPullRequest],
  ['pull_request_review', readPullRequest],
  ['pull_request_review_comment', readPullRequest],
  ['pull_request_review_thread', readPullRequest],
  ['issues', readIssue],
  ['issue_comment', readComment],
  ['push', readPush],
  ['create', readRef],
  ['delete', readRef],
  ['deployment', () => pass('deployments', DELIVERIES)],
  ['deployment_status', () => pass('deployments', DELIVERIES)],
  ['release', () => pass('releases', DELIVERIES)],
  ['workflow_run', readWorkflowRun],
  ['repository', readRepository],
  ['public', () => pass('the repository', ['repository'])],
  ['installation', () => discover('the installation')],
  ['installation_repositories', () => discover('the installation')],
  ...TEAM_EVENTS.map((event): [string, Rule] => [event, () => discover('teams')]),
]);

/** GitHub's names of the events that a repository's webhook should send. */
export const webhookEvents: readonly string[] = [...rules.keys()].filter(
  (event) => !event.startsWith('installation'),
);

/** Whether a delivery of this event can have anything read. */
export function isReadEvent(event: string): boolean {
  return rules.has(event);
}

/**
 * What to read again after a delivery. Only the place is taken from it, never the state: whichever order deliveries come in,
 * what is stored is what GitHub answers afterwards.
 */
export function chooseReadings(event: string, payload: WebhookPayload): WebhookReading {
  return rules.get(event)?.(payload) ?? NOTHING;
}

function readPullRequest({ pull_request }: WebhookPayload): WebhookReading {
  const number = pull_request?.number ?? null;
  return number === null ? NOTHING : onePullRequest(number);
}

function readIssue({ issue }: WebhookPayload): WebhookReading {
  const number = issue?.number ?? null;
  return number === null ? NOTHING : pass(`issue ${number}`, ['issues']);
}

function readComment(payload: WebhookPayload): WebhookReading {
  const { issue } = payload;
  const isOnPullRequest = issue !== null && issue.pull_request !== null && issue.number !== null;
  return isOnPullRequest ? onePullRequest(issue.number ?? 0) : readIssue(payload);
}

function readPush({ ref, repository }: WebhookPayload): WebhookReading {
  const branch = repository?.default_branch ?? null;
  return branch !== null && ref === `refs/heads/${branch}`
    ? pass(`branch ${branch}`, ['repository'])
    : NOTHING;
}

/** Releases stand on tags; of the branches only the default one counts. */
function readRef({ ref, ref_type, repository }: WebhookPayload): WebhookReading {
  if (ref_type === 'tag') {
    return pass(`tag ${ref}`, DELIVERIES);
  }
  const isDefault = ref_type === 'branch' && ref !== null && ref === repository?.default_branch;
  return isDefault ? pass(`branch ${ref}`, ['repository']) : NOTHING;
}

/** A run that has not ended is no deployment yet. */
function readWorkflowRun({ action, workflow_run }: WebhookPayload): WebhookReading {
  return action === 'completed'
    ? pass(`workflow ${workflow_run?.name ?? 'run'}`, DELIVERIES)
    : NOTHING;
}

function readRepository({ action }: WebhookPayload): WebhookReading {
  const reading = pass('the repository', ['repository']);
  return action !== null && MOVES.includes(action)
    ? { ...reading, readings: [...reading.readings, { kind: 'discover' }] }
    : reading;
}

function onePullRequest(number: number): WebhookReading {
  return { readings: [{ kind: 'pull-request', number }], subject: `pull request ${number}` };
}

function pass(subject: string, streams: readonly SyncStreamName[]): WebhookReading {
  return { readings: [{ kind: 'pass', streams }], subject };
}

function discover(subject: string): WebhookReading {
  return { readings: [{ kind: 'discover' }], subject };
}
