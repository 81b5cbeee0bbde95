import { describe, expect, it } from 'vitest';
import type { WorldPull, WorldTimelineEvent } from '../../world.types.ts';
import { generateSampleTeam } from './generate-sample-team.ts';
import { isHuman, measurePulls } from './measure-world.ts';
import { team } from './people.ts';
import { sampleTeamStory } from './story.ts';

const DAY = 86_400_000;
const seeds = [1, 2, 3, 7, 11];
const ends = ['2026-11-22T09:00:00Z', '2026-04-15T13:30:00Z'];
const cases = seeds.flatMap((seed) => ends.map((end) => [seed, end] as const));

/** The clock on the wall there, by Intl alone. */
function readClock(zone: string, at: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return {
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    isWeekend: ['Sat', 'Sun'].includes(parts.get('weekday') ?? ''),
    offset: parts.get('timeZoneName'),
  };
}

describe.each(cases)('the sample team of seed %i that ends at %s', (seed, end) => {
  const options = { seed, endsAt: new Date(end) };
  const world = generateSampleTeam(options);
  const story = sampleTeamStory(options);
  const pulls = world.repositories.flatMap((repository) => repository.pulls);
  const timeline = world.repositories.flatMap((repository) => repository.timeline);
  const reviews = world.repositories.flatMap((repository) => repository.reviews);
  const comments = world.repositories.flatMap((repository) => repository.reviewComments);
  const measured = measurePulls(world);

  function eventsOf(name: string): WorldTimelineEvent[] {
    return timeline.filter(({ event }) => event === name);
  }

  function authorIs(login: string): WorldPull[] {
    return pulls.filter(({ user }) => user?.login === login);
  }

  it('has drafts of every fate', () => {
    expect(eventsOf('ready_for_review').length).toBeGreaterThan(100);
    expect(eventsOf('convert_to_draft').length).toBeGreaterThan(5);
    expect(pulls.filter(({ draft, state }) => draft && state === 'open').length).toBeGreaterThan(0);
    expect(pulls.filter(({ draft, state }) => draft && state === 'closed').length).toBeGreaterThan(
      3,
    );
  });

  it('has bots that merge by themselves, and machines that write and review', () => {
    for (const login of ['dependabot[bot]', 'renovate[bot]', 'heronfield-release-bot']) {
      const own = authorIs(login);
      expect(own.filter(({ merged_by }) => merged_by?.login === login).length).toBeGreaterThan(5);
    }
    expect(authorIs('copilot-swe-agent[bot]').length).toBeGreaterThan(3);
    for (const login of ['coderabbitai[bot]', 'Copilot']) {
      expect(reviews.filter(({ user }) => user?.login === login).length).toBeGreaterThan(20);
    }
  });

  it('has rewritten history that says what was there before', () => {
    const rewritten = eventsOf('head_ref_force_pushed');
    expect(rewritten.length).toBeGreaterThan(100);
    expect(rewritten.every((event) => event.before_commit && event.commit_id)).toBe(true);
    expect(rewritten.every((event) => event.before_commit?.sha !== event.commit_id)).toBe(true);
  });

  it('has reverts that name what they revert', () => {
    const reverts = pulls.filter(({ title }) => title.startsWith('Revert "'));
    expect(reverts.length).toBeGreaterThan(5);
    for (const { title, body, head } of reverts) {
      const [, repository, number] = /^Reverts ([\w/-]+)#(\d+)$/.exec(body ?? '') ?? [];
      const original = world.repositories
        .find(({ full_name }) => full_name === repository)
        ?.pulls.find((pull) => pull.number === Number(number));
      expect(`Revert "${original?.title}"`).toBe(title);
      expect(head.ref.startsWith(`revert-${number}-`)).toBe(true);
    }
  });

  it('has pull requests that were reopened, and others closed unmerged', () => {
    expect(eventsOf('reopened').length).toBeGreaterThan(5);
    const dropped = pulls.filter((pull) => pull.state === 'closed' && pull.merged_at === null);
    expect(dropped.length).toBeGreaterThan(20);
  });

  it('has merges without review, in silence, after discussion, and reviewed afterwards', () => {
    const merged = measured.filter(({ pull, mergedAt }) => mergedAt !== null && isHuman(pull.user));
    const unreviewed = merged.filter((pull) => pull.reviews.length === 0);
    const silent = merged.filter(
      (pull) => pull.reviews.length === 1 && pull.reviews[0]?.state === 'APPROVED',
    );
    const emergencies = merged.filter(({ pull }) =>
      pull.labels.some((l) => l.name === 'emergency'),
    );
    const afterwards = emergencies.filter(({ reviews: own, mergedAt }) =>
      own.some(({ submitted_at }) => Date.parse(submitted_at ?? '') > (mergedAt ?? 0)),
    );
    expect(unreviewed.length).toBeGreaterThan(15);
    expect(silent.length).toBeGreaterThan(100);
    expect(afterwards.length).toBeGreaterThan(5);
  });

  it('has change requests that were met, dismissed, or outvoted', () => {
    const dismissed = reviews.filter(({ state }) => state === 'DISMISSED');
    expect(dismissed.length).toBeGreaterThan(5);
    expect(eventsOf('review_dismissed')).toHaveLength(dismissed.length);
    const outvoted = measured.filter(({ mergedAt, reviews: own }) => {
      const words = new Map<string | undefined, string>();
      for (const { user, state } of own.filter((review) => review.state !== 'COMMENTED')) {
        words.set(user?.login, state);
      }
      return mergedAt !== null && [...words.values()].includes('CHANGES_REQUESTED');
    });
    expect(outvoted.length).toBeGreaterThan(2);
    expect(outvoted.length).toBeLessThan(40);
    expect(reviews.filter(({ state }) => state === 'CHANGES_REQUESTED').length).toBeGreaterThan(
      100,
    );
  });

  it('has pushes after the final approval, and early looks at drafts', () => {
    const stale = measured.filter(({ pull, reviews: own, mergedAt }) => {
      const approvals = own.filter(({ state }) => state === 'APPROVED');
      return (
        mergedAt !== null && approvals.length > 0 && approvals.at(-1)?.commit_id !== pull.head.sha
      );
    });
    expect(stale.length).toBeGreaterThan(30);
    const early = measured.filter(({ readyAt, reviews: own }) =>
      own.some(({ submitted_at }) => Date.parse(submitted_at ?? '') < (readyAt ?? 0)),
    );
    expect(early.length).toBeGreaterThan(10);
  });

  it('has review requests to people and to a team, some taken back', () => {
    const requested = eventsOf('review_requested');
    expect(requested.filter((event) => event.requested_team).length).toBeGreaterThan(20);
    expect(requested.filter((event) => event.requested_reviewer).length).toBeGreaterThan(500);
    expect(eventsOf('review_request_removed').length).toBeGreaterThan(10);
  });

  it('has authors who answer in threads, and people whose account is gone', () => {
    const replies = comments.filter((comment) => typeof comment.in_reply_to_id === 'number');
    expect(replies.length).toBeGreaterThan(100);
    expect(pulls.some(({ user }) => user === null)).toBe(true);
    expect(reviews.some(({ user }) => user === null)).toBe(true);
  });

  it('has shared, merged-in, and old commits', () => {
    const commits = world.repositories.flatMap((repository) =>
      repository.commits.map((commit) => ({
        commit,
        pull: repository.pulls.find((pull) => pull.number === commit.pull_number),
      })),
    );
    const merges = commits.filter(({ commit }) => commit.parents.length === 2);
    expect(merges.length).toBeGreaterThan(30);
    const shared = commits.filter(({ commit }) =>
      /Co-authored-by: /.test(commit.commit.message ?? ''),
    );
    expect(shared.length).toBeGreaterThan(20);
    const old = commits.filter(
      ({ commit, pull }) =>
        Date.parse(commit.commit.author.date) < Date.parse(pull?.created_at ?? '') - 30 * DAY,
    );
    expect(old.length).toBeGreaterThan(5);
  });

  it('has files that machines write, and release branches', () => {
    const names = world.repositories.flatMap(({ files }) => files.map(({ filename }) => filename));
    expect(
      names.filter((name) => /pnpm-lock|package-lock|go\.sum/.test(name)).length,
    ).toBeGreaterThan(20);
    expect(names.filter((name) => name.endsWith('.snap')).length).toBeGreaterThan(5);
    expect(names.filter((name) => name.startsWith('src/api-client/')).length).toBeGreaterThan(2);
    expect(world.repositories[0]?.gitattributes).toMatch(
      /src\/api-client\/\*\* linguist-generated/,
    );
    expect(pulls.filter(({ base }) => base.ref.startsWith('release/')).length).toBeGreaterThan(3);
  });

  it('has titles that are varied, and three that are hard to draw', () => {
    const titles = new Set(pulls.map(({ title }) => title));
    expect(titles.size).toBeGreaterThan(800);
    const merged = pulls.filter(({ merged_at }) => merged_at !== null).map(({ title }) => title);
    expect(merged.some((title) => /\p{Extended_Pictographic}/u.test(title))).toBe(true);
    expect(merged.some((title) => /\p{Script=Arabic}/u.test(title))).toBe(true);
    expect(merged.some((title) => title.length > 200 && title.length <= 256)).toBe(true);
  });

  it('ends with pull requests that wait: over a week on the lead, on a peer, on a team, on nobody', () => {
    const waiting = measured.filter(
      ({ pull, reviews: own }) => pull.state === 'open' && !pull.draft && own.length === 0,
    );
    const ageDays = ({ readyAt }: { readyAt: number | null }) =>
      (options.endsAt.getTime() - (readyAt ?? 0)) / DAY;
    const onLead = waiting.filter(({ pull }) =>
      pull.requested_reviewers?.some(({ login }) => login === story.leadLogin),
    );
    expect(onLead.some((pull) => ageDays(pull) > 7)).toBe(true);
    const never = waiting.filter(
      ({ pull }) =>
        !eventsOf('review_requested').some((event) => event.pull_number === pull.number) &&
        pull.requested_reviewers?.length === 0,
    );
    expect(never.length).toBeGreaterThan(0);
    expect(waiting.some(({ pull }) => pull.requested_teams?.length === 1)).toBe(true);
    expect(new Set(waiting.map((pull) => Math.floor(ageDays(pull)))).size).toBeGreaterThan(2);
  });

  it('deploys several times a week: staging first, failures, redeployments, rollbacks, inactive ones', () => {
    for (const { deployments } of world.repositories) {
      const production = deployments.filter(({ environment }) => environment === 'production');
      expect(production.length).toBeGreaterThan(2 * 39);
      const states = production.flatMap(({ statuses }) => statuses.map(({ state }) => state));
      for (const state of ['success', 'failure', 'inactive', 'in_progress']) {
        expect(states).toContain(state);
      }
      const ordered = production.map(({ sha }) => sha).reverse();
      expect(ordered.some((sha, index) => index > 0 && sha === ordered[index - 1])).toBe(true);
      const staged = new Map(
        deployments.filter((d) => d.environment === 'staging').map((d) => [d.sha, d.created_at]),
      );
      expect(production.every((d) => (staged.get(d.sha) ?? '9') < d.created_at)).toBe(true);
    }
  });

  it('labels every incident with one severity and one service, and closes all but the latest', () => {
    const incidents = world.repositories
      .flatMap(({ issues }) => issues)
      .filter(({ labels }) => labels.some(({ name }) => name === 'incident'));
    for (const { labels, created_at, closed_at } of incidents) {
      const names = labels.map(({ name }) => name);
      expect(names.filter((name) => /^sev[123]$/.test(name))).toHaveLength(1);
      expect(names.filter((name) => name.startsWith('service:'))).toHaveLength(1);
      expect(closed_at === null || closed_at > created_at).toBe(true);
    }
    expect(incidents.filter(({ closed_at }) => closed_at === null).length).toBeLessThanOrEqual(2);
  });

  it('keeps local working hours, on both sides of every clock change', () => {
    const groups = new Map<string, boolean[]>();
    for (const { user, submitted_at } of reviews) {
      const person = team.find(({ login }) => login === user?.login);
      if (person) {
        const clock = readClock(person.zone, submitted_at ?? '');
        const inside = clock.minute >= person.startsMinute && clock.minute < person.endsMinute;
        const key = `${person.zone} ${clock.offset}`;
        groups.set(key, [...(groups.get(key) ?? []), inside && !clock.isWeekend]);
      }
    }
    // Kolkata's clock stands still; the other five zones change theirs.
    expect(groups.size).toBe(11);
    for (const looks of groups.values()) {
      expect(looks.filter(Boolean).length / looks.length).toBeGreaterThan(0.85);
    }
  });

  it('has first looks out of hours and at the weekend', () => {
    const weekend = reviews.filter(({ submitted_at }) =>
      [0, 6].includes(new Date(submitted_at ?? '').getUTCDay()),
    );
    expect(weekend.length).toBeGreaterThan(5);
  });
});
