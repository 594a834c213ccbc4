import { useMemo } from 'react';
import { z } from 'zod';
import useObservable from 'react-use/esm/useObservable';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';

const BUCKET = 'plumbline-tenants';
const KEY = 'savedFilters';

const savedFiltersSchema = z.array(
  z.object({
    name: z.string(),
    /** The search part of the URL. */
    filters: z.string(),
  }),
);
export type SavedFilter = z.infer<typeof savedFiltersSchema>[number];

/** What was stored by another version, or by hand, is as good as nothing. */
const read = (stored: unknown): SavedFilter[] =>
  savedFiltersSchema.safeParse(stored).data ?? [];

/** The filters that this user keeps, by name, wherever the app keeps settings of users. */
export function useSavedFilters() {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const changes = useMemo(() => bucket.observe$(KEY), [bucket]);
  const { value } = useObservable(changes, bucket.snapshot(KEY));
  const saved = read(value);
  const without = (name: string) => saved.filter(one => one.name !== name);
  return {
    saved,
    /** One of the same name is replaced. */
    save: (one: SavedFilter) =>
      bucket.set(
        KEY,
        [...without(one.name), one].sort((a, b) =>
          a.name.localeCompare(b.name),
        ),
      ),
    remove: (name: string) => bucket.set(KEY, without(name)),
  };
}
