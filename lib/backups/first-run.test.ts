import { describe, expect, it } from 'vitest';
import { isEmpty, nextStep } from './first-run.ts';

const software = (keys: number, secrets = 0) => ({ type: 'SOFTWARE', keys, secrets }) as const;
const hardware = { type: 'HARDWARE', keys: 0, secrets: 0 } as const;
const disabled = { state: 'DISABLED' } as const;
const enabled = { state: 'ENABLED' } as const;

describe('the way to the first backup', () => {
  it.each([
    ['nothing', [], disabled, 'instance'],
    ['an instance that can’t be backed up', [hardware], disabled, 'instance'],
    ['an empty instance', [software(0)], disabled, 'items'],
    ['a key', [software(0), software(1)], disabled, 'backup'],
    ['a secret', [hardware, software(0, 1)], disabled, 'backup'],
    ['an enabled backup', [software(1)], enabled, null],
    ['an enabled backup whose source is gone', [], enabled, null],
  ] as const)('with %s, its next step is named', (_, instances, backup, step) => {
    expect(nextStep({ instances, backups: [disabled, backup] })).toBe(step);
  });

  it('a region is empty without instances and enabled backups', () => {
    expect(isEmpty({ instances: [], backups: [disabled] })).toBe(true);
    expect(isEmpty({ instances: [hardware], backups: [disabled] })).toBe(false);
    expect(isEmpty({ instances: [], backups: [enabled] })).toBe(false);
  });
});
