import type { Preview } from '@bellwether/shared/definitions/definitions-answers.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import type { AppContext } from '../../app-context.ts';
import { type Doubter, requireDecidable, settingsOfDispute } from './disputes.service.ts';
import { previewSettings } from './preview.service.ts';

/** What accepting a doubt would change in the numbers of those whom the caller leads. Null: nothing that numbers follow. */
export async function previewDispute(
  app: Pick<AppContext, 'db' | 'clock' | 'jobs'>,
  id: string,
  doubter: Doubter,
): Promise<{ preview: Preview | null }> {
  const dispute = await requireDecidable(app, id, doubter);
  const { current, wanted } = await settingsOfDispute(app, dispute);
  if (describeChange(current, wanted).length === 0) {
    return { preview: null };
  }
  const before = new Map(current.exclusions.map((rule) => [rule.name, JSON.stringify(rule)]));
  const changed = wanted.exclusions.filter(
    (rule) => before.get(rule.name) !== JSON.stringify(rule),
  );
  const preview = await previewSettings(app, wanted, {
    scope: doubter.scope,
    ruleNames: new Set(changed.map(({ name }) => name)),
  });
  return { preview: { ...preview, changes: describeChange(current, wanted) } };
}
