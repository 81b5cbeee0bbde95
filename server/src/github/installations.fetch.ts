import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { FoundInstallation } from '../app-context.ts';
import { instantSchema } from './connection.schema.ts';
import { describeInstallationRights } from './installation-rights.map.ts';
import type { Github } from './open-github.ts';

const installationSchema = z.object({
  id: z.number().int(),
  account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
  permissions: z.record(z.string(), z.string()).default({}),
  suspended_at: instantSchema.nullish(),
});

const PER_PAGE = 100;

/** Where an App is installed; its own signature is enough. */
export async function fetchInstallations(github: Github): Promise<FoundInstallation[]> {
  const installations: FoundInstallation[] = [];
  for (let page = 1; ; page += 1) {
    const { data, link } = await github.rest(
      '/app/installations',
      { per_page: PER_PAGE, page },
      z.array(installationSchema),
    );
    installations.push(...data.map(mapInstallation));
    if (link === null || !/rel="next"/.test(link)) {
      return installations;
    }
  }
}

/** Null: the App is not installed there any more. */
export async function fetchInstallation(
  github: Github,
  installationId: number,
): Promise<FoundInstallation | null> {
  try {
    const path = `/app/installations/${installationId}`;
    return mapInstallation((await github.rest(path, {}, installationSchema)).data);
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_not_found') {
      return null;
    }
    throw error;
  }
}

function mapInstallation(payload: z.infer<typeof installationSchema>): FoundInstallation {
  const login = payload.account?.login ?? payload.account?.slug ?? `installation ${payload.id}`;
  return {
    installationId: payload.id,
    login,
    suspendedAt: payload.suspended_at ?? null,
    rights: describeInstallationRights(login, payload.permissions),
  };
}
