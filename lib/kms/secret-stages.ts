import { currentStage, previousStage, type SecretVersion } from './model.ts';

/** A generic secret keeps at most this many versions. */
export const mostSecretVersions = 10;

type Staged = Pick<SecretVersion, 'versionId' | 'stages' | 'createdAt'>;

/** What adding a version does to those already there. */
export type StageMove = {
  /** Stages that change, by version id. */
  readonly stages: ReadonlyMap<string, readonly string[]>;
  /** Versions that go, so that at most ten remain: the oldest without a stage. */
  readonly removed: readonly string[];
};

/**
 * A new version takes ACSCurrent; the one that had it becomes ACSPrevious; the former ACSPrevious keeps no
 * built-in stage. Stages of a person's own stay where they are.
 */
export function stagesAfterNewVersion(versions: readonly Staged[]): StageMove {
  const stages = new Map<string, readonly string[]>();
  for (const version of versions) {
    const own = version.stages.filter((stage) => stage !== currentStage && stage !== previousStage);
    const next = version.stages.includes(currentStage) ? [previousStage, ...own] : own;
    if (next.join('\n') !== version.stages.join('\n')) stages.set(version.versionId, next);
  }
  const after = versions.map((version) => ({
    ...version,
    stages: stages.get(version.versionId) ?? version.stages,
  }));
  const removable = after
    .filter((version) => version.stages.length === 0)
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const tooMany = Math.max(0, versions.length + 1 - mostSecretVersions);
  const removed = removable.slice(0, tooMany).map((version) => version.versionId);
  for (const versionId of removed) stages.delete(versionId);
  return { stages, removed };
}
