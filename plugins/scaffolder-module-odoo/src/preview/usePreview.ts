import { useEffect, useState } from 'react';
import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { DryRun, dryRun } from '../proposal/dryRun';
import { Draft } from '../proposal/proposalOf';

/** The form settles before the server is asked. */
const SETTLE_MS = 600;

export type Preview =
  | DryRun
  | { status: 'loading' }
  /** There is nothing yet to ask about. */
  | { status: 'unnamed' };

/** What the parameters would do, asked anew whenever they change, or now by `retry`. */
export function usePreview(draft: Draft) {
  const fetchApi = useApi(fetchApiRef);
  const [preview, setPreview] = useState<Preview>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(draft);
  useEffect(() => {
    const controller = new AbortController();
    const asked: Draft = JSON.parse(key);
    if (!isNamed(asked)) {
      setPreview({ status: 'unnamed' });
      return undefined;
    }
    setPreview({ status: 'loading' });
    const timer = setTimeout(async () => {
      const answer = await dryRun(fetchApi, asked, controller.signal);
      if (!controller.signal.aborted) setPreview(answer);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [attempt, fetchApi, key]);
  return { preview, retry: () => setAttempt(attempt + 1) };
}

/** A new environment is named by the server where its form does not. */
function isNamed({ proposes, formData }: Draft): boolean {
  return (
    proposes === 'create' ||
    Boolean((formData as { environment?: unknown }).environment)
  );
}
