import type { Me } from '@bellwether/shared/access/access.schema';
import { capabilityByPage } from '@bellwether/shared/access/pages';
import {
  IconAlertTriangle,
  IconChartDots,
  IconDatabaseImport,
  IconFlame,
  IconFlask,
  IconHistory,
  IconKey,
  IconLink,
  IconLogin,
  IconMessageQuestion,
  IconPackageExport,
  IconPlugConnected,
  IconRocket,
  IconRuler2,
  IconScale,
  IconShieldLock,
  IconTargetArrow,
  IconUsers,
} from '@tabler/icons-react';

/** The pages of the navigation by group, in its order. What one may not see is left out of it. */
export const pageGroups = [
  {
    name: null,
    pages: [
      { to: '/cycle-time', label: 'Cycle time', Icon: IconChartDots },
      { to: '/review-load', label: 'Review load', Icon: IconScale },
      { to: '/delivery', label: 'Delivery', Icon: IconPackageExport },
      { to: '/incidents', label: 'Incidents', Icon: IconFlame },
    ],
  },
  {
    name: 'Improve',
    pages: [
      { to: '/agreements', label: 'Agreements', Icon: IconTargetArrow },
      { to: '/interventions', label: 'Interventions', Icon: IconFlask },
      { to: '/attribution', label: 'Causes', Icon: IconLink },
      { to: '/disputes', label: 'Doubts', Icon: IconMessageQuestion },
    ],
  },
  {
    name: 'Set-up',
    pages: [
      { to: '/sync', label: 'Data', Icon: IconDatabaseImport },
      { to: '/connections', label: 'Connections', Icon: IconPlugConnected },
      { to: '/people', label: 'People', Icon: IconUsers },
      { to: '/deployments', label: 'Deployments', Icon: IconRocket },
      { to: '/incidents/rules', label: 'Incident rules', Icon: IconAlertTriangle },
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

/** Whether another page of the navigation has an address below this one: being there is not being here. */
export function hasPageBelow(to: string): boolean {
  return pageGroups.some(({ pages }) => pages.some((page) => page.to.startsWith(`${to}/`)));
}

/** Whether somebody may see the page of a route; what asks for nothing is open to all who are signed in. */
export function maySee(me: Pick<Me, 'capabilities'> | undefined, route: string): boolean {
  const asked = Object.entries(capabilityByPage).find(([page]) => page === route)?.[1];
  return asked === undefined || me?.capabilities.includes(asked) === true;
}
