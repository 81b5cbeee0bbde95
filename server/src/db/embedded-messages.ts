import { z } from 'zod';

/** Names the Unix socket, as a server's port does. */
export const EMBEDDED_PORT_NAME = 5432;

/** Where the embedded engine listens, in the words of `pg`. With a Unix socket, `host` is its folder. */
export const EmbeddedAddress = z.object({ host: z.string(), port: z.number() });
export type EmbeddedAddress = z.infer<typeof EmbeddedAddress>;

/** What the server tells its database process at the start. */
export const EmbeddedTask = z.object({
  folder: z.string(),
  /** Null: no Unix sockets on this system, listen on loopback. */
  socketFolder: z.string().nullable(),
});
export type EmbeddedTask = z.infer<typeof EmbeddedTask>;

/** What the database process answers, once. `refused` is for a person, `failed` is unexpected. */
export const EmbeddedAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), address: EmbeddedAddress }),
  z.object({ kind: z.literal('refused'), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type EmbeddedAnswer = z.infer<typeof EmbeddedAnswer>;
