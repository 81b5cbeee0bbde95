import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hour, incident, linkable } from './delivery.fixture.ts';
import { type LinkableDeployment, linkIncidents } from './incident-links.metric.ts';
import { namesOfServices } from './services.rules.ts';

const names = new Map([
  ['R_shop', 'acme/shop'],
  ['R_api', 'acme/api'],
]);

const kinds = ['rollback', 'revert', 'hotfix'] as const;
const place = fc.record({
  repositoryId: fc.constantFrom('R_shop', 'R_api'),
  service: fc.constantFrom(null, 'web', 'API'),
});
const deployments = fc
  .array(
    fc.record({
      ...{ at: fc.integer({ min: 0, max: 120 }), place, isCounted: fc.boolean() },
      ...{ mends: fc.option(fc.nat(20)), kind: fc.constantFrom(...kinds) },
      pullRequestIds: fc.subarray(['p1', 'p2']),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(
      ({ at, place: { repositoryId, service }, isCounted, mends, kind, pullRequestIds }, index) =>
        linkable(`${index}`, at, {
          ...{
            repositoryId,
            service,
            isCounted,
            pullRequestIds,
            sha: `${index % 3}bcdef0${index}`,
          },
          remedies:
            mends === null || mends >= index
              ? []
              : [{ kind, deploymentId: `${mends}`, pullRequestId: null, revertsId: null }],
        }),
    ),
  );
const incidents = fc.array(
  fc.record({
    ...{ at: fc.option(fc.integer({ min: 0, max: 120 })), lasts: fc.option(fc.nat(30)), place },
    cause: fc.constantFrom(null, { commit: '1BCDEF0' }, { pullRequestId: 'p1' }),
  }),
  { maxLength: 4 },
);

const linkAll = (all: readonly LinkableDeployment[], of: readonly ReturnType<typeof incident>[]) =>
  linkIncidents({
    ...{ deployments: all, incidents: of, decisions: [], suspectedHours: 24 },
    services: namesOfServices(all, names),
  });

test('what is found by index is what each pair of an incident and a deployment says for itself', () => {
  fc.assert(
    fc.property(deployments, incidents, (all, some) => {
      const services = namesOfServices(all, names);
      for (const [index, { at, lasts, place: where, cause }] of some.entries()) {
        const one = incident(`i${index}`, at, {
          ...{ ...where, cause },
          endedAt: at === null || lasts === null ? null : hour(at + lasts),
        });
        const alone = all.flatMap((deployment) =>
          linkIncidents({
            // The pair with its remedies; those are no candidates themselves, since they are nowhere.
            deployments: [
              deployment,
              ...all
                .filter(({ remedies }) =>
                  remedies.some(({ deploymentId }) => deploymentId === deployment.deploymentId),
                )
                .map((by) => ({
                  ...by,
                  sha: 'none',
                  pullRequestIds: [],
                  repositoryId: 'R_none',
                  service: 'none',
                })),
            ],
            ...{ incidents: [one], decisions: [], suspectedHours: 24, services },
          }).filter(({ deploymentId }) => deploymentId === deployment.deploymentId),
        );
        const confirmed = alone.filter(({ state }) => state === 'confirmed');
        const found = linkAll(all, [one]);
        const ids = (links: typeof alone) => links.map(({ deploymentId }) => deploymentId).sort();
        if (confirmed.length > 0) {
          expect(ids(found)).toEqual(ids(confirmed));
        } else {
          expect(found).toHaveLength(Math.min(3, alone.length));
          expect(ids(alone)).toEqual(expect.arrayContaining(ids(found)));
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** How often the end of a deployment is looked at when each of so many has an incident an hour later. */
function looksAt(count: number): number {
  let looks = 0;
  const all = Array.from({ length: count }, (_, index) => {
    const finishedAt = hour(index * 30);
    return Object.defineProperty(linkable(`d${index}`, 0), 'finishedAt', {
      get: () => {
        looks += 1;
        return finishedAt;
      },
    });
  });
  const links = linkAll(
    all,
    all.map((_, index) => incident(`i${index}`, index * 30 + 1)),
  );
  expect(links).toHaveLength(count);
  return looks;
}

test('ten times as many incidents and deployments take ten times the work, not a hundred times', () => {
  expect(looksAt(1000)).toBeLessThan(looksAt(100) * 12);
});
