import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSecretVersions, stagesAfterNewVersion } from './secret-stages.ts';

type Staged = { versionId: string; stages: readonly string[]; createdAt: Date };

/** Puts `count` versions one after the other, as the store would. */
function afterPuts(count: number): Staged[] {
  let versions: Staged[] = [];
  for (let index = 0; index < count; index++) {
    const move = stagesAfterNewVersion(versions);
    versions = versions
      .filter((version) => !move.removed.includes(version.versionId))
      .map((version) => ({ ...version, stages: move.stages.get(version.versionId) ?? version.stages }));
    versions.push({ versionId: `v${index}`, stages: ['ACSCurrent'], createdAt: new Date(index) });
  }
  return versions;
}

describe('stages of a secret', () => {
  it('keeps one ACSCurrent, one ACSPrevious and at most ten versions, the newest ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), (count) => {
        const versions = afterPuts(count);
        expect(versions.length).toBe(Math.min(count, mostSecretVersions));
        expect(versions.at(-1)?.stages).toEqual(['ACSCurrent']);
        expect(versions.at(-2)?.stages).toEqual(['ACSPrevious']);
        expect(versions.slice(0, -2).every((version) => version.stages.length === 0)).toBe(true);
        expect(versions[0]?.versionId).toBe(`v${Math.max(0, count - mostSecretVersions)}`);
      }),
    );
  });

  it("leaves a person's own stages where they are", () => {
    const versions = [{ versionId: 'a', stages: ['ACSCurrent', 'mine'], createdAt: new Date(0) }];
    expect(stagesAfterNewVersion(versions).stages.get('a')).toEqual(['ACSPrevious', 'mine']);
  });
});
