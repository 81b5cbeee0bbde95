import { createFileRoute } from '@tanstack/react-router';
import { DefinitionsPage } from '../features/definitions/definitions-page.tsx';

export const Route = createFileRoute('/definitions')({ component: DefinitionsPage });
