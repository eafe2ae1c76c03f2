import { type NextRequest, NextResponse } from 'next/server';
import { pathHeader } from './lib/kernel/path-header.ts';

/**
 * Tells pages their own address, and browsers to stay with https where KMS_PUBLIC_URL says so. It decides
 * nothing: every page, action and route asks who it is itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  if (process.env.KMS_PUBLIC_URL?.startsWith('https:') === true)
    response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  return response;
}

/** Not `api`: Next cuts uploads on matched routes at 10 MB. */
export const config = { matcher: ['/((?!api(?:/|$)|_next/|favicon\\.ico$|icon\\.svg$).*)'] };
