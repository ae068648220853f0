import { type ReactNode, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { wholePhones } from '../../api/personal.ts'
import { lateCode } from '../../form/late-code.ts'
import type { Place } from '../../state/app-state.ts'
import { fetchMessage } from './copy-flow.ts'
import type { ToldOnPaper } from './message/prepare-message.ts'

const fetchWaysFigure = lateCode(() => import('./ways-figure.tsx'))

interface Drawn {
  /** With whole telephone numbers. */
  of: NearestAnswer
  map: ReactNode
  /** The place in words; null where they could not be composed. */
  told: ToldOnPaper | null
}

const withPhones = (answer: NearestAnswer, phones: ReadonlyMap<string, string>): NearestAnswer => ({
  ...answer,
  features: answer.features.map((feature) => {
    const phone = phones.get(feature.id)
    return phone ? { ...feature, properties: { ...feature.properties, phone } } : feature
  }),
})

/** Asked for by its button, the answer of that moment is printed with a map of its ways. */
export const usePrinting = (answer: NearestAnswer, { position, label }: Place) => {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [isDrawing, setIsDrawing] = useState(false)
  useEffect(() => {
    const forget = (): void => setDrawn(null)
    window.addEventListener('afterprint', forget)
    return () => window.removeEventListener('afterprint', forget)
  }, [])
  const print = async (): Promise<void> => {
    setIsDrawing(true)
    const phones = wholePhones(answer.query.collection, answer.features)
    const telling = fetchMessage()
      .then(({ toldOnPaper }) => toldOnPaper(answer, label))
      .catch(() => null)
    let map: ReactNode = null
    try {
      const { drawWays, WaysFigure } = await fetchWaysFigure()
      const picture = await drawWays(answer, position)
      map = <WaysFigure {...{ answer, position, picture }} />
    } catch {
      // A browser that draws no map prints the ranking without one.
    }
    const of = withPhones(answer, await phones)
    const told = await telling
    flushSync(() => setDrawn({ of, map, told }))
    setIsDrawing(false)
    await document.fonts.ready
    window.print()
  }
  return { drawn, isDrawing, print }
}
