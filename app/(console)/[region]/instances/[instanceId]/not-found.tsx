import { MissingItem } from '@/components/kms/missing-item';

export default function InstanceNotFound() {
  return <MissingItem kind="instances" />;
}
