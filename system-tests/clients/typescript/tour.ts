// What a back end does with the generated types and openapi-fetch; fails unless all of it works.
import createClient from 'openapi-fetch';
import { equal, ok } from 'node:assert/strict';
import type { paths } from './schema.js';

const [url, key] = process.argv.slice(2);
const client = createClient<paths>({
  baseUrl: `${url}/api/v1`,
  headers: { Authorization: `Token ${key}` },
});

// The answer's body; an error of the API fails the tour with what the API said.
async function body<T>(call: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await call;
  if (data === undefined) {
    throw new Error(JSON.stringify(error));
  }
  return data;
}

async function customersAndEvents() {
  const ada = { customer_id: 'ts-1', name: 'Ada Berg', email: 'ada@example.com', plan: 'Trial', team_size: 7 };
  const stored = await body(client.POST('/customer', { body: ada }));
  equal(stored.data[0].name, 'Ada Berg');
  await body(client.POST('/customer', { body: { batch: [{ ...ada, customer_id: 'ts-2' }] } }));
  const changed = await body(client.PATCH('/customer/{id}', {
    params: { path: { id: 'ts-1' } },
    body: { location: 'Oslo' },
  }));
  equal(changed.data[0].location, 'Oslo');

  const one = await body(client.POST('/event', {
    body: { customer_id: 'ts-1', name: 'Logged in', created_at: '2026-01-01T00:00:00Z' },
  }));
  equal(one.data[0].success, 1);
  const batch = client.POST('/event', {
    body: {
      batch: [
        { customer_id: 'ts-2', name: 'Logged in', created_at: 1767225600 },
        { customer_id: '', name: 'Logged in' },
      ],
    },
  });
  const some = await body(batch);
  equal(some.data[1].success, 0);
  equal(some.data[1].error?.code, 'invalid_field');
  const position = (await batch).response.headers.get('Traitly-Position') ?? undefined;
  const events = await body(client.GET('/event', {
    params: { query: { customer_id: 'ts-2' }, header: { 'Traitly-Position': position } },
  }));
  equal(events.data.length, 1);
}

async function goalAndLookup() {
  const save = client.PUT('/goal/{name}', {
    params: { path: { name: 'TypeScript Conversion' } },
    body: {
      entry: { on: 'customer_created', where: { plan: ['Trial'] } },
      window: { days: 30 },
      target: { any: [{ event: 'Subscribed' }] },
      actions: [{ event_name: 'Style Widget', target_count: 3 }],
    },
  });
  const saved = await body(save);
  equal(saved.data[0].target.any[0].event, 'Subscribed');
  const position = (await save).response.headers.get('Traitly-Position') ?? undefined;
  const found = await body(client.GET('/recommended-next-actions', {
    params: {
      query: { customer_id: 'ts-1', goal_name: 'TypeScript Conversion', explain: true },
      header: { 'Traitly-Position': position },
    },
  }));
  equal(found.data[0].event_name, 'Style Widget');
  ok(found.likelihood !== null);
}

async function endpoint() {
  const made = (await body(client.POST('/webhook', {
    body: { url: 'http://127.0.0.1:9/ts', objects: ['goal-propensity-change'] },
  }))).data[0];
  const params = { path: { id: made.id } };
  await body(client.POST('/webhook/{id}/pause', { params }));
  const changed = (await body(client.PATCH('/webhook/{id}', { params, body: { rate_limit: 10 } }))).data[0];
  equal(changed.rate_limit, 10);
  equal(changed.paused, true);
  const rotated = (await body(client.POST('/webhook/{id}/rotate-secret', { params }))).data[0];
  ok(rotated.secret && rotated.secret !== made.secret);
  equal((await body(client.GET('/webhook/{id}', { params }))).data[0].id, made.id);
  await body(client.DELETE('/webhook/{id}', { params }));
}

await customersAndEvents();
await goalAndLookup();
await endpoint();
console.log('the tour is complete');
