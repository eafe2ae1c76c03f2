import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { CopyButton } from './copy-button';

export type CopyFieldProps = {
  label: string;
  text: string;
  description?: ReactNode;
};

/** Something long to take away, as ciphertext: a monospaced box that scrolls after eight lines, with Copy. */
export function CopyField({ label, text, description }: CopyFieldProps) {
  const t = useTranslations('ui');
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-3">
        <span id={id} className="font-medium">
          {label}
        </span>
        <CopyButton text={text} label={t('copyWhat', { what: label })} look="text" />
      </div>
      <output
        aria-labelledby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mono block max-h-42 overflow-y-auto whitespace-pre-wrap break-all rounded-control border border-line bg-sunken px-2.5 py-1.5 text-ink leading-5"
      >
        {text}
      </output>
      {description !== undefined && <p className="text-caption text-ink-2">{description}</p>}
    </div>
  );
}
