import {
  capabilities,
  capabilitiesByRole,
  mayAnybody,
  roles,
} from '@bellwether/shared/access/capabilities';
import { describe, expect, it } from 'vitest';
import { prepareRoleMatrix } from './role-matrix.prepare.ts';

const rows = prepareRoleMatrix().flatMap((group) => group.rows);

describe('what each role sees', () => {
  it('names every capability once, what everybody has aside', () => {
    const told = rows.map(({ capability }) => capability).sort();
    expect(told).toEqual(capabilities.filter((one) => !mayAnybody(one)).sort());
  });

  it('says in each cell what the table says that the server decides by', () => {
    for (const { capability, cells } of rows) {
      expect(cells.map(({ role }) => role)).toEqual(roles);
      for (const { role, extent } of cells) {
        const decided = capabilitiesByRole[role][capability] ?? null;
        expect(extent === null).toBe(decided === null);
        expect(extent).toBe(capability.endsWith('.own') && decided !== null ? 'own' : decided);
      }
    }
  });

  it('says of a lead that pull requests are theirs to see, of an engineer that their own are, of a manager that none is', () => {
    const row = rows.find(({ capability }) => capability === 'pull-requests.read');
    expect(row?.cells.map(({ words }) => words)).toEqual(['Yes', 'Yes', 'Own', 'No']);
  });
});
