import { Link } from '@tanstack/react-router';
import { useMay } from '../lib/use-me.ts';

const words = {
  '/connections': 'To the connections',
  '/deployments': 'To the deployments',
  '/sync': 'To the data',
} as const;

/** Leads to the page where a step is done; where there is nothing to do but wait, to where that is seen. */
export function StepLink({ to }: { to: keyof typeof words | null }) {
  const mayConnect = useMay('connections.read');
  if (to === '/connections' && !mayConnect) {
    return 'An admin of Bellwether can do that.';
  }
  return to === null ? <Link to="/sync">See how far it is</Link> : <Link to={to}>{words[to]}</Link>;
}
