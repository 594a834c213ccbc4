import {
  PageBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

const home = PageBlueprint.make({
  name: 'home',
  params: {
    path: '/',
    noHeader: true,
    loader: async () => <Navigate to="/tenants" replace />,
  },
});

/** The portal opens on its fleet. */
export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [home],
});
