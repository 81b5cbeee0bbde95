import { AppError } from '@bellwether/shared/errors/app-error';
import {
  addAbsenceInputSchema,
  changeAbsenceInputSchema,
  profileSchema,
  saveProfileInputSchema,
} from '@bellwether/shared/people/profile.schema';
import { z } from 'zod';
import { procedure, router } from '../../trpc/trpc.ts';
import { addAbsence, changeAbsence, removeAbsence } from './absences.service.ts';
import { type Asker, readProfile, saveProfile } from './profiles.service.ts';

const done = z.object({ done: z.literal(true) });

/** When a person works. */
export const profilesRouter = router({
  get: procedure('profiles.read')
    .input(z.object({ personId: z.uuid() }))
    .output(profileSchema)
    .query(({ ctx, input }) => readProfile(ctx.app, input.personId, askerOf(ctx))),
  save: procedure('profiles.write')
    .input(saveProfileInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await saveProfile(ctx.app, input, askerOf(ctx)));
      return { done: true as const };
    }),
});

/** When a person is away. */
export const absencesRouter = router({
  add: procedure('profiles.write')
    .input(addAbsenceInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await addAbsence(ctx.app, input, askerOf(ctx)));
      return { done: true as const };
    }),
  change: procedure('profiles.write')
    .input(changeAbsenceInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await changeAbsence(ctx.app, input, askerOf(ctx)));
      return { done: true as const };
    }),
  remove: procedure('profiles.write')
    .input(z.object({ absenceId: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await removeAbsence(ctx.app, input.absenceId, askerOf(ctx)));
      return { done: true as const };
    }),
});

type Asking = { caller: Asker['caller'] | null; scope: Asker['scope'] };

function askerOf({ caller, scope }: Asking): Asker {
  if (caller === null) {
    throw new AppError('unauthenticated', 'Sign in to see this.');
  }
  return { caller, scope };
}
