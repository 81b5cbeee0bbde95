import { describe, expect, it } from 'vitest';
import { generateSampleTeam } from './generate-sample-team.ts';
import {
  cycleHours,
  incidentTimes,
  isHuman,
  measurePulls,
  median,
  reviewShares,
} from './measure-world.ts';
import { sampleTeamStory } from './story.ts';

const WEEK = 7 * 86_400_000;
const seeds = [1, 2, 3, 7, 11];
/** The first is nine months with both clock changes; the second ends soon after one. */
const ends = ['2026-11-22T09:00:00Z', '2026-04-15T13:30:00Z'];
const cases = seeds.flatMap((seed) => ends.map((end) => [seed, end] as const));

describe.each(cases)('the story of seed %i that ends at %s', (seed, end) => {
  const options = { seed, endsAt: new Date(end) };
  const world = generateSampleTeam(options);
  const story = sampleTeamStory(options);
  const pulls = measurePulls(world);
  const [startsAt, changedAt, settledAt] = [story.startsOn, story.changedOn, story.settledOn].map(
    (day) => Date.parse(day),
  ) as [number, number, number];
  const endsAt = options.endsAt.getTime();
  const quarterAgo = endsAt - 13 * WEEK;

  function incidentsPerMerge(from: number, to: number): number {
    const incidents = incidentTimes(world).filter((at) => at >= from && at < to).length;
    return incidents / cycleHours(pulls, from, to).length;
  }

  it('spans nine months of nine people in three repositories, with the change on a Monday', () => {
    expect(world.repositories.map(({ full_name }) => full_name)).toEqual(story.repositories);
    expect(story.memberLogins).toHaveLength(9);
    expect(new Date(changedAt).getUTCDay()).toBe(1);
    expect((endsAt - changedAt) / WEEK).toBeGreaterThanOrEqual(19);
    expect((endsAt - changedAt) / WEEK).toBeLessThanOrEqual(20);
    expect((endsAt - startsAt) / WEEK).toBeGreaterThanOrEqual(39);
    const own = pulls.filter(({ pull }) => isHuman(pull.user)).length;
    expect(own).toBeGreaterThanOrEqual(900);
    expect(own).toBeLessThanOrEqual(1300);
  });

  it('begins with a median review cycle near four days', () => {
    const days = median(cycleHours(pulls, startsAt, changedAt)) / 24;
    expect(days).toBeGreaterThan(3.5);
    expect(days).toBeLessThan(4.5);
    for (let week = startsAt; week < changedAt; week += WEEK) {
      expect(median(cycleHours(pulls, week, week + WEEK))).toBeGreaterThan(2.5 * 24);
    }
  });

  it('has every weekly median under a day from six weeks after the change on', () => {
    for (let week = settledAt; week + WEEK <= endsAt; week += WEEK) {
      expect(median(cycleHours(pulls, week, week + WEEK))).toBeLessThan(24);
    }
    const after = median(cycleHours(pulls, settledAt, endsAt));
    expect(after).toBeGreaterThan(12);
    expect(after).toBeLessThan(22);
  });

  it('moves reviews from the lead, who gave two thirds, to everyone', () => {
    const before = reviewShares(pulls, startsAt, changedAt);
    const after = reviewShares(pulls, quarterAgo, endsAt);
    expect(before.get(story.leadLogin)).toBeGreaterThan(0.61);
    expect(before.get(story.leadLogin)).toBeLessThan(0.71);
    expect(after.get(story.leadLogin)).toBeGreaterThan(0.18);
    expect(after.get(story.leadLogin)).toBeLessThan(0.32);
    for (const login of story.memberLogins) {
      expect(after.get(login) ?? 0).toBeGreaterThan(0.03);
    }
  });

  it('halves incidents per merged change in the last quarter, and not before', () => {
    const before = incidentsPerMerge(startsAt, changedAt);
    const meanwhile = incidentsPerMerge(changedAt, settledAt);
    const after = incidentsPerMerge(quarterAgo, endsAt);
    expect(meanwhile / before).toBeGreaterThan(0.75);
    expect(meanwhile / before).toBeLessThan(1.3);
    expect(after / before).toBeGreaterThan(0.3);
    expect(after / before).toBeLessThan(0.62);
  });
});
