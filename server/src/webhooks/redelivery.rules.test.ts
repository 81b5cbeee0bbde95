import { describe, expect, it } from 'vitest';
import { chooseRedeliveries, leadsHere } from './redelivery.rules.ts';

let id = 100;
function attempt(guid: string, isDelivered: boolean, event = 'pull_request') {
  id -= 1;
  return { id, guid, event, isDelivered };
}

describe('deliveries to ask for again', () => {
  it('are those that never arrived, the oldest first and each once, by its last attempt', () => {
    const [late, again, first] = [attempt('a', false), attempt('b', false), attempt('b', false)];
    expect(chooseRedeliveries([late, again, first], new Set())).toEqual([again.id, late.id]);
  });

  it('are not those that arrived later, or that were taken though GitHub heard nothing', () => {
    const attempts = [attempt('a', true), attempt('a', false), attempt('b', false)];
    expect(chooseRedeliveries(attempts, new Set(['b']))).toEqual([]);
  });

  it('are not those about nothing that is read, or that failed again and again', () => {
    const star = attempt('a', false, 'star');
    const hopeless = Array.from({ length: 5 }, () => attempt('b', false));
    expect(chooseRedeliveries([star, ...hopeless], new Set())).toEqual([]);
    expect(chooseRedeliveries(hopeless.slice(1), new Set())).toHaveLength(1);
  });
});

describe("a repository's hook", () => {
  it.each([
    ['https://b.example.com/webhooks/github', 'https://b.example.com', true],
    ['https://b.example.com/desk/webhooks/github/', 'https://b.example.com/desk/', true],
    ['https://other.example.com/webhooks/github', 'https://b.example.com', false],
    ['https://any.example.com/webhooks/github', null, true],
    ['https://ci.example.com/github-webhook/', null, false],
    ['no address', null, false],
  ])('%s with %s leads here: %s', (hook, publicUrl, expected) => {
    expect(leadsHere(hook, publicUrl)).toBe(expected);
  });
});
