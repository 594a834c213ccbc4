import { ReactNode } from 'react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { act, renderHook, waitFor } from '@testing-library/react';
import {
  TestApiProvider,
  mockApis,
  registerMswTestHooks,
} from '@backstage/frontend-test-utils';
import { SIGNAL_CHANNELS, Source } from '@plumbline/plugin-odoo-common';
import { createSignals } from '../testUtils';
import { useOdooMutation } from './useOdooMutation';
import { useOdooQuery } from './useOdooQuery';

const BASE = 'http://localhost/api/odoo';
const server = setupServer();
registerMswTestHooks(server);

const fetchApi = mockApis.fetch({
  resolvePluginProtocol: {
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost' }),
  },
});
const wrapper = (props: { children: ReactNode }) => (
  <TestApiProvider apis={[fetchApi]}>{props.children}</TestApiProvider>
);

const source: Source = {
  collector: 'kubernetes',
  scope: 'emea-1',
  title: 'emea-1',
  running: false,
};
const sources = (...titles: string[]) =>
  HttpResponse.json({
    items: titles.map(title => ({ ...source, title })),
    total: titles.length,
  });
const refusal = (status: number, error: object) =>
  HttpResponse.json({ error, response: { statusCode: status } }, { status });

describe('useOdooQuery', () => {
  it('loads, keeps what it knows when a refresh fails, and recovers by retry', async () => {
    let answer = () => sources('first');
    server.use(http.get(`${BASE}/sources`, () => answer()));
    const { result } = renderHook(
      () => useOdooQuery(api => api.listSources(), { key: 'sources' }),
      { wrapper },
    );
    expect(result.current.status).toBe('loading');
    await waitFor(() => expect(result.current.status).toBe('ready'));
    expect(result.current.error).toBeUndefined();

    answer = () => refusal(503, { name: 'Error', message: 'database is gone' });
    act(() => result.current.retry());
    expect(result.current).toMatchObject({
      status: 'ready',
      isRefreshing: true,
    });
    await waitFor(() => expect(result.current.error).toBeDefined());
    expect(result.current.status).toBe('ready');
    expect(result.current.data?.items[0].title).toBe('first');

    answer = () => sources('second');
    act(() => result.current.retry());
    await waitFor(() =>
      expect(result.current.data?.items[0].title).toBe('second'),
    );
    expect(result.current.error).toBeUndefined();
  });

  it('polls, and asks no more after unmount', async () => {
    let calls = 0;
    server.use(
      http.get(`${BASE}/sources`, () => {
        calls += 1;
        return sources(`answer ${calls}`);
      }),
    );
    const { result, unmount } = renderHook(
      () =>
        useOdooQuery((api, signal) => api.listSources(signal), {
          key: 'sources',
          pollMs: data => (data?.items[0].title === 'answer 3' ? undefined : 1),
        }),
      { wrapper },
    );
    await waitFor(() =>
      expect(result.current.data?.items[0].title).toBe('answer 3'),
    );
    unmount();
    expect(calls).toBe(3);
  });

  it('asks anew when the backend says that something changed, without a poll and without giving up on a slow answer', async () => {
    const answers: (() => void)[] = [];
    const aborted: Event[] = [];
    server.use(
      http.get(`${BASE}/sources`, async ({ request }) => {
        request.signal.addEventListener('abort', event => aborted.push(event));
        const count = answers.length + 1;
        await new Promise<void>(resolve => {
          answers.push(resolve);
        });
        return sources(`answer ${count}`);
      }),
    );
    const signals = createSignals();
    const { result, unmount } = renderHook(
      () =>
        useOdooQuery((api, signal) => api.listSources(signal), {
          key: 'sources',
          pollMs: 3_600_000,
          channel: SIGNAL_CHANNELS.sources,
        }),
      {
        wrapper: props => (
          <TestApiProvider apis={[fetchApi, signals.api]}>
            {props.children}
          </TestApiProvider>
        ),
      },
    );
    const changed = () => act(() => signals.tell('odoo:sources'));
    await waitFor(() => expect(answers).toHaveLength(1));
    changed();
    changed();
    expect(answers).toHaveLength(1);
    act(() => answers[0]());
    await waitFor(() => expect(answers).toHaveLength(2));
    expect(result.current.data?.items[0].title).toBe('answer 1');
    act(() => answers[1]());
    await waitFor(() =>
      expect(result.current.data?.items[0].title).toBe('answer 2'),
    );
    expect(aborted).toEqual([]);
    unmount();
    expect(signals.listenersOf('odoo:sources')).toBe(0);
  });

  it('answers only the question that is asked now, and refuses what breaks the contract', async () => {
    const asked: string[] = [];
    const aborted: string[] = [];
    server.use(
      http.get(`${BASE}/changes/:id`, ({ request, params }) => {
        asked.push(String(params.id));
        request.signal.addEventListener('abort', () =>
          aborted.push(String(params.id)),
        );
        return params.id === 'slow/1'
          ? new Promise<Response>(() => {})
          : HttpResponse.json({ id: params.id, state: 'green' });
      }),
    );
    const { result, rerender } = renderHook(
      ({ id }) =>
        useOdooQuery((api, signal) => api.getChange(id, signal), { key: id }),
      { wrapper, initialProps: { id: 'slow/1' } },
    );
    await waitFor(() => expect(asked).toEqual(['slow/1']));
    rerender({ id: 'c2' });
    await waitFor(() => expect(result.current.status).toBe('error'));
    expect(result.current.error?.name).toBe('ZodError');
    await waitFor(() => expect(aborted).toEqual(['slow/1']));
  });
});

