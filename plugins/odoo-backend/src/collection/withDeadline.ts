/**
 * Runs work that gets a signal, and stops waiting for it when the time is over or the task is cancelled,
 * also when the work does not heed the signal.
 */
export async function withDeadline<T>(
  seconds: number,
  cancelled: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([deadline, cancelled]);
  const message = () =>
    deadline.aborted
      ? `gave no answer within ${seconds} seconds`
      : 'was cancelled';
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new Error(message()));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work(signal), stopped]);
}
