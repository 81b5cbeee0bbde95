import { describe, expect, it } from 'vitest';
import { wholePeriod } from '../time/buckets.ts';
import { type ReworkRow, summariseRework } from './rework.metric.ts';

const row = (overrides: Partial<ReworkRow>): ReworkRow => ({
  ...{ mergedAt: 50, reworkCycles: 0, mostCyclesOfReviewer: 0, reworkSeconds: 0 },
  ...{ firstApprovalSeconds: 10, finalApprovalSeconds: 10 },
  ...{ isApprovalStale: false, isMergedOverObjections: false, ...overrides },
});

describe('rework of what was merged (B6)', () => {
  it('is counted by cycles; what nobody reviewed is no cycle of none', () => {
    const rows = [0, 0, 1, 2, 3, 7, null].map((reworkCycles) => row({ reworkCycles }));
    const [whole, later] = summariseRework(rows, [wholePeriod(0, 60), wholePeriod(60, 90)]);
    expect(whole).toMatchObject({ n: 7, cycles: [2, 1, 1, 2], unreviewed: 1 });
    expect(later).toMatchObject({ n: 0, cycles: [0, 0, 0, 0], rework: { p50: null } });
  });

  it('lasts as long as it did where there was some: approved at once is none, not a short one', () => {
    const rows = [0, 0, 0, 10, 20, 30, 40, 50, null].map((reworkSeconds) => row({ reworkSeconds }));
    const [whole] = summariseRework(rows, [wholePeriod(0, 60)]);
    expect(whole).toMatchObject({ approved: 8, reworked: 5, rework: { n: 5, p50: 30 } });
  });

  it('tells the first approval from the final one, and what was merged otherwise (B7)', () => {
    const rows = [
      row({ firstApprovalSeconds: 5, finalApprovalSeconds: 9 }),
      row({ isApprovalStale: true }),
      row({ finalApprovalSeconds: null, isMergedOverObjections: true }),
    ];
    const [whole] = summariseRework(rows, [wholePeriod(0, 60)]);
    expect(whole).toMatchObject({ approvedTwice: 1, approvalStale: 1, overObjections: 1 });
    expect(whole?.firstApproval.n).toBe(3);
    expect(whole?.finalApproval.n).toBe(2);
  });
});
