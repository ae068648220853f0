/** Where a lorry loads one after another, in words; which loads are on the same one. */
import type { Language } from './bilingual.ts'
import type { Pickup } from './pickup.ts'
import { localisedName, senderName } from './wording.ts'

/** Part of a load of a plan or an order. */
interface SharedLoad {
  readonly pickup: Pickup | null
  readonly stockpileName: string
  readonly stockpileNameEn: string | null
  readonly leavesAt: string
  readonly arrivesAt: string
}

/** Whether its lorries are counted with this load: of a lorry that loads at several stores, with the first. */
export const isCountedLoad = ({
  round,
  pickup,
}: {
  readonly round: number
  readonly pickup: Pickup | null
}): boolean => round === 1 && (pickup === null || pickup.stop === 1)

/** Loads on the same lorry, in the order in which it takes them. */
const loadsOfLorry = <Load extends Pick<SharedLoad, 'pickup'>>(
  loads: readonly Load[],
  { pickup }: Pick<SharedLoad, 'pickup'>,
): Load[] =>
  loads
    .filter((each) => each.pickup !== null && each.pickup.lorry === pickup?.lorry)
    .sort((a, b) => a.pickup!.stop - b.pickup!.stop)

/**
 * Where the lorry goes: "A 装货 08:30 发 → B 09:10 到，装货 09:40 发 → 10:20 卸完".
 * @param clock a moment as it is shown. @returns null where its lorries load at its store alone.
 */
export const sequenceText = (
  load: SharedLoad,
  loads: readonly SharedLoad[],
  clock: (at: string) => string,
  language: Language,
): string | null => {
  if (load.pickup === null) return null
  const isChinese = language === 'zh'
  const stops = loadsOfLorry(loads, load)
  const home = load.pickup.from
  const come = home && localisedName(home, language)
  const parts = stops.map((each, index) => {
    const name = senderName(each, language)
    const before = stops[index - 1]?.pickup?.nextAt
    const leaves = clock(each.leavesAt)
    if (isChinese) return `${name}${before ? ` ${clock(before)} 到，` : ' '}装货 ${leaves} 发`
    return `${name}${before ? ` ${clock(before)},` : ''} loads, leaves ${leaves}`
  })
  const end = clock(stops.at(-1)?.arrivesAt ?? load.arrivesAt)
  const last = isChinese ? `${end} 卸完` : `unloaded ${end}`
  const first = come === null ? [] : [isChinese ? `${come} 空车` : `${come}, empty`]
  return [...first, ...parts, last].join(' → ')
}
