import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { FirstRunPage } from '../features/access/first-run-page.tsx';
import { WelcomePage } from '../features/connections/welcome-page.tsx';
import { useMe } from '../lib/use-me.ts';

const searchSchema = z.object({
  /** The connection whose repositories are being chosen. */
  connection: z.catch(z.optional(z.uuid()), undefined),
});

export const Route = createFileRoute('/welcome')({
  validateSearch: searchSchema,
  component: Welcome,
});

/** At the very first start an admin is made; from then on they connect what is to be read. */
function Welcome() {
  const me = useMe();
  return me === undefined || me.kind === 'sample' ? <FirstRunPage /> : <WelcomePage />;
}
