import { NextRequest } from 'next/server';
import { afterEach, expect, it, vi } from 'vitest';
import { proxy } from '../proxy';

afterEach(() => vi.unstubAllEnvs());

it.each([
  ['https://kms.example', 'max-age=31536000'],
  ['http://kms.example', null],
  [undefined, null],
])('has browsers stay with https only where the console is reached by it: %s', (publicUrl, expected) => {
  vi.stubEnv('KMS_PUBLIC_URL', publicUrl);
  const response = proxy(new NextRequest('http://127.0.0.1:3000/cn-hangzhou/backups'));
  expect(response.headers.get('strict-transport-security')).toBe(expected);
});
