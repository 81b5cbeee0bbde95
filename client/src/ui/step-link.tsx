import { Link } from '@tanstack/react-router';

const words = {
  '/connections': 'To the connections',
  '/deployments': 'To the deployments',
  '/sync': 'To the data',
} as const;

/** Leads to the page where a step is done; nothing where there is nothing to do but wait. */
export function StepLink({ to }: { to: keyof typeof words | null }) {
  return to === null ? null : <Link to={to}>{words[to]}</Link>;
}
