import type { Sight } from '@bellwether/server/access/sight';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';

/** What an admin sees. */
export const SEES_ALL: Sight = { scope: EVERYTHING, oneByOne: EVERYTHING };
