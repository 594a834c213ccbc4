import { useCallback, useRef, useState } from 'react';
import useLatest from 'react-use/esm/useLatest';
import useMountedState from 'react-use/esm/useMountedState';
import { toError } from '@backstage/errors';
import { FieldError } from '@plumbline/plugin-odoo-common';
import { OdooApi, useOdooApi } from '../api';
import { fieldErrorsOf } from '../errors';

export type OdooMutation<A extends unknown[], T> = {
  /**
   * Resolves to the answer, or to undefined after a failure that the state tells. The state is that of the newest
   * submission: an older one that answers late is not told.
   */
  submit: (...args: A) => Promise<T | undefined>;
  /** Forgets the last outcome, also one that is still to come. */
  reset: () => void;
} & MutationState<T>;

type MutationState<T> =
  | { status: 'idle' | 'running'; data?: undefined; error?: undefined }
  | { status: 'done'; data: T; error?: undefined }
  | {
      status: 'failed';
      data?: undefined;
      error: Error;
      /** The wrong fields that the server named; empty when it refused for another reason. */
      fieldErrors: FieldError[];
    };

/** One mutation by the user. It is not aborted on unmount: whether it took effect would be unknown. */
export function useOdooMutation<A extends unknown[], T>(
  mutate: (api: OdooApi, ...args: A) => Promise<T>,
): OdooMutation<A, T> {
  const api = useOdooApi();
  const latest = useLatest(mutate);
  const isMounted = useMountedState();
  const [state, setState] = useState<MutationState<T>>({ status: 'idle' });
  const newest = useRef(0);
  const reset = useCallback(() => {
    newest.current += 1;
    setState({ status: 'idle' });
  }, []);
  const submit = useCallback(
    async (...args: A) => {
      newest.current += 1;
      const own = newest.current;
      const settle = (next: MutationState<T>) => {
        if (isMounted() && newest.current === own) setState(next);
      };
      settle({ status: 'running' });
      try {
        const data = await latest.current(api, ...args);
        settle({ status: 'done', data });
        return data;
      } catch (thrown) {
        const error = toError(thrown);
        settle({ status: 'failed', error, fieldErrors: fieldErrorsOf(error) });
        return undefined;
      }
    },
    [api, isMounted, latest],
  );
  return { ...state, submit, reset };
}
