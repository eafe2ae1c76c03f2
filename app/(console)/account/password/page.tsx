import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageActor } from '@/app/session';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { ChangePasswordForm } from './change-password-form';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('passwordTitle') };
}

export default async function ChangePasswordPage() {
  const actor = await pageActor();
  const t = await getTranslations('account');
  return (
    <>
      <PageHeader title={t('passwordTitle')} help={t('passwordLead')} />
      <Card className="max-w-160 p-6 max-sm:p-4">
        <ChangePasswordForm userName={actor.userName} />
      </Card>
    </>
  );
}
