import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin.ts';

const host = 'localhost:3000';

describe('origin of a change', () => {
  it('is the console itself when it names the host that was asked', () => {
    expect(isOwnOrigin({ origin: 'http://localhost:3000', host, publicUrl: undefined })).toBe(true);
    expect(isOwnOrigin({ origin: 'https://localhost:3000', host, publicUrl: undefined })).toBe(true);
    expect(
      isOwnOrigin({ origin: 'http://localhost:3000', host: 'LOCALHOST:3000', publicUrl: undefined }),
    ).toBe(true);
  });

  it.each([
    null,
    'null',
    '',
    'http://localhost:3001',
    'http://localhost',
    'http://evil.example',
    'file://localhost:3000',
  ])('is foreign: %s', (origin) => expect(isOwnOrigin({ origin, host, publicUrl: undefined })).toBe(false));

  it('is foreign when the host is unknown', () => {
    expect(isOwnOrigin({ origin: 'http://localhost:3000', host: null, publicUrl: undefined })).toBe(false);
  });

  it('must be the public address where there is one, scheme included', () => {
    const publicUrl = 'https://kms.example/console';
    expect(isOwnOrigin({ origin: 'https://kms.example', host, publicUrl })).toBe(true);
    expect(isOwnOrigin({ origin: 'http://kms.example', host, publicUrl })).toBe(false);
    expect(isOwnOrigin({ origin: 'http://localhost:3000', host, publicUrl })).toBe(false);
  });
});
