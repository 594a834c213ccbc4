import { createRouteRef } from '@backstage/frontend-plugin-api';

export const tenantsRouteRef = createRouteRef();
export const sourcesRouteRef = createRouteRef();
export const goldenPathRouteRef = createRouteRef();
export const databaseServersRouteRef = createRouteRef();
