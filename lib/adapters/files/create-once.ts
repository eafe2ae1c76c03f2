import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** The file's text without the white space around it; undefined if there is no such file. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return undefined;
    throw new Error(`${file} can't be read.`, { cause });
  }
}

/**
 * Writes a file that must not exist yet, readable by its owner alone, whole and on the disk before its name
 * appears. Returns false, and changes nothing, if the file is there already: of two that try, one wins.
 */
export function createOnce(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
    linkSync(draft, file);
    syncFolder(path.dirname(file));
    return true;
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return false;
    throw new Error(`${file} can't be written.`, { cause });
  } finally {
    closeSync(handle);
    rmSync(draft, { force: true });
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // folders can't be opened there
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
