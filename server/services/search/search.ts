/** Names, addresses, towns and counties, or places in pasted text. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { placeFeatures } from '../../../data/pasted/read-pasted.ts'
import type { SearchAnswer } from '../../../data/search.ts'
import { invalidParameter } from '../../http/problem-error.ts'
import { regionBox } from '../region/region.ts'
import type { ServiceContext } from '../service-context.ts'
import { findPlaces } from './find-places.ts'
import type { Gazetteer } from './gazetteer.ts'
import { readPasted } from './pasted-places.ts'
import type { FoundPlaces } from './place-features.ts'

/** Longer texts are looked through for places, but are no name. */
const LONGEST_NAME = 200

const TOO_LONG: Bilingual = {
  zh: `文字中没有坐标，也没有带坐标的地图链接；按名称搜索请不超过 ${LONGEST_NAME} 字`,
  en: `the text holds no coordinates and no map link with any; to search by name, write at most ${LONGEST_NAME} characters`,
}

const NOTHING: FoundPlaces = { features: [], remark: null, suggestions: [] }

/**
 * Matches, best first; of a text with coordinates, the places that it means.
 * @throws ProblemError where the text speaks of coordinates of which there is no place.
 */
export const search = async (
  { store, registers, network, now }: ServiceContext,
  gazetteer: Gazetteer,
  text: string,
  limit: number,
): Promise<SearchAnswer> => {
  const graph = network()?.graph ?? null
  const { bbox } = await store.read((snapshot) => regionBox(snapshot, registers, graph))
  const pasted = readPasted(text, bbox)
  const problem = pasted && 'problem' in pasted ? pasted : null
  const beside = problem?.beside ?? ''
  if (problem && !problem.mayBeName && beside === '') throw invalidParameter('q', problem.problem)
  const asked = beside || text
  const places = pasted && 'places' in pasted ? pasted.places.slice(0, limit) : []
  const isName = places.length === 0 && asked.length <= LONGEST_NAME
  const [found, revision] = await store.read(async (snapshot) => [
    isName ? await findPlaces(snapshot, registers, gazetteer, asked, limit) : NOTHING,
    await snapshot.revision(),
  ])
  const { features, suggestions } = found
  const isCalledSo = features.some(({ properties }) => !properties.isNearestSpelling)
  // What is only spelled like the words beside a link is no reason to keep quiet about the link.
  if (problem && (beside ? !isCalledSo : features.length === 0))
    throw invalidParameter('q', problem.problem)
  if (places.length === 0 && !isName) throw invalidParameter('q', TOO_LONG)
  const remark =
    problem && beside
      ? {
          zh: `列出的是“${beside}”。${found.remark?.zh ?? ''}${problem.problem.zh}`,
          en: `This is “${beside}”. ${found.remark?.en ?? ''} ${problem.problem.en}`,
        }
      : found.remark
  return {
    type: 'FeatureCollection',
    features: [...placeFeatures(places), ...features],
    query: text,
    remark,
    suggestions: [...suggestions],
    revision,
    timeStamp: now().toISOString(),
  }
}
