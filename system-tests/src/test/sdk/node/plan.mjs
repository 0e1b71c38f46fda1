// What every program sends, and when. See README.md.
import { createInterface } from 'node:readline'

const [url, key, prefix, number] = process.argv.slice(2)
const count = Number(number)
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

export { url, key, prefix, count }

export function say(word) {
  console.log(word)
}

export function next() {
  return lines.next()
}

/** Calls the SDK's methods for the messages from one number to another. */
export function send(sdk, from, to) {
  for (let i = from; i < to; i++) {
    const userId = `${prefix}-user-${Math.floor(i / 10) % 20}`
    switch (i % 10) {
      case 0:
        sdk.identify({ userId, traits: { plan: 'Pro', email: `${userId}@example.com`, number: i } })
        break
      case 1:
        sdk.page({ userId, name: 'Pricing', properties: { number: i } })
        break
      case 2:
        sdk.screen({ userId, name: 'Home', properties: { number: i } })
        break
      case 3:
        sdk.group({ userId, groupId: `org-${i % 3}`, traits: { name: 'Acme' } })
        break
      case 4:
        sdk.alias({ userId, previousId: `${prefix}-visitor-${i}` })
        break
      default:
        sdk.track({ userId, event: 'Style Widget', properties: { number: i, 'wïth': '😀' } })
    }
  }
}

/** Both halves, with the outage between them. */
export async function run(sdk, flush) {
  send(sdk, 0, count / 2)
  await flush()
  say('half')
  await next()
  send(sdk, count / 2, count)
  say('sent')
  await flush()
  await next()
  process.exit(0)
}
