import { doneSchema } from '@bellwether/shared/access/account.schema';
import {
  saveSignInSettingInputSchema,
  signInSettingInputSchema,
  signInSettingsSchema,
  signInSettingTestSchema,
} from '@bellwether/shared/access/sign-in-settings.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import {
  listSignInSettings,
  removeSignInSetting,
  saveSignInSetting,
} from './sign-in-settings.service.ts';
import { testSignInSetting } from './sign-in-settings-test.service.ts';

const done = { done: true as const };

/** How people may sign in beside a password, and how mail is sent. */
export const signInSettingsRouter = router({
  list: procedure('sign-in-settings.read')
    .output(signInSettingsSchema)
    .query(({ ctx }) => listSignInSettings(ctx.app)),
  save: procedure('sign-in-settings.write')
    .input(saveSignInSettingInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await saveSignInSetting(ctx, input));
      return done;
    }),
  remove: procedure('sign-in-settings.write')
    .input(signInSettingInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await removeSignInSetting(ctx.app, input.name));
      return done;
    }),
  /** Tries what is stored: asks the provider, or sends a mail to who asks. */
  test: procedure('sign-in-settings.write')
    .input(signInSettingInputSchema)
    .output(signInSettingTestSchema)
    .mutation(({ ctx, input }) => testSignInSetting(ctx, input.name)),
});
