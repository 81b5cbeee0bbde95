import { describe, expect, it } from 'vitest';
import { describeRemoval } from './removal.prepare.ts';

const counts = {
  repository: 'acme/shop',
  pullRequests: 716,
  reviews: 1,
  comments: 0,
  deployments: 30,
  issues: 9,
  incidents: 0,
  incidentsKept: 0,
  isDiscovered: false,
};

describe('what is said before a repository is removed', () => {
  it('names what goes, without what there is none of, and what stays', () => {
    const { goes, stays, warning } = describeRemoval(counts);
    expect(goes).toEqual(['716 pull requests', '1 review', '30 deployments', '9 issues']);
    expect(stays).toContain('nothing changes on GitHub');
    expect(warning).toBeNull();
  });

  it('says that an App brings it back, and that foreign incidents stay', () => {
    const { stays, warning } = describeRemoval({ ...counts, incidentsKept: 2, isDiscovered: true });
    expect(warning).toMatch(/brings it back/);
    expect(stays).toContain('2 incidents from other systems stay');
  });
});
