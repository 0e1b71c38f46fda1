// What a back end does with the client that openapi-generator makes; fails unless all of it works.
import { equal, ok } from 'node:assert/strict';
import {
  Configuration, CustomersApi, EventsApi, GoalsApi, PredictionsApi, WebhooksApi,
} from './client/index.js';

const [url, key] = process.argv.slice(2);
const configuration = new Configuration({ basePath: `${url}/api/v1`, accessToken: key });

async function customersAndEvents() {
  const customers = new CustomersApi(configuration);
  const ada = { customerId: 'tsf-1', name: 'Ada Berg', email: 'ada@example.com', plan: 'Trial' };
  equal((await customers.createCustomers({ customersSent: ada })).data[0].name, 'Ada Berg');
  await customers.createCustomers({ customersSent: { batch: [{ ...ada, customerId: 'tsf-2' }] } });
  const changed = await customers.updateCustomer({ id: 'tsf-1', customerChange: { location: 'Oslo' } });
  equal(changed.data[0].location, 'Oslo');

  const events = new EventsApi(configuration);
  const login = { customerId: 'tsf-1', name: 'Logged in', createdAt: '2026-01-01T00:00:00Z' };
  equal((await events.createEvents({ eventsSent: login })).data[0].success, 1);
  const batch = [{ customerId: 'tsf-2', name: 'Logged in' }, { customerId: '', name: 'Logged in' }];
  const answer = await events.createEventsRaw({ eventsSent: { batch } });
  const some = await answer.value();
  equal(some.data[1].success, 0);
  equal(some.data[1].error?.code, 'invalid_field');
  const traitlyPosition = answer.raw.headers.get('Traitly-Position') ?? undefined;
  equal((await events.listEvents({ customerId: 'tsf-2', traitlyPosition })).data.length, 1);
}

async function goalAndLookup() {
  const saved = await new GoalsApi(configuration).saveGoalRaw({
    name: 'Fetch Conversion',
    goalDefinition: {
      entry: { on: 'customer_created', where: { plan: ['Trial'] } },
      window: { days: 30 },
      target: { any: [{ event: 'Subscribed' }] },
      actions: [{ eventName: 'Style Widget', targetCount: 3 }],
    },
  });
  equal((await saved.value()).data[0].target.any[0].event, 'Subscribed');
  const found = await new PredictionsApi(configuration).getRecommendedNextActions({
    customerId: 'tsf-1',
    goalName: 'Fetch Conversion',
    traitlyPosition: saved.raw.headers.get('Traitly-Position') ?? undefined,
  });
  equal(found.data[0].eventName, 'Style Widget');
  ok(found.likelihood !== null);
}

async function endpoint() {
  const webhooks = new WebhooksApi(configuration);
  const endpointSent = { url: 'http://127.0.0.1:9/tsf', goalNames: ['Fetch Conversion'] };
  const made = (await webhooks.createWebhook({ endpointSent })).data[0];
  const { id } = made;
  await webhooks.pauseWebhook({ id });
  const changed = (await webhooks.updateWebhook({ id, endpointChange: { rateLimit: 10 } })).data[0];
  equal(changed.rateLimit, 10);
  equal(changed.paused, true);
  const rotated = (await webhooks.rotateWebhookSecret({ id })).data[0];
  ok(rotated.secret && rotated.secret !== made.secret);
  equal((await webhooks.getWebhook({ id })).data[0].id, id);
  await webhooks.deleteWebhook({ id });
}

await customersAndEvents();
await goalAndLookup();
await endpoint();
console.log('the tour is complete');
