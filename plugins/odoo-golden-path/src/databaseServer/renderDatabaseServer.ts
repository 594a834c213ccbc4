import { Platform, SharedServer } from '@plumbline/plugin-odoo-common';
import { gitopsEntry } from '../gitops/gitopsEntry';
import { toYaml, toYamlStream } from '../manifest/toYaml';
import { RenderedFile } from '../render/renderEnvironment';
import { databaseServerEntry, databaseServerFolder } from './paths';
import { SERVER_COMPONENTS } from './serverComponents';
import { serverContextOf } from './serverContext';

/** Until a new server runs: Azure takes its time. */
const START_MINUTES = 60;

/**
 * Every file of a shared database server, sorted by path; the same input gives the same bytes. They follow from
 * the platform alone: whoever of its environments is changed, the files are the same.
 * @throws InputError for a Flexible Server that the platform has no network for
 */
export function renderDatabaseServer({
  platform,
  server,
}: {
  platform: Platform;
  server: SharedServer;
}): RenderedFile[] {
  const context = serverContextOf(platform, server);
  const heading = `Rendered by the golden path ${platform.goldenPath} from odoo.platform.database.servers: never edited by hand.`;
  const manifests = `${databaseServerFolder(server.name)}/manifests`;
  return [
    {
      path: databaseServerEntry(server.cluster, server.name),
      content: toYaml(
        gitopsEntry(context, {
          path: manifests,
          onRemoval: 'keep',
          timeoutMinutes: START_MINUTES,
        }),
        heading,
      ),
    },
    ...SERVER_COMPONENTS.map(
      ([file, component]) => [file, component(context)] as const,
    )
      .filter(([, objects]) => objects.length > 0)
      .map(([file, objects]) => ({
        path: `${manifests}/${file}.yaml`,
        content: toYamlStream(objects, heading),
      })),
  ];
}
