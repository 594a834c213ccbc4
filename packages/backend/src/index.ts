import { createBackend } from '@backstage/backend-defaults';
import { signInLoader } from './signIn';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(signInLoader);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@plumbline/plugin-catalog-backend-module-odoo'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@plumbline/plugin-permission-backend-module-odoo'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-azure'));
backend.add(import('@plumbline/plugin-scaffolder-backend-module-odoo'));

backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@plumbline/plugin-odoo-backend'));
backend.add(import('@plumbline/plugin-odoo-backend-module-kubernetes'));
backend.add(import('@plumbline/plugin-odoo-backend-module-backup-store'));
backend.add(import('@plumbline/plugin-odoo-backend-module-metrics'));
backend.add(import('@plumbline/plugin-odoo-backend-module-pipelines'));
backend.add(import('@plumbline/plugin-odoo-backend-module-pull-requests'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start();
