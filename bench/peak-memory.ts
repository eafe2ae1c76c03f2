/** The largest growth of the process's resident memory over what it was before, while the work ran. In bytes. */
export async function withPeakMemory<T>(work: () => Promise<T>): Promise<{ value: T; peakBytes: number }> {
  globalThis.gc?.();
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 5);
  try {
    const value = await work();
    look();
    return { value, peakBytes: peak - idle };
  } finally {
    clearInterval(timer);
  }
}
