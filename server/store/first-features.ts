/**
 * Which features of a collection come first. QGIS before 3.44 reads no schema: the fields of a layer
 * are those of its first ten features, with the types of their values, and what is not among them is
 * lost from all others.
 */
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>

/** How many QGIS asks for to see what there is. */
const SEEN_FIRST = 10

/** What of the collection a feature shows: its fields with values, and which of them are broken numbers. */
const shownBy = ({ geometry, properties }: AnyFeature): string[] => [
  geometry.type,
  ...Object.entries(properties).flatMap(([name, value]) => {
    if (value === null) return []
    return typeof value === 'number' && !Number.isInteger(value) ? [name, `${name} broken`] : [name]
  }),
]

/**
 * The features in their order, but that the first ten have a value in every field that any of them
 * has one in, and a broken number where there is any. Where ten are too few, as many as they show.
 */
export const shownFirst = (features: readonly AnyFeature[]): readonly AnyFeature[] => {
  const shown = new Map(features.map((feature) => [feature, shownBy(feature)]))
  const missing = new Set([...shown.values()].flat())
  const see = (feature: AnyFeature): void => {
    for (const each of shown.get(feature)!) missing.delete(each)
  }
  const beginning = features.slice(0, SEEN_FIRST)
  const isShown = new Set(beginning.flatMap((feature) => shown.get(feature)!)).size
  if (isShown === missing.size) return features
  const first: AnyFeature[] = []
  while (missing.size > 0 && first.length < SEEN_FIRST) {
    const gains = features.map((feature) => shown.get(feature)!.filter((each) => missing.has(each)))
    const best = gains.reduce(
      (most, { length }, index) => (length > gains[most]!.length ? index : most),
      0,
    )
    first.push(features[best]!)
    see(features[best]!)
  }
  const taken = new Set(first)
  return [...first, ...features.filter((feature) => !taken.has(feature))]
}
