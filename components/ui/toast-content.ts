import type { ReactNode } from 'react';

export type ToastTone = 'good' | 'info' | 'warning' | 'danger';

export type ToastContent = {
  tone: ToastTone;
  title: string;
  description?: ReactNode;
};
