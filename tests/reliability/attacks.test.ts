import { afterAll, beforeAll, describe, it } from 'vitest';
import { type AttackRig, startAttackRig } from '../support/attack-rig.ts';
import { attacksOnIdentity } from '../support/attacks-on-identity.ts';
import { attacksOnInput } from '../support/attacks-on-input.ts';

let rig: AttackRig;
let proxied: AttackRig;

beforeAll(async () => {
  rig = await startAttackRig({ withClient: true });
  proxied = await startAttackRig({
    env: { BELLWETHER_TRUST_PROXY: 'loopback', BELLWETHER_ALLOWED_NETWORKS: '' },
  });
});

afterAll(async () => {
  await rig?.remove();
  await proxied?.remove();
});

const attacks = { ...attacksOnInput, ...attacksOnIdentity };

describe('over HTTP', () => {
  for (const [name, attack] of Object.entries(attacks)) {
    it(name, () => attack({ rig, proxied }));
  }
});
