import { Platform } from '@plumbline/plugin-odoo-common';
import { renderDatabaseServer } from '@plumbline/plugin-odoo-golden-path';
import { parseAllDocuments } from 'yaml';

/**
 * The namespaces of the shared database servers: objects of an environment lie in them, and a change of it need not
 * touch the server itself.
 */
export function serverNamespaces(platform: Platform): unknown[] {
  return platform.database.servers
    .flatMap(server => renderDatabaseServer({ platform, server }))
    .flatMap(({ content }) => parseAllDocuments(content))
    .map(document => document.toJS())
    .filter(object => object?.kind === 'Namespace');
}
