/** What a text may say with fewer words, and what is said of those that are left out. */
import type { Bilingual } from '../../../data/bilingual.ts'
import {
  asCalled,
  withoutAside,
  withoutBrigade,
  withoutHouse,
  withoutLeading,
  withoutSides,
  withoutWater,
} from '../../analysis/gazetteer/aside.ts'

/** A text in a sentence is no longer than this. */
export const MOST_QUOTED = 40

const BESIDE = (aside: string, words: string): Bilingual => ({
  zh: `“${aside}”没有计入位置：列出的是“${words}”本身。`,
  en: `“${aside}” is not counted in: this is “${words}” itself.`,
})

const WITHOUT_SIDES = (text: string, words: string): Bilingual => ({
  zh: `没有找到“${text}”：列出的是“${words}”，东西南北等方位字没有计入。`,
  en: `“${text}” was not found: this is “${words}”, without the side of the road in its name.`,
})

const NO_BRIGADE = (text: string): Bilingual => ({
  zh: `没有叫“${text}”的消防站；以下是其他救援站。`,
  en: `No fire station is called “${text}”; these are other stations.`,
})

interface Wording {
  readonly words: string
  /** What was not counted in; null where nothing is lost. */
  readonly remark: Bilingual | null
}

/** The text, and what it may say with fewer words, the nearest to it first. */
export const wordingsOf = (text: string): Wording[] => {
  const plain = withoutLeading(text)
  const { words, aside } = withoutAside(plain)
  const usual = asCalled(words)
  const beside = aside ? BESIDE(aside, words) : null
  const quoted = words.slice(0, MOST_QUOTED)
  const house = withoutHouse(plain)
  const station = withoutBrigade(words)
  const wordings: Wording[] = [
    { words: text, remark: null },
    { words: plain, remark: null },
    { words: asCalled(plain), remark: null },
    { words, remark: beside },
    { words: usual, remark: beside },
    ...withoutSides(words).map((fewer) => ({
      words: fewer,
      remark: joined([WITHOUT_SIDES(quoted, fewer), beside]),
    })),
    ...(station
      ? [{ words: asCalled(station), remark: joined([NO_BRIGADE(quoted), beside]) }]
      : []),
    ...(house ? [{ words: house.words, remark: BESIDE(house.aside, house.words) }] : []),
    ...withoutWater(words).map(({ words: fewer, aside: water }) => ({
      words: fewer,
      remark: joined([BESIDE(water, fewer), beside]),
    })),
  ]
  return wordings.filter(
    ({ words: asked }, place) => wordings.findIndex((each) => each.words === asked) === place,
  )
}

/** Remarks one after the other; null where there is none. */
export const joined = (remarks: readonly (Bilingual | null)[]): Bilingual | null => {
  const said = remarks.filter((remark) => remark !== null)
  return said.length === 0
    ? null
    : { zh: said.map(({ zh }) => zh).join(''), en: said.map(({ en }) => en).join(' ') }
}
