import { createFileRoute } from '@tanstack/react-router';
import { IncidentRulesPage } from '../features/incidents/incident-rules-page.tsx';

export const Route = createFileRoute('/incidents_/rules')({ component: IncidentRulesPage });
