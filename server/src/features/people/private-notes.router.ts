import { scopeOf } from '@bellwether/shared/access/access.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import {
  addNoteInputSchema,
  changeNoteInputSchema,
  listNotesInputSchema,
  privateNoteSchema,
  removeNoteInputSchema,
  setNoteReadersInputSchema,
} from '@bellwether/shared/people/private-notes.schema';
import { z } from 'zod';
import { ownProcedure, router } from '../../trpc/trpc.ts';
import {
  addNote,
  changeNote,
  listNotes,
  listReaderChoices,
  removeNote,
  setNoteReaders,
} from './private-notes.service.ts';

const done = z.object({ done: z.literal(true) });

/** Of somebody who sits at it: a token, which others may hold, opens no note. */
const noteProcedure = () =>
  ownProcedure('private-notes.own').use(({ ctx, next }) => {
    if (ctx.caller.kind !== 'user') {
      throw new AppError('forbidden', 'Private notes are read by people who are signed in.');
    }
    return next();
  });

/** What somebody wrote about a person for themselves and whom they named. */
export const privateNotesRouter = router({
  list: noteProcedure()
    .input(listNotesInputSchema)
    .output(z.array(privateNoteSchema))
    .query(({ ctx, input }) => listNotes(ctx.app, ctx.userId, input.personId)),
  readerChoices: noteProcedure()
    .output(z.array(z.object({ userId: z.string(), name: z.string() })))
    .query(({ ctx }) => listReaderChoices(ctx.app, ctx.userId)),
  add: noteProcedure()
    .input(addNoteInputSchema)
    .output(z.object({ noteId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { caller, userId } = ctx;
      // Whose profile one sees, about them one may write.
      const scope = scopeOf(caller, 'profiles.read') ?? { teamIds: [], accountIds: [] };
      const { noteId, ...note } = await addNote(ctx.app, input, { caller, scope, userId });
      ctx.note(note);
      return { noteId };
    }),
  change: noteProcedure()
    .input(changeNoteInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await changeNote(ctx.app, input, ctx.userId));
      return { done: true as const };
    }),
  setReaders: noteProcedure()
    .input(setNoteReadersInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await setNoteReaders(ctx.app, input, ctx.userId));
      return { done: true as const };
    }),
  remove: noteProcedure()
    .input(removeNoteInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await removeNote(ctx.app, input, ctx.userId));
      return { done: true as const };
    }),
});
