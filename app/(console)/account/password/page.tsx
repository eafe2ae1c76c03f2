import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageActor } from '@/app/session';
import { ChangePasswordForm } from './change-password-form';

export async function generateMetadata(): Promise<Metadata> {
  const [account, product] = await Promise.all([getTranslations('account'), getTranslations('signIn')]);
  return { title: `${account('passwordTitle')} · ${product('product')}` };
}

export default async function ChangePasswordPage() {
  const actor = await pageActor();
  const t = await getTranslations('account');
  return (
    <main className="mx-auto w-full max-w-160 px-4 py-8">
      <a href="/" className="text-accent underline-offset-2 hover:underline">
        {t('back')}
      </a>
      <h1 className="mt-3 text-title font-semibold text-ink">{t('passwordTitle')}</h1>
      <p className="mt-1 text-ink-2">
        {t('signedInAs', { userName: actor.userName })}. {t('passwordLead')}
      </p>
      <section className="mt-5 rounded-card border border-line bg-surface p-6 max-sm:p-4">
        <ChangePasswordForm userName={actor.userName} />
      </section>
    </main>
  );
}
