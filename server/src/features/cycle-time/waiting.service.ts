import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Waiting, WaitingItem } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { readPullRequest } from '@bellwether/shared/pull-requests/read-pull-request';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import { chooseOneByOne } from '../../access/choose-within.ts';
import type { AppContext } from '../../app-context.ts';
import type { WaitingInput } from './cycle-time-inputs.schema.ts';
import { loadDefinitions } from './rules-in-force.store.ts';
import { readWait } from './waiting.rules.ts';
import { countOpenDrafts, loadOpenPullRequests, type OpenPullRequest } from './waiting.store.ts';

/** More than anybody reads; those that have been ready longest are kept. */
const MOST_ITEMS = 1_000;

/** What waits now, longest wait first, and on whom. */
export async function readWaiting(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: WaitingInput,
  scope: RowScope,
): Promise<Waiting> {
  const now = instantOf(clock());
  const { rules } = await loadDefinitions(db);
  const choice = await chooseOneByOne(db.pool, scope, input);
  const open = await loadOpenPullRequests(db.pool, choice, MOST_ITEMS);
  const items = open.flatMap((pullRequest) => describeWait(pullRequest, rules, now));
  items.sort((a, b) => b.waitingSeconds - a.waitingSeconds || compareIds(a.id, b.id));
  return {
    items,
    openDrafts: await countOpenDrafts(db.pool, choice),
    now: formatInstant(dateOf(now)),
  };
}

function describeWait(
  { history, size, asked }: OpenPullRequest,
  rules: FactRules,
  now: Instant,
): WaitingItem[] {
  const reading = readPullRequest(history, rules);
  const wait = readWait(reading, asked, now);
  if (wait === null || reading.spells.readyAt === null) {
    return [];
  }
  const { pullRequest, repository } = history;
  return [
    {
      id: pullRequest.id,
      repository: `${repository.owner}/${repository.name}`,
      number: pullRequest.number,
      title: pullRequest.title,
      url: pullRequest.url,
      author: reading.actors.loginOf(pullRequest.authorId),
      size,
      readyAt: formatInstant(dateOf(reading.spells.readyAt)),
      waitsFor: wait.waitsFor,
      waitingSince: formatInstant(dateOf(wait.since)),
      waitingSeconds: wait.seconds,
      waitsOn: wait.waitsOn,
    },
  ];
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : 1;
}