describe('useOdooMutation', () => {
  it('hands out the wrong fields that the server named', async () => {
    server.use(
      http.post(`${BASE}/changes/a%20b/approve`, () =>
        refusal(400, {
          name: 'InputError',
          message: '1 field is wrong',
          details: [
            { path: 'comment', message: 'is empty', accepted: '1 to 500' },
          ],
        }),
      ),
    );
    const { result } = renderHook(
      () =>
        useOdooMutation((api, comment: string) =>
          api.approveChange('a b', { comment, contentHash: 'sha256:0' }),
        ),
      { wrapper },
    );
    expect(result.current.status).toBe('idle');
    let answer: unknown = 'not settled';
    await act(async () => {
      answer = await result.current.submit('');
    });
    expect(answer).toBeUndefined();
    expect(result.current).toMatchObject({
      status: 'failed',
      fieldErrors: [
        { path: 'comment', message: 'is empty', accepted: '1 to 500' },
      ],
    });
  });

  it('tells the outcome of the newest submission, whenever the older ones answer', async () => {
    const answers: Record<string, () => void> = {};
    server.use(
      http.post(`${BASE}/changes/:id/approve`, async ({ params }) => {
        const id = String(params.id);
        await new Promise<void>(resolve => {
          answers[id] = resolve;
        });
        return refusal(409, { name: 'ConflictError', message: `of ${id}` });
      }),
    );
    const { result } = renderHook(
      () =>
        useOdooMutation((api, id: string) =>
          api.approveChange(id, { comment: '', contentHash: 'sha256:0' }),
        ),
      { wrapper },
    );
    const submit = async (id: string) => {
      let settled: Promise<unknown> = Promise.resolve();
      act(() => {
        settled = result.current.submit(id);
      });
      await waitFor(() => expect(answers[id]).toBeDefined());
      return () =>
        act(async () => {
          answers[id]();
          await settled;
        });
    };
    const first = await submit('first');
    const second = await submit('second');
    await first();
    expect(result.current.status).toBe('running');
    await second();
    expect(result.current.error).toMatchObject({
      cause: { message: 'of second' },
    });
    const third = await submit('third');
    act(() => result.current.reset());
    await third();
    expect(result.current.status).toBe('idle');
  });
});
