import {
  codeOwnersFileSchema,
  pathInputSchema,
  pathOwnersSchema,
} from '@bellwether/shared/people/code-owners.schema';
import {
  dismissInputSchema,
  mergeInputSchema,
  mergeSuggestionSchema,
  peopleOverviewSchema,
  personChangeViewSchema,
  renameInputSchema,
  splitInputSchema,
  undoAnswerSchema,
} from '@bellwether/shared/people/people.schema';
import { z } from 'zod';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedPerson } from './audited-people.service.ts';
import { dismissSuggestion, mergePeople, renamePersonTo, splitPerson } from './people.service.ts';
import { privateNotesRouter } from './private-notes.router.ts';
import { absencesRouter, profilesRouter } from './profiles.router.ts';
import { teamsRouter } from './teams.router.ts';
import { undoChange } from './undo-change.service.ts';
import {
  ownersOfWithin,
  readChangesWithin,
  readCodeOwnersWithin,
  readPeopleWithin,
  readSuggestionsWithin,
} from './within-scope.service.ts';

const done = z.object({ done: z.literal(true) });

export const peopleRouter = router({
  list: procedure('people.read')
    .output(peopleOverviewSchema)
    .query(({ ctx }) => readPeopleWithin(ctx.app, ctx.scope)),
  suggestions: procedure('people.read')
    .output(z.array(mergeSuggestionSchema))
    .query(({ ctx }) => readSuggestionsWithin(ctx.app, ctx.scope)),
  changes: procedure('people.read')
    .output(z.array(personChangeViewSchema))
    .query(({ ctx }) => readChangesWithin(ctx.app, ctx.scope)),
  merge: procedure('people.write')
    .input(mergeInputSchema)
    .output(z.object({ personId: z.uuid(), remarks: z.array(z.string()) }))
    .mutation(async ({ ctx, input }) => {
      const answer = await noteChange(
        ctx,
        () => auditedPerson(ctx.app, input.intoPersonId),
        () => mergePeople(ctx.app, input, nameOf(ctx.caller)),
      );
      ctx.app.access.tell();
      return answer;
    }),
  split: procedure('people.write')
    .input(splitInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const answer = await noteChange(
        ctx,
        () => auditedPerson(ctx.app, input.personId),
        () => splitPerson(ctx.app, input, nameOf(ctx.caller)),
      );
      ctx.app.access.tell();
      return answer;
    }),
  rename: procedure('people.write')
    .input(renameInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedPerson(ctx.app, input.personId),
        () => renamePersonTo(ctx.app, input, nameOf(ctx.caller)),
      ),
    ),
  dismiss: procedure('people.write')
    .input(dismissInputSchema)
    .output(done)
    .mutation(({ ctx, input }) => dismissSuggestion(ctx.app, input, nameOf(ctx.caller))),
  undo: procedure('people.write')
    .input(z.object({ changeId: z.uuid() }))
    .output(undoAnswerSchema)
    .mutation(async ({ ctx, input }) => {
      const { words, ...answer } = await undoChange(ctx.app, input.changeId);
      ctx.note({ subject: null, before: { change: words }, after: { undone: answer.remarks } });
      ctx.app.access.tell();
      return answer;
    }),
  codeOwners: procedure('people.read')
    .output(z.array(codeOwnersFileSchema))
    .query(({ ctx }) => readCodeOwnersWithin(ctx.app, ctx.scope)),
  ownersOf: procedure('people.read')
    .input(pathInputSchema)
    .output(pathOwnersSchema)
    .query(({ ctx, input }) => ownersOfWithin(ctx.app, input, ctx.scope)),
  teams: teamsRouter,
  profile: profilesRouter,
  absences: absencesRouter,
  notes: privateNotesRouter,
});

const nameOf = (caller: { name: string } | null) => caller?.name ?? null;
