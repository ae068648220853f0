/** The worker that all tabs of a browser share: one stream, passed on to each of them. */
import { followEvents, type Standing } from './follow-events.ts'

const tabs: MessagePort[] = []
let standing: Standing | null = null

const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void }

scope.onconnect = ({ ports: [tab] }) => {
  if (!tab) return
  tabs.push(tab)
  if (standing) tab.postMessage(standing)
  if (tabs.length > 1) return
  followEvents((now) => {
    standing = now
    // A tab that was closed does not say so; what is sent to it goes nowhere.
    for (const each of tabs) each.postMessage(now)
  })
}
