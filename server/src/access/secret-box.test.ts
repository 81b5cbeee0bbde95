import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartError } from '../start-error.ts';
import { openSecretBox } from './secret-box.ts';

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'bellwether-secret-'));

describe('the secret box', () => {
  it('gives back what was sealed, and never seals the same twice', () => {
    const box = openSecretBox({ passphrase: 'a passphrase', dataDir: newFolder() });
    expect(box.open(box.seal('ghp_example'))).toBe('ghp_example');
    expect(box.seal('ghp_example')).not.toBe(box.seal('ghp_example'));
    expect(box.seal('ghp_example')).not.toContain('ghp_example');
  });

  it('keeps its own key in the data folder, readable by its user alone', () => {
    const dataDir = newFolder();
    const sealed = openSecretBox({ passphrase: null, dataDir }).seal('ghp_example');
    expect(openSecretBox({ passphrase: null, dataDir }).open(sealed)).toBe('ghp_example');
    expect(statSync(path.join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('says in one sentence that the folder cannot be used, or that the key is lost', () => {
    const dataDir = newFolder();
    const file = path.join(dataDir, 'secret.key');
    writeFileSync(file, '');
    const open = (folder: string) => () => openSecretBox({ passphrase: null, dataDir: folder });
    expect(open(dataDir)).toThrow(/is empty: restore it/);
    expect(open(file)).toThrow(/cannot be used .* BELLWETHER_DATA_DIR/);
    expect(open(file)).toThrow(StartError);
  });

  it('refuses what was sealed with another key or was changed, and says what to do', () => {
    const sealed = openSecretBox({ passphrase: 'one', dataDir: newFolder() }).seal('ghp_example');
    const other = openSecretBox({ passphrase: 'two', dataDir: newFolder() });
    expect(() => other.open(sealed)).toThrow('cannot be read with the present key');
    expect(() => other.open('v1.AAAA')).toThrow('cannot be read with the present key');
  });
});
