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
} from '@bellwether/shared/people/people.schema';
import { z } from 'zod';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedPerson } from './audited-people.service.ts';
import { ownersOf, readCodeOwners } from './code-owners.service.ts';
import {
  dismissSuggestion,
  mergePeople,
  readChanges,
  readPeople,
  readSuggestions,
  renamePersonTo,
  splitPerson,
  undoChange,
} from './people.service.ts';
import { teamsRouter } from './teams.router.ts';

const done = z.object({ done: z.literal(true) });

export const peopleRouter = router({
  list: procedure('people.read')
    .output(peopleOverviewSchema)
    .query(({ ctx }) => readPeople(ctx.app)),
  suggestions: procedure('people.read')
    .output(z.array(mergeSuggestionSchema))
    .query(({ ctx }) => readSuggestions(ctx.app)),
  changes: procedure('people.read')
    .output(z.array(personChangeViewSchema))
    .query(({ ctx }) => readChanges(ctx.app)),
  merge: procedure('people.write')
    .input(mergeInputSchema)
    .output(z.object({ personId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedPerson(ctx.app, input.intoPersonId),
        () => mergePeople(ctx.app, input),
      ),
    ),
  split: procedure('people.write')
    .input(splitInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedPerson(ctx.app, input.personId),
        () => splitPerson(ctx.app, input),
      ),
    ),
  rename: procedure('people.write')
    .input(renameInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedPerson(ctx.app, input.personId),
        () => renamePersonTo(ctx.app, input),
      ),
    ),
  dismiss: procedure('people.write')
    .input(dismissInputSchema)
    .output(done)
    .mutation(({ ctx, input }) => dismissSuggestion(ctx.app, input)),
  undo: procedure('people.write')
    .input(z.object({ changeId: z.uuid() }))
    .output(done)
    .mutation(({ ctx, input }) => undoChange(ctx.app, input.changeId)),
  codeOwners: procedure('people.read')
    .output(z.array(codeOwnersFileSchema))
    .query(({ ctx }) => readCodeOwners(ctx.app)),
  ownersOf: procedure('people.read')
    .input(pathInputSchema)
    .output(pathOwnersSchema)
    .query(({ ctx, input }) => ownersOf(ctx.app, input.repositoryId, input.path)),
  teams: teamsRouter,
});
