import type { ToastContent } from './toast-content';

let wanted = false;
const listeners = new Set<() => void>();

/** Whether any toast was ever shown: until then the toast code isn't even loaded. */
export const toastDemand = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): boolean => wanted,
};

/**
 * Shows a short message in the corner and reads it out. It goes after 6 s, but stays while pointed at or focused;
 * a `danger` one stays until it is closed. For news that needs no answer: errors of a form belong in the form.
 */
export function showToast(content: ToastContent): void {
  wanted = true;
  for (const listener of listeners) listener();
  void import('./toast-region').then(({ toastQueue }) =>
    toastQueue.add(content, content.tone === 'danger' ? {} : { timeout: 6000 }),
  );
}
