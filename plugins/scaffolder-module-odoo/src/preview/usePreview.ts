import { useEffect, useState } from 'react';
import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { DryRun, dryRun } from '../proposal/dryRun';

/** The form settles before the server is asked. */
const SETTLE_MS = 600;

export type Preview = DryRun | { status: 'loading' };

/** What the parameters would do, asked anew whenever they change, or now by `retry`. */
export function usePreview(formData: unknown) {
  const fetchApi = useApi(fetchApiRef);
  const [preview, setPreview] = useState<Preview>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(formData);
  useEffect(() => {
    const controller = new AbortController();
    setPreview({ status: 'loading' });
    const timer = setTimeout(async () => {
      const answer = await dryRun(fetchApi, JSON.parse(key), controller.signal);
      if (!controller.signal.aborted) setPreview(answer);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [attempt, fetchApi, key]);
  return { preview, retry: () => setAttempt(attempt + 1) };
}
