import { Analytics } from '@segment/analytics-node'
import { count, key, run, say, url } from './plan.mjs'

const sdk = new Analytics({ writeKey: key, host: url, maxRetries: 20, flushAt: 50, maxEventsInBatch: 50 })
sdk.on('error', (error) => say(`error ${error.code} ${error.reason}`))

let delivered = 0
for (const type of ['identify', 'page', 'screen', 'group', 'alias', 'track']) {
  sdk.on(type, () => delivered++)
}
let wanted = 0
await run(sdk, async () => {
  wanted += count / 2
  await sdk.flush?.({ timeout: 60000 })
  while (delivered < wanted) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})
