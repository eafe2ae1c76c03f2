'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { TextField as AriaTextField, FieldError, Input } from 'react-aria-components/TextField';
import type { Tags } from '@/lib/kms/model';
import { mostTagKey, mostTags, mostTagValue } from '@/lib/kms/tag-limits';
import { Button } from '../ui/button';
import { inputClass } from '../ui/field';
import type { FormErrors } from '../ui/form';
import { Icon } from '../ui/icon';

type TagsFieldProps = {
  /** Of the form's value: the tags as JSON, `{"key": "value"}`; read it with `tagsOf`. */
  name?: string;
  defaultValue?: Tags;
  /** The form's: those under `name` are shown here. */
  errors?: FormErrors | undefined;
  isDisabled?: boolean;
};

type Row = { readonly id: number; readonly key: string; readonly value: string };

/** Tags as rows of key and value, to add to and take from; a row without key and value counts for nothing. */
export function TagsField({ name = 'tags', defaultValue = {}, errors, isDisabled = false }: TagsFieldProps) {
  const t = useTranslations('tags');
  const id = useId();
  const add = useRef<HTMLButtonElement>(null);
  const nextId = useRef(Object.keys(defaultValue).length);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    Object.entries(defaultValue).map(([key, value], index) => ({ id: index, key, value })),
  );
  const [addedId, setAddedId] = useState<number>();
  const change = (rowId: number, part: Partial<Row>) =>
    setRows((all) => all.map((row) => (row.id === rowId ? { ...row, ...part } : row)));
  const addRow = () => {
    const row = { id: nextId.current, key: '', value: '' };
    nextId.current += 1;
    setAddedId(row.id);
    setRows([...rows, row]);
  };
  const remove = (rowId: number) => {
    add.current?.focus(); // what had it goes
    setRows(rows.filter((row) => row.id !== rowId));
  };
  const filled = rows.filter((row) => !isEmpty(row));
  const refused = Object.entries(errors?.fields ?? {}).find(
    ([field]) => field === name || field.startsWith(`${name}.`),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't stand in a row with the count
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span id={id} className="font-medium text-ink">
          {t('label')}
        </span>
        <span className="text-caption text-ink-2 tabular-nums">
          {t('count', { count: filled.length, most: mostTags })}
        </span>
      </div>
      {rows.length > 0 && (
        <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_2rem] items-start gap-x-2 gap-y-1.5">
          <span aria-hidden="true" className="text-caption text-ink-2">
            {t('key')}
          </span>
          <span aria-hidden="true" className="col-span-2 text-caption text-ink-2">
            {t('value')}
          </span>
          {rows.map((row, index) => (
            <TagRow
              key={row.id}
              row={row}
              number={index + 1}
              isRepeated={rows.some((other) => other.id !== row.id && other.key.trim() === row.key.trim())}
              autoFocus={row.id === addedId}
              isDisabled={isDisabled}
              onChange={(part) => change(row.id, part)}
              onRemove={() => remove(row.id)}
            />
          ))}
        </div>
      )}
      <input type="hidden" name={name} value={tagsAsJson(filled)} disabled={isDisabled} />
      {refused && (
        <p role="alert" className="text-caption text-danger-ink">
          {refused[1]}
        </p>
      )}
      <div>
        <Button
          ref={add}
          variant="text"
          icon={<Icon name="plus" className="size-3.5" />}
          onClick={rows.length < mostTags ? addRow : undefined}
          aria-disabled={rows.length >= mostTags || undefined}
          disabled={isDisabled}
          className="aria-disabled:text-ink-3 aria-disabled:no-underline"
        >
          {t('add')}
        </Button>
      </div>
    </div>
  );
}

type TagRowProps = {
  row: Row;
  number: number;
  isRepeated: boolean;
  autoFocus: boolean;
  isDisabled: boolean;
  onChange: (part: Partial<Row>) => void;
  onRemove: () => void;
};

function TagRow({ row, number, isRepeated, autoFocus, isDisabled, onChange, onRemove }: TagRowProps) {
  const t = useTranslations('tags');
  const keyRule = () => {
    if (row.key.trim() === '') return isEmpty(row) ? null : t('keyMissing');
    return isRepeated ? t('keyRepeated') : null;
  };
  return (
    <>
      <AriaTextField
        aria-label={t('keyOf', { number })}
        value={row.key}
        onChange={(key) => onChange({ key })}
        validate={keyRule}
        validationBehavior="native"
        maxLength={mostTagKey}
        autoFocus={autoFocus}
        isDisabled={isDisabled}
        className="flex min-w-0 flex-col gap-1"
      >
        <Input autoComplete="off" className={inputClass} />
        <FieldError className="text-caption text-danger-ink" />
      </AriaTextField>
      <AriaTextField
        aria-label={t('valueOf', { number })}
        value={row.value}
        onChange={(value) => onChange({ value })}
        maxLength={mostTagValue}
        isDisabled={isDisabled}
        className="min-w-0"
      >
        <Input autoComplete="off" className={inputClass} />
      </AriaTextField>
      <Button variant="quiet" aria-label={t('remove', { number })} disabled={isDisabled} onClick={onRemove}>
        <Icon name="close" />
      </Button>
    </>
  );
}

const isEmpty = ({ key, value }: Row): boolean => key.trim() === '' && value.trim() === '';

const tagsAsJson = (rows: readonly Row[]): string =>
  JSON.stringify(Object.fromEntries(rows.map(({ key, value }) => [key.trim(), value.trim()])));
