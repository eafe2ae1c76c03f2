import { MissingItem } from '@/components/kms/missing-item';

export default function KeyNotFound() {
  return <MissingItem kind="keys" />;
}
