import { Link } from '@tanstack/react-router';

const words = {
  '/connections': 'To the connections',
  '/deployments': 'To the deployments',
  '/sync': 'To the data',
} as const;

/** Leads to the page where a step is done; where there is nothing to do but wait, to where that is seen. */
export function StepLink({ to }: { to: keyof typeof words | null }) {
  return to === null ? <Link to="/sync">See how far it is</Link> : <Link to={to}>{words[to]}</Link>;
}
