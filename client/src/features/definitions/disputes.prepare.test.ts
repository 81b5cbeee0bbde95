import { disputeProposalSchema } from '@bellwether/shared/definitions/disputes.schema';
import { describe, expect, it } from 'vitest';
import { disputeState, doubtedNumber, freshDoubt, proposalOf } from './disputes.prepare.ts';

describe('what is sent', () => {
  it.each(['hide', 'separate', 'author-class', 'other'] as const)(
    'is a proposal that the server takes: %s',
    (kind) => {
      const proposal = proposalOf({ ...freshDoubt, kind }, 'drahtbot');
      expect(disputeProposalSchema.parse(proposal)).toEqual(proposal);
    },
  );

  it('names a rule by its pattern, whatever characters that has', () => {
    const rule = { ...freshDoubt.rule, pattern: '*release/*' };
    const proposal = proposalOf({ ...freshDoubt, kind: 'rule', rule }, null);
    expect(proposal).toMatchObject({ rule: { name: 'release/', pattern: '*release/*' } });
    expect(disputeProposalSchema.safeParse(proposal).success).toBe(true);
    const nameless = { ...freshDoubt.rule, pattern: '"' };
    expect(proposalOf({ ...freshDoubt, kind: 'rule', rule: nameless }, null)).toMatchObject({
      rule: { name: 'Proposed' },
    });
  });
});

it('a doubt says which number and what became of it', () => {
  expect(doubtedNumber({ metric: 'pickup' })).toBe('Time to first review');
  expect(doubtedNumber({ metric: null })).toBeNull();
  expect(disputeState({ state: 'open', decidedBy: null })).toBe('Waiting for a decision');
  expect(disputeState({ state: 'declined', decidedBy: 'Ada' })).toBe('Declined by Ada');
});
