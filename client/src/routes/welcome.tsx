import { createFileRoute } from '@tanstack/react-router';
import { FirstRunPage } from '../features/access/first-run-page.tsx';
import { WelcomePage } from '../features/connections/welcome-page.tsx';
import { readFields, uuid } from '../lib/read-fields.rules.ts';
import { useMe } from '../lib/use-me.ts';

const readers = {
  /** The connection whose repositories are being chosen. */
  connection: uuid,
};

export const Route = createFileRoute('/welcome')({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  component: Welcome,
});

/** At the very first start an admin is made; from then on they connect what is to be read. */
function Welcome() {
  const me = useMe();
  return me === undefined || me.kind === 'sample' ? <FirstRunPage /> : <WelcomePage />;
}
