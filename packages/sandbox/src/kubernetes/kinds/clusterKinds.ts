import { builtInKinds } from './builtInKinds';
import { customKinds } from './customKinds';
import { KindTable } from './kindTable';

/** Every kind a sandbox cluster serves; a new kind is one more row in the tables this joins. */
export const clusterKinds = new KindTable([...builtInKinds, ...customKinds]);
