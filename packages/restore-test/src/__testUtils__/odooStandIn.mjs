// Stands in for Odoo beside a restore test: waits for the marker, looks at the database as Odoo would
// find it, then answers: node odooStandIn.mjs MARKER RUN_DIRECTORY PORT REPORT
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const [marker, runDirectory, port, report] = process.argv.slice(2);
while (!existsSync(marker)) await sleep(20);

const client = new pg.Client({
  host: runDirectory,
  user: 'postgres',
  database: 'odoo',
});
await client.connect();
const { rows } = await client.query(`select
  (select value from ir_config_parameter where key = 'database.is_neutralized') as neutralised,
  (select value from ir_config_parameter where key = 'web.base.url') as url,
  (select count(*)::int from ir_config_parameter where key = 'payroll_gateway.api_key') as keys,
  (select count(*)::int from ir_mail_server where active) as mail,
  (select count(*)::int from fetchmail_server where active) as fetchmail,
  (select count(*)::int from ir_cron where active) as crons,
  (select count(*)::int from payment_provider where state <> 'disabled') as payments,
  (select count(*)::int from ir_act_server where webhook_url like '%payroll%') as webhooks,
  (select string_agg(state, ',' order by id) from queue_job) as jobs,
  current_setting('archive_mode') as archiving,
  current_setting('listen_addresses') as listening,
  current_setting('cluster_name') as cluster`);
await client.end();
writeFileSync(report, JSON.stringify(rows[0]));

createServer((request, response) => {
  const known = ['/web/health', '/web/login'].includes(request.url);
  response.writeHead(known ? 200 : 404).end('{"status": "pass"}');
}).listen(Number(port), '127.0.0.1');
