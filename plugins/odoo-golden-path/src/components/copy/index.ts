import { Manifest } from '../../manifest/manifest';
import { RenderContext } from '../../manifest/renderContext';
import { hasOwnCluster } from '../database';
import { restoredFilestore } from './filestore';
import { sourceStore } from './recovery';

/** What an environment needs to begin with the data of another one; the database itself says how it is made. */
export function copyComponent(context: RenderContext): Manifest[] {
  const { copy } = context;
  if (!copy) return [];
  return [
    ...(hasOwnCluster(context) ? [sourceStore(context, copy)] : []),
    ...restoredFilestore(context, copy),
  ];
}
