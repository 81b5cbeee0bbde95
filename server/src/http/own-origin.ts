import { AppError } from '@bellwether/shared/errors/app-error';
import type { Request, RequestHandler } from 'express';
import { isOwnHost, type OwnAddress } from './own-hosts.ts';

/**
 * Keeps pages of other sites from reaching the server through a person's browser. It answers only under its own names
 * (against rebinding) and never to a foreign origin; and what changes something and comes with a cookie must prove
 * that a page of ours sent it. A program with a token and no cookie needs no such proof: no browser adds its token.
 * @throws AppError `forbidden` with field `Host` or `Origin`
 */
export function requireOwnOrigin(own: OwnAddress): RequestHandler {
  return (request, _response, next) => {
    if (!isOwnHost(request, own)) {
      throw new AppError('forbidden', 'This server answers only under its own address.', {
        field: 'Host',
        remedy: 'Open the address that the server printed; behind a proxy set BELLWETHER_URL.',
      });
    }
    if (isForeign(request, own)) {
      throw new AppError('forbidden', 'Requests from other sites are not answered.', {
        field: 'Origin',
      });
    }
    next();
  };
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

function isForeign(request: Request, own: OwnAddress): boolean {
  const { origin, cookie } = request.headers;
  if (origin !== undefined) {
    return !isOwnOrigin(origin, request, own);
  }
  if (READS.has(request.method)) {
    return false;
  }
  const site = request.headers['sec-fetch-site'];
  // Without a cookie nobody's rights are borrowed; a browser says whence it comes.
  return cookie === undefined
    ? site !== undefined && site !== 'same-origin'
    : site !== 'same-origin';
}

function isOwnOrigin(origin: string, request: Request, { publicUrl }: OwnAddress): boolean {
  if (!URL.canParse(origin)) {
    return false;
  }
  const given = new URL(origin);
  const expected = publicUrl === null ? null : new URL(publicUrl);
  // The proxy in front may have been told to keep the name that people used, or not.
  return given.host === expected?.host
    ? given.origin === expected.origin
    : given.host === (request.headers.host ?? '').toLowerCase();
}
