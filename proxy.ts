import { type NextRequest, NextResponse } from 'next/server';
import { pathHeader } from './lib/kernel/path-header.ts';

/** Tells pages their own address. It decides nothing: every page, action and route asks who it is itself. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.next({ request: { headers } });
}

/** Not `api`: Next cuts uploads on matched routes at 10 MB. */
export const config = { matcher: ['/((?!api(?:/|$)|_next/|favicon\\.ico$|icon\\.svg$).*)'] };
