/** Names, crossings and kilometres of roads for what was typed, best first. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { SearchFeature } from '../../../data/search.ts'
import { folded, isHan } from '../../analysis/gazetteer/letters.ts'
import type { FeatureOf } from '../../store/features.ts'
import type { Snapshot } from '../../store/store.ts'
import { regionName } from '../region/region.ts'
import type { Registers } from '../registers.ts'
import {
  askedAlong,
  askedByBoth,
  askedCrossing,
  askedWithUnknown,
  type RoadAnswer,
  type Roads,
} from './asked-roads.ts'
import type { CollectionPart, Gazetteer } from './gazetteer.ts'
import { withLevees } from './levees-of-water.ts'
import type { Found, FoundPlaces } from './place-features.ts'
import { afterAreas, PlaceSearch } from './place-search.ts'
import { askedStake, atStake } from './stakes-asked.ts'
import { joined, MOST_QUOTED, wordingsOf } from './wordings.ts'

/** Levees of one river that a stake is looked for on. */
const MOST_LEVEES = 50

const NEAREST_SPELLING = (text: string): Bilingual => ({
  zh: `没有叫“${text}”的地点；以下名称最接近。`,
  en: `Nothing is called “${text}”; these names are the nearest.`,
})

const NOT_FOUND = (text: string): Bilingual => ({
  zh: `没有找到“${text}”。可以只写名称的一部分、拼音或首字母，写“路与路”的交叉口、“路 + 公里”，或粘贴坐标与地图链接。`,
  en: `“${text}” was not found. Try a part of the name, pinyin or initials, two roads with “与” or “/” between them, a road with a kilometre, or paste coordinates or a map link.`,
})

/**
 * Of names with words left out: those that end otherwise, as 曲阜东站连接线 does for 曲阜站, are another
 * thing. Roads are another always.
 */
const endsOtherwise = (name: string, text: string): boolean => {
  const last = Array.from(folded(text)).at(-1) ?? ''
  return isHan(last) && !folded(name).endsWith(last)
}

/** What the text names in one moment of the data; best first, with a remark where that is not all. */
export const findPlaces = async (
  snapshot: Snapshot,
  registers: Registers,
  gazetteer: Gazetteer,
  text: string,
  limit: number,
): Promise<FoundPlaces> => {
  const search = new PlaceSearch(snapshot, registers, gazetteer, await gazetteer.parts(snapshot))
  const staked = await findStake(search, snapshot, registers, text, limit)
  if (staked) return staked
  const wordings = wordingsOf(text)
  for (const { words, remark } of wordings) {
    const called = await findCalled(search, snapshot, registers, gazetteer, words, limit)
    if (called) return { ...called, remark: joined([called.remark, remark]) }
  }
  const { roads } = search
  const unknown = wordings.flatMap(({ words, remark }) => {
    const answer = roads && askedWithUnknown(roads, words)
    return answer ? [{ ...answer, remark: joined([answer.remark, remark]) }] : []
  })
  const likeliest = unknown.find(({ crossings }) => crossings.length > 0) ?? unknown.at(-1)
  if (likeliest && roads) return search.told.ofRoads(likeliest, roads.part.roads, limit)
  const quoted = text.trim().slice(0, MOST_QUOTED)
  const leftOut = search.leftOut(text, limit)
  const nearest = leftOut.length > 0 ? leftOut : search.nearest(text, limit)
  if (nearest.length === 0) return { features: [], remark: NOT_FOUND(quoted), suggestions: [] }
  return nearestOf(await search.told.features(nearest, limit), quoted)
}

/** @returns null where the text asks for no stake of a levee that is known. */
const findStake = async (
  search: PlaceSearch,
  snapshot: Snapshot,
  registers: Registers,
  text: string,
  limit: number,
): Promise<FoundPlaces | null> => {
  const asked = askedStake(text)
  if (!asked) return null
  const named = search
    .contiguous(asked.name, MOST_LEVEES)
    .filter(({ part, fit }) => part.collection === 'levees' && fit !== 'one-error')
  const sequences = new Set(
    named.map(({ part, entry }) => (part as CollectionPart).sequences[entry]),
  )
  const rows = await registers.rows(snapshot, 'levees')
  const levees = rows.flatMap(({ sequence, feature }) =>
    sequences.has(sequence) ? [feature as FeatureOf<'levees'>] : [],
  )
  const { places, remark } = atStake(levees, asked.metres)
  if (places.length === 0 && remark === null) return null
  const features: SearchFeature[] = []
  for (const place of places.slice(0, limit)) features.push(await search.told.stake(place))
  return { features, remark, suggestions: [] }
}

/** @returns null where nothing is called as the text says. */
const findCalled = async (
  search: PlaceSearch,
  snapshot: Snapshot,
  registers: Registers,
  gazetteer: Gazetteer,
  text: string,
  limit: number,
): Promise<FoundPlaces | null> => {
  const answered = async (found: readonly Found[]): Promise<FoundPlaces> => ({
    ...{ features: await search.told.features(found, limit), remark: null, suggestions: [] },
  })
  const phones = search.phones(text)
  if (phones.length > 0) return answered(phones)
  const found = search.contiguous(text, limit)
  const { roads } = search
  const region = await regionName(snapshot, registers)
  const areas = await gazetteer.areas(snapshot)
  const after = afterAreas(text, areas, region?.name ?? null)
  if (roads && found[0]?.fit !== 'whole') {
    const posts = await gazetteer.posts(snapshot)
    const onRoads = (asked: Roads, words: string): RoadAnswer | null =>
      askedByBoth(asked, words) ?? askedCrossing(asked, words) ?? askedAlong(asked, posts, words)
    let answer = onRoads(roads, text)
    for (const { rest, codes } of after) {
      answer ??= onRoads({ ...roads, accepts: await search.within(codes) }, rest)
    }
    if (answer) return search.told.ofRoads(answer, roads.part.roads, limit)
  }
  // What is only said about an entry, such as its address, comes after what is called so in its county.
  const isCalledSo = found.some(({ fit }) => fit !== 'said')
  const others = isCalledSo ? found : withNew(await search.byParts(text, after, limit), found)
  const meant = found[0]?.fit === 'whole' ? [] : await search.meant(text, after, limit)
  const more = withNew(meant, others)
  if (more.length === 0 && roads && askedWithUnknown(roads, text)) return null
  const known = more.length >= limit ? more : withNew(more, search.leftOut(text, limit))
  if (known.length === 0) return null
  const { found: all, remark } = await withLevees(snapshot, registers, search.parts, known, limit)
  const told = await answered(all)
  const areOthers =
    all.every(({ fit }) => fit === 'left-out') &&
    told.features.every(
      ({ properties: { collection, name } }) => collection === 'roads' || endsOtherwise(name, text),
    )
  return areOthers ? null : { ...told, remark }
}

/** Nothing is called so. */
const nearestOf = (features: readonly SearchFeature[], quoted: string): FoundPlaces => ({
  features: features.map((feature) => ({
    ...feature,
    properties: { ...feature.properties, isNearestSpelling: true },
  })),
  remark: NEAREST_SPELLING(quoted),
  suggestions: [...new Set(features.map(({ properties }) => properties.name))],
})

/** Those that were found before, and then those that are new. */
const withNew = (found: readonly Found[], others: readonly Found[]): Found[] => [
  ...found,
  ...others.filter(
    (other) => !found.some((each) => each.part === other.part && each.entry === other.entry),
  ),
]
