import type { Role } from '@bellwether/shared/access/capabilities';
import { createApiClient } from './api-client.ts';
import { TEST_PASSWORD } from './sign-in.ts';
import { openVisitor } from './visitor.ts';

type Newcomer = { name: string; email: string; role: Role; teamId?: string };

/** The admin of a server under test invites somebody, who joins; gives the cookies of their browser. */
export async function joinAs(url: string, newcomer: Newcomer): Promise<string> {
  const { name, email, role, teamId = null } = newcomer;
  const link = await createApiClient(url).members.invite.mutate({
    ...{ name, email, personId: null, grants: [{ role, teamId }] },
  });
  const token = new URL(link.url).hash.slice(1);
  const visitor = openVisitor(url);
  await visitor.trpc.access.acceptInvitation.mutate({ token, name, password: TEST_PASSWORD });
  return visitor.cookieHeader();
}
