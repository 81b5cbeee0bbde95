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
import {
  dismissSuggestion,
  mergePeople,
  renamePersonTo,
  splitPerson,
  undoChange,
} from './people.service.ts';
import { teamsRouter } from './teams.router.ts';
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
    .query(({ ctx }) => readCodeOwnersWithin(ctx.app, ctx.scope)),
  ownersOf: procedure('people.read')
    .input(pathInputSchema)
    .output(pathOwnersSchema)
    .query(({ ctx, input }) => ownersOfWithin(ctx.app, input, ctx.scope)),
  teams: teamsRouter,
});
