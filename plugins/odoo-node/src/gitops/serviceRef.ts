import {
  RootConfigService,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitCliRepository } from './GitCliRepository';
import { GitOpsRepository } from './GitOpsRepository';

/**
 * The GitOps repository of `odoo.gitops`: `url`, `branch` (default `main`) and `workingDirectory`. One clone
 * serves all plugins of a process. Without a working directory it lives in a temporary folder that the
 * process removes on shutdown; with one, no second process may use the same folder.
 */
export const gitOpsRepositoryServiceRef = createServiceRef<GitOpsRepository>({
  id: 'odoo.gitops-repository',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
      },
      async factory({ config, lifecycle }) {
        const { directory, temporary } = await cloneDirectory(config);
        if (temporary) {
          lifecycle.addShutdownHook(() =>
            rm(directory, { recursive: true, force: true }),
          );
        }
        return GitCliRepository.create({
          url: config.getString('odoo.gitops.url'),
          branch: config.getOptionalString('odoo.gitops.branch') ?? 'main',
          directory,
        });
      },
    }),
});

async function cloneDirectory(config: RootConfigService) {
  const configured = config.getOptionalString('odoo.gitops.workingDirectory');
  return configured
    ? { directory: configured, temporary: false }
    : {
        directory: await mkdtemp(join(tmpdir(), 'plumbline-gitops-')),
        temporary: true,
      };
}
