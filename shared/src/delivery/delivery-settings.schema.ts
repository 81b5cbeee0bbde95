import { z } from 'zod';
import { bandYears } from './bands.ts';
import { defaultHotfixSettings } from './hotfix.rules.ts';

const marks = z.array(z.string().trim().min(1).max(100)).max(20);

/** How delivery is judged. */
export const deliverySettingsSchema = z.object({
  /** The report whose bands are told. Null: none are. */
  bandsYear: z.union(bandYears.map((year) => z.literal(year))).nullable(),
  /** How long after a deployment an incident of its service is suspected to come from it. */
  suspectedHours: z.number().int().min(1).max(168),
  hotfixLabels: marks,
  hotfixBranches: marks,
  /** Of the settings that were read: a change of others meanwhile is refused. */
  version: z.number().int().min(0),
});
export type DeliverySettings = z.infer<typeof deliverySettingsSchema>;

/** What counts where nobody chose. */
export const freshDeliverySettings: DeliverySettings = {
  bandsYear: null,
  suspectedHours: 24,
  hotfixLabels: [...defaultHotfixSettings.hotfixLabels],
  hotfixBranches: [...defaultHotfixSettings.hotfixBranches],
  version: 0,
};
