// A page in Chromium that loads the browser's SDK, as a site does that changed nothing but the host.
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { count, key, next, prefix, say, url } from './plan.mjs'

const main = createRequire(import.meta.url).resolve('@segment/analytics-next')
const bundle = join(dirname(main), '..', 'umd')
const page = `<!doctype html><title>Shop</title><script src="/index.js"></script>`
const site = createServer((request, response) => {
  if (request.url.endsWith('.js')) {
    response.setHeader('Content-Type', 'text/javascript').end(readFileSync(join(bundle, request.url)))
  } else {
    response.setHeader('Content-Type', 'text/html').end(page)
  }
})
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve))

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})
const tab = await browser.newPage()
await tab.exposeFunction('say', say)
await tab.goto(`http://127.0.0.1:${site.address().port}/`)
await tab.evaluate(
  async (url, key) => {
    const { AnalyticsBrowser } = window.AnalyticsNext
    const analytics = AnalyticsBrowser.load({ writeKey: key, cdnURL: url })
    analytics.catch((error) => say(`error ${error}`))
    analytics.on('error', (error) => say(`error ${error.code} ${error.reason}`))
    window.analytics = analytics
    await analytics
  },
  url,
  key,
)

/** The SDK keeps who the user is, so it is asked in the page's own words. */
async function send(from, to) {
  await tab.evaluate(
    async (prefix, from, to) => {
      const sdk = window.analytics
      for (let i = from; i < to; i++) {
        const userId = `${prefix}-user-${Math.floor(i / 10) % 20}`
        switch (i % 10) {
          case 0:
            await sdk.identify(userId, { plan: 'Pro', email: `${userId}@example.com`, number: i })
            break
          case 1:
            await sdk.page('Pricing', { number: i })
            break
          case 2:
            await sdk.screen('Home', { number: i })
            break
          case 3:
            await sdk.group(`org-${i % 3}`, { name: 'Acme' })
            break
          case 4:
            await sdk.alias(userId, `${prefix}-visitor-${i}`)
            break
          default:
            await sdk.track('Style Widget', { number: i, 'wïth': '😀' })
        }
      }
    },
    prefix,
    from,
    to,
  )
}

await send(0, count / 2)
say('half')
await next()
await send(count / 2, count)
say('sent')
await next()
await browser.close()
process.exit(0)
