import { createFileRoute } from '@tanstack/react-router';
import { SyncStatusPage } from '../features/sync-status/sync-status-page.tsx';

export const Route = createFileRoute('/sync')({ component: SyncStatusPage });
