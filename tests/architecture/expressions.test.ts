import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { root } from '../support/cruise.ts';

/** The simulator reads only what was made here. */
const ofTheProduct = /^(?!github-simulator).*(?<!\.test)\.tsx?$/;

type Expression = { place: string; source: string; flags: string };

/** Every regular expression that is written in the product. */
async function findExpressions(): Promise<Expression[]> {
  const found: Expression[] = [];
  for (const folder of ['shared/src', 'server/src', 'client/src']) {
    const names = await readdir(join(root, folder), { recursive: true });
    for (const name of names.filter((one) => ofTheProduct.test(one))) {
      const text = await readFile(join(root, folder, name), 'utf8');
      found.push(...expressionsIn(join(folder, name), text));
    }
  }
  return found;
}

function expressionsIn(place: string, text: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(place, text, ts.ScriptTarget.Latest, true));
  return found;
}

function isSlow({ source, flags }: Expression): boolean {
  return analyse({ source, flags }).reports.length > 0;
}

it('has no expression that takes longer than in proportion to what it reads', async () => {
  const expressions = await findExpressions();
  expect(expressions.length).toBeGreaterThan(150);
  expect(expressions.filter(isSlow)).toEqual([]);
});

it.each(['(a+)+$', '(\\w+\\s?)*!', '\\s+$', '^ *([^ ]*) *(.*?) *$'])(
  'would notice /%s/',
  (source) => expect(isSlow({ place: 'planted', source, flags: '' })).toBe(true),
);
