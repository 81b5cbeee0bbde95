import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { root as repository } from './lib/repository.mjs';
import { giveUp, say } from './lib/say.mjs';
import { joinSlice, layOutSlice } from './lib/slice-files.mjs';

// npm run new-slice NAME: the files of a slice on every side, joined to what knows all slices. They compile.

const [name = '', folder = repository] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
  giveUp(
    'Give the slice a name of small letters and hyphens, for example: npm run new-slice risks',
  );
}
const inFolder = (path) => resolve(folder, path);
const files = layOutSlice(name);
const taken = Object.keys(files).filter((path) => existsSync(inFolder(path)));
if (taken.length > 0) {
  giveUp(`The slice "${name}" is there already: ${taken.join(', ')}.`);
}
for (const [path, content] of Object.entries(files)) {
  mkdirSync(dirname(inFolder(path)), { recursive: true });
  writeFileSync(inFolder(path), content);
  say(`  new      ${path}`);
}
for (const { file, behind, line } of joinSlice(name)) {
  const text = readFileSync(inFolder(file), 'utf8');
  const last = [...text.matchAll(behind)].at(-1);
  if (last === undefined) {
    giveUp(`There is no place in ${file} for: ${line}`);
  }
  const end = last.index + last[0].length;
  writeFileSync(inFolder(file), `${text.slice(0, end)}\n${line}${text.slice(end)}`);
  say(`  changed  ${file}`);
}
say(
  'Next: say what it is in ARCHITECTURE.md, who may read it in shared/src/access/capabilities.ts,',
);
say(
  'where it stands in client/src/shell/navigation.tsx, and its question in the title of its page.',
);
