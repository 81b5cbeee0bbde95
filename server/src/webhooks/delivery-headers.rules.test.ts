import { describe, expect, it } from 'vitest';
import { readDeliveryHeaders } from './delivery-headers.rules.ts';

const whole = {
  'x-hub-signature-256': `sha256=${'a1'.repeat(32)}`,
  'x-github-event': 'pull_request',
  'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  'content-type': 'application/json; charset=utf-8',
  'content-length': '12',
};

describe('the headers of a delivery', () => {
  it('are read as GitHub writes them', () => {
    expect(readDeliveryHeaders(whole)).toEqual({
      signature: whole['x-hub-signature-256'],
      isSigned: true,
      event: 'pull_request',
      id: whole['x-github-delivery'],
      format: 'json',
      contentLength: 12,
    });
  });

  it.each([
    ['x-hub-signature-256', 'sha1=0000', 'signature'],
    ['x-hub-signature-256', `sha256=${'A1'.repeat(32)}`, 'signature'],
    ['x-github-event', 'Pull Request', 'event'],
    ['x-github-event', '__proto__', 'event'],
    ['x-github-delivery', "1'; drop table", 'id'],
    ['x-github-delivery', 'a'.repeat(65), 'id'],
    ['content-type', 'text/plain', 'format'],
    ['content-length', '-1', 'contentLength'],
    ['content-length', '1e99', 'contentLength'],
  ])('%s: %s counts as not said', (name, value, field) => {
    expect(readDeliveryHeaders({ ...whole, [name]: value })).toHaveProperty(field, null);
  });

  it('given twice or not at all count as not said', () => {
    const twice = readDeliveryHeaders({
      ...whole,
      'x-github-delivery': ['one-12345', 'two-12345'],
    });
    expect(twice.id).toBeNull();
    expect(readDeliveryHeaders({})).toMatchObject({ isSigned: false, format: null, event: null });
  });
});
