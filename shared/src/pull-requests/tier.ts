/** How much review the complexity of a change asks for (B10). */
export const tiers = ['light', 'standard', 'deep'] as const;
export type Tier = (typeof tiers)[number];
