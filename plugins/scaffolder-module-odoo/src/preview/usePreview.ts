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
  | { status: 'incomplete'; message: string };

/** What the parameters would do, asked anew whenever they change, or now by `retry`. */
export function usePreview(draft: Draft) {
  const fetchApi = useApi(fetchApiRef);
  const [preview, setPreview] = useState<Preview>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(draft);
  useEffect(() => {
    const controller = new AbortController();
    const asked: Draft = JSON.parse(key);
    const message = missing(asked);
    if (message) {
      setPreview({ status: 'incomplete', message });
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

/** An item of a list that is not typed yet comes as null. */
const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === null ||
  (Array.isArray(value) && value.every(isEmpty));

/**
 * What the form has to say before the server is asked. An update that names nothing would still bring a drifted
 * environment in line: that is a change of its own, which nobody asked for here.
 */
function missing({ proposes, formData }: Draft): string | undefined {
  if (proposes === 'create') return undefined;
  const { environment, ...others } = formData as Record<string, unknown>;
  if (!environment) return 'Choose an environment first.';
  if (proposes === 'promote' && !others.release) {
    return 'Choose a release first.';
  }
  if (proposes === 'roll-back' && !others.to) {
    return 'Say first what it goes back to.';
  }
  return proposes === 'update' && Object.values(others).every(isEmpty)
    ? 'Nothing is changed yet: say what is to be another.'
    : undefined;
}
