import { MissingItem } from '@/components/kms/missing-item';

export default function SecretNotFound() {
  return <MissingItem kind="secrets" />;
}
