import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { clientNamespaces } from './client-messages';

const root = path.join(import.meta.dirname, '..');

it('exactly those texts are sent to the browser that components use there', () => {
  const used = new Set<string>();
  for (const file of filesInTheBrowser())
    for (const [, namespace = ''] of readFileSync(file, 'utf8').matchAll(/useTranslations\('(\w+)'/g))
      used.add(namespace);
  used.delete('refusals'); // one text of it, named in clientMessages
  expect([...used].toSorted()).toEqual([...clientNamespaces].toSorted());
});

/** Every file that 'use client' or a client file's import brings to the browser, types left aside. */
function filesInTheBrowser(): ReadonlySet<string> {
  const files = ['app', 'components']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(root, folder, file),
      ),
    )
    .filter((file) => /(?<!\.test|\.d)\.tsx?$/.test(file));
  const queue = files.filter((file) => readFileSync(file, 'utf8').startsWith("'use client'"));
  const found = new Set(queue);
  for (const file of queue) {
    const text = readFileSync(file, 'utf8').replaceAll(/^import type [^;]*;$/gm, '');
    for (const [, target = ''] of text.matchAll(/(?:from|import\() ?'([@.]{1,2}\/[^']+)'/g)) {
      const imported = resolve(path.dirname(file), target);
      if (imported === undefined || found.has(imported)) continue;
      if (readFileSync(imported, 'utf8').startsWith("'use server'")) continue;
      found.add(imported);
      queue.push(imported);
    }
  }
  expect(found.size).toBeGreaterThan(50);
  return found;
}

function resolve(from: string, target: string): string | undefined {
  const base = target.startsWith('@/') ? path.join(root, target.slice(2)) : path.join(from, target);
  return [base, `${base}.ts`, `${base}.tsx`].find((file) => /\.tsx?$/.test(file) && existsSync(file));
}
