import {
  IconAlertTriangle,
  IconChartDots,
  IconDatabaseImport,
  IconPlugConnected,
  IconRocket,
  IconRuler2,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import styles from './frame.module.css';

/** The pages of the navigation, in its order. */
export const pages = [
  { to: '/cycle-time', label: 'Cycle time', Icon: IconChartDots },
  { to: '/sync', label: 'Data', Icon: IconDatabaseImport },
  { to: '/definitions', label: 'Definitions', Icon: IconRuler2 },
  { to: '/deployments', label: 'Deployments', Icon: IconRocket },
  { to: '/incidents', label: 'Incidents', Icon: IconAlertTriangle },
  { to: '/people', label: 'People', Icon: IconUsers },
  { to: '/connections', label: 'Connections', Icon: IconPlugConnected },
] as const;

export function Navigation() {
  return (
    <div className={styles.nav}>
      <ul>
        {pages.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link to={to} className={styles.link} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={18} stroke={1.75} aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
