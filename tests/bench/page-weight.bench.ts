import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../support/browser.ts';
import { openSignedIn } from '../support/signed-in.ts';
import type { BenchResult } from './bench-result.ts';

const LIMIT_KB = 300;

/** All JavaScript that a browser fetches until the cycle time page stands still for somebody who is signed in, gzipped. */
export async function benchPageWeight(url: string): Promise<BenchResult[]> {
  const browser = await launchBrowser();
  try {
    const page = await (await openSignedIn(browser, { url })).newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.headers()['content-type']?.includes('javascript') === true) {
        bodies.push(response.body());
      }
    });
    await page.goto(`${url}/cycle-time`, { waitUntil: 'networkidle' });
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1024;
    return [
      {
        name: 'JavaScript of the first page, gzipped',
        value: kilobytes,
        unit: 'KB',
        limit: { atMost: LIMIT_KB },
        detail: `${sizes.length} files, as fetched by a browser that opens the cycle time page`,
      },
    ];
  } finally {
    await browser.close();
  }
}
