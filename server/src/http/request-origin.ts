import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Origin } from '../access/caller.types.ts';
import { isDirectLoopback } from './direct-loopback.ts';

/** Where a request came from. */
export function originOf(request: Request): Origin {
  const { id } = request as { id?: unknown };
  return {
    requestId: typeof id === 'string' ? id : randomUUID(),
    ipAddress: request.ip ?? null,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    isDirectLoopback: isDirectLoopback(request),
  };
}
