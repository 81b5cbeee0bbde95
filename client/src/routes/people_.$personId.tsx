import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '../features/people/profile-page.tsx';

export const Route = createFileRoute('/people_/$personId')({ component: ProfilePage });
