import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { count, key, run, say, url } from './plan.mjs'

const sdk = new RudderAnalytics(key, {
  dataPlaneUrl: url,
  flushAt: 50,
  retryCount: 10,
  errorHandler: (error) => say(`error ${error.response?.status} ${error.response?.data?.message}`),
})

// Each flush sends one batch, after the one before.
await run(sdk, async () => {
  for (let i = 0; i < count / 50 + 2; i++) {
    await sdk.flush()
  }
})
