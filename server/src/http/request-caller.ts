import type { IncomingMessage } from 'node:http';
import type { Caller } from '../access/caller.types.ts';

const callers = new WeakMap<IncomingMessage, Caller>();

/** Keeps who asks, for the request's line in the log. */
export function noteCaller(request: IncomingMessage, caller: Caller | null): void {
  if (caller !== null) {
    callers.set(request, caller);
  }
}

/** Null: nobody was identified. */
export function callerOf(request: IncomingMessage): Caller | null {
  return callers.get(request) ?? null;
}
