import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsInstance } from '../kms/model.ts';
import type { RestoreRefusal } from './errors.ts';

export type Destination = { readonly regionId: string; readonly instanceId: string };

/** The destination is a Software Key Management instance of the region that was chosen (topic, "Limits"). */
export function checkDestination(instance: KmsInstance, chosen: Destination): Result<void, RestoreRefusal> {
  if (instance.regionId !== chosen.regionId) {
    return err({ code: 'DESTINATION_OTHER_REGION', instanceId: instance.id });
  }
  if (instance.type === 'HARDWARE') return err({ code: 'DESTINATION_HARDWARE', instanceName: instance.name });
  return ok(undefined);
}
