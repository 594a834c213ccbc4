import { createRouteRef } from '@backstage/frontend-plugin-api';

export const releasesRouteRef = createRouteRef();
export const rolloutsRouteRef = createRouteRef();
export const compareRouteRef = createRouteRef();
export const driftRouteRef = createRouteRef();
export const calendarRouteRef = createRouteRef();
