import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { visitor } from '@/app/session';
import { LanguageChoice } from '@/components/shell/language-choice';
import { Logo } from '@/components/shell/logo';
import { DatabaseAway } from '@/lib/access/errors';
import { safeNext } from '@/lib/access/safe-next';
import { SignInForm } from './sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

type SignInPageProps = { readonly searchParams: Promise<{ readonly next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = safeNext((await searchParams).next);
  const state = await whoIsHere();
  if (state === 'signed-in') redirect(next);
  const [t, shell] = await Promise.all([getTranslations('signIn'), getTranslations('shell')]);
  return (
    <main className="grid min-h-dvh place-items-center bg-page px-4 py-8">
      <div className="w-full max-w-90">
        <div className="mb-5 flex items-center justify-center gap-2.5">
          <Logo />
          <span className="text-heading font-semibold text-ink">{shell('product')}</span>
        </div>
        <section
          aria-labelledby="sign-in-title"
          className="rounded-card border border-line bg-surface px-6 pt-6 pb-7 max-sm:px-5"
        >
          <h1 id="sign-in-title" className="text-title font-semibold text-ink">
            {t('title')}
          </h1>
          <p className="mt-1 mb-5 text-ink-2">{t(next === '/' ? 'lead' : 'goOn')}</p>
          <SignInForm next={next} databaseAway={state === 'database-away'} />
        </section>
        <LanguageChoice />
      </div>
    </main>
  );
}

async function whoIsHere(): Promise<'signed-in' | 'nobody' | 'database-away'> {
  try {
    return (await visitor()) === null ? 'nobody' : 'signed-in';
  } catch (error) {
    if (error instanceof DatabaseAway) return 'database-away';
    throw error;
  }
}
