import { describe, expect, it } from 'vitest';
import { buildOverview } from './overview.fixture.ts';
import { prepareStageRows, prepareStages } from './stages.prepare.ts';

describe('prepareStages', () => {
  it('stacks the four means in the order of the work, so that they add up', () => {
    const [column] = prepareStages(buildOverview(), 'week').columns;
    expect(column?.values).toEqual([3600, 7200, 10_800, 14_400]);
    const facts = column?.readout.facts.map((f) =>
      `${f.label} ${f.value}`.replaceAll('\u00a0', ' '),
    );
    expect(facts).toContain('Together 10 h');
  });

  it('leaves a gap where no pull request has all four stages', () => {
    expect(prepareStages(buildOverview(), 'week').columns[1]?.values).toBeNull();
  });

  it('lies wholly below the top of its axis', () => {
    const model = prepareStages(buildOverview(), 'week');
    expect(model.yMax).toBeGreaterThanOrEqual(36_000);
  });
});

describe('prepareStageRows', () => {
  it('sets the period beside the one before, with a dash for what is not known', () => {
    const rows = prepareStageRows(buildOverview());
    expect(rows.map((row) => row.label)).toEqual([
      'Coding',
      'Waiting for review',
      'In review',
      'Waiting for merge',
    ]);
    expect(rows.map((row) => row.before)).toEqual(['–', '–', '–', '–']);
  });
});
