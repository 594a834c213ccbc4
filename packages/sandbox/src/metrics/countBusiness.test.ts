import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COUNT_QUERY, COUNT_SQL } from '@plumbline/plugin-odoo-golden-path';
import type { Client } from 'pg';
import { DatabaseServer, oneRow } from '../backups/database/databaseServer';

const { predicate_query, query } = COUNT_QUERY.odoo_business;

let folder: string;
let server: DatabaseServer;
let odoo: Client;
let exporter: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'count-'));
  server = await DatabaseServer.start(folder);
  const setUp = await server.connect('postgres');
  await setUp.query('CREATE ROLE odoo LOGIN');
  await setUp.query('CREATE DATABASE odoo OWNER odoo');
  await setUp.query('CREATE ROLE cnpg_metrics_exporter LOGIN');
  await setUp.query('GRANT pg_monitor TO cnpg_metrics_exporter');
  odoo = await server.connect('odoo');
  await odoo.query('SET ROLE odoo');
  exporter = await server.connect('odoo');
  await exporter.query('SET ROLE cnpg_metrics_exporter');
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const counted = () => oneRow<Record<string, string>>(exporter, query);

it('counts what is there as modules come, and lets the exporter see nothing else', async () => {
  const { counted: before } = await oneRow(exporter, predicate_query);
  expect(before).toBe(false);
  await odoo.query(COUNT_SQL);
  const { counted: after } = await oneRow(exporter, predicate_query);
  expect(after).toBe(true);
  expect(await counted()).toEqual({
    approvals_decided: null,
    approvals_waiting: null,
    postings: null,
    posting_age: null,
    queue_age: null,
  });

  // Times of Odoo are UTC without a zone, wherever the session is.
  await odoo.query(`SET timezone = 'Asia/Tokyo'`);
  await exporter.query(`SET timezone = 'America/Lima'`);
  const ago = (length: string) =>
    `(now() AT TIME ZONE 'UTC') - interval '${length}'`;
  await odoo.query(`
    CREATE TABLE purchase_order (id serial PRIMARY KEY, state varchar, date_approve timestamp, write_date timestamp);
    INSERT INTO purchase_order (state, date_approve, write_date) VALUES
      ('purchase', ${ago('1 hour')}, ${ago('1 hour')}),
      ('purchase', ${ago('23 hours')}, ${ago('1 hour')}),
      ('purchase', ${ago('25 hours')}, ${ago('25 hours')}),
      ('to approve', NULL, ${ago('25 hours')}),
      ('to approve', NULL, ${ago('23 hours')});
    CREATE TABLE account_analytic_line (id serial PRIMARY KEY, create_date timestamp);
    INSERT INTO account_analytic_line (create_date) VALUES (${ago(
      '30 hours',
    )}), (${ago('10 hours')}), (${ago('2 hours')});
    CREATE TABLE queue_job (id serial PRIMARY KEY, state varchar, eta timestamp, date_created timestamp);
    INSERT INTO queue_job (state, eta, date_created) VALUES
      ('pending', NULL, ${ago('1 hour')}),
      ('pending', ${ago('-1 hour')}, ${ago('9 hours')}),
      ('pending', ${ago('10 minutes')}, ${ago('30 hours')}),
      ('done', NULL, ${ago('9 hours')});`);
  const figures = await counted();
  expect(figures).toMatchObject({
    approvals_decided: '2',
    approvals_waiting: '1',
    postings: '2',
  });
  expect(Math.round(Number(figures.posting_age) / 60)).toBe(120);
  expect(Math.round(Number(figures.queue_age) / 60)).toBe(60);

  await expect(exporter.query('TABLE purchase_order')).rejects.toThrow(
    'permission denied',
  );
  // The next migration makes it anew.
  await odoo.query(COUNT_SQL);
  expect(await counted()).toMatchObject({ approvals_decided: '2' });
  await exporter.query('SET ROLE pg_read_all_settings');
  await expect(counted()).rejects.toThrow('permission denied');
});
