type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A JSON Merge Patch (RFC 7396): members that it names take its values, objects are merged within,
 * null removes. At the first level null stays, as a feature has every field.
 */
export const mergePatch = (target: JsonObject, patch: JsonObject): JsonObject => {
  const merged: Record<string, unknown> = { ...target }
  for (const [name, value] of Object.entries(patch)) {
    merged[name] = isObject(value) ? mergedWithin(target[name], value) : value
  }
  return merged
}

const mergedWithin = (target: unknown, patch: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(mergePatch(isObject(target) ? target : {}, patch)).filter(
      ([, value]) => value !== null,
    ),
  )
