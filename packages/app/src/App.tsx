import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** Plugins are found by `app.packages: all`; only what belongs to this portal alone is named here. */
export default createApp({ features: [homeModule, navModule, signInModule] });
