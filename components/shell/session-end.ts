/**
 * When a session ends, nothing of the console may stay in the browser's memory: neither in the router's cache,
 * from which Back would show it, nor in another tab.
 */
const channelName = 'kms-session-ended';

let wasShown = false;

/** A page of the console is on the screen: from now on this document must not show the sign-in page. */
export function consoleIsShown(): void {
  wasShown = true;
}

/** For the sign-in page: loads it as a document of its own if it came up inside the console, else tells other tabs. */
export function endConsole(): void {
  if (wasShown) {
    window.location.replace(window.location.href);
    return;
  }
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(null);
  channel.close();
}

/** Calls back when another tab stands at the sign-in page since nobody is signed in. Returns how to stop. */
export function onEndElsewhere(leave: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = leave;
  return () => channel.close();
}

/** The sign-in page that leads back to where this tab stands. */
export function signInHref(): string {
  const { pathname, search } = window.location;
  return `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
}
