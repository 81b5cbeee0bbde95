import { runNpx } from './install.mjs';
import { manifest } from './repository.mjs';

const GRAVE = ['high', 'critical'];

/**
 * Asks the registry whether holes are known in what the product is built of. A grave one fails the check; a registry that
 * cannot be asked does not, and is said.
 */
export async function auditDependencies() {
  const { output } = await runNpx([
    ...['--yes', manifest.packageManager, 'audit', '--prod', '--json'],
  ]).catch((error) => ({ output: String(error) }));
  return readAudit(output);
}

/** @returns whether the check passes, and the sentences to say */
export function readAudit(output) {
  const report = parse(output);
  const advisories = Object.values(report?.advisories ?? {});
  if (report === null || report.error !== undefined || report.advisories === undefined) {
    const why = report?.error?.message?.split('\n')[0] ?? 'there was no answer';
    return { status: 0, output: `  Not asked whether holes are known: ${why.slice(0, 200)}` };
  }
  const lines = advisories.map(
    ({ severity, module_name: name, title, patched_versions: mended, url }) =>
      `  ${severity}: ${name}: ${title} (mended in ${mended}; ${url})`,
  );
  const isGrave = advisories.some(({ severity }) => GRAVE.includes(severity));
  return { status: isGrave ? 1 : 0, output: lines.join('\n') };
}

function parse(output) {
  const start = output.indexOf('{');
  try {
    return start === -1 ? null : JSON.parse(output.slice(start));
  } catch {
    return null;
  }
}
