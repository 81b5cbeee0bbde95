import { type Agent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { signedDelivery } from './webhook-inbox.ts';

export type Sent = {
  headers: OutgoingHttpHeaders;
  body: string;
  method?: string;
  breaksOff?: boolean;
};
export type Kind = { outcome: string; status: number | null; make: (at: number) => Sent };

/** Sends it over a connection that is kept; the answer's status, null: the connection ended without one. */
export function send(url: string, agent: Agent, sent: Sent): Promise<number | null> {
  return new Promise((resolve) => {
    const { method = 'POST', headers } = sent;
    const saysMore = Number(headers['content-length'] ?? 0) > sent.body.length;
    const request = httpRequest(url, { method, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => {
        if (saysMore) {
          request.destroy();
        }
        resolve(response.statusCode ?? null);
      });
    });
    request.once('error', () => resolve(null));
    if (sent.breaksOff === true) {
      request.write(sent.body, () => request.destroy());
      return;
    }
    if (saysMore) {
      request.flushHeaders();
      return;
    }
    request.end(sent.body);
  });
}

/** Signed, but with a guess. */
export function forge(body: string, at: number): Sent {
  return signedDelivery('pull_request', body, { secret: `guess ${at}` });
}

/** Every way in which a delivery is no news, around a genuine one that was taken. */
export function spoiltKinds(body: string, genuine: Sent): Kind[] {
  const unsigned = (headers: OutgoingHttpHeaders) => ({ headers, body });
  const cut = (at: number) => body.slice(0, at % body.length);
  return [
    { outcome: 'forged', status: 401, make: (at) => forge(body, at) },
    {
      outcome: 'forged',
      status: 401,
      make: (at) => ({
        ...signedDelivery('pull_request', body),
        body: `${body}${' '.repeat(1 + (at % 9))}`,
      }),
    },
    {
      outcome: 'forged',
      status: 401,
      make: (at) => {
        const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(at % 64)}` };
        return signedDelivery('pull_request', body, { headers });
      },
    },
    {
      outcome: 'unsigned',
      status: 401,
      make: () => unsigned({ 'content-type': 'application/json', 'x-github-event': 'push' }),
    },
    {
      outcome: 'garbled',
      status: 400,
      make: (at) => signedDelivery('pull_request', cut(at) || '{'),
    },
    {
      outcome: 'garbled',
      status: 400,
      make: (at) => signedDelivery('pull_request', body, { id: `'; drop ${at}` }),
    },
    {
      outcome: 'garbled',
      status: 415,
      make: () => signedDelivery('pull_request', body, { headers: { 'content-type': 'text/xml' } }),
    },
    { outcome: 'garbled', status: 405, make: () => ({ method: 'PUT', headers: {}, body: '' }) },
    {
      outcome: 'garbled',
      status: null,
      make: () => ({
        ...signedDelivery('pull_request', body, { headers: { 'content-length': '9000' } }),
        breaksOff: true,
      }),
    },
    {
      outcome: 'oversized',
      status: 413,
      make: (at) => {
        const headers = { 'content-length': String(26_214_401 + at) };
        return signedDelivery('pull_request', body, { headers });
      },
    },
    { outcome: 'replayed', status: 202, make: () => genuine },
  ];
}
