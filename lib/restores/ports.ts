import type { KmsPorts } from '../kms/ports.ts';
import type { SnapshotPorts } from '../snapshots/ports.ts';

export type RestorePorts = SnapshotPorts & Pick<KmsPorts, 'crypto'>;
