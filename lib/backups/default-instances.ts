import type { Region } from '../kernel/regions.ts';
import { type BackupInstance, defaultQueryableDays } from './model.ts';
import type { BackupPorts } from './ports.ts';

/** Every region of an account has exactly one default backup instance, free of charge, Disabled until enabled. */
export async function ensureDefaultInstances(
  ports: Pick<BackupPorts, 'backups' | 'ids' | 'clock'>,
  accountId: string,
  regions: readonly Region[],
): Promise<void> {
  const createdAt = await ports.clock.now();
  const instances = regions.map(
    (region): BackupInstance => ({
      id: ports.ids.id('kbi'),
      accountId,
      regionId: region.id,
      type: 'DEFAULT',
      state: 'DISABLED',
      alias: null,
      queryableDays: defaultQueryableDays,
      createdAt,
      expiresAt: null,
      sourceInstanceId: null,
      enabledAt: null,
      dataKeyId: null,
      epoch: 0,
    }),
  );
  await ports.backups.ensureDefaults(instances);
}
