import { createFileRoute, redirect } from '@tanstack/react-router';
import { firstPage } from '../shell/first-page.ts';

export const Route = createFileRoute('/')({
  beforeLoad: async () => {
    throw redirect({ to: await firstPage(), replace: true });
  },
});
