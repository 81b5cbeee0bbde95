import { describe, expect, it } from 'vitest';
import { definitionSettingsSchema, freshSettings } from './definitions.schema.ts';
import { applyProposal, proposalWords, reachesEverybody } from './dispute.rules.ts';
import { type DisputeProposal, disputeProposalSchema } from './disputes.schema.ts';

const alone: DisputeProposal = { kind: 'exclusion', effect: 'hide', rule: null };
const byRule = (teamId: string | null) =>
  disputeProposalSchema.parse({
    kind: 'exclusion',
    rule: { name: 'Trains', field: 'base-branch', pattern: 'release/*', teamId },
  });
const asBot: DisputeProposal = { kind: 'author-class', login: 'drahtbot', authorClass: 'bot' };
const subject = { pullRequest: 'Acme/Shop#12', by: '@mara' };
const TEAM = '0b8c5b39-9c46-4f43-8f1b-6d3a3b6f3f11';

describe('a doubted pull request', () => {
  it('joins the others that the same person named, under one rule with their name (B14)', () => {
    const once = applyProposal(freshSettings, alone, subject);
    const twice = applyProposal(once, alone, { ...subject, pullRequest: 'acme/shop#15' });
    expect(twice.exclusions).toEqual([
      {
        ...{ name: 'manual by @mara', field: 'pull-request', effect: 'hide', teamId: null },
        ...{ pattern: 'acme/shop#12 acme/shop#15', by: '@mara' },
      },
    ]);
    expect(definitionSettingsSchema.parse(twice)).toEqual(twice);
    expect(applyProposal(twice, alone, subject)).toBe(twice);
  });

  it('stands apart from those of another person and of another effect', () => {
    const once = applyProposal(freshSettings, alone, subject);
    const other = applyProposal(once, alone, { ...subject, by: 'Tom Ü. (QA)' });
    const apart = applyProposal(other, { ...alone, effect: 'separate' }, subject);
    expect(apart.exclusions.map(({ name }) => name)).toEqual([
      ...['manual by @mara apart', 'manual by Tom Ü. QA', 'manual by @mara'],
    ]);
    expect(definitionSettingsSchema.safeParse(apart).success).toBe(true);
  });

  it('is counted under its own rule, whichever others fit', () => {
    const trains = applyProposal(freshSettings, byRule(null), subject);
    expect(applyProposal(trains, alone, subject).exclusions[0]?.field).toBe('pull-request');
  });
});

describe('a proposed rule', () => {
  it('comes last, signed, under a free name, and only once', () => {
    const trains = applyProposal(freshSettings, byRule(null), subject);
    const ofTeam = applyProposal(trains, byRule(TEAM), subject);
    expect(ofTeam.exclusions.map(({ name, by }) => [name, by])).toEqual([
      ['Trains', '@mara'],
      ['Trains 2', '@mara'],
    ]);
    expect(applyProposal(ofTeam, byRule(TEAM), subject)).toBe(ofTeam);
  });
});

describe('a proposed class', () => {
  it('stands before the entries that decided so far', () => {
    const before = {
      ...freshSettings,
      authorClasses: {
        switchedOff: [],
        entries: [{ pattern: '*bot', authorClass: 'human' as const }],
      },
    };
    expect(applyProposal(before, asBot, subject).authorClasses.entries[0]).toEqual({
      pattern: 'drahtbot',
      authorClass: 'bot',
    });
  });
});

describe('what reaches everybody', () => {
  it('is a class and a rule without a team, and nothing else', () => {
    expect([alone, byRule(TEAM), { kind: 'other' } as const].map(reachesEverybody)).toEqual([
      ...[false, false, false],
    ]);
    expect([byRule(null), asBot].map(reachesEverybody)).toEqual([true, true]);
  });
});

it.each([
  [alone, 'acme/shop#12 is left out'],
  [{ ...alone, effect: 'separate' as const }, 'acme/shop#12 is shown in a series of its own'],
  [byRule(null), 'Whatever fits a rule is left out: base branch release/*'],
  [asBot, 'drahtbot is a bot'],
])('is told in words', (proposal, words) => {
  expect(proposalWords(proposal, 'acme/shop#12')).toBe(words);
});
