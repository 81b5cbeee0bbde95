import type { Me } from '@bellwether/shared/access/access.schema';
import { capabilityByPage } from '@bellwether/shared/access/pages';
import {
  IconAlertTriangle,
  IconChartDots,
  IconDatabaseImport,
  IconHistory,
  IconKey,
  IconLogin,
  IconPlugConnected,
  IconRocket,
  IconRuler2,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';

/** The pages of the navigation by group, in its order. What one may not see is left out of it. */
export const pageGroups = [
  {
    name: null,
    pages: [
      { to: '/cycle-time', label: 'Cycle time', Icon: IconChartDots },
      { to: '/sync', label: 'Data', Icon: IconDatabaseImport },
    ],
  },
  {
    name: 'Set-up',
    pages: [
      { to: '/connections', label: 'Connections', Icon: IconPlugConnected },
      { to: '/people', label: 'People', Icon: IconUsers },
      { to: '/deployments', label: 'Deployments', Icon: IconRocket },
      { to: '/incidents', label: 'Incidents', Icon: IconAlertTriangle },
      { to: '/definitions', label: 'Definitions', Icon: IconRuler2 },
    ],
  },
  {
    name: 'Administration',
    pages: [
      { to: '/access', label: 'Access', Icon: IconShieldLock },
      { to: '/sign-in-settings', label: 'Sign-in', Icon: IconLogin },
      { to: '/tokens', label: 'Tokens', Icon: IconKey },
      { to: '/audit', label: 'Audit log', Icon: IconHistory },
    ],
  },
] as const;

export type NavigationPage = (typeof pageGroups)[number]['pages'][number];

/** The pages of the navigation that somebody may see. */
export function pagesOf(me: Pick<Me, 'capabilities'> | undefined): NavigationPage[] {
  return pageGroups
    .flatMap(({ pages }): readonly NavigationPage[] => pages)
    .filter(({ to }) => maySee(me, to));
}

/** Whether somebody may see the page of a route; what asks for nothing is open to all who are signed in. */
export function maySee(me: Pick<Me, 'capabilities'> | undefined, route: string): boolean {
  const asked = Object.entries(capabilityByPage).find(([page]) => page === route)?.[1];
  return asked === undefined || me?.capabilities.includes(asked) === true;
}
