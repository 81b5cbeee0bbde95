/** Which files are no work of an author, by name alone (B10, C18). */
export type SizeRules = {
  /** Whole file names, as spelled. */
  lockFileNames: ReadonlySet<string>;
  /** Folders whose contents are left out, at any depth. */
  folderNames: ReadonlySet<string>;
  nameEndings: readonly string[];
  nameParts: readonly string[];
};

export const defaultSizeRules: SizeRules = {
  lockFileNames: new Set([
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lock',
    'bun.lockb',
    'deno.lock',
    'Cargo.lock',
    'Gemfile.lock',
    'composer.lock',
    'poetry.lock',
    'uv.lock',
    'Pipfile.lock',
    'pdm.lock',
    'go.sum',
    'go.work.sum',
    'flake.lock',
    'mix.lock',
    'pubspec.lock',
    'Podfile.lock',
    'Package.resolved',
    'packages.lock.json',
    'gradle.lockfile',
  ]),
  folderNames: new Set(['node_modules', 'vendor', 'third_party', '__snapshots__', '__generated__']),
  nameEndings: [
    '.snap',
    '.min.js',
    '.min.css',
    '.map',
    '.pb.go',
    '_pb2.py',
    '_pb2_grpc.py',
    '.g.dart',
    '.freezed.dart',
    '.Designer.cs',
  ],
  nameParts: ['.generated.'],
};

/** Why a path is left out of the size; null: it counts. */
export type SizeExclusion = 'lock_file' | 'folder' | 'generated_name';

export function excludeByName(path: string, rules: SizeRules): SizeExclusion | null {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (rules.lockFileNames.has(name)) {
    return 'lock_file';
  }
  if (folders.some((folder) => rules.folderNames.has(folder))) {
    return 'folder';
  }
  const isGenerated =
    rules.nameEndings.some((ending) => name.endsWith(ending)) ||
    rules.nameParts.some((part) => name.includes(part));
  return isGenerated ? 'generated_name' : null;
}
