import { createFileRoute } from '@tanstack/react-router';
import { SignInSettingsPage } from '../features/access/sign-in-settings-page.tsx';

export const Route = createFileRoute('/sign-in-settings')({ component: SignInSettingsPage });
