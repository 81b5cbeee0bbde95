import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** How long a page may take for one step where two tests, two servers and their databases share two cores. */
const PATIENCE_MS = 100_000;

const require = createRequire(import.meta.url);

/** Where systems keep a Chromium or a Chrome; the first that exists is used. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** It opens nothing but this application on loopback, and sandboxes need rights that test machines withhold. */
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

type Program = { executablePath: string; env: Record<string, string> };

/**
 * Launches a real browser without a window: the one named by CHROMIUM_PATH, an installed one, or the one
 * that comes with the packages. CHROMIUM_PATH=packaged asks for the last. Close it when done.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findProgram();
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const browser = await chromium.launch({
    executablePath,
    args: FLAGS,
    env: { ...Object.fromEntries(inherited), ...env },
  });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  return browser;
}

function findProgram(): Program | Promise<Program> {
  const named = process.env.CHROMIUM_PATH;
  if (named === 'packaged') {
    return unpackProgram();
  }
  const installed = named ?? INSTALLED.find(existsSync);
  return installed === undefined ? unpackProgram() : { executablePath: installed, env: {} };
}

/** Unpacks the packaged browser with its libraries and fonts, once for each user and version. */
async function unpackProgram(): Promise<Program> {
  const entry = require.resolve('@sparticuz/chromium');
  const manifest = join(entry.slice(0, entry.indexOf('/build/')), 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const folder = join(tmpdir(), `bellwether-browser-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) {
    const unpacking = `${folder}.${process.pid}`;
    await mkdir(unpacking, { recursive: true, mode: 0o700 });
    await unpackInto(unpacking, entry);
    await writeFile(join(unpacking, 'fonts', 'fonts.conf'), describeFonts(join(folder, 'fonts')));
    // Whoever is first gives it its name; the others use that one.
    await rename(unpacking, folder).catch(() => rm(unpacking, { recursive: true, force: true }));
  }
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: folder,
    },
  };
}

/** The package's own description looks for its fonts where a cloud machine has them. */
function describeFonts(folder: string): string {
  const folders = [folder, '/usr/share/fonts', '/usr/local/share/fonts'];
  const lines = folders.map((path) => `  <dir>${path}</dir>`);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${lines.join('\n')}
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;
}

/** In a process of its own: the package decides by its environment where and what it unpacks. */
async function unpackInto(folder: string, entry: string): Promise<void> {
  const program = `import(process.argv[1]).then(({ default: chromium }) => (chromium.default ?? chromium).executablePath())`;
  await promisify(execFile)(process.execPath, ['-e', program, entry], {
    cwd: dirname(entry),
    env: { TMPDIR: folder, HOME: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
}
