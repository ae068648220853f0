/** An approved order of a few bags in a running product, and what is done with it. */
import { expect } from 'vitest'
import type { LoadLinks } from '../../data/load-link.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'

const SITE = { name: '时庄险段', lon: 116.93, lat: 35.63, deadline: '2030-07-01T06:00:00+08:00' }

/** @param more of the site that wants them. */
export const orderedForPhones = async (origin: string, more: object = {}) => {
  const asked = async <T>(path: string, body?: object): Promise<T> => {
    const headers = { 'Content-Type': 'application/json' }
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {}
    const response = await fetch(origin + path, init)
    expect(response.ok, path).toBe(true)
    return (await response.json()) as T
  }
  const sites = [{ ...SITE, demands: [{ item: 'sandbag', quantity: 40 }], ...more }]
  const { id } = await asked<TransferPlan>('/api/transfer-plans', { sites })
  const confirmation = { planId: id, requestedBy: '演示调度员' }
  const { number } = await asked<TransferOrder>('/api/transfers', confirmation)
  const address = `/api/transfers/${encodeURIComponent(number)}`
  const take = (step: string) => asked(`${address}/events`, { step, actor: '值班员' })
  await take('approve')
  const { links } = await asked<LoadLinks>(`${address}/load-links`)
  const read = () => asked<TransferOrder>(address)
  /** Of its first load, within the product. */
  const path = links[0]!.href!.replace(origin, '')
  return { number, path, take, read }
}
